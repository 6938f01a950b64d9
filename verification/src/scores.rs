//! Scores of forecasts against other people's: scoringrules, numpy and scipy in Python.

use crate::{Failure, Section};
use haven_core::id::StableKey;
use haven_core::math;
use haven_core::rng::{Purpose, Stream, Streams};
use haven_study::score::{Forecast, LEVELS};
use haven_study::skill::across;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// The environment variable that names a Python interpreter with numpy, scipy and scoringrules.
const PYTHON: &str = "HAVEN_PYTHON";
/// What the other side computes.
const SCRIPT: &str = include_str!("scores.py");
/// Forecasts compared.
const CASES: u32 = 600;
/// Skills of made-up conflicts, for the interval of their mean.
const SKILLS: [f64; 7] = [0.31, -0.12, 0.05, 0.44, 0.2, -0.3, 0.17];
/// Differences above this share of the number (or of 1, if it is less) are too large.
const BOUND: f64 = 1e-9;
/// The same for the interval of a mean: our quantiles of Student's t are a table with six decimals.
const TABLE_BOUND: f64 = 1e-6;

/// A number's name, and the largest difference seen.
struct Compared {
    name: String,
    difference: f64,
    bound: f64,
}

/// Scores made-up forecasts on both sides.
///
/// # Errors
/// If no Python is named, or it cannot do its part.
pub fn section() -> Result<Section, Failure> {
    let python = std::env::var(PYTHON)
        .map_err(|_| format!("name a Python with numpy, scipy and scoringrules in {PYTHON}"))?;
    let compared = compared(&python)?;
    let mut markdown = format!(
        "{CASES} made-up forecasts: 2 to 60 members, levels from nobody to millions, with and without \
         spread and ties, in whole people and in fractions.\n\n| number | largest relative difference | bound | |\n| --- | --: | --: | --- |\n"
    );
    let mut holds = true;
    for Compared { name, difference, bound } in compared {
        let within = difference <= bound;
        holds &= within;
        let verdict = if within { "holds" } else { "fails" };
        writeln!(markdown, "| {name} | {difference:.1e} | {bound:.0e} | {verdict} |")?;
    }
    Ok(Section { markdown, holds })
}

fn compared(python: &str) -> Result<Vec<Compared>, Failure> {
    let cases: Vec<(f64, Vec<f64>)> = (0..CASES).map(case).collect();
    let theirs = theirs(python, &cases)?;
    let (their_mean, their_scores) = theirs.split_first().ok_or("Python wrote nothing")?;
    let mut compared = Vec::new();
    let mean = across(&SKILLS).ok_or("there are skills")?;
    let (low, high) = mean.interval_95.ok_or("there are several")?;
    for ((name, ours), theirs) in
        [("mean skill", mean.mean), ("its low end", low), ("its high end", high)]
            .into_iter()
            .zip(their_mean)
    {
        let difference = difference(ours, *theirs);
        compared.push(Compared { name: name.to_owned(), difference, bound: TABLE_BOUND });
    }
    let mut scores: Vec<Compared> =
        names().map(|name| Compared { name, difference: 0.0, bound: BOUND }).collect();
    for ((counted, members), theirs) in cases.iter().zip(their_scores) {
        let ours = ours(&Forecast::new(members.clone())?, *counted);
        for ((score, ours), theirs) in scores.iter_mut().zip(ours).zip(theirs) {
            score.difference = score.difference.max(difference(ours, *theirs));
        }
    }
    compared.extend(scores);
    Ok(compared)
}

/// The difference over the number, or over 1 if that is more; infinite if either is not a number.
fn difference(ours: f64, theirs: f64) -> f64 {
    let difference = (ours - theirs).abs() / theirs.abs().max(1.0);
    if difference.is_nan() { f64::INFINITY } else { difference }
}

fn names() -> impl Iterator<Item = String> {
    let scores = ["CRPS", "fair CRPS", "weighted interval score", "log score"];
    let interval = |level: f64| {
        let percent = level * 100.0;
        [
            format!("low end of the {percent} % interval"),
            format!("high end of the {percent} % interval"),
        ]
    };
    scores.into_iter().map(str::to_owned).chain(LEVELS.into_iter().flat_map(interval))
}

/// In the order of `names`.
fn ours(forecast: &Forecast, counted: f64) -> Vec<f64> {
    let mut numbers = vec![
        forecast.crps(counted),
        forecast.fair_crps(counted),
        forecast.weighted_interval_score(counted),
        forecast.log_score(counted),
    ];
    for level in LEVELS {
        let (low, high) = forecast.central_interval(level);
        numbers.extend([low, high]);
    }
    numbers
}

/// A made-up count and the members that forecast it: whole numbers in every other case.
fn case(number: u32) -> (f64, Vec<f64>) {
    let streams = Streams { seed: 12, member: number, day: 0 };
    let mut stream = streams.at(Purpose::Baseline, StableKey::of("scores"));
    let level = math::exp_m1(stream.uniform() * 15.0);
    // Every tenth has no spread at all; the count then lies within a kernel's reach.
    let spread = if number.is_multiple_of(10) { 0.0 } else { stream.uniform() };
    let people =
        |stream: &mut Stream, spread: f64| level * (1.0 + spread * (2.0 * stream.uniform() - 1.0));
    let count = 2 + stream.below(59) as usize;
    let drawn = (0..count).map(|_| people(&mut stream, spread));
    let members =
        if number.is_multiple_of(2) { drawn.map(f64::round).collect() } else { drawn.collect() };
    (people(&mut stream, spread.max(0.1)).round(), members)
}

/// What Python says: the mean of the skills and its interval, then a line a case.
fn theirs(python: &str, cases: &[(f64, Vec<f64>)]) -> Result<Vec<Vec<f64>>, Failure> {
    let mut asked = line(&SKILLS);
    for (counted, members) in cases {
        asked += &line(&[&[*counted], &members[..]].concat());
    }
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{python}, named in {PYTHON}, does not start: {error}"))?;
    // Python reads everything before it writes, so neither waits for the other. Dropped at the end
    // of the statement, the pipe closes.
    child.stdin.take().ok_or("Python has no standard input")?.write_all(asked.as_bytes())?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err(format!("{python} failed; it needs numpy, scipy and scoringrules").into());
    }
    let text = String::from_utf8(output.stdout)?;
    let numbers = |line: &str| line.split(',').map(|cell| Ok(cell.parse()?)).collect();
    let lines: Result<Vec<Vec<f64>>, Failure> = text.lines().map(numbers).collect();
    match lines? {
        lines if lines.len() == cases.len() + 1 => Ok(lines),
        lines => Err(format!("Python wrote {} lines for {}", lines.len(), cases.len() + 1).into()),
    }
}

/// Numbers in their shortest exact form, on a line.
fn line(numbers: &[f64]) -> String {
    let cells: Vec<String> = numbers.iter().map(|number| format!("{number:?}")).collect();
    cells.join(",") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_agree_with_scoringrules() {
        if std::env::var_os(PYTHON).is_none() {
            println!("skipped scores_agree_with_scoringrules: {PYTHON} is not set");
            return;
        }
        let section = section().unwrap();
        assert!(section.holds, "{}", section.markdown);
    }
}
