//! What changes from day to day in one run, and nothing else.

use super::borders::{Gates, Havens, Registers};
use super::conditions::Conditions;
use super::conflict::{self, Conflict};
use super::control::Control;
use super::departures::{CumulativeHazard, DecisionDays};
use super::derived::Derived;
use super::flows::LeftHome;
use super::ledger::{InTransit, Ledger};
use super::movement::Paths;
use super::pressure::{Cause, Pressure};
use super::world::World;

/// The state of one run: each process owns a part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Who holds what.
    pub control: Control,
    /// Strengths and other memory of the conflict process.
    pub conflict: Conflict,
    /// Pressure on civilians and its memory.
    pub pressure: Pressure,
    /// Who left home on the last day.
    pub left_home: LeftHome,
    /// Pressure that people have withstood.
    pub hazard: CumulativeHazard,
    /// When people decided last.
    pub decided: DecisionDays,
    /// Who is where.
    pub ledger: Ledger,
    /// The paths that people know.
    pub paths: Paths,
    /// Gates and their queues.
    pub gates: Gates,
    /// Protected areas.
    pub havens: Havens,
    /// Registers of the countries abroad.
    pub registers: Registers,
}

impl State {
    /// The morning of day 0.
    pub(super) fn at_start(
        world: &World,
        now: &Conditions<'_>,
        derived: &Derived,
        scratch: &mut conflict::Scratch,
    ) -> Self {
        let (conflict, control) = conflict::start(&world.scene(*now), scratch);
        let places = &now.crisis.places;
        let displaced: Vec<f64> = places.iter().map(|place| place.displaced_at_start).collect();
        let in_transit = InTransit::new(places.len(), now.crisis.days);
        let causes = now.request.track_causes.then_some(Cause::ALL.len());
        Self {
            pressure: Pressure::start(now),
            left_home: LeftHome::new(places.len()),
            hazard: CumulativeHazard::start(now, &derived.dispositions),
            decided: DecisionDays::new(places.len()),
            ledger: Ledger::new(&now.inputs.residents, &displaced, causes, in_transit),
            paths: Paths::start(&world.network, &world.first_paths),
            gates: Gates::start(now.crisis, now.geography.gates.len()),
            havens: Havens::start(now.crisis),
            registers: Registers::start(now),
            conflict,
            control,
        }
    }
}
