//! # Travel
//! **What**     Everyone on a road travels; who arrives early decides again and may go on today.
//! **Equation** km done + speed > length: arrived; a full day's speed on each successive road
//!              (quirk Q25), until the kilometres of the day reach the speed of the last road
//! **Units**    km, km per day
//! **Reads**    roads, scores, occupancy.  **Changes** cohorts on roads and at places
//! **Shape**    cohorts that meet in the same place after as many roads and kilometres merge
//! **Keeps**    nobody turns back but from a road that closed under them; arrivals are never refused
//! **Source**   flee.md, section 4.6; exchangeability: section 4.9
//! **Doubts**   the rest of the day is not charged to the next road

use super::cohort::{Cohort, Pool};
use super::creation_order::{Waiting, serve_in_order};
use super::journey_ends::JourneyEnds;
use super::journeys::Journeys;
use super::movement::Movement;
use super::person_by_person::Follower;
use super::rest_of_day::{Manner, RestOfDay, arrive_alike, end_day};
use super::risk::{self, Reach};
use super::surroundings::Surroundings;
use super::traveller::{Leavers, SettingOut, Traveller};
use crate::id::{PlaceId, StableKey};
use crate::rng::Purpose;
use std::collections::BTreeMap;

/// What is kept from day to day to save time; without it a day is the same, and costs more.
#[derive(Debug, Default)]
pub(super) struct TravelMemory {
    pub(super) journey_ends: JourneyEnds,
    reach: Reach,
    follower: Follower,
}

/// Everyone on a road travels.
pub(super) fn travel(
    moving: &mut Movement<'_>,
    setting_out: SettingOut,
    memory: &mut TravelMemory,
) {
    if moving.here.today.rules().travel.avoid_short_stints {
        let steps = moving.here.today.recency_steps();
        let rest = |pool: &mut Pool| pool.rekey(|key| key.after_travel(0.0, steps));
        moving.people.at.iter_mut().for_each(rest);
    }
    match setting_out {
        SettingOut::ForTheDay(leavers) => travel_all_day(moving, leavers, memory),
        SettingOut::OnRoads(travellers) => travel_from_roads(moving, travellers, memory),
    }
}

fn travel_from_roads(
    moving: &mut Movement<'_>,
    travellers: Vec<Traveller>,
    TravelMemory { journey_ends, reach, follower }: &mut TravelMemory,
) {
    let mut travellers = take_travellers(moving, travellers);
    let manner = Manner::of_today(moving, journey_ends);
    let mut at_risk = Vec::new();
    if moving.here.today.world.capacity_can_bind {
        let arriving = travellers.iter().filter(|traveller| may_arrive(&moving.here, traveller));
        let arriving = arriving.map(|traveller| traveller.cohort.people).sum();
        at_risk = risk::places_at_risk(&moving.here, moving.people, arriving);
    }
    if moving.here.today.world.is_plain {
        follower.begin_day(&moving.here, moving.choices, &at_risk);
    }
    let journeys = Journeys::none(moving.here.places.len());
    let mut rest = RestOfDay { moving, manner, journeys, journey_ends, follower };
    if at_risk.iter().any(|risk| *risk) {
        reach.update(&rest.moving.here, rest.moving.choices, &at_risk);
        if manner == Manner::ByTable && rest.moving.here.today.one_by_one() {
            rest.manner = Manner::PersonByPerson;
        }
        in_order(&mut rest, &mut travellers, &at_risk, reach);
        rest.manner = manner;
    }
    finish_all(&mut rest, travellers);
}

/// Those at places leave and those on roads go on, each drawn as a whole day.
fn travel_all_day(
    moving: &mut Movement<'_>,
    mut leaving: Vec<Leavers>,
    TravelMemory { journey_ends, follower, .. }: &mut TravelMemory,
) {
    let travellers = take_travellers(moving, Vec::new());
    let leavers: Vec<Cohort> =
        leaving.iter().map(|part| moving.take_off(part, part.people)).collect();
    let journeys = Journeys::none(moving.here.places.len());
    let manner = Manner::ByTable;
    let mut rest = RestOfDay { moving, manner, journeys, journey_ends, follower };
    finish_all(&mut rest, travellers);
    let RestOfDay { moving, journey_ends, .. } = rest;
    journey_ends.update(&moving.here, moving.people, moving.choices);
    let mut alike = vec![0.0; moving.here.places.len()];
    for (part, cohort) in leaving.iter_mut().zip(leavers) {
        let ends = journey_ends.of_leavers(part.place);
        end_day(moving, ends, cohort, &mut part.stream, &mut alike);
    }
    arrive_alike(moving, &alike);
}

fn finish_all(rest: &mut RestOfDay<'_, '_>, travellers: Vec<Traveller>) {
    if rest.manner == Manner::PersonByPerson {
        return finish_by_creation(rest, travellers);
    }
    for traveller in travellers {
        rest.start(traveller);
    }
    rest.finish();
}

