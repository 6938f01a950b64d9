//! One member of an ensemble, and its day.

use super::flows::Flows;
use super::inputs::Inputs;
use super::observe::Today;
use super::request::Request;
use super::state::State;
use super::world::World;
use super::{borders, conflict, departures, movement, pressure, returns};
use crate::rng::Streams;
use std::ops::ControlFlow;

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
    pub(super) inputs: Inputs,
    pub(super) request: Request,
    pub(super) day: u32,
    pub(super) state: State,
    pub(super) flows: Flows,
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
        inputs: Inputs,
        request: &Request,
        observe: &mut dyn FnMut(&Today<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        Member::with(self, inputs, *request).play(observe)
    }
}

impl<'w> Member<'w> {
    /// A member on the morning of day 0.
    pub(super) fn new(world: &'w World, request: Request) -> Self {
        let (seed, number, draws) = (request.seed, request.member, request.draws);
        Self::with(world, Inputs::draw(world.crisis(), seed, number, draws), request)
    }

    /// The same with these numbers.
    fn with(world: &'w World, inputs: Inputs, request: Request) -> Self {
        let flows = Flows::new(world.crisis().places.len());
        let state = State::at_start(world, &inputs, &request);
        Self { world, inputs, request, day: 0, state, flows }
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
        let (world, state, inputs) = (self.world, &self.state, &self.inputs);
        Today { day: self.day, world, state, flows: &self.flows, inputs }
    }
}
