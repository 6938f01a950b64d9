//! Particles: guesses at the free numbers, what follows from each, and how well it fits.

use super::address;
use schemars::JsonSchema;
use serde::Serialize;

/// One guess.
#[derive(Clone, Debug, PartialEq)]
pub struct Particle {
    /// Normal scores, one a free number.
    pub scores: Vec<f64>,
    /// The members whose luck it has, by part of the simulator.
    pub replicates: Vec<u32>,
    /// What was simulated; empty before it has been.
    pub modelled: Vec<f64>,
    /// Log-likelihood, or minus the distance; −∞ if it cannot be.
    pub fit: f64,
}

/// What became of one generation.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Generation {
    /// Power of the likelihood in [0, 1], largest distance, or pseudo-time of the Kalman inversion.
    pub level: f64,
    /// Effective number of particles after reweighting to this level (Kish).
    #[serde(rename = "effective_particles")]
    pub effective: f64,
    /// Different ancestors that were kept.
    pub ancestors: u32,
    /// Moves of every particle.
    pub moves: u32,
    /// Share of proposals that were accepted.
    pub acceptance: f64,
}

/// Kish's effective number of weights: as many alike would be as good. 0 if all vanish.
pub fn effective(weights: &[f64]) -> f64 {
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

/// The positions that survive: systematic resampling with one uniform number.
///
/// `weights` are not negative and one is above 0.
pub fn resample(weights: &[f64], seed: u64, step: u32) -> Vec<usize> {
    let start = address::stream(seed, step, 0, "resample").uniform();
    let total: f64 = weights.iter().sum();
    let count = weights.len();
    let (mut chosen, mut at, mut below) = (Vec::with_capacity(count), 0, weights[0]);
    for ticket in 0..count {
        let wanted = (ticket as f64 + start) / count as f64 * total;
        // Rounding may leave the last ticket above the sum of all.
        while below <= wanted && at + 1 < count {
            at += 1;
            below += weights[at];
        }
        chosen.push(at);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resampling_keeps_each_in_proportion() {
        let chosen = resample(&[0.0, 1.0, 0.0, 3.0], 1, 1);
        let of = |which: usize| chosen.iter().filter(|at| **at == which).count();
        assert_eq!([of(0), of(1), of(2), of(3)], [0, 1, 0, 3]);
    }

    #[test]
    fn alike_weights_count_in_full() {
        assert_eq!(effective(&[0.5; 8]), 8.0);
        assert_eq!(effective(&[0.0, 2.0]), 1.0);
        assert_eq!(effective(&[0.0, 0.0]), 0.0);
    }
}
