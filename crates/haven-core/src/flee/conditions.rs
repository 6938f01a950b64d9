//! All that is fixed while a day is simulated.

use super::request::Request;
use super::scenario::Rules;
use super::world::World;
use crate::draw::Draws;
use crate::rng::Streams;

/// The world, what the run is asked for, and the day.
#[derive(Clone, Copy)]
pub(super) struct Conditions<'a> {
    pub(super) world: &'a World,
    pub(super) request: &'a Request,
    pub(super) day: u32,
}

impl<'a> Conditions<'a> {
    pub(super) fn rules(&self) -> &'a Rules {
        self.world.rules()
    }

    pub(super) fn draws(&self) -> Draws {
        self.request.draws
    }

    pub(super) fn streams(&self) -> Streams {
        Streams { seed: self.request.seed, member: self.request.member, day: self.day }
    }

    /// Whether people who compete for room decide one by one.
    pub(super) fn one_by_one(&self) -> bool {
        self.world.one_by_one() && self.draws() == Draws::Sampled
    }

    /// Steps of a unit of recency. Grouping by recency rounded to 1e-6 reproduces Flee's law
    /// (flee.md, section 4.9). In large populations 1e-3 does, within what can be told: only who is
    /// that near the threshold of one half is taken for his neighbour. Expected runs, in which
    /// every situation is visited by some fraction of people, round to 0.05.
    pub(super) fn recency_steps(&self) -> f64 {
        match (self.draws(), self.world.is_large()) {
            (Draws::Expected, _) => 20.0,
            (Draws::Sampled, true) => 1e3,
            (Draws::Sampled, false) => 1e6,
        }
    }
}
