//! # Observed control
//! **What**     Until the origin, who holds what follows the table.
//! **Reads**    rows of the table.  **Changes** shares, memory of changes
//! **Keeps**    rows of day 0 and before make the first morning; rows from the origin on are not used
//! **Source**   control.csv of the scenario
//! **Doubts**   Between rows nothing changes.

use super::Conflict;
use super::campaign::Change;
use super::fronts::is_split;
use super::scene::Scene;
use super::seize::note_capture;
use crate::crisis::actors::Actors;
use crate::crisis::control::Control;
use crate::crisis::scenario::{ActorId, ControlRow};

/// Sets a place as a row says. The actor who gained most by it, if anything changed.
pub fn set(control: &mut Control, row: &ControlRow) -> Option<ActorId> {
    let cells =
        control.at(row.place, ActorId(0))..control.at(row.place, ActorId(0)) + control.actors;
    let before = control.share[cells.clone()].to_vec();
    control.share[cells.clone()].fill(0.0);
    let total: f64 = row.shares.iter().map(|(_, share)| share).sum();
    for (actor, share) in &row.shares {
        control.share[cells.start + actor.index()] += share / total;
    }
    let present = row.shares.iter().filter(|(_, share)| *share > 0.0);
    let holders = present.fold(Actors::default(), |holders, (actor, _)| holders.with(*actor));
    control.epoch += u64::from(control.holders[row.place.index()] != holders);
    control.holders[row.place.index()] = holders;
    let gain = |index: &usize| control.share[cells.start + index] - before[*index];
    let most = (0..control.actors).max_by(|a, b| gain(a).total_cmp(&gain(b)))?;
    (gain(&most) > 1e-9).then_some(ActorId(most as u16))
}

/// Carries out the rows of today.
pub fn follow(scene: &Scene<'_>, conflict: &mut Conflict, control: &mut Control) {
    let today = i64::from(scene.day);
    let rows = scene.crisis().control.iter().filter(|row| row.day == today && today > 0);
    for row in rows {
        conflict.declared[row.place.index()] = Some(row.status);
        let before = control.holders[row.place.index()];
        let Some(winner) = set(control, row) else { continue };
        let change = Change { day: scene.day, winner, loser: None, km_per_day: 0.0 };
        conflict.changed[row.place.index()] = Some(change);
        let holders = control.holders[row.place.index()];
        if holders != before && !is_split(scene.world, holders) {
            note_capture(scene.world, control, row.place, (scene.day, winner));
        }
    }
}
