//! The approximation at full places: the default `capacity_batch` against one person at a time.

use crate::compare::{Pair, Summary, mean, rms_z};
use crate::golden::Golden;
use crate::instance::Instance;
use crate::sample::{Key, Moments, Sample, play};
use crate::{Failure, Section};
use haven_core::flee::scenario::{CapacityRules, ScaleDivisor, Scenario};
use haven_core::math;
use std::fmt::Write;
use std::time::Instant;

/// Members with the default and members with exact draws.
const MEMBERS: u32 = 50;
/// People at the end: enough for the default to take batches, few enough to be exact in minutes.
const PEOPLE: f64 = 30_000.0;
/// Largest mean of |bias| over camps that hold people, as a share of them.
const MEAN_BIAS: f64 = 0.01;
/// Camps with fewer people are left out of shares.
const FEWEST_PEOPLE: f64 = 20.0;

/// Compares both on every instance and writes the section of the report.
pub fn section(instances: &[Instance]) -> Result<Section, Failure> {
    let mut markdown = heading();
    let mut holds = true;
    for instance in instances {
        eprintln!("{}", instance.name);
        let mut scenario = instance.scenario()?;
        scenario.rules.scale_divisor = divisor(&scenario, &Golden::read(&instance.golden)?);
        let (row, row_holds) = row(&instance.name, &scenario)?;
        eprintln!("  {}", row.trim());
        holds &= row_holds;
        markdown += &row;
    }
    Ok(Section { markdown, holds })
}

/// The divisor that leaves about [`PEOPLE`], or 1 if there are fewer.
fn divisor(scenario: &Scenario, golden: &Golden) -> ScaleDivisor {
    let last = golden.cells.get("_total_agents").and_then(|days| days.last());
    let people = last.map_or(0.0, |cell| cell.mean * scenario.rules.scale_divisor.0 as f64);
    ScaleDivisor((people / PEOPLE).floor().max(1.0) as u64)
}

fn heading() -> String {
    format!(
        "{MEMBERS} members with the default `capacity_batch` against {MEMBERS} with 0, which is exact, with \
         populations divided so that about {PEOPLE} people are displaced at the end (the default is exact \
         below 20,000). Bias: |difference of means| over the exact mean, for destinations and ten days with \
         at least {FEWEST_PEOPLE} people; its mean has to stay below {}. Luck: the mean that two exact \
         samples of this size would show.\n\n\
         | instance | mean bias | luck | largest bias | rms z | mean log ratio of spreads | time, exact ÷ \
         default | |\n| --- | --: | --: | --- | --: | --: | --: | --- |\n",
        percent(MEAN_BIAS)
    )
}

fn row(name: &str, scenario: &Scenario) -> Result<(String, bool), Failure> {
    let days: Vec<u32> = (1..=10).map(|step| (scenario.days - 1) * step / 10).collect();
    let (ours, our_time) = timed(scenario, CapacityRules::default().batch, &days)?;
    let (exact, exact_time) = timed(scenario, 0.0, &days)?;
    let mut pairs = pairs(&ours, &exact);
    let spreads: Vec<f64> = pairs.iter().filter_map(Pair::log_spread_ratio).collect();
    pairs.retain(|pair| pair.theirs.mean >= FEWEST_PEOPLE);
    let biases: Vec<f64> = pairs.iter().map(bias).collect();
    let luck: Vec<f64> = pairs.iter().map(luck).collect();
    let largest = pairs.iter().max_by(|one, other| bias(one).total_cmp(&bias(other)));
    let largest = largest.map_or(String::new(), |pair| {
        format!("{} at {} on day {}", percent(bias(pair)), pair.place, pair.day)
    });
    let holds = mean(&biases) <= MEAN_BIAS;
    let mut text = String::new();
    writeln!(
        text,
        "| {name} | {} | {} | {largest} | {:.2} | {:+.3} | {:.1} | {} |",
        percent(mean(&biases)),
        percent(mean(&luck)),
        rms_z(&pairs),
        mean(&spreads),
        exact_time / our_time,
        if holds { "holds" } else { "fails" },
    )?;
    Ok((text, holds))
}

fn bias(pair: &Pair) -> f64 {
    pair.difference().abs() / pair.theirs.mean
}

/// The mean of |bias| if only luck made it: that of a normal with the standard error of both.
fn luck(pair: &Pair) -> f64 {
    let variance = |side: Summary| math::powi(side.sd, 2) / side.runs;
    let error = (variance(pair.ours) + variance(pair.theirs)).sqrt();
    error * std::f64::consts::FRAC_2_PI.sqrt() / pair.theirs.mean
}

fn timed(scenario: &Scenario, batch: f64, days: &[u32]) -> Result<(Sample, f64), Failure> {
    let mut scenario = scenario.clone();
    scenario.rules.capacity.batch = batch;
    let started = Instant::now();
    let sample = play(&scenario, days, MEMBERS)?;
    Ok((sample, started.elapsed().as_secs_f64()))
}

fn pairs(ours: &Sample, exact: &Sample) -> Vec<Pair> {
    let runs = f64::from(MEMBERS);
    let both = ours.cells.iter().zip(&exact.cells);
    let pair = |(((place, day), one), (_, other)): (&(Key, Moments), &(Key, Moments))| {
        let ours = Summary { mean: one.mean, sd: one.sd, runs };
        let theirs = Summary { mean: other.mean, sd: other.sd, runs };
        Pair { place: place.clone(), day: *day, ours, theirs }
    };
    both.map(pair).collect()
}

fn percent(share: f64) -> String {
    format!("{:.2} %", 100.0 * share)
}
