//! # Taking ground
//! **What**     A place or a step of it goes to a winner: shares, losses, costs, retreat.
//! **Equation** loser: T ← T − `loss`·s, the rest retreats;  winner: T ← T − min(`cost`·s, T/2)
//! **Units**    s, T: strength;  shares in [0, 1]
//! **Reads**    parameters.  **Changes** shares, strengths, memory of changes
//! **Keeps**    shares of a place sum to 1; nobody has less than nothing
//! **Source**   model description; numbers assumed
//! **Doubts**   Whoever is cut off and has no other ground to go to is lost with the place.

use super::campaign::Change;
use super::fronts::STEPS;
use super::scene::Scene;
use super::state::Conflict;
use crate::crisis::actors::Actors;
use crate::crisis::control::{Capture, Control};
use crate::crisis::scenario::ActorId;
use crate::id::PlaceId;

/// Shares below this are none: what is left of 1 after ten steps of a tenth.
const NOTHING: f64 = 1e-9;

/// Gives a share of a place, at most what the loser has, from one holder to another. Whether
/// the loser has nothing left there.
pub fn hand_over(
    control: &mut Control,
    place: PlaceId,
    [from, to]: [ActorId; 2],
    share: f64,
) -> bool {
    let (loser, winner) = (control.at(place, from), control.at(place, to));
    let had = control.share[loser];
    let all = had - share < NOTHING;
    let moved = if all { had } else { share };
    control.share[loser] = if all { 0.0 } else { had - share };
    control.share[winner] += moved;
    let holders = &mut control.holders[place.index()];
    let before = *holders;
    *holders = holders.with(to);
    if all {
        holders.0 &= !Actors::default().with(from).0;
        if holders.0.is_power_of_two() {
            control.share[winner] = 1.0;
        }
    }
    control.epoch += u64::from(*holders != before);
    all
}

/// An actor takes everything that its enemies hold of a place.
pub fn take(
    scene: &Scene<'_>,
    conflict: &mut Conflict,
    control: &mut Control,
    (place, winner): (PlaceId, ActorId),
    km_per_day: f64,
) {
    let foes = scene.now.geography.foes[winner.index()];
    let loser = control.main_holder(place, foes);
    for foe in Actors(control.holders[place.index()].0 & foes.0).iter() {
        hand_over(control, place, [foe, winner], 1.0);
        settle_losses(scene, conflict, control, place, [foe, winner]);
    }
    let change = Change { day: scene.now.day, winner, loser, km_per_day };
    conflict.changed[place.index()] = Some(change);
    note_capture(scene, control, (place, winner));
}

/// An actor takes a step of a split place from the enemy who holds most of it.
pub fn step(
    scene: &Scene<'_>,
    conflict: &mut Conflict,
    control: &mut Control,
    (place, winner): (PlaceId, ActorId),
    km_per_day: f64,
) {
    let foes = scene.now.geography.foes[winner.index()];
    let Some(foe) = control.main_holder(place, foes) else { return };
    let gone = hand_over(control, place, [foe, winner], 1.0 / STEPS);
    if gone {
        settle_losses(scene, conflict, control, place, [foe, winner]);
        note_capture(scene, control, (place, winner));
    }
    let change = Change { day: scene.now.day, winner, loser: gone.then_some(foe), km_per_day };
    conflict.changed[place.index()] = Some(change);
}

/// If no enemies hold parts of a place any more, the last who gained has it.
pub fn note_capture(scene: &Scene<'_>, control: &mut Control, (place, by): (PlaceId, ActorId)) {
    if !control.is_split(&scene.now.geography.foes, place) {
        control.captured[place.index()] = Some(Capture { day: scene.now.day, place, by });
    }
}

fn settle_losses(
    scene: &Scene<'_>,
    conflict: &mut Conflict,
    control: &Control,
    place: PlaceId,
    [loser, winner]: [ActorId; 2],
) {
    let parameters = &scene.now.parameters();
    let next = scene.terrain.roads[place.index()].iter().map(|road| road.to);
    let refuges: Vec<_> = next.filter(|to| control.holders[to.index()].has(loser)).collect();
    let had = conflict.strength.lose(loser, place, parameters.capture_loss, &refuges);
    conflict.strength.pay(winner, parameters.capture_cost * had);
}
