//! # Distances
//! **What**     How near each actor is to each place, and how far it has come in 14 days.
//! **Units**    km by road
//! **Reads**    holders.  **Changes** `km_to`, `km_gained`
//! **Keeps**    km of an actor from a place it shares: half the effective radius of the place, which
//!   is half the km of its shortest road
//! **Source**   model description, fear
//! **Doubts**   Only places to which ground that changed hands can be the nearest are looked at again.

use super::scene::Scene;
use crate::crisis::actors::Actors;
use crate::crisis::control::Control;
use crate::crisis::scenario::ActorId;
use crate::id::PlaceId;

/// Days over which an approach is remembered.
const REMEMBERED_DAYS: usize = 14;

/// Km along a road differ by less than this part from the km back, by rounding.
const ROUNDING: f64 = 1e-9;

/// Distances of the last days. Lists are by place.
#[derive(Clone, Debug, PartialEq)]
pub struct Distances {
    /// `km_to` of each of the last days, in a ring.
    days: Vec<Vec<f64>>,
    /// Days in a row on which no distance from the place changed.
    still: Vec<usize>,
    /// The holders for which distances were found.
    holders: Vec<Actors>,
}

impl Distances {
    /// Measures everything, as if nothing had moved before. `row`: room to work in.
    pub fn new(scene: &Scene<'_>, control: &mut Control, row: &mut Vec<f64>) -> Self {
        for place in &scene.now.geography.inside {
            measure(scene, control, *place, row);
            let cells = control.cells(*place);
            control.km_to[cells].copy_from_slice(row);
        }
        Self {
            days: vec![control.km_to.clone(); REMEMBERED_DAYS],
            still: vec![REMEMBERED_DAYS + 1; control.holders.len()],
            holders: control.holders.clone(),
        }
    }

    /// Ground may have changed hands: finds the distances that are new. `row`: room to work in.
    pub fn find(&mut self, scene: &Scene<'_>, control: &mut Control, row: &mut Vec<f64>) {
        if self.holders == control.holders {
            return;
        }
        for place in self.touched(scene, control) {
            measure(scene, control, place, row);
            let cells = control.cells(place);
            if control.km_to[cells.clone()] != *row {
                control.km_to[cells].copy_from_slice(row);
                self.still[place.index()] = 0;
            }
        }
        self.holders.copy_from_slice(&control.holders);
    }

    /// The places from which ground that changed hands was, or can be, an actor's nearest.
    fn touched(&self, scene: &Scene<'_>, control: &Control) -> Vec<PlaceId> {
        let mut touched = vec![false; control.holders.len()];
        for (changed, (was, is)) in self.holders.iter().zip(&control.holders).enumerate() {
            let others = Actors(was.0 ^ is.0);
            if others.is_empty() {
                continue;
            }
            for (place, km) in &scene.terrain.nearest[changed] {
                let row = control.cells(*place).start;
                let is_near =
                    |actor: ActorId| control.km_to[row + actor.index()] >= km * (1.0 - ROUNDING);
                touched[place.index()] |= others.iter().any(is_near);
            }
        }
        scene.now.geography.inside.iter().filter(|place| touched[place.index()]).copied().collect()
    }

    /// Finds what was gained since 14 days ago, and remembers today.
    pub fn remember(&mut self, control: &mut Control, day: u32) {
        let is_moving = self.still.iter().any(|still| *still <= REMEMBERED_DAYS);
        control.gains += u64::from(is_moving);
        let day = &mut self.days[day as usize % REMEMBERED_DAYS];
        for (place, still) in self.still.iter_mut().enumerate() {
            if *still > REMEMBERED_DAYS {
                continue;
            }
            *still += 1;
            let row = place * control.actors..(place + 1) * control.actors;
            let (now, before) = (&control.km_to[row.clone()], &mut day[row.clone()]);
            for ((gained, before), now) in control.km_gained[row].iter_mut().zip(&*before).zip(now)
            {
                // Whoever had no way then has gained nothing, and nobody else who has none now.
                let had = if *before < f64::INFINITY { *before } else { 0.0 };
                *gained = (had - now).max(0.0);
            }
            before.copy_from_slice(now);
        }
    }
}

/// Finds distances from a place to the nearest ground of every actor, as `row`, by actor.
fn measure(scene: &Scene<'_>, control: &Control, place: PlaceId, row: &mut Vec<f64>) {
    let (terrain, holders) = (scene.terrain, &control.holders);
    row.clear();
    row.resize(control.actors, f64::INFINITY);
    let inside = scene.now.geography.inside.iter();
    let mut wanted = inside.fold(0, |all, place| all | holders[place.index()].0);
    for (near, km) in &terrain.nearest[place.index()] {
        let found = Actors(holders[near.index()].0 & wanted);
        if found.is_empty() {
            continue;
        }
        let shared = *near == place && holders[place.index()].0.count_ones() > 1;
        let km = if shared { terrain.size_km[place.index()] / 4.0 } else { *km };
        found.iter().for_each(|actor| row[actor.index()] = km);
        wanted &= !found.0;
        if wanted == 0 {
            break;
        }
    }
}
