//! # Leaving
//! **What**     Everyone at a place decides whether to leave today, and onto which road.
//! **Equation** leavers ~ Binomial(n, π); over routes ~ Multinomial(leavers, w)
//! **Units**    people; π: chance per day
//! **Reads**    move chance, routes, occupancy.  **Changes** cohorts at places and on roads
//! **Shape**    one draw per cohort; where leavers make room in a place that others look at, they
//!              decide in order of creation ([`super::creation_order`])
//! **Keeps**    who finds no way, or only a full camp, stays
//! **Source**   flee.md, sections 4.1 to 4.5; exchangeability: section 4.9
//! **Doubts**   nobody leaves in company

use super::choice::{Going, Seen};
use super::cohort::{Cohort, Key};
use super::creation_order::{Waiting, serve_in_order};
use super::journey_ends::JourneyEnds;
use super::movement::Movement;
use super::risk;
use super::route::RouteId;
use super::traveller::{Leavers, SettingOut, Traveller};
use crate::id::{PlaceId, StableKey};
use crate::rng::Purpose;

/// Everyone at a place decides. Those who go are given back, or are on their roads already.
pub(super) fn leave(moving: &mut Movement<'_>, journey_ends: &mut JourneyEnds) -> SettingOut {
    let mut leavers = draw_leavers(moving);
    moving.flows.splits += leavers.len() as u64;
    let mut leaving = vec![0.0; moving.here.places.len()];
    for part in &leavers {
        leaving[part.place.index()] += part.people;
    }
    if spans_the_day(moving, journey_ends, &leavers, &leaving) {
        return SettingOut::ForTheDay(leavers);
    }
    let mut departing = Departing::default();
    if moving.here.today.world.capacity_can_bind {
        let at_risk = risk::places_that_gain_room(&moving.here, moving.people, &leaving);
        if at_risk.iter().any(|risk| *risk) {
            leavers = departing.in_order(moving, leavers, &at_risk);
        }
    }
    for mut part in leavers {
        let people = part.people;
        departing.set_out(moving, (&mut part, people), Seen::Before);
    }
    SettingOut::OnRoads(departing.travellers)
}

/// Whether everyone's day is drawn from the table from the morning on, because no room can change
/// today.
fn spans_the_day(
    moving: &Movement<'_>,
    journey_ends: &mut JourneyEnds,
    leavers: &[Leavers],
    leaving: &[f64],
) -> bool {
    let (here, people) = (&moving.here, &*moving.people);
    if !journey_ends.serve(here, moving.choices) {
        return false;
    }
    if !here.today.world.capacity_can_bind {
        return true;
    }
    let gaining = risk::places_that_gain_room(here, people, leaving);
    let going: f64 = leavers.iter().map(|part| part.people).sum();
    let at_risk = risk::places_at_risk(here, people, going + people.on_road());
    !gaining.into_iter().chain(at_risk).any(|changes| changes)
}

/// Draws how many leave each place. Leaving does not depend on room, so this comes first.
fn draw_leavers(moving: &Movement<'_>) -> Vec<Leavers> {
    let here = &moving.here;
    let (streams, draws) = (here.today.streams(), here.today.draws());
    let mut leavers = Vec::new();
    for (index, pool) in moving.people.at.iter().enumerate() {
        let place = PlaceId(index as u32);
        let chance = here.chance_of_leaving(place);
        for (position, cohort) in pool.cohorts.iter().enumerate() {
            if cohort.key.settled {
                continue;
            }
            let mut stream = streams.at(Purpose::Leave, here.who_at(place, &cohort.key));
            let chance = if cohort.key.route.is_empty() { chance } else { 1.0 };
            let people = draws.binomial(cohort.people, chance, &mut stream);
            if people > 0.0 {
                let order = cohort.key.order;
                leavers.push(Leavers { place, cohort: position, people, order, stream });
            }
        }
    }
    leavers
}

/// As many turns as keep the change of any place at risk within the batch.
fn turns(moving: &Movement<'_>, group: &[Waiting], places: &[PlaceId], at_risk: &[bool]) -> f64 {
    if moving.here.today.one_by_one() {
        return f64::INFINITY;
    }
    let mut leaving = std::collections::BTreeMap::new();
    for part in group {
        let place = places[part.index];
        if at_risk[place.index()] {
            *leaving.entry(place).or_insert(0.0) += part.people;
        }
    }
    leaving.iter().map(|(place, people)| people / moving.here.batch(*place)).fold(1.0, f64::max)
}

/// Those who leave today.
#[derive(Default)]
struct Departing {
    /// Who is on a road and not among the others there yet.
    travellers: Vec<Traveller>,
    /// Memory.
    going: Vec<Going>,
}

impl Departing {
    /// Lets those decide, in order of creation, who change the room in a place at risk or look at
    /// it. Returns the others, whose order has no effect.
    fn in_order(
        &mut self,
        moving: &mut Movement<'_>,
        leavers: Vec<Leavers>,
        at_risk: &[bool],
    ) -> Vec<Leavers> {
        let (mut coupled, free): (Vec<_>, Vec<_>) = leavers.into_iter().partition(|part| {
            let route = moving.people.at[part.place.index()].cohorts[part.cohort].key.route;
            at_risk[part.place.index()]
                || match moving.here.routes.get(route) {
                    Some(route) => at_risk[route.destination.index()],
                    None => moving.choices.leads_to_any(part.place, at_risk),
                }
        });
        let mut waiting: Vec<Waiting> = coupled
            .iter()
            .enumerate()
            .map(|(index, part)| Waiting { order: part.order, index, people: part.people })
            .collect();
        let places: Vec<PlaceId> = coupled.iter().map(|part| part.place).collect();
        let mut order = moving.here.today.streams().at(Purpose::Order, StableKey(1));
        serve_in_order(
            moving,
            &mut waiting,
            &mut order,
            |moving, group| turns(moving, group, &places, at_risk),
            |moving, index, people| {
                self.set_out(moving, (&mut coupled[index], people), Seen::Anew);
            },
            |_| (),
        );
        free
    }

    /// Some of the leavers choose their way and go; those who cannot stay where they are.
    fn set_out(
        &mut self,
        moving: &mut Movement<'_>,
        (leavers, people): (&mut Leavers, f64),
        seen: Seen,
    ) {
        let (place, position) = (leavers.place, leavers.cohort);
        let key = moving.people.at[place.index()].cohorts[position].key;
        moving.decide((place, seen), (people, key.route), &mut leavers.stream, &mut self.going);
        let mut left = people;
        for going in self.going.drain(..) {
            let part = moving.take_off(leavers, going.people);
            left -= going.people;
            let key = Key { route: going.rest, ..key }.with_done_km(0.0);
            let cohort = Cohort { key, ..part };
            match moving.here.today.world.is_plain {
                true => self.travellers.push(Traveller { road: going.road, cohort }),
                false => moving.people.on[going.road].add(cohort),
            }
        }
        if !key.route.is_empty() && left > 0.0 {
            // They cannot go on with their route: they stay and forget it.
            let part = moving.take_off(leavers, left);
            let key = Key { route: RouteId::NONE, ..key };
            moving.people.occupancy[place.index()] += left;
            moving.people.at[place.index()].append(Cohort { key, ..part });
        }
    }
}
