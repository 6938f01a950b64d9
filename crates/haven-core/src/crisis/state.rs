//! What changes from day to day in one run.

use super::borders::{Gates, Havens, Registers};
use super::conditions::Conditions;
use super::conflict::{self, Conflict};
use super::control::Control;
use super::departures::CumulativeHazard;
use super::flows::LeftHome;
use super::ledger::{InTransit, Ledger};
use super::movement::Movement;
use super::pressure::{Cause, Pressure};
use super::returns::Returning;
use super::world::World;

/// The state of one run.
#[derive(Clone, Debug)]
pub struct State {
    /// Who holds what.
    pub control: Control,
    /// Strengths and other memory of the conflict process.
    pub conflict: Conflict,
    /// Who left home on the last day.
    pub left_home: LeftHome,
    /// Pressure on civilians and its memory.
    pub pressure: Pressure,
    /// Clocks of frailty.
    pub clocks: CumulativeHazard,
    /// Who is where.
    pub ledger: Ledger,
    /// What people on the move know and choose by.
    pub movement: Movement,
    /// Gates and their queues.
    pub gates: Gates,
    /// Protected areas.
    pub havens: Havens,
    /// Who goes home; nobody at the end of a day.
    pub returning: Returning,
    /// Registers of the countries abroad.
    pub registers: Registers,
}

impl State {
    /// The morning of day 0.
    pub(super) fn at_start(
        world: &World,
        now: &Conditions<'_>,
        scratch: &mut conflict::Scratch,
    ) -> Self {
        let (inputs, request) = (now.inputs, now.request);
        let (conflict, control) = conflict::start(&world.scene(*now), scratch);
        let places = &world.crisis().places;
        let displaced: Vec<f64> = places.iter().map(|place| place.displaced_at_start).collect();
        let in_transit = InTransit::new(places.len(), world.crisis().days);
        let causes = request.track_causes.then_some(Cause::ALL.len());
        Self {
            left_home: LeftHome::new(places.len()),
            pressure: Pressure::start(now),
            clocks: CumulativeHazard::start(world, inputs),
            ledger: Ledger::new(&inputs.residents, &displaced, causes, in_transit),
            movement: Movement::default(),
            gates: Gates::start(world, inputs),
            havens: Havens::start(world),
            returning: Returning::new(places.len()),
            registers: Registers::start(world, inputs),
            conflict,
            control,
        }
    }
}
