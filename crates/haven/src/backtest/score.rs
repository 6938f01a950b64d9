//! Scores a scenario, and sums scenarios up by conflict.

use super::result::{
    AllConflicts, ColdAt, ColdStart, ConflictAt, ConflictScores, Coverage, Distances, ScenarioAt,
    ScoredScenario, TotalsGiven, Widths,
};
use crate::failure::Failure;
use crate::source::Reading;
use haven_core::flee::scenario::Scenario;
use haven_io::writers::manifest::entries;
use haven_study::backtest::{
    AtHorizon, BASELINES, BacktestStopped, Case, ColdCase, ColdPrior, Conflict, GivenTotals,
    HORIZONS_DAYS, Method, Plan, Pooled, Sharing, at, backtest as play, cold_start, given_totals,
    skill_beside, summary, with_conflict_shuffled,
};
use haven_study::watch::Watch;
use jiff::Span;

/// A scenario with its forecasts, and their scores by horizon.
pub struct Scored {
    /// Short name.
    pub name: String,
    /// SHA-256 over its inputs.
    sha256: String,
    /// The scenario.
    pub scenario: Scenario,
    cases: Vec<Case>,
    /// The forecasts summed up by horizon.
    pub at: Vec<AtHorizon>,
    /// Skill beside the simulator with conflict shuffled in time, by position of the horizon.
    worth_of_conflict: [Option<f64>; HORIZONS_DAYS.len()],
    cold_start: Vec<ColdCase>,
    given_totals: Option<GivenTotals>,
}

/// Scores a scenario.
///
/// # Errors
/// If the engine cannot go on, or the watch was stopped.
pub fn score(
    scenario: Scenario,
    reading: &Reading,
    plan: Plan,
    watch: &Watch,
) -> Result<Scored, Failure> {
    let stopped = |stopped| match stopped {
        BacktestStopped::Asked => Failure::NothingComplete,
        BacktestStopped::Engine { .. } => {
            Failure::bad_request(format!("`{}`: {stopped}", reading.name))
        }
    };
    let method = Method::default();
    let cases = play(&scenario, &method, plan, watch).map_err(stopped)?;
    let shuffled = with_conflict_shuffled(&scenario, plan.seed);
    let blind = play(&shuffled, &method, plan, watch).map_err(stopped)?;
    let worth = |horizon| skill_beside(&cases, &blind, horizon);
    let cold_start = cold_start(&scenario, plan, watch).map_err(stopped)?;
    let given_totals = given_totals(&scenario, &Sharing::default(), plan)
        .map_err(|reason| Failure::bad_request(format!("`{}`: {reason}", reading.name)))?;
    Ok(Scored {
        name: reading.name.clone(),
        sha256: entries(&reading.inputs).1,
        at: summary(&cases),
        worth_of_conflict: HORIZONS_DAYS.map(worth),
        cases,
        cold_start,
        given_totals,
        scenario,
    })
}

impl Scored {
    /// What knowing when there was conflict is worth, at a horizon.
    fn worth(&self, horizon_days: u32) -> Option<f64> {
        let position = HORIZONS_DAYS.iter().position(|horizon| *horizon == horizon_days)?;
        self.worth_of_conflict[position]
    }

    /// What is said of it.
    pub fn result(self, plan: Plan) -> ScoredScenario {
        let told = self.cases.first().map(|case| case.told);
        let start = self.scenario.start;
        let totals = |given: GivenTotals| TotalsGiven {
            knew: given.told.into(),
            data_cut_off: start.saturating_add(Span::new().days(given.told.until)),
            days_scored: given.days,
            averaged_relative_difference: Distances {
                fixed_shares: given.fixed_shares,
                capacity_proportional: given.capacity_proportional,
                simulator: given.simulator,
            },
        };
        ScoredScenario {
            start,
            days: self.scenario.days,
            information_level: told.map(haven_study::backtest::Told::name),
            capacities_dropped: told.map(|told| told.capacities_dropped),
            capacities_kept: told.map(|told| told.capacities_kept),
            at: self.at.iter().map(|at| scenario_at(at, self.worth(at.horizon_days))).collect(),
            cold_start: without_counts(&self.cold_start, plan),
            given_totals: self.given_totals.map(totals),
            name: self.name,
            sha256: self.sha256,
            read: self.scenario,
            cases: self.cases,
        }
    }
}

fn scenario_at(at: &AtHorizon, worth_of_conflict: Option<f64>) -> ScenarioAt {
    let [half, most, nearly_all] = at.widths;
    ScenarioAt {
        horizon_days: at.horizon_days,
        cases: at.cases,
        independent_blocks: at.blocks,
        baseline_scores: at.baselines.into(),
        simulator_scores: at.simulator,
        skill: at.skill.into(),
        skill_beyond_best_baseline: at.beyond_best,
        skill_beside_shuffled_conflict: worth_of_conflict,
        relative_difference_of_median: at.relative_difference,
        mean_width: Widths { half, most, nearly_all },
        calibration: Coverage::from(&at.calibration),
    }
}

fn without_counts(cases: &[ColdCase], plan: Plan) -> Option<ColdStart> {
    let told = cases.first()?.told;
    let prior = ColdPrior::default();
    let at = |horizon_days: u32| {
        let off = prior.scores(cases, horizon_days, plan)?;
        let calibration = Coverage::from(&off.calibration);
        Some(ColdAt { horizon_days, crps: off.crps, mean_count: off.counted, calibration })
    };
    let at = HORIZONS_DAYS.into_iter().filter_map(at).collect();
    Some(ColdStart { knew: told.into(), prior, at })
}

/// A conflict: the mean over its scenarios.
pub fn conflict_scores(conflict: &Conflict, scored: &[Scored]) -> ConflictScores {
    let summaries: Vec<&[AtHorizon]> = scored.iter().map(|one| one.at.as_slice()).collect();
    let at = |horizon_days: u32| {
        let at = |index: usize| at(summaries[index], horizon_days);
        let skill: [Option<f64>; BASELINES.len()] =
            std::array::from_fn(|baseline| conflict.skill(&summaries, horizon_days, baseline));
        let coverage =
            |level: usize| conflict.mean(|index| Some(at(index)?.calibration.coverage()?[level]));
        let first = at(conflict.scenarios[0]);
        ConflictAt {
            horizon_days,
            skill: skill.into(),
            skill_beyond_best_baseline: conflict.mean(|index| at(index)?.beyond_best),
            skill_beside_shuffled_conflict: conflict
                .mean(|index| scored[index].worth(horizon_days)),
            coverage_80: coverage(1),
            coverage_95: coverage(2),
            cases: first.map(|at| at.cases),
            independent_blocks: first.map(|at| at.blocks),
        }
    };
    ConflictScores {
        conflict: conflict.name.clone(),
        scenarios: conflict.scenarios.iter().map(|index| scored[*index].name.clone()).collect(),
        at: HORIZONS_DAYS.into_iter().map(at).collect(),
    }
}

/// All conflicts at one horizon.
pub fn all_conflicts(pooled: &Pooled) -> AllConflicts {
    AllConflicts {
        horizon_days: pooled.horizon_days,
        skill: pooled.skill.into(),
        conflicts_above_0: pooled.above_0.into(),
        least_skill: pooled.least.into(),
        calibration: Coverage::from(&pooled.calibration),
    }
}
