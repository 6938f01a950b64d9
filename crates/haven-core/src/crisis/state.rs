//! What changes from day to day in one run.

use super::borders::{Gates, Havens, Registers};
use super::conflict::Conflict;
use super::day::Request;
use super::departures::Clocks;
use super::ground::Ground;
use super::movement::Movement;
use super::people::People;
use super::pressure::{Cause, Pressure};
use super::returns::Returning;
use super::road::Road;
use super::setting::Setting;
use super::world::World;

/// The state of one run.
#[derive(Clone, Debug)]
pub struct State {
    /// Who holds what.
    pub ground: Ground,
    /// Strengths and other memory of the conflict process.
    pub conflict: Conflict,
    /// Pressure on civilians and its memory.
    pub pressure: Pressure,
    /// Clocks of frailty.
    pub clocks: Clocks,
    /// Who is where.
    pub people: People,
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
    pub(super) fn at_start(world: &World, setting: &Setting, request: &Request) -> Self {
        let (conflict, ground) = Conflict::start(world, setting, request);
        let places = &world.crisis().places;
        let displaced: Vec<f64> = places.iter().map(|place| place.displaced_at_start).collect();
        let road = Road::new(places.len(), world.crisis().days);
        let causes = request.track_causes.then_some(Cause::ALL.len());
        Self {
            pressure: Pressure::start(world, setting),
            clocks: Clocks::start(world, setting),
            people: People::new(&setting.residents, &displaced, causes, road),
            movement: Movement::default(),
            gates: Gates::start(world, setting),
            havens: Havens::start(world),
            returning: Returning::new(places.len()),
            registers: Registers::start(world, setting),
            conflict,
            ground,
        }
    }
}
