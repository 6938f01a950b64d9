//! # Damage and services
//! **What**     How much of a place is destroyed, what of that is new, and hardship in services.
//! **Equation** after the origin d ← d + (1−d)·(1−e^{−δ·X}); new damage = d today − d 30 days ago
//! **Units**    d: share of buildings; X: exposure to assaults and air strikes at the place itself;
//!              δ: per unit of exposure
//! **Reads**    tables of damage and services before the origin, today's blasts.
//!              **Changes** damage, `new_damage`, services
//! **Keeps**    only new damage drives people out, else rubble would for ever and violence would
//!              count twice; its level slows returns
//! **Source**   δ assumed
//! **Doubts**   a first assessment is taken to say what had been so for long; services stay as
//!              they were last before the origin

use super::scene::Scene;
use super::state::Pressure;
use crate::crisis::scenario::{Crisis, DatedValue};
use crate::math;

/// Damage done within so many days is new.
pub(super) const NEW_FOR_DAYS: u32 = 30;

/// Finds today's damage and services. `blasts`: today's exposure that destroys buildings, by place.
pub(super) fn assess(scene: &Scene<'_>, blasts: &[f64], pressure: &mut Pressure) {
    let (day, crisis) = (scene.today(), scene.now.crisis);
    if scene.is_observed(day) {
        set(&mut pressure.damage, on(&crisis.damage, day..day + 1));
        set(&mut pressure.services, on(&crisis.services, day..day + 1));
    } else {
        let rate = scene.now.parameters().damage_per_exposure;
        let hit = pressure.damage.iter_mut().zip(blasts);
        for (level, blast) in hit.filter(|(_, blast)| **blast > 0.0) {
            *level -= (1.0 - *level) * math::exp_m1(-rate * blast);
        }
    }
    let then = pressure.damage_before.on_mut(day);
    let levels = pressure.damage.iter().zip(&*then);
    for (new, (level, then)) in pressure.new_damage.iter_mut().zip(levels) {
        *new = (level - then).max(0.0);
    }
    then.copy_from_slice(&pressure.damage);
}

/// Fills in the days before day 0.
pub(super) fn remember_before(crisis: &Crisis, pressure: &mut Pressure) {
    set(&mut pressure.services, on(&crisis.services, i64::MIN..0));
    let before_origin = on(&crisis.damage, i64::MIN..i64::from(crisis.origin));
    for first in before_origin.iter().rev() {
        pressure.damage[first.place.index()] = first.value;
    }
    set(&mut pressure.damage, on(&crisis.damage, i64::MIN..-i64::from(NEW_FOR_DAYS)));
    for day in -i64::from(NEW_FOR_DAYS)..0 {
        set(&mut pressure.damage, on(&crisis.damage, day..day + 1));
        pressure.damage_before.on_mut(day).copy_from_slice(&pressure.damage);
    }
}

/// The rows of some days.
fn on(rows: &[DatedValue], days: std::ops::Range<i64>) -> &[DatedValue] {
    let first = rows.partition_point(|row| row.day < days.start);
    let end = rows.partition_point(|row| row.day < days.end);
    &rows[first..end]
}

fn set(levels: &mut [f64], rows: &[DatedValue]) {
    for row in rows {
        levels[row.place.index()] = row.value;
    }
}
