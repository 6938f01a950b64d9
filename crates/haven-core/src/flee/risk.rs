//! Which places can fill up while people travel today, and who can have to do with them.
//!
//! Everyone else's day does not depend on the order in which people travel, so whole cohorts can
//! be split at once, exactly.

use super::day::Member;
use crate::id::PlaceId;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Memory of the last answer of [`update`].
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
pub(super) fn places_at_risk(member: &Member<'_>, arriving: f64) -> Vec<bool> {
    let rules = &member.world.rules().capacity;
    let ground = member.state.ground.iter().zip(&member.state.occupancy);
    ground
        .map(|(ground, people)| {
            let room = |people| ground.room(people, rules.buffer, rules.scaling);
            room(people + arriving) < 1.0 && room(*people) > 0.0
        })
        .collect()
}

/// Finds from which places one of the places at risk can be reached, or looked at, within a day.
pub(super) fn update(member: &mut Member<'_>, at_risk: &[bool]) {
    let version = Some(member.state.network_version);
    if member.reach.at_risk == at_risk && member.reach.network_version == version {
        return;
    }
    let km = km_to_decision(member, at_risk);
    let fastest = member.world.roads.iter().map(|road| road.max_km_per_day).fold(0.0, f64::max);
    member.reach = Reach {
        at_risk: at_risk.to_vec(),
        network_version: version,
        coupled: km.iter().map(|km| *km < fastest).collect(),
    };
}

/// Kilometres from each place to the nearest one where room at risk is filled or looked at.
fn km_to_decision(member: &Member<'_>, at_risk: &[bool]) -> Vec<f64> {
    let mut km = vec![f64::INFINITY; at_risk.len()];
    let mut queue = BinaryHeap::new();
    for place in 0..at_risk.len() {
        if at_risk[place] || member.choices.leads_to_any(PlaceId(place as u32), at_risk) {
            km[place] = 0.0;
            queue.push(Reverse((0, place)));
        }
    }
    while let Some(Reverse((bits, place))) = queue.pop() {
        if f64::from_bits(bits) > km[place] {
            continue;
        }
        for road in &member.state.open[place] {
            // Roads are as long one way as the other, so going out from here finds who comes in.
            let road = member.world.roads[*road];
            let far = km[place] + road.km;
            if far < km[road.to.index()] {
                km[road.to.index()] = far;
                queue.push(Reverse((far.to_bits(), road.to.index())));
            }
        }
    }
    km
}