/// Those come to rest together who were created together.
fn finish_by_creation(rest: &mut RestOfDay<'_, '_>, mut travellers: Vec<Traveller>) {
    let mut created: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (number, traveller) in travellers.iter().enumerate() {
        created.entry(traveller.cohort.key.order).or_default().push(number);
    }
    for together in created.values() {
        for number in together {
            let Traveller { road, cohort } = &mut travellers[*number];
            let labels = std::mem::take(&mut cohort.labels);
            rest.start(Traveller { road: *road, cohort: Cohort { labels, ..*cohort } });
        }
        rest.finish();
    }
}

/// Those who have set out today, and everyone on a road.
fn take_travellers(moving: &mut Movement<'_>, mut setting_out: Vec<Traveller>) -> Vec<Traveller> {
    for (road, pool) in moving.people.on.iter_mut().enumerate() {
        pool.merge();
        setting_out.extend(pool.cohorts.drain(..).map(|cohort| Traveller { road, cohort }));
    }
    setting_out
}

/// Whether a cohort can reach the end of its road today.
fn may_arrive(here: &Surroundings<'_>, traveller: &Traveller) -> bool {
    let road = here.road(traveller.road);
    let fastest = road.max_km_per_day.max(here.today.rules().travel.walk_km_per_day);
    traveller.cohort.key.done_km() + fastest > road.km
}

/// Lets those travel, in order of creation, whose journeys can have to do with room at risk. The
/// others are left.
fn in_order(
    rest: &mut RestOfDay<'_, '_>,
    travellers: &mut [Traveller],
    at_risk: &[bool],
    reach: &Reach,
) {
    let here = rest.moving.here;
    let is_coupled = |traveller: &Traveller| {
        let end = here.road(traveller.road).to;
        let route = here.routes.get(traveller.cohort.key.route);
        may_arrive(&here, traveller)
            && (reach.coupled[end.index()]
                || route.is_some_and(|route| at_risk[route.destination.index()]))
    };
    let coupled = travellers.iter().enumerate().filter(|(_, traveller)| is_coupled(traveller));
    let mut waiting: Vec<Waiting> = coupled
        .map(|(index, Traveller { cohort, .. })| Waiting {
            order: cohort.key.order,
            index,
            people: cohort.people,
        })
        .collect();
    let ends: Vec<PlaceId> =
        travellers.iter().map(|traveller| here.road(traveller.road).to).collect();
    let mut order = here.today.streams().at(Purpose::Order, StableKey(2));
    serve_in_order(
        rest,
        &mut waiting,
        &mut order,
        |rest, group| turns(rest.moving, group, &ends, at_risk),
        |rest, index, people| {
            let Traveller { road, cohort } = &mut travellers[index];
            let who = here.who_on(*road, &cohort.key, rest.journeys.turn);
            let labels = || here.today.streams().at(Purpose::Labels, who);
            let cohort = cohort.part(people, here.today.draws(), labels);
            rest.start(Traveller { road: *road, cohort });
        },
        |rest| {
            rest.finish();
            rest.journeys.turn += 1;
        },
    );
    // What rounding leaves of fractions is nobody.
    for part in waiting {
        travellers[part.index].cohort.people = 0.0;
    }
}

/// As many turns as keep the expected change of any place at risk within the batch: those who
/// arrive there over their road, and those who arrive next to it and go on there today. `ends` are
/// the ends of the roads on which those who wait are.
fn turns(moving: &mut Movement<'_>, group: &[Waiting], ends: &[PlaceId], at_risk: &[bool]) -> f64 {
    let Movement { here, people, choices, .. } = moving;
    if here.today.one_by_one() {
        return f64::INFINITY;
    }
    let mut reaching = vec![0.0; at_risk.len()];
    for waiting in group {
        reaching[ends[waiting.index].index()] += waiting.people;
    }
    let mut most: f64 = 1.0;
    for place in (0..at_risk.len()).filter(|place| at_risk[*place]) {
        let place = PlaceId(place as u32);
        let mut change = reaching[place.index()];
        for neighbour in neighbours_within_a_day(here, place) {
            let leaving = reaching[neighbour.index()] * here.chance_of_leaving(neighbour).min(1.0);
            if leaving > 0.0 && here.room(people, place) >= 0.5 {
                change += leaving * choices.share(here, people, neighbour, place);
            }
        }
        most = most.max(change / here.batch(place));
    }
    most
}

fn neighbours_within_a_day(here: &Surroundings<'_>, place: PlaceId) -> Vec<PlaceId> {
    let roads = here.network.open[place.index()].iter().map(|road| here.road(*road));
    roads.filter(|road| road.km < road.max_km_per_day).map(|road| road.to).collect()
}
