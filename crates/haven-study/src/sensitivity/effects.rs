//! Morris's elementary effects: by how much the answer moves with an input, and how unevenly.
//!
//! Morris (1991), Technometrics 33; μ* by Campolongo, Cariboni and Saltelli (2007), Environmental
//! Modelling & Software 22.

use super::resample::{Estimate, estimates};
use super::trajectories::{STEP, Step};
use haven_core::math;
use schemars::JsonSchema;
use serde::Serialize;

/// The effects of one input: change of the answer per unit of the input's uniform, so over its whole
/// prior.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Effects {
    /// Mean effect; with its sign.
    pub mu: Estimate,
    /// Mean size of the effect.
    pub mu_star: Estimate,
    /// Standard deviation of the effect: large if it bends, or depends on other inputs.
    pub sigma: Estimate,
}

/// The effects of one trajectory by input, from the outputs of its points.
pub(super) fn elementary(steps: &[Step], outputs: &[f64]) -> Vec<f64> {
    let mut effects = vec![0.0; steps.len()];
    for (step, pair) in steps.iter().zip(outputs.windows(2)) {
        let change = (pair[1] - pair[0]) / STEP;
        effects[step.input] = if step.rises { change } else { -change };
    }
    effects
}

/// The effects by input, from those of complete trajectories.
pub(super) fn effects(trajectories: &[Vec<f64>], seed: u64) -> Vec<Effects> {
    let found = estimates(trajectories.len(), seed, &|picks| statistic(trajectories, picks));
    let triples = found.chunks_exact(3);
    triples.map(|all| Effects { mu: all[0], mu_star: all[1], sigma: all[2] }).collect()
}

/// μ, μ* and σ of each input, one after the other, over these trajectories.
fn statistic(trajectories: &[Vec<f64>], picks: &[usize]) -> Vec<f64> {
    let inputs = trajectories.first().map_or(0, Vec::len);
    let count = picks.len() as f64;
    (0..inputs)
        .flat_map(|input| {
            let effects = || picks.iter().map(|row| trajectories[*row][input]);
            let mu = effects().sum::<f64>() / count;
            let mu_star = effects().map(f64::abs).sum::<f64>() / count;
            let squares = effects().map(|effect| math::powi(effect - mu, 2)).sum::<f64>();
            [mu, mu_star, (squares / (count - 1.0)).sqrt()]
        })
        .collect()
}
