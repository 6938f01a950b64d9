//! # Travel
//! **What**     Who sets out travels by the shortest way, rests overnight, and arrives.
//! **Equation** days of a way = km/`km_per_day` + `front_delay`·fronts; up to one day it is
//!              travelled at once, else people rest each night at the last place that they reach
//! **Units**    people, km, days
//! **Reads**    routes, parameters, the road.  **Changes** people, flows.arrived, use of roads
//! **Keeps**    nobody is lost; who goes to a place that is attacked meanwhile stops at the place
//!              before it
//! **Source**   model.md §7
//! **Doubts**   everyone is equally fast; a stage longer than a day is rounded to whole days; of what
//!              changes while they are on the road people notice only an attack on where they go.
//!              Way and duration are those of the morning on which they set out, and those who arrive
//!              are taken blindly from all who are bound for a place, so that the road needs no more
//!              than counts (most ways take one to three days; following each party from stage to
//!              stage cost as much as everything else together)

use super::Movement;
use crate::crisis::day::Member;
use crate::crisis::ledger::{Route, Whereabouts};
use crate::id::PlaceId;
use crate::rng::Stream;

impl Movement {
    /// Those who are leaving a place (there must be some) choose where to go and set out. Without
    /// anywhere to go they shelter where they are.
    pub(super) fn set_out(&mut self, member: &mut Member<'_>, from: PlaceId, stream: &mut Stream) {
        let leaving = member.state.ledger.count(Whereabouts::Leaving(from));
        let world = member.world;
        let start = world.network.node(from).expect("people set out from places inside");
        self.routes.find(start, world, &member.inputs.parameters);
        self.weigh(member, from, start);
        let asked = (leaving, &self.weights[..]);
        let mut chosen = std::mem::take(&mut self.chosen);
        if chosen.split(asked, member.request.draws, stream) {
            self.go(member, start, chosen.each());
        } else {
            let [leaving_it, shelter] = [Whereabouts::Leaving(from), Whereabouts::Unsettled(from)];
            member.state.ledger.transfer(leaving_it, shelter, leaving);
        }
        self.chosen = chosen;
    }

    /// All who are leaving a node set out, so many for each of these nodes.
    pub(super) fn go(
        &mut self,
        member: &mut Member<'_>,
        from: usize,
        bound: impl Iterator<Item = (usize, f64)> + Clone,
    ) {
        let (network, today) = (&member.world.network, member.day);
        if member.request.track_causes {
            self.take_routes(member, from, bound.clone());
        }
        let ways = self.routes.ways(from);
        let bound = bound
            .map(|(node, people)| (network.place(node), people, today + ways.go(node, people)));
        member.state.ledger.set_out(network.place(from), bound);
    }

    /// Of those who leave a node, those who go to gates note by which route.
    fn take_routes(
        &self,
        member: &mut Member<'_>,
        from: usize,
        bound: impl Iterator<Item = (usize, f64)>,
    ) {
        let (world, told) = (member.world, member.request.track_routes);
        let network = &world.network;
        let to_gates = bound.filter(|(node, _)| world.geography.is_gate(network.place(*node)));
        let by_routes = to_gates.map(|(node, people)| {
            let back = self.routes.back(from, node, network).map(|node| network.place(node));
            let route = if told { Route::backwards(back) } else { Route::default() };
            (network.place(node), people, route)
        });
        member.state.ledger.take_routes(network.place(from), by_routes);
    }

    /// Everybody whose journey ends today arrives.
    pub(super) fn arrive(member: &mut Member<'_>) {
        for place in member.world.network.nodes() {
            let people = member.state.ledger.in_transit.due(member.day, *place);
            if people > 0.0 {
                arrive_at(member, *place, people);
            }
        }
    }
}

/// People reach the end of their journey: a gate's queue, a camp or haven with room, or a place
/// where they may settle or not.
fn arrive_at(member: &mut Member<'_>, goal: PlaceId, people: f64) {
    let place = stop(member, goal);
    let from = Whereabouts::Bound(goal);
    member.flows.arrived[place.index()] += people;
    if member.now().is_gate(place) {
        return member.state.ledger.transfer(from, Whereabouts::Waiting(place), people);
    }
    let room = if member.is_shelter(place) { member.room_left(place) } else { 0.0 };
    let sheltered = people.min(room);
    member.state.ledger.transfer(from, Whereabouts::Settled(place), sheltered);
    member.state.ledger.transfer(from, Whereabouts::Unsettled(place), people - sheltered);
}

/// Where those stop who are bound for a place: there, or if it is under assault at the nearest place
/// before it that is not, if there is one.
fn stop(member: &Member<'_>, goal: PlaceId) -> PlaceId {
    let attacked = |place: PlaceId| !member.state.control.assaulting[place.index()].is_empty();
    if !attacked(goal) {
        return goal;
    }
    let network = &member.world.network;
    let roads = network.into(network.node(goal).expect("people travel inside"));
    let roads = roads.iter().map(|edge| &network.edges()[*edge as usize]);
    let before = roads.map(|in_transit| (in_transit.km, network.place(in_transit.from as usize)));
    let safe = before.filter(|(_, place)| !attacked(*place));
    safe.min_by(|one, other| one.0.total_cmp(&other.0)).map_or(goal, |(_, place)| place)
}
