//! # The race for ground
//! **What**     All contests of a day, in the order in which they are decided.
//! **Equation** Whoever attacks has a unit exponential time −ln u, which runs down at its hazard;
//!   the first whose time is up takes the place, or a step of it. Then hazards are found anew.
//!   As −ln u ≥ 1 − u and h ≤ v/ℓ (ten times that for a step), nobody wins today for whom 1 − u is
//!   not less than this: on most days that settles it.
//! **Units**    time: days
//! **Reads**    fronts, strengths, campaigns.  **Changes** ground, strengths
//! **Keeps**    each u belongs to (place, actor, day, how many times that actor has won there today)
//! **Source**   next-reaction method (Gibson and Bruck 2000; Anderson 2007). It is exact in
//!   continuous time, so the speed of an advance does not depend on the length of a time step; the
//!   description's sub-steps of at least an eighth of a day, which approximate it, are not needed.
//! **Doubts**   Strengths flow once a day, before the race.

use super::contest::wait;
use super::fronts::{Contest, Fronts, Party, STEPS};
use super::residual_times::{ResidualTimes, uniform, unit_time};
use super::scene::Scene;
use super::scratch::Scratch;
use super::seize;
use super::state::Conflict;
use super::support::Support;
use crate::crisis::control::Control;
use crate::crisis::scenario::ActorId;
use crate::id::PlaceId;

/// What a bound is widened by, so that rounding dismisses nobody.
const ROUNDING: f64 = 1.0 + 1e-9;

/// Somebody wins a contest.
struct Win {
    place: PlaceId,
    actor: ActorId,
    split: bool,
    km_per_day: f64,
    wait: f64,
}

/// Plays the contests of a day.
pub fn race(
    scene: &Scene<'_>,
    conflict: &mut Conflict,
    control: &mut Control,
    scratch: &mut Scratch,
) {
    if !is_quiet(scene, conflict, control, &mut scratch.support) {
        decide(scene, conflict, control, scratch);
    }
}

/// Decides the contests of a day in which somebody may win.
pub(super) fn decide(
    scene: &Scene<'_>,
    conflict: &mut Conflict,
    control: &mut Control,
    scratch: &mut Scratch,
) {
    let Scratch { times, support, .. } = scratch;
    times.start_day();
    conflict.appraise(scene, control, support);
    let mut left = 1.0;
    while let Some(win) = first(scene, &conflict.fronts, times, control) {
        if win.wait >= left {
            return;
        }
        left -= win.wait;
        run_down(&conflict.fronts, times, control, win.wait);
        let cell = control.at(win.place, win.actor);
        times.wins[cell] += 1;
        times.left[cell] = -1.0;
        let epoch = control.epoch;
        let carry_out = if win.split { seize::step } else { seize::take };
        carry_out(scene, conflict, control, (win.place, win.actor), win.km_per_day);
        if control.epoch != epoch {
            conflict.find_fronts(scene, control);
            conflict.appraise(scene, control, support);
        }
    }
}

/// Whether nobody wins anything today. Only contests that somebody can win at the highest speed and
/// without resistance are weighed.
pub(super) fn is_quiet(
    scene: &Scene<'_>,
    conflict: &mut Conflict,
    control: &Control,
    support: &mut Support,
) -> bool {
    for index in 0..conflict.fronts.contests.len() {
        let Contest { place, split, parties } = conflict.fronts.contests[index].clone();
        let change = conflict.changed[place.index()];
        let steps = if split { STEPS } else { 1.0 };
        let most = ROUNDING * steps * conflict.campaigns.top_speed(scene, change, place);
        for party in parties {
            let Party { actor, km, attacks, .. } = conflict.fronts.parties[party];
            if !attacks {
                continue;
            }
            let uniform = uniform(scene, (place, actor), 0);
            if uniform * km < most {
                conflict.appraise_contest(scene, control, index, support);
                if wait(unit_time(uniform), conflict.fronts.parties[party].hazard) < 1.0 {
                    return false;
                }
            }
        }
    }
    true
}

/// Who wins first, if nothing else happens.
fn first(
    scene: &Scene<'_>,
    fronts: &Fronts,
    times: &mut ResidualTimes,
    control: &Control,
) -> Option<Win> {
    let mut first: Option<Win> = None;
    for contest in &fronts.contests {
        for party in &fronts.parties[contest.parties.clone()] {
            if party.hazard <= 0.0 {
                continue;
            }
            let cell = control.at(contest.place, party.actor);
            let left = times.at(scene, cell, (contest.place, party.actor));
            let wait = wait(left, party.hazard);
            if first.as_ref().is_none_or(|first| wait < first.wait) {
                first = Some(Win {
                    place: contest.place,
                    actor: party.actor,
                    split: contest.split,
                    km_per_day: party.km_per_day_of_win,
                    wait,
                });
            }
        }
    }
    first
}

/// Time passes.
fn run_down(fronts: &Fronts, times: &mut ResidualTimes, control: &Control, days: f64) {
    for contest in &fronts.contests {
        for party in &fronts.parties[contest.parties.clone()] {
            if party.hazard > 0.0 {
                let left = &mut times.left[control.at(contest.place, party.actor)];
                *left = (*left - party.hazard * days).max(0.0);
            }
        }
    }
}
