//! Sobol's indices: which share of an answer's variance an input makes.
//!
//! First order, by Saltelli et al. (2010), Computer Physics Communications 181, table 2 (b):
//! `S_i = mean(f(B)·(f(AB_i) − f(A))) / V`. Total, by Jansen (1999), there table 2 (f):
//! `T_i = mean((f(A) − f(AB_i))²) / 2V`. V is the variance of f(A) and f(B) together. Outputs are
//! centred on their mean first, without which the first estimator is useless where the mean is large.

use super::resample::{Estimate, estimates};
use haven_core::math;
use schemars::JsonSchema;
use serde::Serialize;

/// The indices of one input.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Indices {
    /// Share of the variance that goes if the input becomes known.
    pub first: Estimate,
    /// Share of the variance that stays if everything else becomes known: `first`, and all
    /// interactions with others.
    pub total: Estimate,
}

/// The indices by input, from the outputs of complete rows in the order of their points (A, AB₁, …,
/// `ABₖ`, B; length k + 2). All 0 if the outputs do not vary.
pub(super) fn indices(rows: &[Vec<f64>], seed: u64) -> Vec<Indices> {
    let count = rows.iter().map(Vec::len).sum::<usize>() as f64;
    let mean = rows.iter().flatten().sum::<f64>() / count;
    let centred: Vec<Vec<f64>> =
        rows.iter().map(|row| row.iter().map(|output| output - mean).collect()).collect();
    let found = estimates(rows.len(), seed, &|picks| statistic(&centred, picks));
    let pairs = found.chunks_exact(2);
    pairs.map(|pair| Indices { first: pair[0], total: pair[1] }).collect()
}

/// Mean and variance of f(A) and f(B) together, over these rows.
pub(super) fn moments(rows: &[Vec<f64>], picks: &[usize]) -> (f64, f64) {
    let outputs = || picks.iter().flat_map(|row| [rows[*row][0], rows[*row][rows[*row].len() - 1]]);
    let count = 2.0 * picks.len() as f64;
    let mean = outputs().sum::<f64>() / count;
    (mean, outputs().map(|output| math::powi(output - mean, 2)).sum::<f64>() / count)
}

/// First and total index of each input, one after the other, over these rows.
fn statistic(rows: &[Vec<f64>], picks: &[usize]) -> Vec<f64> {
    let inputs = rows.first().map_or(0, |row| row.len() - 2);
    let (_, variance) = moments(rows, picks);
    let mut sums = vec![0.0; 2 * inputs];
    for row in picks.iter().map(|row| &rows[*row]) {
        let (a, b) = (row[0], row[inputs + 1]);
        for (input, pair) in sums.chunks_exact_mut(2).enumerate() {
            let difference = row[input + 1] - a;
            pair[0] += b * difference;
            pair[1] += 0.5 * difference * difference;
        }
    }
    let scale = if variance > 0.0 { 1.0 / (picks.len() as f64 * variance) } else { 0.0 };
    sums.into_iter().map(|sum| sum * scale).collect()
}
