//! # Travel
//! **What**     Who sets out travels by the shortest way, rests overnight, and arrives.
//! **Equation** days of a way = km/`km_per_day` + `front_delay`·fronts; up to one day it is
//!              travelled at once, else people rest each night at the last place that they reach
//! **Units**    people, km, days
//! **Reads**    all that is fixed today, surroundings.  **Changes** ledger, flows.arrived, use of roads
//! **Keeps**    nobody is lost; who goes to a place that is attacked meanwhile stops at the place
//!              before it
//! **Source**   model.md §7
//! **Doubts**   everyone is equally fast; a stage longer than a day is rounded to whole days; of what
//!              changes while they are on the road people notice only an attack on where they go.
//!              Way and duration are those of the morning on which they set out, and those who arrive
//!              are taken blindly from all who are bound for a place, so that the road needs no more
//!              than counts (most ways take one to three days; following each party from stage to
//!              stage cost as much as everything else together)

use super::paths::Paths;
use super::scratch::Scratch;
use super::surroundings::{Moving, Surroundings};
use super::weights::weigh;
use crate::crisis::conditions::Conditions;
use crate::crisis::ledger::{Ledger, Route, Whereabouts};
use crate::id::PlaceId;
use crate::rng::Stream;

/// Those who are leaving a place (there must be some) choose where to go and set out. Without
/// anywhere to go they shelter where they are.
pub(super) fn set_out(
    now: &Conditions<'_>,
    around: &Surroundings<'_>,
    moving: &mut Moving<'_>,
    (from, stream): (PlaceId, &mut Stream),
    scratch: &mut Scratch,
) {
    let leaving = moving.ledger.count(Whereabouts::Leaving(from));
    let start = around.network.node(from).expect("people set out from places inside");
    let map = (around.network, around.first_paths);
    moving.paths.find(start, map, now.parameters(), &mut scratch.search);
    weigh(now, around, moving, (from, start), scratch);
    let Scratch { weights, chosen, .. } = scratch;
    if chosen.split((leaving, weights), now.draws(), stream) {
        go(now, around, moving, start, chosen.each());
    } else {
        let [leaving_it, shelter] = [Whereabouts::Leaving(from), Whereabouts::Unsettled(from)];
        moving.ledger.transfer(leaving_it, shelter, leaving);
    }
}

/// All who are leaving a node set out, so many for each of these nodes.
pub(super) fn go(
    now: &Conditions<'_>,
    around: &Surroundings<'_>,
    Moving { ledger, paths, .. }: &mut Moving<'_>,
    from: usize,
    bound: impl Iterator<Item = (usize, f64)> + Clone,
) {
    let network = around.network;
    if now.request.track_causes {
        take_routes(now, around, (ledger, paths), from, bound.clone());
    }
    let paths = paths.from(from);
    let bound =
        bound.map(|(node, people)| (network.place(node), people, now.day + paths.go(node, people)));
    ledger.set_out(network.place(from), bound);
}

/// Of those who leave a node, those who go to gates note by which route.
fn take_routes(
    now: &Conditions<'_>,
    around: &Surroundings<'_>,
    (ledger, paths): (&mut Ledger, &Paths),
    from: usize,
    bound: impl Iterator<Item = (usize, f64)>,
) {
    let (network, is_shown) = (around.network, now.request.track_routes);
    let to_gates = bound.filter(|(node, _)| now.is_gate(network.place(*node)));
    let by_routes = to_gates.map(|(node, people)| {
        let back = paths.back(from, node, network).map(|node| network.place(node));
        let route = if is_shown { Route::backwards(back) } else { Route::default() };
        (network.place(node), people, route)
    });
    ledger.take_routes(network.place(from), by_routes);
}

/// Everybody whose journey ends today arrives.
pub(super) fn arrive(now: &Conditions<'_>, around: &Surroundings<'_>, moving: &mut Moving<'_>) {
    for place in around.network.nodes() {
        let people = moving.ledger.in_transit.due(now.day, *place);
        if people > 0.0 {
            arrive_at(now, around, moving, *place, people);
        }
    }
}

/// People reach the end of their journey: a gate's queue, a camp or haven with room, or a place
/// where they may settle or not.
fn arrive_at(
    now: &Conditions<'_>,
    around: &Surroundings<'_>,
    Moving { ledger, flows, .. }: &mut Moving<'_>,
    goal: PlaceId,
    people: f64,
) {
    let place = stop(around, goal);
    let from = Whereabouts::Bound(goal);
    flows.arrived[place.index()] += people;
    if now.is_gate(place) {
        return ledger.transfer(from, Whereabouts::Waiting(place), people);
    }
    let is_shelter = around.is_shelter(now, place);
    let room = if is_shelter { around.room_left(now, ledger, place) } else { 0.0 };
    let sheltered = people.min(room);
    ledger.transfer(from, Whereabouts::Settled(place), sheltered);
    ledger.transfer(from, Whereabouts::Unsettled(place), people - sheltered);
}

/// Where those stop who are bound for a place: there, or if it is under assault at the nearest place
/// before it that is not, if there is one.
fn stop(around: &Surroundings<'_>, goal: PlaceId) -> PlaceId {
    let attacked = |place: PlaceId| around.control.is_attacked(place);
    if !attacked(goal) {
        return goal;
    }
    let network = around.network;
    let roads = network.into(network.node(goal).expect("people travel inside"));
    let roads = roads.iter().map(|edge| &network.edges()[*edge as usize]);
    let before = roads.map(|road| (road.km, network.place(road.from as usize)));
    let safe = before.filter(|(_, place)| !attacked(*place));
    safe.min_by(|one, other| one.0.total_cmp(&other.0)).map_or(goal, |(_, place)| place)
}
