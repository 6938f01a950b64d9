//! Ensemble Kalman inversion: particles are pulled towards what was counted along the covariance of
//! numbers and modelled data (Iglesias, Law and Stuart 2013), in as many partial steps as the misfit
//! asks for (the data-misfit controller of Iglesias and Yang 2021).
//!
//! `z ← z + C_zg (C_gg + Γ/α)⁻¹ (y + ξ − g)`, ξ ~ N(0, Γ/α), until the αs sum to 1. A range is aimed
//! at where it is nearest: within it nothing pulls. Exact for linear models of normal numbers; else
//! an approximation, whose spread is too small where the model is far from linear.

use super::address;
use super::linear::{Square, mean};
use super::particles::Generation;
use super::plan::{Likelihood, Observation, Plan, State};
use haven_core::math;

/// Steps after which what is left is done in one.
const MOST_STEPS: u32 = 60;

/// Takes a whole population and moves it.
pub fn absorb(
    plan: &Plan,
    state: &mut State,
    simulated: Vec<Vec<f64>>,
    likelihood: &dyn Likelihood,
) {
    let observations = likelihood.observations();
    for (particle, modelled) in state.particles.iter_mut().zip(simulated) {
        particle.fit = if modelled.is_empty() {
            f64::NEG_INFINITY
        } else {
            likelihood.log_likelihood(&plan.space.values(&particle.scores), &modelled)
        };
        particle.modelled = modelled;
    }
    if state.level >= 1.0 {
        state.is_done = true;
        return;
    }
    let seen = seen(state, &observations);
    let misfits: Vec<f64> = seen
        .iter()
        .map(|row| {
            row.iter()
                .zip(&observations)
                .map(|(g, observation)| 0.5 * math::powi(observation.short_by(*g), 2))
                .sum()
        })
        .collect();
    let rest = 1.0 - state.level;
    let share =
        if state.step >= MOST_STEPS { rest } else { share(&misfits, observations.len()).min(rest) };
    pull(plan, state, &observations, &seen, share);
    state.level = if share >= rest { 1.0 } else { state.level + share };
    state.history.push(Generation {
        level: state.level,
        effective: state.particles.len() as f64,
        ancestors: state.particles.len() as u32,
        moves: 1,
        acceptance: 1.0,
    });
}

/// Modelled data as they are compared. Who could not be simulated is put in the middle of the others.
fn seen(state: &State, observations: &[Observation]) -> Vec<Vec<f64>> {
    let row = |modelled: &[f64]| {
        modelled.iter().zip(observations).map(|(g, observation)| observation.seen(*g)).collect()
    };
    let rows: Vec<Vec<f64>> = state.particles.iter().map(|p| row(&p.modelled)).collect();
    let whole: Vec<&Vec<f64>> = rows.iter().filter(|row| row.len() == observations.len()).collect();
    let weight = 1.0 / whole.len().max(1) as f64;
    let middle = mean(whole.iter().map(|row| (&row[..], weight)), observations.len());
    rows.into_iter()
        .map(|row| if row.len() == observations.len() { row } else { middle.clone() })
        .collect()
}

/// The share α of the way that the misfits allow.
fn share(misfits: &[f64], data: usize) -> f64 {
    let count = misfits.len() as f64;
    let middle = misfits.iter().sum::<f64>() / count;
    let variance = misfits.iter().map(|misfit| math::powi(misfit - middle, 2)).sum::<f64>() / count;
    let data = data as f64;
    (data / (2.0 * middle)).max((data / (2.0 * variance)).sqrt())
}

fn pull(
    plan: &Plan,
    state: &mut State,
    observations: &[Observation],
    seen: &[Vec<f64>],
    share: f64,
) {
    let weight = 1.0 / seen.len() as f64;
    let middle = mean(seen.iter().map(|row| (&row[..], weight)), observations.len());
    // In standard deviations of the errors Γ is the identity.
    let scaled = |row: &[f64]| -> Vec<f64> {
        row.iter()
            .zip(&middle)
            .zip(observations)
            .map(|((g, mean), observation)| (g - mean) / observation.sd)
            .collect()
    };
    let spread: Vec<Vec<f64>> = seen.iter().map(|row| scaled(row)).collect();
    let mut inner = Square::zeros(observations.len());
    for row in &spread {
        for i in 0..observations.len() {
            (0..observations.len()).for_each(|j| inner.add(i, j, weight * row[i] * row[j]));
        }
    }
    (0..observations.len()).for_each(|i| inner.add(i, i, 1.0 / share));
    let root = inner.root();
    let scores = state.particles.iter().map(|particle| (&particle.scores[..], weight));
    let centre = mean(scores, plan.space.dimensions());
    // C_zg, one row a free number.
    let mut across = vec![vec![0.0; observations.len()]; plan.space.dimensions()];
    for (particle, row) in state.particles.iter().zip(&spread) {
        for (sums, (score, middle)) in across.iter_mut().zip(particle.scores.iter().zip(&centre)) {
            sums.iter_mut().zip(row).for_each(|(sum, g)| *sum += weight * (score - middle) * g);
        }
    }
    for (number, particle) in state.particles.iter_mut().enumerate() {
        let mut stream = address::stream(plan.seed, state.step, number as u32, "observe");
        let short: Vec<f64> = seen[number]
            .iter()
            .zip(observations)
            .map(|(g, observation)| {
                observation.short_by(*g) + address::normal(&mut stream) / share.sqrt()
            })
            .collect();
        let solved = root.solve(&short);
        for (score, row) in particle.scores.iter_mut().zip(&across) {
            *score += row.iter().zip(&solved).map(|(c, x)| c * x).sum::<f64>();
        }
    }
}
