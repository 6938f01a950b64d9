//! What one act does to those around it: −ln(1−q) at each place where it is felt.
//!
//! It depends on the place, the actor and the kind of the act and on numbers of the member that do
//! not change, so each is found once and kept.

use super::acts::Act;
use super::scene::Scene;
use crate::crisis::scenario::{Crisis, EventKind};
use crate::math;

/// An act is survived in place with at least this chance less than certainty.
const WORST: f64 = 0.99;

/// Kinds of acts, each as a number and as a mean.
const MANNERS: usize = 6;

/// Exposure to one act, as far as acts of its like have happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Harm {
    /// Where the exposures begin plus 1, or 0 for what has not happened; by place, actor and manner.
    starts: Vec<u32>,
    exposures: Vec<f64>,
}

impl Harm {
    /// Before anything has happened.
    pub(super) fn new(crisis: &Crisis) -> Self {
        let (places, actors) = (crisis.places.len(), crisis.actors.len());
        Self { starts: vec![0; places * actors * MANNERS], exposures: Vec::new() }
    }

    /// Exposure to one act like this, at each place of the kernel around it.
    pub(super) fn of(&mut self, scene: &Scene<'_>, act: &Act) -> &[f64] {
        let around = scene.felt.kernel.around(act.place);
        let actors = scene.control.actors;
        let manner = act.kind as usize * 2 + usize::from(act.is_mean);
        let like = (act.place.index() * actors + act.actor.index()) * MANNERS + manner;
        if self.starts[like] == 0 {
            self.starts[like] = self.exposures.len() as u32 + 1;
            let here = effect(scene, act);
            let exposures = around.iter().map(|(_, share)| exposure(act, here * share));
            self.exposures.extend(exposures);
        }
        let start = self.starts[like] as usize - 1;
        &self.exposures[start..start + around.len()]
    }
}

/// s·κ·w of an act.
fn effect(scene: &Scene<'_>, act: &Act) -> f64 {
    let parameters = scene.now.parameters();
    let weight = match act.kind {
        EventKind::Front => parameters.weight_front,
        EventKind::Assault => 1.0,
        EventKind::Air => parameters.weight_air,
    };
    parameters.event_hazard * scene.now.inputs.conduct[act.actor.index()] * weight
}

/// Exposure to one act that hits with this chance.
fn exposure(act: &Act, chance: f64) -> f64 {
    let chance = chance.min(WORST);
    if act.is_mean { chance } else { lost(chance) }
}

/// −ln(1 − chance). Most acts are hardly felt at most places: there its series has all digits.
fn lost(chance: f64) -> f64 {
    if chance < 0.002 {
        chance * (1.0 + chance * (0.5 + chance * (1.0 / 3.0 + chance * (0.25 + chance * 0.2))))
    } else {
        -math::ln_1p(-chance)
    }
}
