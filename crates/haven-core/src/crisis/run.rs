//! One run of a crisis, day by day: the order of the day, and what each process reads and changes.

use super::borders::{self, Crossing, Hosts};
use super::conditions::Conditions;
use super::conflict;
use super::departures::{self, Departing, Motives};
use super::derived::Derived;
use super::flows::Flows;
use super::inputs::Inputs;
use super::movement::{self, Moving, Surroundings};
use super::observe::Today;
use super::pressure;
use super::request::Request;
use super::returns::{self, Homecoming, Prospects};
use super::scratch::Scratch;
use super::state::State;
use super::world::World;
use std::ops::ControlFlow;

/// A run under way, in the morning of `day`. What is fixed is in `world`, `inputs` and `request`, what
/// follows from them in `derived`; what changes is in `state`, and of today in `flows`.
#[derive(Clone)]
pub struct Run<'w> {
    pub(super) world: &'w World,
    pub(super) inputs: Inputs,
    pub(super) derived: Derived,
    pub(super) request: Request,
    pub(super) day: u32,
    pub(super) state: State,
    pub(super) flows: Flows,
    pub(super) scratch: Scratch,
}

/// What a process gets of a run: all that is fixed today, the world, what follows from the inputs, and
/// what may change.
type Parts<'r> =
    (Conditions<'r>, &'r World, &'r Derived, &'r mut State, &'r mut Flows, &'r mut Scratch);

/// A process of the day.
type Process = fn(Parts<'_>);

/// What happens on a day, in this order.
const DAY: [(&str, Process); 9] = [
    ("morning", |(.., flows, _)| flows.clear()),
    ("conflict: who holds what", fight),
    ("pressure on civilians", press),
    ("gates and havens open or close", open),
    ("departures from home", depart),
    ("movement of the displaced", travel),
    ("borders, camps and havens", pass),
    ("returns and onward movement", go_home),
    ("registration", register),
];

pub(super) fn fight((now, world, _, state, _, scratch): Parts<'_>) {
    let State { conflict, control, .. } = state;
    conflict::fight(&world.scene(now), conflict, control, &mut scratch.conflict);
}

pub(super) fn press((now, _, derived, state, _, scratch): Parts<'_>) {
    let State { control, left_home, pressure, .. } = state;
    let scene = pressure::Scene { now, felt: &derived.felt, control };
    pressure::press(&scene, left_home, pressure, &mut scratch.pressure);
}

pub(super) fn open((now, _, _, state, _, _): Parts<'_>) {
    let State { control, ledger, gates, havens, .. } = state;
    borders::open(&now, control, ledger, gates, havens);
}

pub(super) fn depart((now, _, derived, state, flows, scratch): Parts<'_>) {
    let State { control, pressure, left_home, hazard, decided, ledger, .. } = state;
    let Derived { dispositions, rhythm, .. } = derived;
    let motives = Motives { dispositions, rhythm, control, pressure };
    let mut departing = Departing { hazard, decided, ledger, flows, left_home };
    departures::depart(&now, &motives, &mut departing, &mut scratch.shared);
}

pub(super) fn travel((now, world, derived, state, flows, scratch): Parts<'_>) {
    let State { control, pressure, gates, havens, hazard, decided, ledger, paths, .. } = state;
    let around = Surroundings {
        network: &world.network,
        first_paths: &world.first_paths,
        usual: &derived.usual_attraction,
        rhythm: &derived.rhythm,
        control,
        pressure,
        gates,
        havens,
        hazard,
    };
    let mut moving = Moving { ledger, flows, decided, paths };
    movement::travel(&now, &around, &mut moving, &mut scratch.movement);
}

pub(super) fn pass((now, world, derived, state, flows, scratch): Parts<'_>) {
    let State { gates, ledger, hazard, .. } = state;
    let hosts = Hosts { beyond: &world.hosts_beyond, attraction: &derived.host_attraction };
    let mut crossing = Crossing { gates, ledger, flows };
    let exposed = (hazard, &derived.dispositions);
    let at_gates = (&derived.impatience[..], hosts);
    borders::pass(&now, at_gates, &mut crossing, exposed, &mut scratch.borders);
}

pub(super) fn go_home((now, world, derived, state, flows, scratch): Parts<'_>) {
    let State { control, pressure, hazard, ledger, .. } = state;
    let (weekdays, dispositions) = (&world.weekdays, &derived.dispositions);
    let prospects = Prospects { weekdays, control, pressure, dispositions };
    let mut homecoming = Homecoming { ledger, flows, hazard };
    returns::go_home(&now, &prospects, &mut homecoming, &mut scratch.returning);
}

pub(super) fn register((now, _, derived, state, flows, scratch): Parts<'_>) {
    let (law, registers) = (&derived.registration, &mut state.registers);
    borders::register(&now, law, &flows.crossed, registers, &mut scratch.picks);
}

impl<'w> Run<'w> {
    /// A run on the morning of day 0, with the inputs that its member draws.
    pub fn start(world: &'w World, request: Request) -> Self {
        let (seed, member, draws) = (request.seed, request.member, request.draws);
        Self::start_with(world, Inputs::draw(world.crisis(), seed, member, draws), request)
    }

    /// The same with inputs that somebody chose.
    pub fn start_with(world: &'w World, inputs: Inputs, request: Request) -> Self {
        let now = world.on(&inputs, &request, 0);
        let mut scratch = Scratch::new(world.crisis());
        let derived = Derived::new(world, &now);
        let state = State::at_start(world, &now, &derived, &mut scratch.conflict);
        let flows = Flows::new(world.crisis().places.len());
        Self { world, inputs, derived, request, day: 0, state, flows, scratch }
    }

    /// Plays the next day and shows its evening; none if the last day has been played.
    pub fn step(&mut self) -> Option<Today<'_>> {
        if self.day >= self.world.crisis().days {
            return None;
        }
        for (_, process) in &DAY {
            process(self.parts());
        }
        self.day += 1;
        Some(Today {
            day: self.day - 1,
            world: self.world,
            request: &self.request,
            state: &self.state,
            flows: &self.flows,
            inputs: &self.inputs,
        })
    }

    /// Days that have been played.
    pub fn days_played(&self) -> u32 {
        self.day
    }

    /// All that is fixed today.
    #[cfg(test)]
    pub(super) fn now(&self) -> Conditions<'_> {
        self.world.on(&self.inputs, &self.request, self.day)
    }

    /// What the conflict process may read.
    #[cfg(test)]
    pub(super) fn scene(&self) -> conflict::Scene<'_> {
        self.world.scene(self.now())
    }

    /// What a process gets today.
    pub(super) fn parts(&mut self) -> Parts<'_> {
        let now = self.world.on(&self.inputs, &self.request, self.day);
        (now, self.world, &self.derived, &mut self.state, &mut self.flows, &mut self.scratch)
    }
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
        play(Run::start(self, *request), observe)
    }

    /// The same with inputs that somebody chose in place of those that the member draws.
    pub fn run_with(
        &self,
        inputs: Inputs,
        request: &Request,
        observe: &mut dyn FnMut(&Today<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        play(Run::start_with(self, inputs, *request), observe)
    }
}

fn play(
    mut run: Run<'_>,
    observe: &mut dyn FnMut(&Today<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    while let Some(today) = run.step() {
        observe(&today)?;
    }
    ControlFlow::Continue(())
}
