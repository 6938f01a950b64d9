//! A backtest as tables: baselines first, and first of all where the simulator loses.

use crate::kept::Kept;
use crate::numbers::{count, people};
use crate::table::table;
use crate::wrapped::{noted, wrapped};
use haven::backtest::{Backtest, ConflictAt};
use std::fmt::Write;

/// Days ahead at which forecasts without counts are shown.
const COLD_DAYS: u32 = 30;

/// The skill table, calibration, given totals, and what was left out.
pub fn backtest_text(backtest: &Backtest, kept: &Kept<'_>, width: usize) -> String {
    let lead = "Forecasts from past origins, each knowing only what was published by then (issue-time), scored \
                on reports that came after.";
    let mut text = wrapped(lead, width) + &leak(backtest, width) + &losses(backtest, width);
    for horizon_days in backtest.horizons_days {
        text += &at_horizon(backtest, horizon_days, width);
    }
    text += &together(backtest, width);
    text += &cold_start(backtest, width);
    text += &given_totals(backtest, width);
    for left_out in &backtest.left_out {
        let first = left_out.why.lines().next().unwrap_or_default();
        text += &wrapped(&format!("not scored: {}: {first}", left_out.scenario), width);
    }
    let skill = "Skill: 1 − score/score of the baseline (CRPS, pooled over a conflict's forecasts): above 0 is \
                 better. Versions of one crisis count once. `conflict`: skill beside the same simulator with \
                 conflict shuffled in time.";
    let past = format!(
        "A past that was forecast well does not promise the future. {} members, seed {}, {:.0} s.",
        backtest.members, backtest.seed, kept.seconds
    );
    text +=
        &format!("\n{}{}{}\n", wrapped(skill, width), wrapped(&past, width), kept.folder.display());
    text
}

/// What has to be known of results that may have known what came.
fn leak(backtest: &Backtest, width: usize) -> String {
    let kept: usize = backtest.scenarios.iter().filter_map(|scored| scored.capacities_kept).sum();
    if kept == 0 {
        return String::new();
    }
    let text = format!(
        "! LEAK: forecasts knew {kept} capacities (--allow-leak), which may be copied from the counts to be forecast. These scores prove nothing."
    );
    wrapped(&text, width)
}

/// Where the simulator does not beat persistence.
fn losses(backtest: &Backtest, width: usize) -> String {
    let mut text = String::new();
    for conflict in &backtest.conflicts {
        for at in &conflict.at {
            if let Some(skill) = at.skill.persistence.filter(|skill| *skill <= 0.0) {
                let worse = format!(
                    "! {} at {} days does not beat persistence: skill {}",
                    conflict.conflict,
                    at.horizon_days,
                    signed(Some(skill))
                );
                text += &wrapped(&worse, width);
            }
        }
    }
    text
}

fn at_horizon(backtest: &Backtest, horizon_days: u32, width: usize) -> String {
    let titles = ["Beside persistence", "damped trend", "theta", "Beyond the best"];
    let mut header = vec![format!("{horizon_days} days ahead")];
    header.extend(titles.map(str::to_owned));
    header.extend(["conflict", "In 80 %", "In 95 %", "Forecasts"].map(str::to_owned));
    let rows = backtest.conflicts.iter().map(|conflict| {
        let at = conflict.at.iter().find(|at| at.horizon_days == horizon_days);
        at.map_or_else(Vec::new, |at| row(&conflict.conflict, at))
    });
    let rows = rows.collect();
    format!("\n{}", table(&header, rows, width))
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

fn together(backtest: &Backtest, width: usize) -> String {
    let mut text = String::from("\nAll conflicts, each with the same weight\n");
    for at in &backtest.all_conflicts {
        let mut line = format!("{} days:", at.horizon_days);
        for (baseline, across) in at.skill.named() {
            let Some(across) = across else { continue };
            let interval = across.interval_95.map_or_else(
                || " (one conflict: no interval)".to_owned(),
                |(low, high)| format!(" ({low:+.2} to {high:+.2})"),
            );
            let _ = write!(line, " {baseline} {:+.2}{interval};", across.mean);
        }
        let calibration = &at.calibration;
        if let (Some(half), Some(most), Some(nearly_all)) =
            (calibration.coverage_50, calibration.coverage_80, calibration.coverage_95)
        {
            let _ = write!(
                line,
                " 50/80/95 % intervals held {:.0}/{:.0}/{:.0} % ({}, {})",
                half * 100.0,
                most * 100.0,
                nearly_all * 100.0,
                count(calibration.cases as usize, "forecast"),
                count(calibration.independent_blocks as usize, "independent block"),
            );
        }
        text += &noted(&line, width);
    }
    text
}

/// Forecasts without any count, 30 days ahead.
fn cold_start(backtest: &Backtest, width: usize) -> String {
    let header =
        ["Without any count", "Off by (CRPS)", "Mean count", "In 80 %", "In 95 %", "Forecasts"];
    let mut rows = Vec::new();
    for scored in &backtest.scenarios {
        let cold = scored.cold_start.iter().flat_map(|cold| &cold.at);
        if let Some(off) = cold.into_iter().find(|at| at.horizon_days == COLD_DAYS) {
            rows.push(vec![
                scored.name.clone(),
                people(off.crps),
                people(off.mean_count),
                percent(off.calibration.coverage_80),
                percent(off.calibration.coverage_95),
                off.calibration.cases.to_string(),
            ]);
        }
    }
    let known = format!(
        "Forecasts {COLD_DAYS} days ahead that know no count of the crisis (cold-start), only where people live and where there \
         has been conflict; the rest is carried over from other conflicts."
    );
    let header = header.map(str::to_owned);
    format!("\n{}{}", table(&header, rows, width), wrapped(&known, width))
}

fn given_totals(backtest: &Backtest, width: usize) -> String {
    let header =
        ["Given the true totals", "Fixed shares", "By capacity", "Simulator", "Days scored"]
            .map(str::to_owned);
    let mut rows = Vec::new();
    for scored in &backtest.scenarios {
        if let Some(given) = &scored.given_totals {
            let distance = &given.averaged_relative_difference;
            let ard = |value: f64| format!("{value:.3}");
            rows.push(vec![
                scored.name.clone(),
                ard(distance.fixed_shares),
                ard(distance.capacity_proportional),
                ard(distance.simulator),
                people(f64::from(given.days_scored)),
            ]);
        }
    }
    let ard = "Averaged relative difference over the days after the first third, in which the simulator is calibrated (0 is \
         perfect; capacities: the largest count known by then).";
    format!("\n{}{}", table(&header, rows, width), wrapped(ard, width))
}

fn signed(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:+.2}"))
}

fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{:.0} %", value * 100.0))
}
