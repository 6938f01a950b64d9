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
use super::ring::Ring;
use super::scene::Scene;
use super::scratch::Scratch;
use super::state::Pressure;
use crate::crisis::scenario::EventKind;
use crate::math;

/// Finds today's violence, and what of the exposure destroys buildings (in `blasts`, by place).
pub(super) fn feel(scene: &Scene<'_>, pressure: &mut Pressure, scratch: &mut Scratch) {
    let today = scene.today();
    if today == 0 {
        remember_before(scene, &mut pressure.exposure, scratch);
    }
    let mut acts = std::mem::take(&mut scratch.acts);
    acts::today(scene, &mut scratch.means, &mut acts);
    expose(scene, pressure.exposure.on_mut(today), &acts, scratch);
    if !scene.is_observed(today) {
        blast(scene, &acts, scratch);
    }
    scratch.acts = acts;
    pressure.violence.fill(0.0);
    pressure.exposure.each_into(&mut pressure.violence, |sum, exposure| sum + exposure);
    // Nothing is felt at many places, and there 0 stays 0.
    for sum in pressure.violence.iter_mut().filter(|sum| **sum > 0.0) {
        *sum = -math::exp_m1(-*sum);
    }
}

/// The days before day 0.
fn remember_before(scene: &Scene<'_>, exposure: &mut Ring, scratch: &mut Scratch) {
    let mut days = 1 - exposure.days()..0;
    let reported: Vec<Vec<Act>> =
        days.clone().map(|day| acts::from_table(scene, day).collect()).collect();
    let is_silent = reported.iter().all(Vec::is_empty) && !scene.is_observed(0);
    if !is_silent {
        let days = days.zip(&reported);
        days.for_each(|(day, acts)| expose(scene, exposure.on_mut(day), acts, scratch));
    } else if let Some(first) = days.next() {
        expose(scene, exposure.on_mut(first), &acts::standing(scene), scratch);
        days.for_each(|day| exposure.repeat(first, day));
    }
}

/// The exposure of a day, by place.
fn expose(scene: &Scene<'_>, exposure: &mut [f64], acts: &[Act], scratch: &mut Scratch) {
    let holders = &scene.control.holders;
    exposure.fill(0.0);
    for act in acts {
        let friends = scene.now.geography.friends[act.actor.index()];
        let around = scene.felt.kernel.around(act.place).iter();
        for ((place, _), harm) in around.zip(scratch.harm.of(scene, act)) {
            if !holders[place.index()].within(friends) {
                exposure[place.index()] += act.count * harm;
            }
        }
    }
}

/// Exposure at the place itself to acts that destroy buildings. What was seen to be destroyed comes
/// from a table, so that these acts are not, and all are at home, where the kernel begins with the
/// place itself.
fn blast(scene: &Scene<'_>, acts: &[Act], scratch: &mut Scratch) {
    let Scratch { harm, blasts, .. } = scratch;
    blasts.fill(0.0);
    for act in acts.iter().filter(|act| act.kind != EventKind::Front) {
        blasts[act.place.index()] += act.count * harm.of(scene, act)[0];
    }
}
