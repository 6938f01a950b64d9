//! # Pressure on civilians
//! **What**     What drives civilians out today, each term by itself, so that departures can be
//!              explained; and for how long a place has been quiet.
//! **Reads**    all that is fixed today, who holds what and who attacks, who left home yesterday.
//!              **Changes** pressure

mod acts;
mod cause;
mod contagion;
mod crowds;
mod damage;
mod fear;
mod harm;
#[cfg(test)]
mod kept;
mod kernel;
mod ring;
mod scene;
mod scratch;
mod shock;
mod state;
#[cfg(test)]
mod tests;
mod violence;

pub use cause::Cause;
pub use scene::{Felt, Scene};
pub use scratch::Scratch;
pub use state::Pressure;

use super::conditions::Conditions;
use super::flows::LeftHome;
use super::inputs::Inputs;
use super::scenario::HomeId;
use crate::math;
use crowds::crowds;
use kernel::Kernel;
use ring::Ring;

impl Felt {
    /// What follows from the inputs of a member.
    pub fn new(now: &Conditions<'_>) -> Self {
        let parameters = now.parameters();
        let days = 0..now.crisis.days;
        Self {
            kernel: Kernel::new(now.geography, parameters.kernel_km),
            near_attack: near_attack(&now.geography.homes_at, now.inputs),
            crowds: crowds(now.crisis, now.geography, &now.inputs.residents),
            freshness: days
                .map(|day| math::exp(-f64::from(day) / parameters.occupation_days))
                .collect(),
        }
    }
}

/// `min(1, (pop_ref/residents)^c)`, by place: a front is a line, a city an area. By residents at the
/// start: those who have left do not bring the others nearer to the fighting.
fn near_attack(homes_at: &[Vec<HomeId>], inputs: &Inputs) -> Vec<f64> {
    let parameters = &inputs.parameters;
    let of_place = |homes: &Vec<HomeId>| {
        let people: f64 = homes.iter().map(|home| inputs.residents[home.index()]).sum();
        math::powf(parameters.assault_people / people.max(1.0), parameters.assault_dilution)
            .min(1.0)
    };
    homes_at.iter().map(of_place).collect()
}

impl Pressure {
    /// The evening before day 0.
    pub fn start(now: &Conditions<'_>) -> Self {
        let (places, homes) = (now.crisis.places.len(), now.crisis.homes.len());
        let (by_place, by_home) = (|| vec![0.0; places], || vec![0.0; homes]);
        let parameters = now.parameters();
        let mut pressure = Self {
            violence: by_place(),
            assault: by_place(),
            fear: by_home(),
            occupation: by_home(),
            fear_at: by_place(),
            new_damage: by_place(),
            damage: by_place(),
            contagion: by_place(),
            services: by_place(),
            shock: vec![1.0; places],
            quiet_days: vec![parameters.quiet_days; places],
            exposure: Ring::new(parameters.memory_days.round() as u32, places),
            outflow: Ring::new(contagion::MEMORY_DAYS, places),
            damage_before: Ring::new(damage::NEW_FOR_DAYS, places),
            log_shock: by_place(),
        };
        damage::remember_before(now.crisis, &mut pressure);
        pressure
    }
}

/// Finds today's pressure.
pub fn press(
    scene: &Scene<'_>,
    left_home: &LeftHome,
    pressure: &mut Pressure,
    scratch: &mut Scratch,
) {
    violence::feel(scene, pressure, scratch);
    fear::fear(scene, &mut scratch.approaches, pressure);
    contagion::spread(scene, left_home, pressure);
    damage::assess(scene, &scratch.blasts, pressure);
    shock::draw(scene, pressure, &mut scratch.normals);
    for place in &scene.now.geography.inside {
        let (index, unrest) = (place.index(), pressure.unrest(*place));
        let attacked = scene.control.is_attacked(*place);
        pressure.assault[index] = if attacked { scene.felt.near_attack[index] } else { 0.0 };
        let is_quiet = !attacked && unrest < scene.now.parameters().quiet;
        pressure.quiet_days[index] = if is_quiet { pressure.quiet_days[index] + 1.0 } else { 0.0 };
    }
}
