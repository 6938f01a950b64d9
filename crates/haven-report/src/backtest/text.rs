//! A backtest as tables: baselines first, and first of all where the simulator loses.

use crate::kept::Kept;
use crate::numbers::{count, people};
use crate::table::empty;
use haven::backtest::Backtest;
use haven_study::backtest::{BASELINES, ColdPrior, Conflict, HORIZONS_DAYS, at, pooled};
use std::fmt::Write;

/// Days ahead at which forecasts without counts are shown.
const COLD_DAYS: u32 = 30;

/// The skill table, calibration, given totals, and what was left out.
pub fn backtest_text(backtest: &Backtest, kept: &Kept<'_>) -> String {
    let mut text = String::from(
        "Forecasts from past origins, each knowing only what was published by then (issue-time), scored on \
         reports that came after.\n",
    );
    text += &leak(backtest);
    text += &losses(backtest);
    for horizon in HORIZONS_DAYS {
        text += &at_horizon(backtest, horizon);
    }
    text += &together(backtest);
    text += &cold_start(backtest);
    text += &given_totals(backtest);
    for (name, why) in &backtest.left_out {
        let first = why.lines().next().unwrap_or_default();
        let _ = writeln!(text, "not scored: {name}: {first}");
    }
    let _ = write!(
        text,
        "\nSkill: 1 − score/score of the baseline (CRPS, pooled over a conflict's forecasts): above 0 is better. Versions of one \
         crisis count once. `conflict`: skill beside the same simulator with conflict shuffled in time.\nA past that was forecast well does not \
         promise the future. {} members, seed {}, {:.0} s.\n{}\n",
        backtest.plan.members,
        backtest.plan.seed,
        kept.seconds,
        kept.folder.display(),
    );
    text
}

/// What has to be known of results that may have known what came.
fn leak(backtest: &Backtest) -> String {
    let cases = backtest.scenarios.iter().filter_map(|scored| scored.cases.first());
    let kept: usize = cases.map(|case| case.told.capacities_kept).sum();
    if kept == 0 {
        return String::new();
    }
    format!(
        "! LEAK: forecasts knew {kept} capacities (--allow-leak), which may be copied from the counts to be forecast. These scores prove nothing.\n"
    )
}

/// Where the simulator does not beat persistence.
fn losses(backtest: &Backtest) -> String {
    let mut text = String::new();
    for conflict in &backtest.conflicts {
        for horizon in HORIZONS_DAYS {
            let skill = conflict.skill(&backtest.summaries(), horizon, 0);
            if let Some(skill) = skill.filter(|skill| *skill <= 0.0) {
                let _ = writeln!(
                    text,
                    "! {} at {horizon} days does not beat persistence: skill {}",
                    conflict.name,
                    signed(Some(skill))
                );
            }
        }
    }
    text
}

fn at_horizon(backtest: &Backtest, horizon_days: u32) -> String {
    let titles = ["Beside persistence", "damped trend", "theta", "Beyond the best"];
    let mut header = vec![format!("{horizon_days} days ahead")];
    header.extend(titles.map(str::to_owned));
    header.extend(["conflict", "In 80 %", "In 95 %", "Forecasts"].map(str::to_owned));
    let mut table = empty(&header);
    for conflict in &backtest.conflicts {
        table.add_row(row(backtest, conflict, horizon_days));
    }
    format!("\n{table}\n")
}

fn row(backtest: &Backtest, conflict: &Conflict, horizon_days: u32) -> Vec<String> {
    let summaries = backtest.summaries();
    let at = |index: usize| at(summaries[index], horizon_days);
    let position = HORIZONS_DAYS.iter().position(|horizon| *horizon == horizon_days);
    let worth = |index: usize| backtest.scenarios[index].worth_of_conflict[position?];
    let coverage = |level: usize| {
        percent(conflict.mean(|index| Some(at(index)?.calibration.coverage()?[level])))
    };
    let mut row = vec![conflict.name.clone()];
    for baseline in 0..BASELINES.len() {
        row.push(signed(conflict.skill(&summaries, horizon_days, baseline)));
    }
    row.push(signed(conflict.mean(|index| at(index)?.beyond_best)));
    row.push(signed(conflict.mean(worth)));
    row.extend([coverage(1), coverage(2)]);
    let first = at(conflict.scenarios[0]);
    row.push(
        first.map_or_else(
            || "none".to_owned(),
            |at| format!("{} in {} blocks", at.cases, at.blocks),
        ),
    );
    row
}

fn together(backtest: &Backtest) -> String {
    let mut text = String::from("\nAll conflicts, each with the same weight\n");
    for at in pooled(&backtest.conflicts, &backtest.summaries()) {
        let _ = write!(text, "  {:2} days:", at.horizon_days);
        for (baseline, across) in BASELINES.iter().zip(&at.skill) {
            let Some(across) = across else { continue };
            let interval = across.interval_95.map_or_else(
                || " (one conflict: no interval)".to_owned(),
                |(low, high)| format!(" ({low:+.2} to {high:+.2})"),
            );
            let _ = write!(text, " {baseline} {:+.2}{interval};", across.mean);
        }
        if let Some([half, most, nearly_all]) = at.calibration.coverage() {
            let _ = write!(
                text,
                " 50/80/95 % intervals held {:.0}/{:.0}/{:.0} % ({}, {})",
                half * 100.0,
                most * 100.0,
                nearly_all * 100.0,
                count(at.calibration.cases as usize, "forecast"),
                count(at.calibration.blocks as usize, "independent block"),
            );
        }
        text.push('\n');
    }
    text
}

/// Forecasts without any count, 30 days ahead.
fn cold_start(backtest: &Backtest) -> String {
    let header =
        ["Without any count", "Off by (CRPS)", "Mean count", "In 80 %", "In 95 %", "Forecasts"];
    let mut table = empty(&header.map(str::to_owned));
    for scored in &backtest.scenarios {
        let off = ColdPrior::default().scores(&scored.cold_start, COLD_DAYS, backtest.plan);
        if let Some(off) = off {
            let coverage = off.calibration.coverage();
            table.add_row([
                scored.name.clone(),
                people(off.crps),
                people(off.counted),
                percent(coverage.map(|all| all[1])),
                percent(coverage.map(|all| all[2])),
                off.calibration.cases.to_string(),
            ]);
        }
    }
    format!(
        "\n{table}\nForecasts {COLD_DAYS} days ahead that know no count of the crisis (cold-start), only where people live and where there \
         has been conflict; the rest is carried over from other conflicts.\n"
    )
}

fn given_totals(backtest: &Backtest) -> String {
    let header =
        ["Given the true totals", "Fixed shares", "By capacity", "Simulator", "Days scored"]
            .map(str::to_owned);
    let mut table = empty(&header);
    for scored in &backtest.scenarios {
        if let Some(given) = scored.given_totals {
            let ard = |value: f64| format!("{value:.3}");
            table.add_row([
                scored.name.clone(),
                ard(given.fixed_shares),
                ard(given.capacity_proportional),
                ard(given.simulator),
                people(f64::from(given.days)),
            ]);
        }
    }
    format!(
        "\n{table}\nAveraged relative difference over the days after the first third, in which the simulator is calibrated (0 is \
         perfect; capacities: the largest count known by then).\n"
    )
}

fn signed(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:+.2}"))
}

fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{:.0} %", value * 100.0))
}
