//! One member of an ensemble, and its day.

use super::conditions::Conditions;
use super::flows::Flows;
use super::inputs::Inputs;
use super::observe::Today;
use super::request::Request;
use super::state::State;
use super::world::World;
use super::{borders, conflict, departures, movement, pressure, returns};
use crate::id::PlaceId;
use crate::rng::Streams;
use std::ops::ControlFlow;

/// A process of the day.
type Process = fn(&mut Member<'_>);

/// What happens on a day, in this order.
pub(super) const DAY: [(&str, Process); 9] = [
    ("morning", |member| member.flows.clear()),
    ("conflict: who holds what", fight),
    ("pressure on civilians", press),
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
    pub(super) felt: pressure::Felt,
    pub(super) scratch: Scratch,
}

/// Room to work in.
pub(super) struct Scratch {
    pub(super) conflict: conflict::Scratch,
    pub(super) pressure: pressure::Scratch,
}

/// Who holds what.
pub(super) fn fight(member: &mut Member<'_>) {
    let now = member.world.on(&member.inputs, &member.request, member.day);
    let State { conflict, control, .. } = &mut member.state;
    conflict::fight(&member.world.scene(now), conflict, control, &mut member.scratch.conflict);
}

/// Pressure on civilians.
pub(super) fn press(member: &mut Member<'_>) {
    let now = member.world.on(&member.inputs, &member.request, member.day);
    let State { control, left_home, pressure, .. } = &mut member.state;
    let scene = pressure::Scene { now, felt: &member.felt, control };
    pressure::press(&scene, left_home, pressure, &mut member.scratch.pressure);
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
        let now = world.on(&inputs, &request, 0);
        let crisis = world.crisis();
        let mut scratch = Scratch {
            conflict: conflict::Scratch::new(crisis),
            pressure: pressure::Scratch::new(crisis),
        };
        let state = State::at_start(world, &now, &mut scratch.conflict);
        let felt = pressure::Felt::new(&now);
        Self { world, inputs, request, day: 0, state, flows, felt, scratch }
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

    /// All that is fixed today.
    pub(super) fn now(&self) -> Conditions<'_> {
        self.world.on(&self.inputs, &self.request, self.day)
    }

    /// What the conflict process may read.
    #[cfg(test)]
    pub(super) fn scene(&self) -> conflict::Scene<'_> {
        self.world.scene(self.now())
    }

    /// Share of those who wish to leave a place who cannot.
    pub(super) fn exits_closed(&self, place: PlaceId) -> f64 {
        self.state.control.exits_closed(&self.inputs.exit_closure, place)
    }

    fn today(&self) -> Today<'_> {
        let (world, state, inputs) = (self.world, &self.state, &self.inputs);
        let request = &self.request;
        Today { day: self.day, world, request, state, flows: &self.flows, inputs }
    }
}
