//! Forecasts from past origins of the published instances: at issue time beside baselines, and given the true totals beside
//! Flee's own runs.

use crate::golden::Golden;
use crate::instance::{Instance, read};
use crate::{Failure, Section};
use haven_core::flee::scenario::Scenario;
use haven_study::backtest::{
    AtHorizon, BASELINES, Capacities, Conflict, GivenTotals, HORIZONS_DAYS, Method, Plan, Sharing,
    at, backtest, given_totals, group, pooled, skill_beside, summary, with_conflict_shuffled,
};
use haven_study::score::{Ard, ScoredDay};
use haven_study::watch::Watch;
use std::fmt::Write;

const PLAN: Plan = Plan { seed: 1, members: 300, capacities: Capacities::Dropped };
/// Coverage may be off by so much.
const COVERAGE_OFF: f64 = 0.07;
/// Least mean skill at 90 days.
const LEAST_AT_90_DAYS: f64 = 0.10;
/// Least skill of any conflict at 30 days.
const LEAST_AT_30_DAYS: f64 = -0.05;
/// Largest mean of the averaged relative difference given totals.
const MOST_DIFFERENCE: f64 = 0.30;

/// One instance, scored.
struct Scored {
    name: String,
    scenario: Scenario,
    at: Vec<AtHorizon>,
    /// Skill beside shuffled conflict by horizon.
    worth_of_conflict: Vec<Option<f64>>,
    given: Option<GivenTotals>,
    /// Flee's averaged relative difference over the same days.
    flee: Option<f64>,
}

/// Scores every instance.
pub fn section(found: &[Instance]) -> Result<Section, Failure> {
    let mut all: Vec<Scored> = Vec::new();
    for instance in found {
        if all.iter().all(|scored| scored.name != folder_name(instance)) {
            eprintln!("{}", instance.name);
            all.push(score(instance)?);
        }
    }
    let conflicts = group(&all.iter().map(|scored| &scored.scenario).collect::<Vec<_>>());
    let mut report = Report { text: String::new(), holds: true };
    issue_time(&all, &conflicts, &mut report)?;
    totals(&all, &conflicts, &mut report)?;
    Ok(Section { markdown: report.text, holds: report.holds })
}

