//! One member of an ensemble, and its day.

use super::flows::Flows;
use super::setting::Setting;
use super::state::State;
use super::world::World;
use super::{borders, conflict, departures, movement, pressure, returns};
use crate::rng::Streams;
use crate::run::Draws;
use std::ops::ControlFlow;

/// Whether an advance is an attempt or a premise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Advance {
    /// Its objectives are taken, at an uncertain pace: the answer to "if they advance".
    #[default]
    Achieved,
    /// The campaign is fought; it may fail.
    Attempted,
}

/// What one run is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Seed of the whole ensemble.
    pub seed: u64,
    /// Which member of the ensemble.
    pub member: u32,
    /// Sampled or expected.
    pub draws: Draws,
    /// Whether advances succeed.
    pub advance: Advance,
    /// Whether causes of flight are told apart (origins always are).
    pub track_causes: bool,
    /// Whether the ways to gates are told apart too; only if causes are.
    pub track_routes: bool,
}

/// A process of the day.
type Process = fn(&mut Member<'_>);

/// What happens on a day, in this order.
pub(super) const DAY: [(&str, Process); 9] = [
    ("morning", |member| member.flows.clear()),
    ("conflict: who holds what", conflict::play),
    ("pressure on civilians", pressure::press),
    ("gates and havens open or close", borders::open),
    ("departures from home", departures::depart),
    ("movement of the displaced", movement::travel),
    ("borders, camps and havens", borders::pass),
    ("returns and onward movement", returns::go_home),
    ("registration", borders::register),
];

/// One run under way. What is fixed is in `world` and `setting`, what changes in `state`.
pub(super) struct Member<'w> {
    pub(super) world: &'w World,
    pub(super) setting: Setting,
    pub(super) request: Request,
    pub(super) day: u32,
    pub(super) state: State,
    pub(super) flows: Flows,
}

/// One day as an observer sees it, after everything that happened on it.
pub struct Today<'a> {
    /// The day, from 0.
    pub day: u32,
    pub(super) world: &'a World,
    pub(super) state: &'a State,
    /// What moved today.
    pub flows: &'a Flows,
    /// What this member takes to be true.
    pub setting: &'a Setting,
}

impl World {
    /// The processes of a day, by name, in order.
    pub fn order_of_the_day() -> impl Iterator<Item = &'static str> {
        DAY.iter().map(|(name, _)| *name)
    }

    /// Plays one member, day by day, and shows each day to `observe`, which says whether to go on.
    /// Whether it was played to the end.
    pub fn run(
        &self,
        request: &Request,
        observe: &mut dyn FnMut(&Today<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        Member::new(self, *request).play(observe)
    }

    /// The same with numbers that somebody chose in place of those that the member draws.
    pub fn run_with(
        &self,
        setting: Setting,
        request: &Request,
        observe: &mut dyn FnMut(&Today<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        Member::with(self, setting, *request).play(observe)
    }
}

impl<'w> Member<'w> {
    /// A member on the morning of day 0.
    pub(super) fn new(world: &'w World, request: Request) -> Self {
        let (seed, number, draws) = (request.seed, request.member, request.draws);
        Self::with(world, Setting::draw(world.crisis(), seed, number, draws), request)
    }

    /// The same with these numbers.
    fn with(world: &'w World, setting: Setting, request: Request) -> Self {
        let flows = Flows::new(world.crisis().places.len());
        let state = State::at_start(world, &setting, &request);
        Self { world, setting, request, day: 0, state, flows }
    }

    /// Plays all days and shows each.
    fn play(mut self, observe: &mut dyn FnMut(&Today<'_>) -> ControlFlow<()>) -> ControlFlow<()> {
        for day in 0..self.world.crisis().days {
            self.day = day;
            for (_, process) in &DAY {
                process(&mut self);
            }
            observe(&self.today())?;
        }
        ControlFlow::Continue(())
    }

    /// Today's randomness.
    pub(super) fn streams(&self) -> Streams {
        Streams { seed: self.request.seed, member: self.request.member, day: self.day }
    }

    fn today(&self) -> Today<'_> {
        let (world, state, setting) = (self.world, &self.state, &self.setting);
        Today { day: self.day, world, state, flows: &self.flows, setting }
    }
}
