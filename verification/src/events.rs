//! Recorded events as small scenarios: does the system reproduce what people did?
//!
//! Every row is predicted by the priors, by what the fitted rows of the *other* events say, and, to see
//! what was learnt, by what all of them say.

use crate::recorded::{Recorded, Row};
use crate::weighing::{Weighted, log_density, log_share};
use crate::{Failure, Section};
use haven_core::crisis::counts::Bound;
use haven_core::math;
use haven_io::recorded_events::Use;
use std::fmt::Write;
use std::path::Path;

/// Members that draw the priors.
const MEMBERS: u32 = 8_000;
/// Particles of the calibration, which are the members that draw its posterior.
const PARTICLES: u32 = 400;
/// Log-error of exposed populations (they err by a factor of two at most).
const LOG_ERROR: f64 = 0.35;
/// Largest ratio of the 95 % to the 5 % quantile of a prediction that is still of use.
const WIDEST: f64 = 8.0;
/// "Nearly everybody left" of a censored record.
const NEARLY: f64 = 0.97;

/// One row's predictions.
struct Predictions {
    /// By members that draw the priors.
    prior: Weighted,
    /// By the same, weighted by the fitted rows of the other events.
    others: Weighted,
    /// By members that draw the posterior of all fitted rows, this one with them.
    all: Weighted,
}

/// Plays the events in a folder and writes the section of the report.
pub fn section(folder: &Path) -> Result<Section, Failure> {
    let recorded = Recorded::read(folder)?;
    let prior = recorded.prior(MEMBERS);
    let all = recorded.predicted(&recorded.posterior(PARTICLES));
    let fitted: Vec<&Row> =
        recorded.rows.iter().filter(|row| row.recorded.used == Use::Fit).collect();
    let mut markdown = heading();
    let (mut sums, mut count, mut wide) = ([0.0; 3], 0, Vec::new());
    for (at, row) in recorded.rows.iter().enumerate() {
        let weights = recorded.likelihoods(&prior, row.recorded.crisis);
        let predictions = Predictions {
            prior: Weighted::alike(&prior[at]),
            others: Weighted::new(&prior[at], &weights),
            all: Weighted::alike(&all[at]),
        };
        let scores = [score(row, &predictions.prior), score(row, &predictions.others)];
        let pooled = pooled_score(&fitted, row);
        let line = line(&recorded, row, &predictions, scores, pooled);
        eprintln!("{}", line.trim());
        markdown += &line;
        let has_to_be_narrow = row.recorded.used == Use::Fit && !row.is_bound();
        if has_to_be_narrow && predictions.others.ratio_90() > WIDEST {
            wide.push(row.recorded.event.as_str());
        }
        if let (Some(pooled), Use::Fit | Use::Check) = (pooled, row.recorded.used) {
            [scores[0], scores[1], pooled].iter().zip(&mut sums).for_each(|(one, sum)| *sum += one);
            count += 1;
        }
    }
    let [before, after, pooled] = sums.map(|sum| sum / f64::from(count));
    let _ = write!(
        markdown,
        "\nMean log score over {count} rows with a known exposed population: prior {before:.2}, \
         learnt from the other events {after:.2}, pooled hazard {pooled:.2}. Wider than {WIDEST} by the \
         others: {}.\n",
        if wide.is_empty() { "none".to_owned() } else { wide.join(", ") }
    );
    Ok(Section { markdown, holds: wide.is_empty() && after > pooled })
}

fn heading() -> String {
    format!(
        "{MEMBERS} members an event draw the priors. *Others*: the same members, weighted by the fitted rows \
         of the other events. *All*: {PARTICLES} members that draw the posterior of all fitted rows, found by \
         sequential Monte Carlo; of a fitted row this is no prediction, for it was learnt from it. q95/q05 of \
         fitted rows that are no bounds has to be at most {WIDEST} by the others. Log score: of the log of people, averaged over \
         the recorded range; for bounds the log chance of keeping them. Pooled hazard: a log-normal through \
         the hazards of the other fitted rows.\n\n\
         | event | use | what | recorded | prior: median (90 %) | others: median (90 %) | all: median (90 %) | \
         q95/q05: prior | others | all | effective members | log score: prior | others | pooled |\n\
         | --- | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n"
    )
}

fn score(row: &Row, prediction: &Weighted) -> f64 {
    let recorded = &row.recorded;
    match recorded.bound {
        Bound::Within => log_density(prediction, recorded.low, recorded.high),
        Bound::NearlyAll => {
            log_share(prediction, |people| people >= NEARLY * recorded.low * math::exp(-LOG_ERROR))
        }
        Bound::AtLeast => {
            log_share(prediction, |people| people >= recorded.low * math::exp(-LOG_ERROR))
        }
        Bound::AtMost => {
            log_share(prediction, |people| people <= recorded.high * math::exp(LOG_ERROR))
        }
    }
}

/// The same score for people = exposed × (1 − e^(−hazard × days)), with the hazard drawn from a
/// log-normal through those of the other fitted rows.
fn pooled_score(fitted: &[&Row], row: &Row) -> Option<f64> {
    let exposed = row.recorded.exposed?;
    let hazards: Vec<f64> = fitted
        .iter()
        .filter(|other| other.recorded.event != row.recorded.event)
        .filter_map(|other| other.log_hazard)
        .collect();
    let count = hazards.len() as f64;
    let mean = hazards.iter().sum::<f64>() / count;
    let sd = (hazards.iter().map(|h| math::powi(h - mean, 2)).sum::<f64>() / (count - 1.0)).sqrt();
    let people: Vec<f64> = crate::weighing::normal_pairs(2_000)
        .map(|(z, error)| {
            let hazard = math::exp(mean + sd * z);
            exposed * math::exp(error * LOG_ERROR / 1.645) * -math::exp_m1(-hazard * row.days())
        })
        .collect();
    Some(score(row, &Weighted::alike(&people)))
}

fn line(
    recorded: &Recorded,
    row: &Row,
    Predictions { prior, others, all }: &Predictions,
    [score_prior, score_others]: [f64; 2],
    pooled: Option<f64>,
) -> String {
    let spread = |weighted: &Weighted| {
        let [low, middle, high] =
            [0.05, 0.5, 0.95].map(|level| thousands(weighted.quantile(level)));
        format!("{middle} ({low}–{high})")
    };
    format!(
        "| {} {} | {} | {} to day {} | {} | {} | {} | {} | {:.1} | {:.1} | {:.1} | {:.0} | {score_prior:.2} | \
         {score_others:.2} | {} |\n",
        row.recorded.event,
        recorded.name(row),
        row.recorded.used.name(),
        row.recorded.measure,
        row.recorded.count.to,
        range(row),
        spread(prior),
        spread(others),
        spread(all),
        prior.ratio_90(),
        others.ratio_90(),
        all.ratio_90(),
        others.effective(),
        pooled.map_or_else(|| "–".to_owned(), |score| format!("{score:.2}")),
    )
}

fn range(row: &Row) -> String {
    let (low, high) = (row.recorded.low, row.recorded.high);
    match row.recorded.bound {
        Bound::AtMost => format!("≤ {}", thousands(high)),
        Bound::NearlyAll | Bound::AtLeast => format!("≥ {}", thousands(low)),
        Bound::Within if low == high => thousands(low),
        Bound::Within => format!("{}–{}", thousands(low), thousands(high)),
    }
}

fn thousands(people: f64) -> String {
    if people >= 1_000.0 { format!("{:.1}k", people / 1_000.0) } else { format!("{people:.0}") }
}
