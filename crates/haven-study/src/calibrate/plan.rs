//! What a calibration is asked for, what it asks to be simulated, and what changes on its way.

use super::particles::{Generation, Particle};
use super::space::Space;
use haven_core::math;

/// How the posterior is found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// Sequential Monte Carlo on a likelihood that is raised to powers from 0 to 1 (Del Moral,
    /// Doucet and Jasra 2006), each so that half of the particles stay effective.
    Tempered,
    /// Sequential Monte Carlo on a distance (approximate Bayesian computation): what is farther than
    /// the median goes, until this distance is reached or next to no proposal is near enough.
    Distance {
        /// The distance that is near enough.
        least: f64,
    },
    /// Ensemble Kalman inversion with perturbed observations, in steps chosen by the misfit
    /// (Iglesias and Yang 2021). Quick; exact only for linear models of normal numbers.
    Kalman,
}

/// What a calibration is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Seed; it decides everything.
    pub seed: u64,
    /// How many particles, at least 2.
    pub particles: u32,
    /// The free numbers.
    pub space: Space,
    /// How.
    pub method: Method,
    /// Parts of the simulator with luck of their own: 0 if what it gives depends on values alone.
    pub noise_groups: usize,
}

/// What has to be simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Values of the free numbers.
    pub values: Vec<f64>,
    /// The member whose luck it has, by part of the simulator.
    pub replicates: Vec<u32>,
    /// Where only one part's luck is new: that part, and what was simulated before.
    pub only: Option<(usize, Vec<f64>)>,
}

/// What one modelled number is aimed at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// Whether logarithms are compared (of at least 1).
    pub is_log: bool,
    /// The range: low ≤ high, may be infinite; in logarithms if they are compared.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Standard deviation of the error; of the logarithm if that is compared.
    pub sd: f64,
}

impl Observation {
    /// What is compared of a modelled number.
    pub(super) fn seen(&self, modelled: f64) -> f64 {
        if self.is_log { math::ln(modelled.max(1.0)) } else { modelled }
    }

    /// What is missing, in standard deviations.
    pub(super) fn short_by(&self, seen: f64) -> f64 {
        (seen.clamp(self.low, self.high) - seen) / self.sd
    }
}

/// Says how well what was simulated fits what was counted.
pub trait Likelihood: Sync {
    /// Log-likelihood, or minus the distance, of modelled data at these values.
    fn log_likelihood(&self, values: &[f64], modelled: &[f64]) -> f64;

    /// What the Kalman inversion aims at, one a modelled number.
    fn observations(&self) -> Vec<Observation>;
}

/// Everything that changes. Plain numbers: see [`super::checkpoint`].
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Populations that were simulated.
    pub step: u32,
    /// Power of the likelihood, largest distance, or pseudo-time.
    pub level: f64,
    /// Whether there is nothing more to do.
    pub is_done: bool,
    /// Size of the moves against the spread of the particles.
    pub scale: f64,
    /// Moves of every particle at this level.
    pub moves: u32,
    /// Accepted proposals of new values at this level, and proposals.
    pub accepted: [u32; 2],
    /// The particles.
    pub particles: Vec<Particle>,
    /// What was simulated of the present population so far, in the order of particles.
    pub pending: Vec<Vec<f64>>,
    /// Root of the covariance of moves, row by row.
    pub root: Vec<f64>,
    /// What became of each level.
    pub history: Vec<Generation>,
}
