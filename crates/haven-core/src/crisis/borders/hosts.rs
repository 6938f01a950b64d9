//! # Hosts abroad
//! **What**     Who has crossed stays with a host on the far side.
//! **Equation** weight = attraction·(`camp_weight`·room, if a camp)·ties /
//!              (km + `softening_km`)^`distance_power`
//! **Units**    people, km
//! **Reads**    places, links, people.  **Changes** people, flows.arrived
//! **Keeps**    everybody who crossed is settled abroad, at the gate if there is no host; a camp is
//!              overfilled by at most the arrivals of one day
//! **Source**   model.md §7; Flee 3 for the softened distance
//! **Doubts**   nobody travels long abroad: all arrive on the day on which they cross

use crate::crisis::day::Member;
use crate::crisis::destination::{Chosen, kin_factors, room_factor};
use crate::crisis::geography::{Geography, Road};
use crate::crisis::inputs::Inputs;
use crate::crisis::ledger::{InTransfer, Whereabouts};
use crate::crisis::scenario::{Crisis, PlaceKind};
use crate::crisis::world::World;
use crate::id::PlaceId;
use crate::rng::Purpose;

/// For each gate (in the order of `World::gates`), the places behind it and their distance, km, by
/// roads that pass no other gate.
#[derive(Clone, Debug)]
pub(in crate::crisis) struct HostsBeyond(Vec<Vec<(PlaceId, f64)>>);

impl HostsBeyond {
    pub(in crate::crisis) fn new(crisis: &Crisis, geography: &Geography) -> Self {
        let beyond = |gate: &PlaceId| beyond(crisis, *gate, &geography.roads);
        Self(geography.gates.iter().map(beyond).collect())
    }
}

/// Shortest distances, improved until none improves: networks abroad are small.
fn beyond(crisis: &Crisis, gate: PlaceId, roads: &[Vec<Road>]) -> Vec<(PlaceId, f64)> {
    let kind = |place: PlaceId| crisis.places[place.index()].kind;
    let mut km = vec![f64::INFINITY; crisis.places.len()];
    km[gate.index()] = 0.0;
    let mut open = vec![gate];
    while let Some(here) = open.pop() {
        for road in &roads[here.index()] {
            let farther = km[here.index()] + road.km;
            let abroad = !crisis.is_at_home(road.to) && kind(road.to) != PlaceKind::Crossing;
            if abroad && farther < km[road.to.index()] {
                km[road.to.index()] = farther;
                open.push(road.to);
            }
        }
    }
    let places = (0..crisis.places.len() as u32).map(PlaceId).zip(km);
    places
        .filter(|(place, km)| km.is_finite() && *place != gate && kind(*place) != PlaceKind::Hub)
        .collect()
}

/// What hosts are chosen by, and room to work in.
#[derive(Clone, Debug, Default)]
pub(super) struct Reception {
    /// How much a host with room attracts those who cross, by gate, and by host behind it.
    attraction: Vec<Vec<f64>>,
    chosen: Chosen,
    weights: Vec<f64>,
}

impl Reception {
    pub(super) fn start(world: &World, inputs: &Inputs) -> Self {
        let (places, parameters) = (&world.crisis().places, &inputs.parameters);
        let attraction = |(host, km): &(PlaceId, f64)| {
            let place = &places[host.index()];
            let is_camp = place.kind == PlaceKind::Camp;
            let kind = if is_camp { parameters.camp_weight } else { 1.0 };
            place.attraction * kind / (km + parameters.softening_km).powf(parameters.distance_power)
        };
        let hosts = &world.hosts_beyond.0;
        Self {
            attraction: hosts.iter().map(|hosts| hosts.iter().map(attraction).collect()).collect(),
            chosen: Chosen::default(),
            weights: Vec::new(),
        }
    }
}

/// Those who have crossed a gate (its position in `World::gates`) find hosts.
pub(super) fn receive(member: &mut Member<'_>, gate: usize, crossing: &InTransfer) {
    let world = member.world;
    let (hosts, place) = (&world.hosts_beyond.0[gate], world.geography.gates[gate]);
    let mut reception = std::mem::take(&mut member.state.gates.reception);
    let kin = kin_factors(member, crossing, hosts.iter().map(|(host, _)| *host));
    reception.weights.clear();
    let factors = kin.iter().zip(&reception.attraction[gate]);
    reception.weights.extend(
        hosts.iter().zip(factors).map(|((host, _), (kin, most))| room(member, *host) * kin * most),
    );
    let mut stream = member.streams().at(Purpose::Host, world.geography.keys[place.index()]);
    let asked = (crossing.people, &reception.weights[..]);
    if reception.chosen.split(asked, member.request.draws, &mut stream) {
        for (host, people) in reception.chosen.each() {
            settle(member, hosts[host].0, crossing, people);
        }
    } else {
        settle(member, place, crossing, crossing.people);
    }
    member.state.gates.reception = reception;
}

fn settle(member: &mut Member<'_>, host: PlaceId, crossing: &InTransfer, people: f64) {
    member.state.ledger.put(crossing, Whereabouts::Settled(host), people);
    member.flows.arrived[host.index()] += people;
}

/// How much the room that a host has left today is sought.
fn room(member: &Member<'_>, host: PlaceId) -> f64 {
    let factor = |capacity| room_factor(member.displaced_at(host), capacity);
    member.capacity(host).map_or(1.0, factor)
}
