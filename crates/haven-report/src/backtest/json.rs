//! A backtest as one JSON document.

use crate::kept::Kept;
use haven::backtest::{Backtest, ScoredScenario};
use haven::provenance::LABEL;
use haven_study::backtest::{
    AtHorizon, BASELINES, ColdPrior, Conflict, HORIZONS_DAYS, Plan, Pooled, Scores, at, pooled,
};
use haven_study::skill::{Across, Calibration};
use jiff::Span;
use serde_json::{Map, Value, json};

/// Everything that a backtest says, baselines first.
pub fn backtest_json(backtest: &Backtest, kept: &Kept<'_>) -> Value {
    json!({
        "format": "haven-backtest/1",
        "haven": env!("CARGO_PKG_VERSION"),
        "label": LABEL,
        "folder": kept.folder,
        "data_cut_off": "of each forecast: the end of its origin (known_until)",
        "seed": backtest.plan.seed,
        "members": backtest.plan.members,
        "horizons_days": HORIZONS_DAYS,
        "baselines": BASELINES,
        "all_conflicts": pooled(&backtest.conflicts, &backtest.summaries()).iter().map(all).collect::<Vec<_>>(),
        "conflicts": backtest.conflicts.iter().map(|one| conflict(one, backtest)).collect::<Vec<_>>(),
        "scenarios": backtest.scenarios.iter().map(|one| scenario(one, backtest.plan)).collect::<Vec<_>>(),
        "left_out": backtest.left_out.iter().map(|(name, why)| json!({ "scenario": name, "why": why })).collect::<Vec<_>>(),
    })
}

/// A value for each baseline, by name.
fn by_baseline<T>(values: &[T; BASELINES.len()], value: impl Fn(&T) -> Value) -> Value {
    let entries = BASELINES.iter().zip(values);
    Value::Object(
        entries.map(|(name, each)| ((*name).to_owned(), value(each))).collect::<Map<_, _>>(),
    )
}

fn all(pooled: &Pooled) -> Value {
    json!({
        "horizon_days": pooled.horizon_days,
        "skill": by_baseline(&pooled.skill, |skill| skill.as_ref().map_or(Value::Null, across)),
        "conflicts_above_0": by_baseline(&pooled.above_0, |count| json!(count)),
        "least_skill": by_baseline(&pooled.least, |least| json!(least)),
        "calibration": calibration(&pooled.calibration),
    })
}

fn across(across: &Across) -> Value {
    json!({
        "mean": across.mean,
        "conflicts": across.conflicts,
        "interval_95": across.interval_95.map(|(low, high)| [low, high]),
    })
}

fn calibration(calibration: &Calibration) -> Value {
    let coverage = calibration.coverage();
    let at = |index: usize| coverage.map(|coverage| coverage[index]);
    json!({
        "cases": calibration.cases,
        "independent_blocks": calibration.blocks,
        "coverage_50": at(0),
        "coverage_80": at(1),
        "coverage_95": at(2),
        "pit": calibration.pit,
    })
}

fn conflict(conflict: &Conflict, backtest: &Backtest) -> Value {
    let summaries = backtest.summaries();
    let names: Vec<&str> =
        conflict.scenarios.iter().map(|index| backtest.scenarios[*index].name.as_str()).collect();
    let at = |horizon_days: u32| {
        let beyond = conflict.mean(|index| at(summaries[index], horizon_days)?.beyond_best);
        let skills: [Option<f64>; BASELINES.len()] =
            std::array::from_fn(|baseline| conflict.skill(&summaries, horizon_days, baseline));
        json!({
            "horizon_days": horizon_days,
            "skill": by_baseline(&skills, |skill| json!(skill)),
            "skill_beyond_best_baseline": beyond,
        })
    };
    json!({
        "conflict": conflict.name,
        "scenarios": names,
        "at": HORIZONS_DAYS.into_iter().map(at).collect::<Vec<_>>(),
    })
}

fn scenario(scored: &ScoredScenario, plan: Plan) -> Value {
    let worth = |at: &AtHorizon| {
        let position = HORIZONS_DAYS.iter().position(|horizon| *horizon == at.horizon_days)?;
        scored.worth_of_conflict[position]
    };
    let start = scored.scenario.start;
    let given_totals = scored.given_totals.map(|given| {
        let until = start.saturating_add(Span::new().days(given.told.until));
        json!({
            "information_level": given.told.name(),
            "data_cut_off": until.to_string(),
            "capacities_dropped": given.told.capacities_dropped,
            "capacities_kept": given.told.capacities_kept,
            "days_scored": given.days,
            "averaged_relative_difference": {
                "fixed_shares": given.fixed_shares,
                "capacity_proportional": given.capacity_proportional,
                "simulator": given.simulator,
            },
        })
    });
    json!({
        "scenario": scored.name,
        "sha256": scored.sha256,
        "start": start.to_string(),
        "days": scored.scenario.days,
        "information_level": scored.cases.first().map(|case| case.told.name()),
        "capacities_dropped": scored.cases.first().map(|case| case.told.capacities_dropped),
        "capacities_kept": scored.cases.first().map(|case| case.told.capacities_kept),
        "at": scored.at.iter().map(|at| at_horizon(at, worth(at))).collect::<Vec<_>>(),
        "cold_start": cold_start(scored, plan),
        "given_totals": given_totals,
    })
}

/// Forecasts without any count: by what is carried over from other conflicts.
fn cold_start(scored: &ScoredScenario, plan: Plan) -> Option<Value> {
    let told = scored.cold_start.first()?.told;
    let prior = ColdPrior::default();
    let at = |horizon_days: u32| {
        let off = prior.scores(&scored.cold_start, horizon_days, plan)?;
        Some(json!({
            "horizon_days": horizon_days,
            "crps": off.crps,
            "mean_count": off.counted,
            "calibration": calibration(&off.calibration),
        }))
    };
    Some(json!({
        "information_level": told.name(),
        "capacities_dropped": told.capacities_dropped,
        "capacities_kept": told.capacities_kept,
        "prior": {
            "registered_of_a_million": prior.registered,
            "weight_of_engine": prior.engine,
            "log_sd": prior.log_sd,
        },
        "at": HORIZONS_DAYS.into_iter().filter_map(at).collect::<Vec<_>>(),
    }))
}

fn at_horizon(at: &AtHorizon, worth_of_conflict: Option<f64>) -> Value {
    json!({
        "horizon_days": at.horizon_days,
        "cases": at.cases,
        "independent_blocks": at.blocks,
        "baseline_scores": by_baseline(&at.baselines, scores),
        "simulator_scores": scores(&at.simulator),
        "skill": by_baseline(&at.skill, |skill| json!(skill)),
        "skill_beyond_best_baseline": at.beyond_best,
        "skill_beside_shuffled_conflict": worth_of_conflict,
        "relative_difference_of_median": at.relative_difference,
        "mean_width": { "50": at.widths[0], "80": at.widths[1], "95": at.widths[2] },
        "calibration": calibration(&at.calibration),
    })
}

fn scores(scores: &Scores) -> Value {
    json!({
        "crps": scores.crps,
        "weighted_interval_score": scores.weighted_interval,
        "log_score": scores.log,
        "absolute_error": scores.absolute_error,
    })
}