fn folder_name(instance: &Instance) -> String {
    instance.folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn score(instance: &Instance) -> Result<Scored, Failure> {
    let scenario = read(&instance.folder, None)?;
    let method = Method::default();
    let cases = backtest(&scenario, &method, PLAN, &Watch::default())?;
    let shuffled = with_conflict_shuffled(&scenario, PLAN.seed);
    let blind = backtest(&shuffled, &method, PLAN, &Watch::default())?;
    let worth = |horizon| skill_beside(&cases, &blind, horizon);
    let given = given_totals(&scenario, &Sharing::default(), PLAN)?;
    let golden = Golden::read(&instance.golden)?;
    Ok(Scored {
        name: folder_name(instance),
        at: summary(&cases),
        worth_of_conflict: HORIZONS_DAYS.into_iter().map(worth).collect(),
        flee: given.map(|given| flee(&golden, given.told.until)),
        given,
        scenario,
    })
}

/// Flee's averaged relative difference, plain denominator, over the days after the calibration: of the mean
/// of its runs, which is nearer to the counts than single runs are.
fn flee(golden: &Golden, calibrated_until: u32) -> f64 {
    let mut ard = Ard::default();
    let camps: Vec<_> = golden
        .cells
        .iter()
        .filter(|(place, _)| !place.starts_with('_'))
        .map(|(_, days)| days)
        .collect();
    for day in calibrated_until as usize + 1..golden.days() {
        let simulated: Vec<f64> = camps.iter().map(|days| days[day].mean).collect();
        let counted: Vec<f64> = camps.iter().map(|days| days[day].data).collect();
        ard.add(&ScoredDay { simulated: &simulated, counted: &counted, reported: 0.0 });
    }
    ard.plain
}

/// The section as it grows.
struct Report {
    text: String,
    holds: bool,
}

impl Report {
    fn bound(&mut self, holds: bool, what: &str) -> Result<(), Failure> {
        self.holds &= holds;
        Ok(writeln!(self.text, "- {what}: {}", if holds { "holds" } else { "**fails**" })?)
    }
}

fn issue_time(all: &[Scored], conflicts: &[Conflict], report: &mut Report) -> Result<(), Failure> {
    let summaries: Vec<&[AtHorizon]> = all.iter().map(|scored| scored.at.as_slice()).collect();
    writeln!(
        report.text,
        "`haven backtest` on every published instance, seed {}, {} members: every 30 days a forecast of every counted \
         place from what was published by then (issue-time), scored on the report nearest to each horizon. Skill: \
         1 − CRPS / CRPS of the dressed baseline, pooled over a conflict's forecasts. `conflict`: skill beside the same \
         simulator with conflict shuffled in time.\n",
        PLAN.seed, PLAN.members
    )?;
    let names = BASELINES.join(" | ");
    writeln!(
        report.text,
        "| days | conflict | {names} | beyond the best | conflict | in 80 % | in 95 % | forecasts | blocks |\n\
         | --: | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |"
    )?;
    for (position, horizon) in HORIZONS_DAYS.into_iter().enumerate() {
        for conflict in conflicts {
            write!(report.text, "| {horizon} | {} ", conflict.name)?;
            for baseline in 0..BASELINES.len() {
                write!(
                    report.text,
                    "| {} ",
                    signed(conflict.skill(&summaries, horizon, baseline))
                )?;
            }
            let of = |index: usize| at(summaries[index], horizon);
            let coverage = |level: usize| {
                conflict.mean(|index| Some(of(index)?.calibration.coverage()?[level]))
            };
            let first = of(conflict.scenarios[0]);
            writeln!(
                report.text,
                "| {} | {} | {} | {} | {} | {} |",
                signed(conflict.mean(|index| of(index)?.beyond_best)),
                signed(conflict.mean(|index| all[index].worth_of_conflict[position])),
                percent(coverage(1)),
                percent(coverage(2)),
                first.map_or(0, |at| at.cases),
                first.map_or(0, |at| at.blocks),
            )?;
        }
    }
    writeln!(report.text)?;
    bounds_at_issue_time(conflicts, &summaries, report)
}

fn bounds_at_issue_time(
    conflicts: &[Conflict],
    summaries: &[&[AtHorizon]],
    report: &mut Report,
) -> Result<(), Failure> {
    for pooled in pooled(conflicts, summaries) {
        let days = pooled.horizon_days;
        for (index, baseline) in BASELINES.iter().enumerate().take(2) {
            let Some(across) = &pooled.skill[index] else { continue };
            let interval = across
                .interval_95
                .map_or_else(String::new, |(low, high)| format!(" ({low:+.2} to {high:+.2})"));
            let least = pooled.least[index].unwrap_or(f64::NAN);
            let what = format!(
                "{days} days, beside {baseline}: mean {:+.2}{interval}, above 0 in {} of {} conflicts, least {least:+.2}",
                across.mean, pooled.above_0[index], across.conflicts
            );
            match days {
                30 => {
                    let enough = 4 * pooled.above_0[index] >= 3 * across.conflicts;
                    report.bound(
                        enough && least >= LEAST_AT_30_DAYS,
                        &format!(
                            "{what} (above 0 in three quarters, never below {LEAST_AT_30_DAYS})"
                        ),
                    )?;
                }
                90 => report.bound(
                    across.mean > LEAST_AT_90_DAYS,
                    &format!("{what} (mean above {LEAST_AT_90_DAYS})"),
                )?,
                _ => writeln!(report.text, "- {what}")?,
            }
        }
        if let Some(coverage) = pooled.calibration.coverage() {
            let what = format!(
                "{days} days: 80 % intervals held {:.0} %, 95 % intervals {:.0} % ({} forecasts, {} independent blocks; within {:.0} points)",
                coverage[1] * 100.0,
                coverage[2] * 100.0,
                pooled.calibration.cases,
                pooled.calibration.blocks,
                COVERAGE_OFF * 100.0,
            );
            let off = (coverage[1] - 0.8).abs().max((coverage[2] - 0.95).abs());
            report.bound(off <= COVERAGE_OFF, &what)?;
        }
    }
    Ok(())
}

fn totals(all: &[Scored], conflicts: &[Conflict], report: &mut Report) -> Result<(), Failure> {
    writeln!(
        report.text,
        "\nGiven the true totals (given-totals), without capacities; calibrated on the first third of each series, or 30 days \
         if that is longer; averaged relative difference with the plain denominator over the days after. Flee: the mean of its \
         20 golden runs, which know capacities taken from the future but no count after day 0.\n\n\
         | conflict | Flee | fixed shares | by capacity known then | Haven |\n| --- | --: | --: | --: | --: |"
    )?;
    let (mut beats_flee, mut beats_rules, mut sum) = (0, 0, 0.0);
    let mut counted = 0;
    for conflict in conflicts {
        let mean =
            |value: &dyn Fn(&Scored) -> Option<f64>| conflict.mean(|index| value(&all[index]));
        let (Some(flee), Some(fixed), Some(capacity), Some(haven)) = (
            mean(&|scored| scored.flee),
            mean(&|scored| Some(scored.given?.fixed_shares)),
            mean(&|scored| Some(scored.given?.capacity_proportional)),
            mean(&|scored| Some(scored.given?.simulator)),
        ) else {
            continue;
        };
        counted += 1;
        beats_flee += usize::from(haven < flee);
        beats_rules += usize::from(haven < fixed && haven < capacity);
        sum += haven;
        writeln!(
            report.text,
            "| {} | {flee:.3} | {fixed:.3} | {capacity:.3} | {haven:.3} |",
            conflict.name
        )?;
    }
    writeln!(report.text)?;
    report.bound(
        beats_flee + 1 >= counted,
        &format!("better than Flee in {beats_flee} of {counted} conflicts (all but one)"),
    )?;
    report.bound(
        3 * beats_rules >= 2 * counted,
        &format!("better than both rules in {beats_rules} of {counted} (two thirds)"),
    )?;
    let mean = sum / counted.max(1) as f64;
    report.bound(mean <= MOST_DIFFERENCE, &format!("mean {mean:.3} (at most {MOST_DIFFERENCE})"))
}

fn signed(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:+.2}"))
}

fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{:.0}", value * 100.0))
}
