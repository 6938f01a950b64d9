//! Recorded events as small scenarios: does the system reproduce what people did?
//!
//! Every event is played with the same members, so member k has the same parameters in all of them.
//! Fitted rows are left out one at a time: the members are weighted by how well they meet the *other*
//! fitted rows, and the row that is left out is predicted with these weights.

use crate::recorded::{Event, Row, Use, recorded};
use crate::weighing::{Weighted, log_density, log_share_above};
use crate::{Failure, Section};
use std::fmt::Write;
use std::path::Path;

/// Members of each event.
const MEMBERS: u32 = 2_000;
/// Log-error of exposed populations (they err by a factor of two at most).
const LOG_ERROR: f64 = 0.35;
/// Largest ratio of the 95 % to the 5 % quantile of a prediction that is still of use.
const WIDEST: f64 = 8.0;
/// "Nearly everybody left" of a censored record.
const NEARLY: f64 = 0.97;

/// Plays the events in a folder and writes the section of the report.
pub fn section(folder: &Path) -> Result<Section, Failure> {
    let events = recorded(folder, MEMBERS)?;
    let rows: Vec<(&Event, &Row)> =
        events.iter().flat_map(|event| event.rows.iter().map(move |row| (event, row))).collect();
    let fitted: Vec<&Row> =
        rows.iter().map(|(_, row)| *row).filter(|row| row.used == Use::Fit).collect();
    let mut markdown = heading();
    let (mut ours, mut pooled, mut scored, mut narrow) = (0.0, 0.0, 0, true);
    for (event, row) in &rows {
        let weights = weights(&fitted, row);
        let prediction = Weighted::new(&row.simulated, &weights);
        let score = score(row, &prediction);
        let other = pooled_score(&fitted, row, row.days());
        let line = line(event, row, &prediction, score, other);
        eprintln!("{}", line.trim());
        markdown += &line;
        if row.used == Use::Fit {
            narrow &= prediction.ratio_90() <= WIDEST || row.censored;
        }
        if let (Some(other), Use::Fit | Use::Check) = (other, row.used) {
            (ours, pooled, scored) = (ours + score, pooled + other, scored + 1);
        }
    }
    let (ours, pooled) = (ours / f64::from(scored), pooled / f64::from(scored));
    let _ = write!(
        markdown,
        "\nMean log score over {scored} rows with a known exposed population: {ours:.2}; of the pooled \
         hazard: {pooled:.2}.\n"
    );
    Ok(Section { markdown, holds: narrow && ours > pooled })
}

fn heading() -> String {
    format!(
        "{MEMBERS} members an event; parameters are those of every scenario, members weighted by the \
         fitted rows but the one that is shown (`fit`), or by all of them (`check`, `series`). Prior: \
         without weights. q95/q05 of fitted rows has to be at most {WIDEST}. Log score: of the log of \
         people, averaged over the recorded range; for censored rows the log chance of at least the \
         number recorded. Pooled hazard: a log-normal through the hazards of the other fitted rows.\n\n\
         | event | use | what | recorded | prior: median (90 %) | prediction: median (90 %) | q95/q05 | \
         effective members | log score | pooled |\n\
         | --- | --- | --- | --: | --: | --: | --: | --: | --: | --: |\n"
    )
}

/// The likelihood of each member under the fitted rows that are not `of` the same event.
fn weights(fitted: &[&Row], of: &Row) -> Vec<f64> {
    let mut weights = vec![1.0; of.simulated.len()];
    for row in fitted.iter().filter(|row| row.event != of.event) {
        for (weight, people) in weights.iter_mut().zip(&row.simulated) {
            *weight *= likelihood(row, *people);
        }
    }
    weights
}

/// How well a simulated number meets a record whose exposed population is uncertain.
fn likelihood(row: &Row, people: f64) -> f64 {
    let people = people.max(1.0).ln();
    let low = if row.censored { (NEARLY * row.low).ln() } else { row.low.ln() };
    let high = if row.censored || row.at_least { f64::INFINITY } else { row.high.ln() };
    let distance = (low - people).max(people - high).max(0.0);
    (-0.5 * (distance / LOG_ERROR).powi(2)).exp()
}

fn score(row: &Row, prediction: &Weighted) -> f64 {
    if row.censored || row.at_least {
        let least = if row.censored { NEARLY * row.low } else { row.low };
        log_share_above(prediction, least * (-LOG_ERROR).exp())
    } else {
        log_density(prediction, row.low, row.high)
    }
}

/// The same score for people = exposed × (1 − e^(−hazard × days)), with the hazard drawn from a
/// log-normal through those of the other fitted rows.
fn pooled_score(fitted: &[&Row], row: &Row, days: f64) -> Option<f64> {
    let exposed = row.exposed?;
    let hazards: Vec<f64> = fitted
        .iter()
        .filter(|other| other.event != row.event)
        .filter_map(|other| other.log_hazard)
        .collect();
    let count = hazards.len() as f64;
    let mean = hazards.iter().sum::<f64>() / count;
    let sd = (hazards.iter().map(|h| (h - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt();
    let people: Vec<f64> = crate::weighing::normal_pairs(2_000)
        .map(|(z, error)| {
            let hazard = (mean + sd * z).exp();
            exposed * (error * LOG_ERROR / 1.645).exp() * -(-hazard * days).exp_m1()
        })
        .collect();
    let prediction = Weighted::new(&people, &vec![1.0; people.len()]);
    Some(score(row, &prediction))
}

fn line(
    event: &Event,
    row: &Row,
    prediction: &Weighted,
    score: f64,
    pooled: Option<f64>,
) -> String {
    let prior = Weighted::new(&row.simulated, &vec![1.0; row.simulated.len()]);
    let spread = |weighted: &Weighted| {
        let [low, middle, high] =
            [0.05, 0.5, 0.95].map(|level| thousands(weighted.quantile(level)));
        format!("{middle} ({low}–{high})")
    };
    let sign = if row.censored || row.at_least { "≥ " } else { "" };
    let range = if row.low == row.high {
        thousands(row.low)
    } else {
        format!("{}–{}", thousands(row.low), thousands(row.high))
    };
    format!(
        "| {} {} | {} | {} to day {} | {sign}{range} | {} | {} | {:.1} | {:.0} | {score:.2} | {} |\n",
        row.event,
        event.name,
        row.used.name(),
        row.measure,
        row.to,
        spread(&prior),
        spread(prediction),
        prediction.ratio_90(),
        prediction.effective(),
        pooled.map_or_else(|| "–".to_owned(), |score| format!("{score:.2}")),
    )
}

fn thousands(people: f64) -> String {
    if people >= 1_000.0 { format!("{:.1}k", people / 1_000.0) } else { format!("{people:.0}") }
}
