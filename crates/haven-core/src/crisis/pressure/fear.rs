//! # Fear
//! **What**     Fear of the approach of hostile actors, and of those who have just taken the place.
//! **Equation** `fear = 1 − Π_a (1 − ω_ga·exp(−t_a/τ_f))`, `t_a` = km to a / v̂,
//!              v̂ = (n₀·v₀ + km gained in 14 days)/(n₀ + 14), n₀ = 7 days;
//!              `occupation = ω_ga·exp(−days since a took the place/τ_o)`
//! **Units**    t, τ: days; v: km per day; ω: weight in [0, 1] by group and actor
//! **Reads**    ground (`holders`, `km_to`, `km_gained`, `expected_speed`, `captured`), fear of the setting.
//!              **Changes** fear and occupation by home, `fear_at` by place
//! **Keeps**    an actor that holds part of a place, fights beside a holder or is assaulting the
//!              place is not feared as one who approaches: it is there, or assault counts instead
//! **Source**   Kobani 2014 for `tau_f` (E27); ω, n₀, `tau_o` assumed
//! **Doubts**   those who fight no holder are not feared, whatever they think of the residents;
//!              everybody knows the front

use super::{Crowd, Pressure, Scene};
use crate::crisis::World;
use crate::crisis::ground::Actors;
use crate::crisis::scenario::{ActorId, HomeId};
use crate::id::PlaceId;

/// n₀: days for which the expected speed counts against what was seen.
const PRIOR_DAYS: f64 = 7.0;

/// Days over which ground gained is watched (`Ground::km_gained`).
const WATCHED_DAYS: f64 = 14.0;

/// What fear at a place was found from, so that it is not found again while nothing changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Seen {
    sides: [Actors; 2],
    /// Distance, ground gained and expected speed, by actor each.
    approaches: [Vec<f64>; 3],
}

impl Seen {
    /// Whether fear at a place may have changed.
    fn look(&mut self, scene: &Scene<'_>, place: PlaceId) -> bool {
        let ground = scene.ground;
        let sides = [ground.holders[place.index()], ground.assaulting[place.index()]];
        let row = ground.at(place, ActorId(0))..ground.at(place, ActorId(0)) + ground.actors;
        let now = [&ground.km_to, &ground.km_gained, &ground.expected_speed];
        let now = now.map(|list| &list[row.clone()]);
        self.approaches.iter_mut().for_each(|list| list.resize(ground.actors, f64::NAN));
        // Occupation is less every day.
        let is_same = ground.captured[place.index()].is_none()
            && sides == self.sides
            && now.iter().zip(&self.approaches).all(|(now, before)| *now == before.as_slice());
        if !is_same {
            self.sides = sides;
            self.approaches.iter_mut().zip(now).for_each(|(list, now)| list.copy_from_slice(now));
        }
        !is_same
    }
}

/// Finds today's fear.
pub(super) fn fear(scene: &Scene<'_>, pressure: &mut Pressure) {
    let mut approaching = Vec::new();
    for place in &scene.world.inside {
        if !pressure.memory.seen[place.index()].look(scene, *place) {
            continue;
        }
        approach(scene, *place, &mut approaching);
        let taken = occupier(scene, *place);
        let mut felt = 0.0;
        for crowd in &pressure.memory.crowds[place.index()] {
            let omega = &scene.setting.fear[crowd.group];
            let calm = approaching.iter().map(|(actor, near)| 1.0 - omega[actor.index()] * near);
            let fear = 1.0 - calm.product::<f64>();
            let occupation = taken.map_or(0.0, |(actor, fresh)| omega[actor.index()] * fresh);
            felt += crowd.share * (1.0 - (1.0 - fear) * (1.0 - occupation));
            if let Some(home) = crowd.home {
                pressure.fear[home.index()] = fear;
                pressure.occupation[home.index()] = occupation;
            }
        }
        pressure.fear_at[place.index()] = felt;
    }
}

/// Who approaches a place, and how near they are: `exp(−t/τ_f)`.
fn approach(scene: &Scene<'_>, place: PlaceId, found: &mut Vec<(ActorId, f64)>) {
    let (world, ground) = (scene.world, scene.ground);
    let (holders, assaulting) = (ground.holders[place.index()], ground.assaulting[place.index()]);
    found.clear();
    for actor in &world.leaves {
        let at = ground.at(place, *actor);
        let km = ground.km_to[at];
        let is_there = world.friends[actor.index()].meet(holders) || assaulting.has(*actor);
        if is_there || !km.is_finite() || !world.foes[actor.index()].meet(holders) {
            continue;
        }
        let speed = (PRIOR_DAYS * ground.expected_speed[at] + ground.km_gained[at])
            / (PRIOR_DAYS + WATCHED_DAYS);
        if speed > 0.0 {
            found.push((*actor, (-km / speed / scene.setting.parameters.fear_days).exp()));
        }
    }
}

/// Who took a place last, and how fresh that is: `exp(−days since/τ_o)`.
fn occupier(scene: &Scene<'_>, place: PlaceId) -> Option<(ActorId, f64)> {
    let capture = scene.ground.captured[place.index()]?;
    let days = f64::from(scene.streams.day.saturating_sub(capture.day));
    Some((capture.by, (-days / scene.setting.parameters.occupation_days).exp()))
}

/// Who feels at each place: its residents by group, or where nobody lives, as in the whole country.
pub(super) fn crowds(world: &World, residents: &[f64]) -> Vec<Vec<Crowd>> {
    let homes = &world.crisis().homes;
    let mut country = vec![0.0; world.crisis().groups.len()];
    homes.iter().zip(residents).for_each(|(home, people)| country[home.group] += people);
    let everyone = shares(&country);
    let strangers: Vec<Crowd> = everyone
        .iter()
        .enumerate()
        .map(|(group, share)| Crowd { home: None, group, share: *share })
        .collect();
    let at = |place: &Vec<HomeId>| {
        if place.is_empty() {
            return strangers.clone();
        }
        let people: Vec<f64> = place.iter().map(|home| residents[home.index()]).collect();
        let crowd = |(home, share): (&HomeId, f64)| Crowd {
            home: Some(*home),
            group: homes[home.index()].group,
            share,
        };
        place.iter().zip(shares(&people)).map(crowd).collect()
    };
    world.homes_at.iter().map(at).collect()
}

/// Shares of the whole; alike if there is nobody.
fn shares(people: &[f64]) -> Vec<f64> {
    let total: f64 = people.iter().sum();
    let alike = 1.0 / people.len() as f64;
    people.iter().map(|part| if total > 0.0 { part / total } else { alike }).collect()
}
