//! Where people go, by which way, and who settles.

mod attraction;
mod choice;
mod fronts;
mod network;
mod room;
mod routes;
mod settling;
#[cfg(test)]
mod tests;
mod ties;
mod travel;

pub(super) use choice::Choice;
pub(super) use network::Network;
pub(super) use room::room_factor;
pub(super) use ties::kin_factors;

use super::day::Member;
use super::people::{Band, Leaving};
use super::scenario::HomeId;
use crate::rng::Purpose;
use attraction::Attraction;
use routes::Routes;
use travel::Who;

/// What people on the move know and choose by: found this morning from the state, and room to
/// work in.
#[derive(Clone, Debug, Default)]
pub struct Movement {
    /// Day of which this is the knowledge.
    day: Option<u32>,
    routes: Routes,
    attraction: Attraction,
    choice: Choice,
    /// Who leaves a place together.
    band: Band,
    /// People who came unsettled today and do nothing more today, by place.
    fresh: Vec<f64>,
    /// People on their way from one node to others, whose use of roads is not counted yet, by node.
    going: Vec<f64>,
}

impl Movement {
    /// Looks at the ground and judges destinations, once a day.
    fn look(&mut self, member: &Member<'_>) {
        if self.day == Some(member.day) {
            return;
        }
        let world = member.world;
        self.day = Some(member.day);
        self.routes.look(&world.network, &member.state.ground, &world.foes);
        self.attraction.judge(member);
        self.choice.of = None;
        self.going.resize(world.network.nodes().len(), 0.0);
        self.fresh.clear();
        self.fresh.resize(world.crisis().places.len(), 0.0);
    }
}

/// People who leave home today choose where to go and set out (called by departures).
/// `trapped`: they are those who were held back so far.
pub(super) fn set_out_from_home(
    member: &mut Member<'_>,
    home: HomeId,
    trapped: bool,
    leaving: &Leaving<'_>,
) {
    if leaving.people <= 0.0 {
        return;
    }
    let world = member.world;
    let from = world.crisis().homes[home.index()].place;
    let mut movement = std::mem::take(&mut member.state.movement);
    movement.look(member);
    let mut stream = member.streams().at(Purpose::Destination, world.home_keys[home.index()]);
    if trapped {
        stream = stream.fork();
    }
    let who = Who::FromHome { home, trapped, shares: leaving.shares };
    movement.set_out(member, from, (&who, leaving.people), &mut stream);
    member.state.movement = movement;
}

/// Displaced people leave dangerous places, settle, move on, and travel.
pub(super) fn travel(member: &mut Member<'_>) {
    let mut movement = std::mem::take(&mut member.state.movement);
    movement.look(member);
    movement.walk(member);
    for place in &member.world.inside {
        movement.settle_or_leave(member, *place);
    }
    member.state.people.clear_road();
    member.state.movement = movement;
}
