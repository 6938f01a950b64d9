//! A backtest as tables: baselines first, and first of all where the simulator loses.

use crate::kept::Kept;
use crate::numbers::{count, people};
use crate::table::empty;
use haven::backtest::{Backtest, ConflictAt};
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
    for horizon_days in backtest.horizons_days {
        text += &at_horizon(backtest, horizon_days);
    }
    text += &together(backtest);
    text += &cold_start(backtest);
    text += &given_totals(backtest);
    for left_out in &backtest.left_out {
        let first = left_out.why.lines().next().unwrap_or_default();
        let _ = writeln!(text, "not scored: {}: {first}", left_out.scenario);
    }
    let _ = write!(
        text,
        "\nSkill: 1 − score/score of the baseline (CRPS, pooled over a conflict's forecasts): above 0 is better. Versions of one \
         crisis count once. `conflict`: skill beside the same simulator with conflict shuffled in time.\nA past that was forecast well does not \
         promise the future. {} members, seed {}, {:.0} s.\n{}\n",
        backtest.members,
        backtest.seed,
        kept.seconds,
        kept.folder.display(),
    );
    text
}

/// What has to be known of results that may have known what came.
fn leak(backtest: &Backtest) -> String {
    let kept: usize = backtest.scenarios.iter().filter_map(|scored| scored.capacities_kept).sum();
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
        for at in &conflict.at {
            if let Some(skill) = at.skill.persistence.filter(|skill| *skill <= 0.0) {
                let _ = writeln!(
                    text,
                    "! {} at {} days does not beat persistence: skill {}",
                    conflict.conflict,
                    at.horizon_days,
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
        let at = conflict.at.iter().find(|at| at.horizon_days == horizon_days);
        table.add_row(at.map_or_else(Vec::new, |at| row(&conflict.conflict, at)));
    }
    format!("\n{table}\n")
}

fn row(name: &str, at: &ConflictAt) -> Vec<String> {
    let mut row = vec![name.to_owned()];
    row.extend(at.skill.named().map(|(_, skill)| signed(*skill)));
    row.push(signed(at.skill_beyond_best_baseline));
    row.push(signed(at.skill_beside_shuffled_conflict));
    row.extend([at.coverage_80, at.coverage_95].map(percent));
    row.push(match (at.cases, at.independent_blocks) {
        (Some(cases), Some(blocks)) => format!("{cases} in {blocks} blocks"),
        _ => "none".to_owned(),
    });
    row
}

fn together(backtest: &Backtest) -> String {
    let mut text = String::from("\nAll conflicts, each with the same weight\n");
    for at in &backtest.all_conflicts {
        let _ = write!(text, "  {:2} days:", at.horizon_days);
        for (baseline, across) in at.skill.named() {
            let Some(across) = across else { continue };
            let interval = across.interval_95.map_or_else(
                || " (one conflict: no interval)".to_owned(),
                |(low, high)| format!(" ({low:+.2} to {high:+.2})"),
            );
            let _ = write!(text, " {baseline} {:+.2}{interval};", across.mean);
        }
        let calibration = &at.calibration;
        if let (Some(half), Some(most), Some(nearly_all)) =
            (calibration.coverage_50, calibration.coverage_80, calibration.coverage_95)
        {
            let _ = write!(
                text,
                " 50/80/95 % intervals held {:.0}/{:.0}/{:.0} % ({}, {})",
                half * 100.0,
                most * 100.0,
                nearly_all * 100.0,
                count(calibration.cases as usize, "forecast"),
                count(calibration.independent_blocks as usize, "independent block"),
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
        let cold = scored.cold_start.iter().flat_map(|cold| &cold.at);
        if let Some(off) = cold.into_iter().find(|at| at.horizon_days == COLD_DAYS) {
            table.add_row([
                scored.name.clone(),
                people(off.crps),
                people(off.mean_count),
                percent(off.calibration.coverage_80),
                percent(off.calibration.coverage_95),
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
        if let Some(given) = &scored.given_totals {
            let distance = &given.averaged_relative_difference;
            let ard = |value: f64| format!("{value:.3}");
            table.add_row([
                scored.name.clone(),
                ard(distance.fixed_shares),
                ard(distance.capacity_proportional),
                ard(distance.simulator),
                people(f64::from(given.days_scored)),
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
