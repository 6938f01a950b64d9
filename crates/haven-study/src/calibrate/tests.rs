//! The methods against posteriors that are known, and against synthetic truths.

use super::datum::{Datum, Noise};
use super::space::{Free, Space};
use super::*;
use crate::watch::Watch;
use haven_core::draw::{binomial, poisson};
use haven_core::math;
use haven_core::prior::Prior;
use haven_core::rng::Stream;

mod bits;
mod closed_forms;
mod synthetic;

/// A likelihood made of two functions.
struct Bench<F: Fn(&[f64], &[f64]) -> f64 + Sync> {
    fit: F,
    observations: Vec<Observation>,
}

impl<F: Fn(&[f64], &[f64]) -> f64 + Sync> Likelihood for Bench<F> {
    fn log_likelihood(&self, values: &[f64], modelled: &[f64]) -> f64 {
        (self.fit)(values, modelled)
    }

    fn observations(&self) -> Vec<Observation> {
        self.observations.clone()
    }
}

fn space(priors: &[(&str, Prior)]) -> Space {
    let free = |(name, prior): &(&str, Prior)| Free { name: (*name).into(), prior: prior.clone() };
    Space::new(priors.iter().map(free).collect())
}

fn normal_prior(mean: f64, sd: f64) -> Prior {
    Prior::Normal { mean, sd, low: f64::NEG_INFINITY, high: f64::INFINITY }
}

fn plan(seed: u64, particles: u32, space: Space, method: Method, noise_groups: usize) -> Plan {
    Plan { seed, particles, space, method, noise_groups }
}

/// Mean and standard deviation of a free number's posterior.
fn moments(draws: &[Vec<f64>], at: usize) -> (f64, f64) {
    let count = draws.len() as f64;
    let mean = draws.iter().map(|draw| draw[at]).sum::<f64>() / count;
    let variance = draws.iter().map(|draw| math::powi(draw[at] - mean, 2)).sum::<f64>() / count;
    (mean, variance.sqrt())
}

/// The numbers of a member of a stand-in for the engine.
fn luck(point: &Point, part: usize) -> Stream {
    address::stream(77, 0, point.replicates[part], "stand-in")
}
