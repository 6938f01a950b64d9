//! Where people go, by which way, and who settles.

mod attraction;
mod first_paths;
mod front_roads;
mod network;
mod paths;
mod settling;
mod shelter;
mod shortest_paths;
#[cfg(test)]
mod tests;
mod travel;
mod travel_times;
mod weights;

pub(super) use first_paths::FirstPaths;
pub(super) use network::RoadNetwork;

use super::day::Member;
use super::destination::Chosen;
use super::ledger::Whereabouts;
use super::world::World;
use crate::rng::Purpose;
use attraction::Attraction;
use paths::Paths;

/// What people on the move know and choose by: found this morning from the state, and room to
/// work in.
#[derive(Clone, Debug, Default)]
pub struct Movement {
    routes: Paths,
    attraction: Attraction,
    chosen: Chosen,
    /// Today's weights of destinations for those who are leaving a place.
    weights: Vec<f64>,
}

impl Movement {
    /// People who used each link so far, in either direction.
    pub(super) fn used_roads(&self, world: &World) -> Vec<f64> {
        self.routes.used(&world.network)
    }

    /// Looks at the ground and judges destinations.
    fn look(&mut self, member: &Member<'_>) {
        let world = member.world;
        self.routes.look(world, &member.state.control);
        self.attraction.judge(member);
    }
}

/// Displaced people leave dangerous places, settle and move on; they and those who left home today
/// set out; and whose journey ends today arrives.
pub(super) fn travel(member: &mut Member<'_>) {
    let mut movement = std::mem::take(&mut member.state.movement);
    movement.look(member);
    for place in &member.world.geography.inside {
        Movement::settle_or_leave(member, *place);
        if member.state.ledger.count(Whereabouts::Leaving(*place)) > 0.0 {
            let key = member.world.geography.keys[place.index()];
            let mut stream = member.streams().at(Purpose::Destination, key);
            movement.set_out(member, *place, &mut stream);
        }
    }
    member.state.ledger.mix();
    Movement::arrive(member);
    member.state.movement = movement;
}
