//! Where people go, by which way, and who settles.

mod attraction;
mod choice;
mod first_ways;
mod fronts;
mod network;
mod room;
mod routes;
mod settling;
mod shape;
#[cfg(test)]
mod tests;
mod ties;
mod travel;
mod tree;

pub(super) use choice::Chosen;
pub(super) use first_ways::FirstWays;
pub(super) use network::Network;
pub(super) use room::room_factor;
pub(super) use ties::kin_factors;

use super::day::Member;
use super::people::Whereabouts;
use super::world::World;
use crate::rng::Purpose;
use attraction::Attraction;
use routes::Routes;

/// What people on the move know and choose by: found this morning from the state, and room to
/// work in.
#[derive(Clone, Debug, Default)]
pub struct Movement {
    routes: Routes,
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
        self.routes.look(world, &member.state.ground);
        self.attraction.judge(member);
    }
}

/// Displaced people leave dangerous places, settle and move on; they and those who left home today
/// set out; and whose journey ends today arrives.
pub(super) fn travel(member: &mut Member<'_>) {
    let mut movement = std::mem::take(&mut member.state.movement);
    movement.look(member);
    for place in &member.world.inside {
        Movement::settle_or_leave(member, *place);
        if member.state.people.count(Whereabouts::Leaving(*place)) > 0.0 {
            let key = member.world.keys[place.index()];
            let mut stream = member.streams().at(Purpose::Destination, key);
            movement.set_out(member, *place, &mut stream);
        }
    }
    member.state.people.mix();
    Movement::arrive(member);
    member.state.movement = movement;
}
