//! A calibration under way: what to simulate next, and what was learnt so far.

use super::particles::Particle;
use super::plan::{Likelihood, Method, Plan, Point, State};
use super::{address, kalman, sampler};
use crate::watch::Watch;
use crate::workers;

/// A calibration on its way.
#[derive(Clone, Debug)]
pub struct Calibration {
    plan: Plan,
    state: State,
}

impl Calibration {
    /// A calibration of which nothing has been simulated.
    pub fn new(plan: Plan) -> Self {
        let particle = |number: u32| {
            let mut stream = address::stream(plan.seed, 0, number, "prior");
            let scores = address::normals(&mut stream, plan.space.dimensions());
            let replicates = (0..plan.noise_groups).map(|_| stream.bits() as u32).collect();
            Particle { scores, replicates, modelled: Vec::new(), fit: f64::NEG_INFINITY }
        };
        let state = State {
            step: 0,
            level: if plan.method == Method::Tempered || plan.method == Method::Kalman {
                0.0
            } else {
                f64::INFINITY
            },
            is_done: false,
            scale: sampler::first_scale(plan.space.dimensions()),
            moves: 0,
            accepted: [0, 0],
            particles: (0..plan.particles.max(2)).map(particle).collect(),
            pending: Vec::new(),
            root: Vec::new(),
            history: Vec::new(),
        };
        Self { plan, state }
    }

    /// Goes on from a state that the same plan has led to.
    pub fn resume(plan: Plan, state: State) -> Self {
        Self { plan, state }
    }

    /// What was asked for.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Where it is.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What to simulate next, at most so many points; `None` when there is nothing more.
    pub fn next_batch(&self, most: usize) -> Option<Vec<Point>> {
        let from = self.state.pending.len();
        let until = from.saturating_add(most.max(1)).min(self.state.particles.len());
        (!self.state.is_done).then(|| (from..until).map(|number| self.point(number)).collect())
    }

    fn point(&self, number: usize) -> Point {
        let (plan, state) = (&self.plan, &self.state);
        let particle = match plan.method {
            Method::Tempered | Method::Distance { .. } if state.step > 0 => {
                sampler::proposal(plan, state, number)
            }
            _ => sampler::Proposal::of(&state.particles[number]),
        };
        Point {
            values: plan.space.values(&particle.scores),
            replicates: particle.replicates,
            only: particle.only.map(|part| (part, state.particles[number].modelled.clone())),
        }
    }

    /// Takes what was simulated for a batch, in its order. A point that could not be simulated has
    /// an empty list.
    pub fn absorb(&mut self, simulated: Vec<Vec<f64>>, likelihood: &dyn Likelihood) {
        self.state.pending.extend(simulated);
        if self.state.pending.len() < self.state.particles.len() {
            return;
        }
        let simulated = std::mem::take(&mut self.state.pending);
        let (plan, state) = (&self.plan, &mut self.state);
        match plan.method {
            Method::Kalman => kalman::absorb(plan, state, simulated, likelihood),
            _ => sampler::absorb(plan, state, simulated, likelihood),
        }
        state.step += 1;
    }

    /// Draws from the posterior once it is done, all alike: values by particle.
    pub fn draws(&self) -> Vec<Vec<f64>> {
        let particles = self.state.particles.iter();
        particles.map(|particle| self.plan.space.values(&particle.scores)).collect()
    }
}

/// Gives modelled data at a point: the engine, or a stand-in. Empty if it cannot.
pub type Simulator<'s> = dyn Fn(&Point) -> Vec<f64> + Sync + 's;

/// Simulates a batch on the current thread pool, in its order; `None` if the watch was stopped.
pub fn play(batch: &[Point], simulator: &Simulator<'_>, watch: &Watch) -> Option<Vec<Vec<f64>>> {
    let one = |point: &Point| (!watch.is_stopped()).then(|| simulator(point));
    workers::each(batch, one).into_iter().collect()
}

/// Runs a calibration to its end, in memory; stops where it is when the watch is stopped.
pub fn run(
    calibration: &mut Calibration,
    simulator: &Simulator<'_>,
    likelihood: &dyn Likelihood,
    watch: &Watch,
) {
    while let Some(batch) = calibration.next_batch(usize::MAX) {
        let Some(simulated) = play(&batch, simulator, watch) else { return };
        calibration.absorb(simulated, likelihood);
    }
}
