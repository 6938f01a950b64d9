//! # Violence
//! **What**     Exposure of civilians to acts of violence near them, remembered for some days.
//! **Equation** q = min(.99, s·κ·w·exp(−d²/2B²)) of each act;  E = −Σ ln(1−q) of a day;
//!              `violence = 1 − exp(−Σ_{u<τ_v} E_{t−u})`. Where the number of acts is a Poisson mean
//!              ν, the mean of Π(1−q) is exp(−ν·q), so E = ν·q
//! **Units**    s: per act; κ, w: factors up to 1; d, B: km; `τ_v`: days, rounded, at least 1
//! **Reads**    today's acts, conduct.  **Changes** violence, the ring of daily exposure
//!              Acts of an actor are not felt where only its own side holds: in a divided city people
//!              flee from the bombed side to the side that bombs (as from East to West Aleppo in
//!              January 2014), so the kernel must not reach across
//! **Keeps**    exposure is additive: the ring of daily sums is all there is to remember
//! **Source**   Wells and Pandey (published after 2014) for s, B and `tau_v`; κ and w assumed
//! **Doubts**   only s·`tau_v` matters while nothing saturates; before day 0 the table is used, and if
//!              it is silent for all of `tau_v`, what goes on at fronts and in the air on day 0 is
//!              taken to have gone on before

use super::acts::{self, Act};
use super::{Pressure, Scene};
use crate::crisis::scenario::EventKind;

/// An act is survived in place with at least this chance less than certainty.
const WORST: f64 = 0.99;

/// Finds today's violence, and what of the exposure destroys buildings (in `blasts`, by place).
pub(super) fn feel(scene: &Scene<'_>, pressure: &mut Pressure) {
    let today = i64::from(scene.streams.day);
    if today == 0 {
        remember_before(scene, pressure);
    }
    let acts = acts::today(scene);
    expose(scene, pressure, today, &acts);
    blast(scene, pressure, &acts);
    let ring = &pressure.memory.exposure;
    pressure.violence.fill(0.0);
    for row in ring.each() {
        pressure.violence.iter_mut().zip(row).for_each(|(sum, exposure)| *sum += exposure);
    }
    pressure.violence.iter_mut().for_each(|sum| *sum = -(-*sum).exp_m1());
}

/// The days before day 0.
fn remember_before(scene: &Scene<'_>, pressure: &mut Pressure) {
    let days = 1 - pressure.memory.exposure.days()..0;
    let reported: Vec<Vec<Act>> = days.clone().map(|day| acts::from_table(scene, day)).collect();
    let is_silent = reported.iter().all(Vec::is_empty) && !scene.is_observed(0);
    let standing = if is_silent { acts::standing(scene) } else { Vec::new() };
    for (day, reported) in days.zip(&reported) {
        expose(scene, pressure, day, if is_silent { &standing } else { reported });
    }
}

fn expose(scene: &Scene<'_>, pressure: &mut Pressure, day: i64, acts: &[Act]) {
    let memory = &mut pressure.memory;
    let row = memory.exposure.on_mut(day);
    row.fill(0.0);
    for act in acts {
        let here = effect(scene, act);
        let friends = scene.world.friends[act.actor.index()];
        for (place, share) in memory.kernel.around(act.place) {
            if !scene.ground.holders[place.index()].within(friends) {
                row[place.index()] += exposure(act, here * share);
            }
        }
    }
}

/// Exposure at the place itself to acts that destroy buildings.
fn blast(scene: &Scene<'_>, pressure: &mut Pressure, acts: &[Act]) {
    let blasts = &mut pressure.memory.blasts;
    blasts.fill(0.0);
    for act in acts.iter().filter(|act| act.kind != EventKind::Front) {
        blasts[act.place.index()] += exposure(act, effect(scene, act));
    }
}

/// s·κ·w of an act.
fn effect(scene: &Scene<'_>, act: &Act) -> f64 {
    let parameters = &scene.setting.parameters;
    let weight = match act.kind {
        EventKind::Front => parameters.weight_front,
        EventKind::Assault => 1.0,
        EventKind::Air => parameters.weight_air,
    };
    parameters.event_hazard * scene.setting.conduct[act.actor.index()] * weight
}

fn exposure(act: &Act, chance: f64) -> f64 {
    let chance = chance.min(WORST);
    act.count * if act.is_mean { chance } else { lost(chance) }
}

/// −ln(1 − chance). Most acts are hardly felt at most places: there its series has all digits.
fn lost(chance: f64) -> f64 {
    if chance < 0.002 {
        chance * (1.0 + chance * (0.5 + chance * (1.0 / 3.0 + chance * (0.25 + chance * 0.2))))
    } else {
        -(-chance).ln_1p()
    }
}
