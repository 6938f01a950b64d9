//! Agreement in distribution with Flee: Haven's members against golden runs.

use crate::compare::{Pair, Summary, rms_z, worst};
use crate::golden::{Golden, SEEDS};
use crate::instance::Instance;
use crate::sample::{Key, Moments, Sample, play};
use crate::spreads::{self, SETS, Verdict};
use crate::{Failure, Section};
use std::fmt::Write;

/// Members of Haven per instance.
const MEMBERS: u32 = 200;
/// Days compared, evenly spaced, the last day included.
const DAYS: usize = 10;
/// Largest root mean square of z in one instance.
const RMS_OF_ONE: f64 = 1.6;
/// Largest root mean square of z over all instances.
const RMS_OF_ALL: f64 = 1.2;
/// Largest difference of mean total errors.
const TOTAL_ERROR: f64 = 0.01;
/// Largest pooled mean logarithm of the ratio of spreads, less that of sets of our own members.
const POOLED_SPREAD: f64 = 0.1;

/// One instance compared.
struct Outcome {
    name: String,
    pairs: Vec<Pair>,
    spreads: Verdict,
    our_error: f64,
    their_error: f64,
    /// Days and places at which the observed number differs from the one that Flee read.
    data_differ: usize,
}

impl Outcome {
    fn of(instance: &Instance) -> Result<Self, Failure> {
        let scenario = instance.scenario()?;
        let golden = Golden::read(&instance.golden)?;
        if golden.days() != scenario.days as usize {
            let (theirs, ours) = (golden.days(), scenario.days);
            return Err(format!("Flee played {theirs} days, the folder says {ours}").into());
        }
        let days = spaced(scenario.days);
        let sample = play(&scenario, &days, MEMBERS)?;
        let their_error = golden.mean_over_days("_total_error").unwrap_or(f64::NAN);
        Ok(Self {
            name: instance.name.clone(),
            pairs: pairs(&sample, &golden)?,
            spreads: spreads::compare(&sample, &golden),
            our_error: sample.total_error,
            their_error,
            data_differ: differing_data(&sample, &golden),
        })
    }
}

/// Compares every instance and writes the section of the report.
pub fn section(instances: &[Instance]) -> Result<Section, Failure> {
    let mut markdown = heading();
    let mut outcomes = Vec::new();
    let mut holds = true;
    for instance in instances {
        eprintln!("{}", instance.name);
        match Outcome::of(instance) {
            Ok(outcome) => {
                let row = row(&outcome);
                eprintln!("  {}", row.trim());
                holds &= meets_bounds(&outcome);
                markdown += &row;
                outcomes.push(outcome);
            }
            Err(failure) => {
                eprintln!("  {failure}");
                writeln!(
                    markdown,
                    "| {} | not compared: {failure} |||||||||| fails |",
                    instance.name
                )?;
                holds = false;
            }
        }
    }
    let (pooled, pooled_holds) = pooled(&outcomes)?;
    Ok(Section {
        markdown: markdown + &pooled + &worst_cells(&outcomes)?,
        holds: holds && pooled_holds,
    })
}

/// Evenly spaced days, the last included.
fn spaced(days: u32) -> Vec<u32> {
    (1..=DAYS).map(|step| (u64::from(days - 1) * step as u64 / DAYS as u64) as u32).collect()
}

fn pairs(sample: &Sample, golden: &Golden) -> Result<Vec<Pair>, Failure> {
    let pair = |((place, day), ours): &(Key, Moments)| {
        let cells =
            golden.cells.get(place).ok_or_else(|| format!("Flee's runs have no {place}"))?;
        let theirs = cells[*day as usize];
        let ours = Summary { mean: ours.mean, sd: ours.sd, runs: f64::from(sample.members) };
        let theirs = Summary { mean: theirs.mean, sd: theirs.sd, runs: SEEDS };
        Ok(Pair { place: place.clone(), day: *day, ours, theirs })
    };
    sample.cells.iter().map(pair).collect()
}

fn differing_data(sample: &Sample, golden: &Golden) -> usize {
    let same = |(place, day): &Key, observed: f64| {
        golden.cells.get(place).is_some_and(|cells| cells[*day as usize].data == observed)
    };
    sample.observed.iter().filter(|(key, observed)| !same(key, **observed)).count()
}

