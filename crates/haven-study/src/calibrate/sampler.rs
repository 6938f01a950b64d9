//! Sequential Monte Carlo: reweight to the next level, resample, move.
//!
//! **Target** at level β: prior(scores) · prior(luck) · exp(β·fit); at distance ε: prior(scores) ·
//! prior(luck), where −fit ≤ ε. Luck is part of what is sampled, which makes it exact for simulators
//! that draw (a pseudo-marginal chain that keeps its luck; Andrieu and Roberts 2009).
//!
//! **Moves** are Metropolis steps: of values with the luck kept, normal about where a particle is with
//! at most twice the weighted covariance of the particles (Beaumont et al. 2009), made smaller or
//! larger until about a quarter is accepted; then twice of the luck of one part, drawn anew.

use super::address;
use super::linear::{Square, covariance, mean};
use super::particles::{Generation, Particle, effective, resample};
use super::plan::{Likelihood, Method, Plan, State};
use haven_core::math;

/// Share of the particles that stays effective at the next level.
const EFFECTIVE: f64 = 0.5;
/// Share of accepted moves that the scale is steered to.
const ACCEPTANCE: f64 = 0.25;
/// Below this share of accepted moves nearer distances are not worth their cost.
const LEAST_ACCEPTANCE: f64 = 0.015;
/// New values that a particle takes on average before the next level, and at the last one.
const RENEWALS: [f64; 2] = [1.0, 2.5];
/// Moves of every particle at a level after which its renewal is given up, and at the last one.
const PATIENCE: [u32; 2] = [15, 36];
/// Moves in a round if there is luck: one of values, two of luck.
const ROUND: u32 = 3;

/// The first size of moves, against √2 times the spread: the best for normal numbers, at most 1.
pub fn first_scale(dimensions: usize) -> f64 {
    (2.38 / (2.0 * dimensions.max(1) as f64).sqrt()).min(1.0)
}

/// Where a particle might go.
pub struct Proposal {
    /// Normal scores.
    pub scores: Vec<f64>,
    /// Luck, by part.
    pub replicates: Vec<u32>,
    /// The part whose luck is new, if nothing else is.
    pub only: Option<usize>,
}

impl Proposal {
    /// Where the particle is.
    pub fn of(particle: &Particle) -> Self {
        Self {
            scores: particle.scores.clone(),
            replicates: particle.replicates.clone(),
            only: None,
        }
    }
}

/// Whether the present move is one of luck.
fn moves_replicates(plan: &Plan, state: &State) -> bool {
    plan.noise_groups > 0 && !state.moves.is_multiple_of(ROUND)
}

/// The proposal for a particle in the present move: a function of plan and state.
pub fn proposal(plan: &Plan, state: &State, number: usize) -> Proposal {
    let mut proposal = Proposal::of(&state.particles[number]);
    let mut stream = address::stream(plan.seed, state.step, number as u32, "move");
    if moves_replicates(plan, state) {
        let part = stream.below(plan.noise_groups as u64) as usize;
        proposal.replicates[part] = stream.bits() as u32;
        proposal.only = Some(part);
        return proposal;
    }
    let dimensions = plan.space.dimensions();
    let normals = address::normals(&mut stream, dimensions);
    if let Some(root) = Square::from_cells(dimensions, state.root.clone()) {
        let step = root.times(&normals);
        for (score, change) in proposal.scores.iter_mut().zip(step) {
            *score += state.scale * std::f64::consts::SQRT_2 * change;
        }
    }
    proposal
}

/// Takes a whole population: the first one is weighed, later ones are proposals.
pub fn absorb(
    plan: &Plan,
    state: &mut State,
    simulated: Vec<Vec<f64>>,
    likelihood: &dyn Likelihood,
) {
    if state.step == 0 {
        for (particle, modelled) in state.particles.iter_mut().zip(simulated) {
            particle.fit = fit(plan, &particle.scores, &modelled, likelihood);
            particle.modelled = modelled;
        }
        return next_level(plan, state);
    }
    let accepted = accept(plan, state, simulated, likelihood);
    if !moves_replicates(plan, state) {
        let proposals = state.particles.len() as u32;
        state.accepted[0] += accepted;
        state.accepted[1] += proposals;
        let rate = f64::from(accepted) / f64::from(proposals);
        state.scale = (state.scale * math::exp(2.0 * (rate - ACCEPTANCE))).clamp(0.02, 1.0);
    }
    state.moves += 1;
    if has_moved_enough(plan, state) {
        close_level(plan, state);
    }
}

fn fit(plan: &Plan, scores: &[f64], modelled: &[f64], likelihood: &dyn Likelihood) -> f64 {
    if modelled.is_empty() {
        return f64::NEG_INFINITY;
    }
    let fit = likelihood.log_likelihood(&plan.space.values(scores), modelled);
    if fit.is_nan() { f64::NEG_INFINITY } else { fit }
}

