//! Which places can fill up while people travel today, and who can have to do with them.
//!
//! Everyone else's day does not depend on the order in which people travel, so whole cohorts can
//! be split at once, exactly.

use super::choice::Choices;
use super::people::People;
use super::surroundings::Surroundings;
use crate::id::PlaceId;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Who can have to do today with a place at risk, kept while the network and those places stay the
/// same.
#[derive(Clone, Debug, Default)]
pub(super) struct Reach {
    at_risk: Vec<bool>,
    network_version: Option<u64>,
    /// Whether those who arrive in a place today can change the room in a place at risk, or look
    /// at one, before the day ends.
    pub(super) coupled: Vec<bool>,
}

/// Places whose room may change when up to `arriving` people come: not full yet, and not so empty
/// that all of them leave the buffer untouched.
pub(super) fn places_at_risk(here: &Surroundings<'_>, people: &People, arriving: f64) -> Vec<bool> {
    let is_at_risk = |(place, present): (usize, &f64)| {
        let room = |people| here.room_with(PlaceId(place as u32), people);
        room(present + arriving) < 1.0 && room(*present) > 0.0
    };
    people.occupancy.iter().enumerate().map(is_at_risk).collect()
}

/// Places whose room changes if so many people leave each: occupied beyond the buffer, and not full
/// even after they left.
pub(super) fn places_that_gain_room(
    here: &Surroundings<'_>,
    people: &People,
    leaving: &[f64],
) -> Vec<bool> {
    let gains = |(place, leaving): (usize, &f64)| {
        let room = |people| here.room_with(PlaceId(place as u32), people);
        let present = people.occupancy[place];
        *leaving > 0.0 && room(present) != room(present - leaving)
    };
    leaving.iter().enumerate().map(gains).collect()
}

impl Reach {
    /// Finds from which places one of the places at risk can be reached, or looked at, within a day.
    pub(super) fn update(&mut self, here: &Surroundings<'_>, choices: &Choices, at_risk: &[bool]) {
        let version = Some(here.network.version);
        if self.at_risk == at_risk && self.network_version == version {
            return;
        }
        let km = km_to_decision(here, choices, at_risk);
        let roads = &here.today.world.roads;
        let fastest = roads.iter().map(|road| road.max_km_per_day).fold(0.0, f64::max);
        *self = Self {
            at_risk: at_risk.to_vec(),
            network_version: version,
            coupled: km.iter().map(|km| *km < fastest).collect(),
        };
    }
}

/// Kilometres from each place to the nearest one where room at risk is filled or looked at.
fn km_to_decision(here: &Surroundings<'_>, choices: &Choices, at_risk: &[bool]) -> Vec<f64> {
    let mut km = vec![f64::INFINITY; at_risk.len()];
    let mut queue = BinaryHeap::new();
    for place in 0..at_risk.len() {
        if at_risk[place] || choices.leads_to_any(PlaceId(place as u32), at_risk) {
            km[place] = 0.0;
            queue.push(Reverse((0, place)));
        }
    }
    while let Some(Reverse((bits, place))) = queue.pop() {
        if f64::from_bits(bits) > km[place] {
            continue;
        }
        for road in &here.network.open[place] {
            // Roads are as long one way as the other, so going out from here finds who comes in.
            let road = here.road(*road);
            let far = km[place] + road.km;
            if far < km[road.to.index()] {
                km[road.to.index()] = far;
                queue.push(Reverse((far.to_bits(), road.to.index())));
            }
        }
    }
    km
}
