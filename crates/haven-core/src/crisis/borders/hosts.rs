//! # Hosts abroad
//! **What**     Who has crossed stays with a host on the far side.
//! **Equation** weight = attraction·(`camp_weight`·room, if a camp)·ties /
//!              (km + `softening_km`)^`distance_power`
//! **Units**    people, km
//! **Reads**    all that is fixed today, hosts behind the gates.  **Changes** ledger, flows
//! **Keeps**    everybody who crossed is settled abroad, at the gate if there is no host; a camp is
//!              overfilled by at most the arrivals of one day
//! **Source**   model.md §7; Flee 3 for the softened distance
//! **Doubts**   nobody travels long abroad: all arrive on the day on which they cross

use super::scratch::Scratch;
use crate::crisis::conditions::Conditions;
use crate::crisis::destination::{kin_factors, room_factor};
use crate::crisis::flows::Flows;
use crate::crisis::geography::{Geography, Road};
use crate::crisis::ledger::{InTransfer, Ledger, Whereabouts};
use crate::crisis::scenario::{Crisis, PlaceKind};
use crate::id::PlaceId;
use crate::math;
use crate::rng::Purpose;

/// For each gate (in the order of `World::gates`), the places behind it and their distance, km, by
/// roads that pass no other gate.
#[derive(Clone, Debug)]
pub struct HostsBeyond(Vec<Vec<(PlaceId, f64)>>);

impl HostsBeyond {
    /// Those of a crisis.
    pub fn new(crisis: &Crisis, geography: &Geography) -> Self {
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

/// How much a host with room attracts those who cross, by gate, and by host behind it. It follows from
/// the inputs alone.
#[derive(Clone, Debug, PartialEq)]
pub struct HostAttraction(Vec<Vec<f64>>);

impl HostAttraction {
    /// That of a member.
    pub fn new(now: &Conditions<'_>, beyond: &HostsBeyond) -> Self {
        let (places, parameters) = (&now.crisis.places, now.parameters());
        let attraction = |(host, km): &(PlaceId, f64)| {
            let place = &places[host.index()];
            let is_camp = place.kind == PlaceKind::Camp;
            let kind = if is_camp { parameters.camp_weight } else { 1.0 };
            place.attraction * kind
                / math::powf(km + parameters.softening_km, parameters.distance_power)
        };
        Self(beyond.0.iter().map(|hosts| hosts.iter().map(attraction).collect()).collect())
    }
}

/// The hosts abroad, and how much they attract.
#[derive(Clone, Copy)]
pub struct Hosts<'a> {
    /// Where they are.
    pub beyond: &'a HostsBeyond,
    /// How much they attract.
    pub attraction: &'a HostAttraction,
}

/// Those who have crossed a gate (its position in `World::gates`) find hosts.
pub(super) fn receive(
    now: &Conditions<'_>,
    hosts: Hosts<'_>,
    gate: usize,
    (ledger, flows): (&mut Ledger, &mut Flows),
    Scratch { abroad, chosen, weights }: &mut Scratch,
) {
    let (behind, place) = (&hosts.beyond.0[gate], now.geography.gates[gate]);
    let kin = kin_factors(now, ledger, abroad, behind.iter().map(|(host, _)| *host));
    weights.clear();
    let factors = kin.iter().zip(&hosts.attraction.0[gate]);
    weights.extend(
        behind
            .iter()
            .zip(factors)
            .map(|((host, _), (kin, most))| room(now, ledger, *host) * kin * most),
    );
    let mut stream = now.streams().at(Purpose::Host, now.geography.keys[place.index()]);
    if chosen.split((abroad.people, weights), now.draws(), &mut stream) {
        for (host, people) in chosen.each() {
            settle((ledger, flows), [place, behind[host].0], abroad, people);
        }
    } else {
        settle((ledger, flows), [place, place], abroad, abroad.people);
    }
}

fn settle(
    (ledger, flows): (&mut Ledger, &mut Flows),
    [gate, host]: [PlaceId; 2],
    abroad: &InTransfer,
    people: f64,
) {
    ledger.put(abroad, Whereabouts::Settled(host), people);
    flows.arrived[host.index()] += people;
    flows.hosted.push((gate, host, people));
}

/// How much the room that a host has left today is sought.
fn room(now: &Conditions<'_>, ledger: &Ledger, host: PlaceId) -> f64 {
    let factor = |capacity| room_factor(ledger.displaced_at(host), capacity);
    now.capacity(host).map_or(1.0, factor)
}
