//! A crisis as a study sees it: some of its uncertain numbers in, some of its counts out.

use super::play::Played;
use super::study::Point;
use crate::crisis::recording::Key;
use crate::watch::Watch;
use haven_core::crisis::parameter::uniform_of;
use haven_core::crisis::setting::Setting;
use haven_core::crisis::{Advance, Request, World};
use haven_core::prior::Prior;
use haven_core::run::Draws;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// A crisis of which some numbers are set from outside.
#[derive(Clone, Debug)]
pub struct CrisisModel<'w> {
    world: &'w World,
    seed: u64,
    advance: Advance,
    /// Position of an input and its prior, by name.
    inputs: BTreeMap<String, (usize, Prior)>,
    answers: Vec<Key>,
}

impl<'w> CrisisModel<'w> {
    /// A crisis whose `inputs` (names as in [`Setting::uncertain`], with their priors) are set from
    /// outside. What is uncertain beside them is drawn by each member. Answers are flows over the
    /// whole run, and stocks on its last day.
    pub fn new(
        world: &'w World,
        seed: u64,
        advance: Advance,
        inputs: &[(String, Prior)],
        answers: Vec<Key>,
    ) -> Self {
        let positions = inputs.iter().cloned().enumerate();
        let inputs = positions.map(|(at, (name, prior))| (name, (at, prior))).collect();
        Self { world, seed, advance, inputs, answers }
    }

    /// Plays one point; `None` if the watch was stopped before its last day.
    pub fn play(&self, point: &Point, watch: &Watch) -> Played {
        let (seed, member) = (self.seed, point.member);
        let setting =
            Setting::chosen(self.world.crisis(), &|name, prior| match self.inputs.get(name) {
                Some((at, prior)) => prior.quantile(point.uniforms[*at]),
                None => prior.quantile(uniform_of(seed, member, name)),
            });
        let request = Request {
            seed,
            member,
            draws: Draws::Sampled,
            advance: self.advance,
            track_causes: false,
        };
        let last = self.world.crisis().days - 1;
        let mut answers = vec![0.0; self.answers.len()];
        let played = self.world.run_with(setting, &request, &mut |today| {
            for (answer, key) in answers.iter_mut().zip(&self.answers) {
                if key.measure.is_flow() || today.day == last {
                    *answer += today.value(key.measure, key.scope);
                }
            }
            watch.day_done();
            let stops = watch.is_stopped() && today.day < last;
            if stops { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        played.is_continue().then_some(answers)
    }
}
