//! # Departures
//! **What**     People set out from home; they may move on the same day.
//! **Equation** as many as observed (increase less debt), each from a place drawn with weight
//!              residents × intensity × decay; or at a rate per conflict, `trunc(rate·c)`,
//!              `trunc(rate·P·c)` or Poisson(rate·c)
//! **Units**    people; rate: people per day, or share of residents per day
//! **Reads**    source weights as last computed (Flee: yesterday's unless conflict changed today)
//! **Keeps**    nobody sets out from a place without conflict
//! **Source**   flee.md, sections 3.2 to 3.4
//! **Doubts**   the number is taken from data, not from violence; where is by conflict alone

use super::cohort::{Cohort, Key};
use super::conditions::Conditions;
use super::creation_order::CreationOrder;
use super::flows::Flows;
use super::label::Labels;
use super::people::People;
use super::place_state::PlaceState;
use super::request::Stopped;
use super::scenario::{ConflictSpawning, RateMode};
use crate::draw::{Draws, Weights};
use crate::id::{PlaceId, StableKey};
use crate::rng::{Purpose, mix};

/// People set out today.
pub(super) fn set_out(
    today: &Conditions<'_>,
    source_weights: &[f64],
    places: &mut [PlaceState],
    people: &mut People,
    flows: &mut Flows,
) -> Result<(), Stopped> {
    let counts = match today.rules().spawning.by_conflict {
        Some(by_conflict) => driven_by_conflict(today, places, by_conflict),
        None => observed(today, source_weights)?,
    };
    let order = CreationOrder::new(today).of_day(today.day);
    for (place, count) in counts {
        take_residents(today, places, place, count);
        flows.departed[place.index()] += count;
        create(today, people, (place, order), count);
    }
    Ok(())
}

fn observed(today: &Conditions<'_>, weights: &[f64]) -> Result<Vec<(PlaceId, f64)>, Stopped> {
    let people = today.world.demand.setting_out[today.day as usize];
    if people <= 0.0 {
        return Ok(Vec::new());
    }
    if !weights.iter().any(|weight| *weight > 0.0) {
        return Err(Stopped::NoSource { day: today.day, people });
    }
    let sources: Vec<usize> = (0..weights.len()).filter(|index| weights[*index] > 0.0).collect();
    let shares: Vec<f64> = sources.iter().map(|index| weights[*index]).collect();
    let mut stream = today.streams().at(Purpose::Origins, StableKey(0));
    let mut counts = Vec::new();
    let count = |index: usize, count| counts.push((PlaceId(sources[index] as u32), count));
    today.draws().multinomial(people, &Weights::new(&shares), &mut stream, count);
    Ok(counts)
}

fn driven_by_conflict(
    today: &Conditions<'_>,
    places: &[PlaceState],
    spawning: ConflictSpawning,
) -> Vec<(PlaceId, f64)> {
    let rate = spawning.rate_per_day;
    let whole = |people: f64| match today.draws() {
        Draws::Sampled => people.trunc(),
        Draws::Expected => people,
    };
    let count = |index: usize, place: &PlaceState| match spawning.mode {
        RateMode::Constant => whole(rate * place.intensity),
        RateMode::PopulationRatio => whole(rate * place.residents * place.intensity),
        RateMode::Poisson => {
            let key = today.world.keys[index];
            let mut stream = today.streams().at(Purpose::Departures, key);
            today.draws().poisson(rate * place.intensity, &mut stream)
        }
    };
    let places = places.iter().enumerate().filter(|(_, place)| place.intensity > 0.0);
    places.map(|(index, place)| (PlaceId(index as u32), count(index, place))).collect()
}

/// Residents of a place become displaced.
fn take_residents(today: &Conditions<'_>, places: &mut [PlaceState], place: PlaceId, people: f64) {
    if today.rules().spawning.take_from_population {
        let residents = &mut places[place.index()].residents;
        *residents = (*residents - people).max(0.0);
    }
}

/// People who are there before day 0: first the listed ones, then those observed in the camps.
pub(super) fn create_at_start(
    today: &Conditions<'_>,
    places: &mut [PlaceState],
    people: &mut People,
) {
    let (world, order) = (today.world, CreationOrder::new(today));
    for (place, listed) in &world.scenario.listed_people {
        take_residents(today, places, *place, *listed as f64);
        create(today, people, (*place, order.of_listed()), *listed as f64);
    }
    for (rank, place) in world.destinations().iter().enumerate() {
        let order = order.of_destination(rank);
        create(today, people, (*place, order), world.on_day_0(*place));
    }
}

fn create(today: &Conditions<'_>, people: &mut People, (place, order): (PlaceId, u32), count: f64) {
    if count <= 0.0 {
        return;
    }
    people.displaced += count;
    let labels = labels(today, (place, order), count);
    let key = Key { order, ..Key::default() };
    people.rest(place, Cohort { key, people: count, labels });
}

/// Origin and group of people who set out: one label for each combination that is tracked.
fn labels(today: &Conditions<'_>, (place, order): (PlaceId, u32), people: f64) -> Labels {
    let (world, track) = (today.world, today.request.track);
    let groups = &world.scenario.groups;
    let origin = if track.origin { place.0 } else { 0 };
    if !track.group || groups.is_empty() {
        return match track.origin {
            true => Labels::all(world.label(origin, 0), people),
            false => Labels::default(),
        };
    }
    let shares: Vec<f64> = groups.iter().map(|group| group.share[place.index()]).collect();
    let who = StableKey(mix(world.keys[place.index()].0, u64::from(order)));
    let mut stream = today.streams().at(Purpose::Groups, who);
    let mut labels = Labels::default();
    today.draws().multinomial(people, &Weights::new(&shares), &mut stream, |group, count| {
        labels.absorb(Labels::all(world.label(origin, group as u32), count));
    });
    labels
}

/// Weighs every place as a source of departures: residents × intensity × decay of the conflict.
pub(super) fn weigh_sources(
    today: &Conditions<'_>,
    places: &[PlaceState],
    source_weights: &mut [f64],
) {
    let spawning = &today.rules().spawning;
    if spawning.by_conflict.is_some() {
        return;
    }
    for (weight, place) in source_weights.iter_mut().zip(places) {
        *weight = if place.intensity > 0.0 {
            place.residents * place.intensity * place.decay(spawning, today.day)
        } else {
            0.0
        };
    }
}
