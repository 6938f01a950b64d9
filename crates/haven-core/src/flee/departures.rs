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
use super::day::Member;
use super::label::Labels;
use crate::draw::{Draws, Weights};
use crate::flee::Stopped;
use crate::flee::scenario::{ConflictSpawning, RateMode};
use crate::id::{PlaceId, StableKey};
use crate::rng::{Purpose, mix};

/// People set out today.
pub(super) fn set_out(member: &mut Member<'_>) -> Result<(), Stopped> {
    let counts = match member.world.rules().spawning.by_conflict {
        Some(by_conflict) => driven_by_conflict(member, by_conflict),
        None => observed(member)?,
    };
    for (place, people) in counts {
        leave_home(member, place, people);
    }
    Ok(())
}

fn observed(member: &mut Member<'_>) -> Result<Vec<(PlaceId, f64)>, Stopped> {
    let people = member.world.demand.setting_out[member.day as usize];
    if people <= 0.0 {
        return Ok(Vec::new());
    }
    let weights = &member.state.source_weights;
    if !weights.iter().any(|weight| *weight > 0.0) {
        return Err(Stopped::NoSource { day: member.day, people });
    }
    let sources: Vec<usize> = (0..weights.len()).filter(|index| weights[*index] > 0.0).collect();
    let shares: Vec<f64> = sources.iter().map(|index| weights[*index]).collect();
    let mut stream = member.streams().at(Purpose::Origins, StableKey(0));
    let mut counts = Vec::new();
    member.request.draws.multinomial(
        people,
        &Weights::new(&shares),
        &mut stream,
        |index, count| {
            counts.push((PlaceId(sources[index] as u32), count));
        },
    );
    Ok(counts)
}

fn driven_by_conflict(member: &Member<'_>, spawning: ConflictSpawning) -> Vec<(PlaceId, f64)> {
    let rate = spawning.rate_per_day;
    let whole = |people: f64| match member.request.draws {
        Draws::Sampled => people.trunc(),
        Draws::Expected => people,
    };
    let count = |index: usize| {
        let ground = &member.state.ground[index];
        match spawning.mode {
            RateMode::Constant => whole(rate * ground.intensity),
            RateMode::PopulationRatio => whole(rate * ground.residents * ground.intensity),
            RateMode::Poisson => {
                let key = member.world.keys[index];
                let mut stream = member.streams().at(Purpose::Departures, key);
                member.request.draws.poisson(rate * ground.intensity, &mut stream)
            }
        }
    };
    (0..member.state.ground.len())
        .filter(|index| member.state.ground[*index].intensity > 0.0)
        .map(|index| (PlaceId(index as u32), count(index)))
        .collect()
}

/// Residents of a place become displaced, there.
fn leave_home(member: &mut Member<'_>, place: PlaceId, people: f64) {
    take_residents(member, place, people);
    member.departed[place.index()] += people;
    let order = member.state.order.of_day(member.day);
    create(member, place, people, order);
}

fn take_residents(member: &mut Member<'_>, place: PlaceId, people: f64) {
    if member.world.rules().spawning.take_from_population {
        let residents = &mut member.state.ground[place.index()].residents;
        *residents = (*residents - people).max(0.0);
    }
}

/// People who are there before day 0: first the listed ones, then those observed in the camps.
pub(super) fn create_at_start(member: &mut Member<'_>) {
    let world = member.world;
    for (place, people) in &world.scenario.listed_people {
        take_residents(member, *place, *people as f64);
        let order = member.state.order.of_listed();
        create(member, *place, *people as f64, order);
    }
    for (rank, place) in world.destinations().iter().enumerate() {
        let order = member.state.order.of_destination(rank);
        create(member, *place, world.on_day_0(*place), order);
    }
}

fn create(member: &mut Member<'_>, place: PlaceId, people: f64, order: u32) {
    if people <= 0.0 {
        return;
    }
    member.state.displaced += people;
    let labels = labels(member, place, people, order);
    let key = Key { order, ..Key::default() };
    member.state.rest(place, Cohort { key, people, labels });
}

/// Origin and group of people who set out: one label for each combination that is tracked.
fn labels(member: &Member<'_>, place: PlaceId, people: f64, order: u32) -> Labels {
    let track = member.request.track;
    let groups = &member.world.scenario.groups;
    let origin = if track.origin { place.0 } else { 0 };
    if !track.group || groups.is_empty() {
        return match track.origin {
            true => Labels::all(member.label(origin, 0), people),
            false => Labels::default(),
        };
    }
    let shares: Vec<f64> = groups.iter().map(|group| group.share[place.index()]).collect();
    let who = StableKey(mix(member.world.keys[place.index()].0, u64::from(order)));
    let mut stream = member.streams().at(Purpose::Groups, who);
    let mut labels = Labels::default();
    member.request.draws.multinomial(
        people,
        &Weights::new(&shares),
        &mut stream,
        |group, count| {
            labels.absorb(Labels::all(member.label(origin, group as u32), count));
        },
    );
    labels
}

/// Weighs every place as a source of departures: residents × intensity × decay of the conflict.
pub(super) fn weigh_sources(member: &mut Member<'_>) {
    let spawning = &member.world.rules().spawning;
    if spawning.by_conflict.is_some() {
        return;
    }
    for (weight, ground) in member.state.source_weights.iter_mut().zip(&member.state.ground) {
        *weight = if ground.intensity > 0.0 {
            ground.residents
                * ground.intensity
                * decay(
                    &spawning.decay,
                    spawning.decay_interval_days,
                    member.day,
                    ground.conflict_since,
                )
        } else {
            0.0
        };
    }
}

/// Multiplier of a conflict by its age; the last one holds for ever.
pub(super) fn decay(multipliers: &[f64], interval_days: u64, day: u32, since: f64) -> f64 {
    let Some(last) = multipliers.len().checked_sub(1) else { return 1.0 };
    let age = ((f64::from(day) - since) / interval_days as f64).trunc().max(0.0);
    multipliers[(age as usize).min(last)]
}