fn meets_bounds(outcome: &Outcome) -> bool {
    let certain = |pair: &Pair| !pair.is_far_off() && !pair.misses_a_certainty();
    rms_z(&outcome.pairs) <= RMS_OF_ONE
        && outcome.pairs.iter().all(certain)
        && (outcome.our_error - outcome.their_error).abs() <= TOTAL_ERROR
        && outcome.spreads.as_far_off > 0.0
        && outcome.data_differ == 0
}

fn heading() -> String {
    format!(
        "{MEMBERS} members of Haven against 20 runs of Flee at the same settings and scale: people at every \
         destination, in all of them (`_in_camps`) and ever displaced (`_total_agents`) on {DAYS} evenly \
         spaced days. z is the difference of means in standard errors, 0 up to half a person.\n\n\
         Bounds: rms of z at most {RMS_OF_ONE} in an instance and {RMS_OF_ALL} pooled; no |z| above 5 unless \
         the bias is under 1 %; where Flee never varies, means within half a person; mean total error within \
         {TOTAL_ERROR}; spreads as far from ours as those of at least one of {SETS} sets of 20 of our own \
         members (cells with a mean of 5 people and a spread of 1), and their pooled mean logarithm within \
         {POOLED_SPREAD}; observed numbers as Flee read them.\n\n\
         | instance | cells | rms z | largest z | \\|z\\| > 5 and bias | certainties missed | spreads | \
         sets as far off | mean log | total error, Flee | ours − Flee | data differ | |\n\
         | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --- |\n"
    )
}

fn row(outcome: &Outcome) -> String {
    let count = |test: fn(&Pair) -> bool| outcome.pairs.iter().filter(|pair| test(pair)).count();
    format!(
        "| {} | {} | {:.2} | {:+.1} | {} | {} | {} | {:.1} % | {:+.3} | {:.4} | {:+.4} | {} | {} |\n",
        outcome.name,
        outcome.pairs.len(),
        rms_z(&outcome.pairs),
        worst(&outcome.pairs).map_or(0.0, Pair::z),
        count(Pair::is_far_off),
        count(Pair::misses_a_certainty),
        outcome.spreads.cells,
        100.0 * outcome.spreads.as_far_off,
        outcome.spreads.mean_log,
        outcome.their_error,
        outcome.our_error - outcome.their_error,
        outcome.data_differ,
        if meets_bounds(outcome) { "holds" } else { "fails" },
    )
}

fn pooled(outcomes: &[Outcome]) -> Result<(String, bool), Failure> {
    let rms = rms_z(outcomes.iter().flat_map(|outcome| &outcome.pairs));
    let cells: usize = outcomes.iter().map(|outcome| outcome.spreads.cells).sum();
    let sum = |outcome: &Outcome| outcome.spreads.mean_log * outcome.spreads.cells as f64;
    let log = outcomes.iter().map(sum).sum::<f64>() / cells.max(1) as f64;
    let holds = rms <= RMS_OF_ALL && log.abs() <= POOLED_SPREAD;
    let verdict = if holds { "holds" } else { "fails" };
    let mut text = String::new();
    writeln!(
        text,
        "\nPooled: rms of z {rms:.2}, mean logarithm of the ratio of spreads {log:+.3}: {verdict}."
    )?;
    Ok((text, holds))
}

fn worst_cells(outcomes: &[Outcome]) -> Result<String, Failure> {
    let mut text = "\nThe cell furthest off in each instance:\n\n\
        | instance | place | day | Flee | Haven | z |\n| --- | --- | --: | --: | --: | --: |\n"
        .to_owned();
    for outcome in outcomes {
        let Some(pair) = worst(&outcome.pairs) else { continue };
        let (ours, theirs) = (pair.ours, pair.theirs);
        writeln!(
            text,
            "| {} | {} | {} | {:.1} ± {:.1} | {:.1} ± {:.1} | {:+.1} |",
            outcome.name,
            pair.place,
            pair.day,
            theirs.mean,
            theirs.sd,
            ours.mean,
            ours.sd,
            pair.z()
        )?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn ten_days_are_spaced_evenly_and_end_with_the_last() {
        assert_eq!(spaced(101), [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
        assert_eq!(spaced(300).last(), Some(&299));
    }
}