/// Accepts or rejects every proposal; how many were accepted.
fn accept(
    plan: &Plan,
    state: &mut State,
    simulated: Vec<Vec<f64>>,
    likelihood: &dyn Likelihood,
) -> u32 {
    let proposals: Vec<Proposal> =
        (0..state.particles.len()).map(|number| proposal(plan, state, number)).collect();
    let mut accepted = 0;
    for (number, (proposal, modelled)) in proposals.into_iter().zip(simulated).enumerate() {
        let new_fit = fit(plan, &proposal.scores, &modelled, likelihood);
        let particle = &mut state.particles[number];
        let squares = |scores: &[f64]| scores.iter().map(|score| score * score).sum::<f64>();
        let prior = 0.5 * (squares(&particle.scores) - squares(&proposal.scores));
        let ratio = prior + gain(plan.method, state.level, particle.fit, new_fit);
        let uniform = address::stream(plan.seed, state.step, number as u32, "accept").uniform();
        if uniform < math::exp(ratio) {
            *particle = Particle {
                scores: proposal.scores,
                replicates: proposal.replicates,
                modelled,
                fit: new_fit,
            };
            accepted += 1;
        }
    }
    accepted
}

/// Log of how much likelier a fit is than another at a level.
fn gain(method: Method, level: f64, from: f64, to: f64) -> f64 {
    match method {
        Method::Distance { .. } if -to <= level => 0.0,
        Method::Distance { .. } => f64::NEG_INFINITY,
        _ if to == f64::NEG_INFINITY => f64::NEG_INFINITY,
        _ => level * (to - from),
    }
}

fn is_last(plan: &Plan, state: &State) -> bool {
    match plan.method {
        Method::Distance { least } => state.level <= least,
        _ => state.level >= 1.0,
    }
}

fn has_moved_enough(plan: &Plan, state: &State) -> bool {
    let last = usize::from(is_last(plan, state));
    let renewals = f64::from(state.accepted[0]) / state.particles.len() as f64;
    // A round is finished, so that luck moves as often as values say.
    let round = plan.noise_groups == 0 || state.moves.is_multiple_of(ROUND);
    round && (renewals >= RENEWALS[last] || state.moves >= PATIENCE[last])
}

fn close_level(plan: &Plan, state: &mut State) {
    let acceptance = f64::from(state.accepted[0]) / f64::from(state.accepted[1].max(1));
    if let Some(generation) = state.history.last_mut() {
        (generation.moves, generation.acceptance) = (state.moves, acceptance);
    }
    let is_stuck = matches!(plan.method, Method::Distance { .. }) && acceptance < LEAST_ACCEPTANCE;
    if is_last(plan, state) || is_stuck {
        state.is_done = true;
    } else {
        next_level(plan, state);
    }
}

/// Chooses the next level, weighs by it, and lets the fit survive.
fn next_level(plan: &Plan, state: &mut State) {
    let fits: Vec<f64> = state.particles.iter().map(|particle| particle.fit).collect();
    let (level, weights) = match plan.method {
        Method::Distance { least } => next_tolerance(&fits, state.level, least),
        _ => next_exponent(&fits, state.level),
    };
    let total: f64 = weights.iter().sum();
    if total <= 0.0 {
        // Nothing fits at all: there is no posterior to be found.
        state.is_done = true;
        return;
    }
    let weighted =
        || state.particles.iter().zip(&weights).map(|(p, weight)| (&p.scores[..], weight / total));
    let middle = mean(weighted(), plan.space.dimensions());
    let root = covariance(weighted(), &middle).root();
    let mut chosen = resample(&weights, plan.seed, state.step);
    let particles = chosen.iter().map(|number| state.particles[*number].clone()).collect();
    chosen.dedup();
    state.history.push(Generation {
        level,
        effective: effective(&weights),
        ancestors: chosen.len() as u32,
        moves: 0,
        acceptance: 0.0,
    });
    (state.level, state.moves, state.accepted) = (level, 0, [0, 0]);
    (state.particles, state.root) = (particles, root.cells().to_vec());
}

/// The next distance, and weights of 1 within and 0 outside.
fn next_tolerance(fits: &[f64], level: f64, least: f64) -> (f64, Vec<f64>) {
    let mut distances: Vec<f64> = fits.iter().map(|fit| -fit).collect();
    distances.sort_unstable_by(f64::total_cmp);
    let median = distances[(distances.len() - 1) / 2];
    let next = median.min(level).max(least);
    (next, fits.iter().map(|fit| f64::from(u8::from(-fit <= next && fit.is_finite()))).collect())
}

/// The next power of the likelihood, by bisection on the effective number, and the weights.
fn next_exponent(fits: &[f64], level: f64) -> (f64, Vec<f64>) {
    let best = fits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let possible = fits.iter().filter(|fit| fit.is_finite()).count() as f64;
    let weights = |power: f64| -> Vec<f64> {
        let weight =
            |fit: &f64| if fit.is_finite() { math::exp(power * (fit - best)) } else { 0.0 };
        fits.iter().map(weight).collect()
    };
    let wanted = EFFECTIVE * possible;
    let (mut low, mut high) = (0.0, 1.0 - level);
    if effective(&weights(high)) >= wanted {
        return (1.0, weights(high));
    }
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if effective(&weights(middle)) >= wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    // A step that rounding makes nothing of would never end.
    let power = low.max(1e-9);
    ((level + power).min(1.0), weights(power))
}
