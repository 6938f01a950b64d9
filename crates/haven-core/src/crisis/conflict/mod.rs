//! # Conflict
//! **What**     Who holds what: observed up to the origin, projected after it.
//! **Reads**    all that is fixed today, roads inside the country, supplies in peace.
//!              **Changes** who holds what and what civilians feel of it; strengths, plans, supplies
//!              and whatever else the conflict remembers
//!
//! Deliberately small: a generator of plausible sequences of control for the planning of civil
//! protection, without units, weapons or orders. Strength never leaves it.

mod appraise;
mod approach;
mod campaign;
mod consequences;
mod contest;
mod distances;
mod flow;
mod fronts;
mod observed;
mod plan;
mod race;
mod residual_times;
mod scene;
mod scratch;
mod seize;
mod state;
mod strength;
mod supply;
mod supply_risk;
mod supply_roads;
mod support;
mod terrain;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use scene::Scene;
pub use scratch::Scratch;
pub use state::Conflict;
pub use supply::in_peace;
pub use terrain::Terrain;

use super::control::Control;
use super::scenario::{ActorId, CampaignKind};
use crate::id::PlaceId;
use campaign::is_on;
use distances::Distances;
use strength::Strength;

/// The conflict and who holds what on the morning of day 0.
pub fn start(scene: &Scene<'_>, scratch: &mut Scratch) -> (Conflict, Control) {
    let mut control = Control::first(scene.now.crisis);
    let distances = Distances::new(scene, &mut control, &mut scratch.row);
    let mut conflict = Conflict::new(scene, distances);
    conflict.find_all(scene, &mut control, scratch);
    (conflict, control)
}

/// Campaigns have become others overnight: finds what follows from them this morning.
pub fn look_again(
    scene: &Scene<'_>,
    conflict: &mut Conflict,
    control: &mut Control,
    scratch: &mut Scratch,
) {
    conflict.find_all(scene, control, scratch);
}

/// Plays today's fighting.
pub fn fight(
    scene: &Scene<'_>,
    conflict: &mut Conflict,
    control: &mut Control,
    scratch: &mut Scratch,
) {
    let day = scene.now.day;
    if scene.terrain.campaign_dates.contains(&i64::from(day)) {
        conflict.find_all(scene, control, scratch);
    }
    let attacked = if scene.is_observed() {
        observed::follow(scene, conflict, control);
        Vec::new()
    } else {
        project(scene, conflict, control, scratch)
    };
    if control.epoch != conflict.epoch {
        conflict.find_all(scene, control, scratch);
    }
    conflict.supply.consume(scene, control);
    conflict.distances.remember(control, day);
    approach::assault(scene, conflict, control, &attacked);
}

/// The process after the origin. The places that plans attack today, and by whom.
fn project(
    scene: &Scene<'_>,
    conflict: &mut Conflict,
    control: &mut Control,
    scratch: &mut Scratch,
) -> Vec<(PlaceId, ActorId)> {
    if scene.now.day == scene.now.crisis.origin {
        conflict.muster(scene, control, &mut scratch.dues);
    }
    conflict.supply_strength(scene, control, &mut scratch.dues);
    let attacked = conflict.carry_out_plans(scene, control);
    if control.epoch != conflict.epoch {
        conflict.find_fronts(scene, control);
    }
    race::race(scene, conflict, control, scratch);
    attacked
}

impl Conflict {
    /// On the origin strength is where shares and fronts put it.
    fn muster(&mut self, scene: &Scene<'_>, control: &Control, dues: &mut Vec<f64>) {
        let bonus = scene.now.parameters().front_bonus;
        let pool = &scene.now.inputs.strength;
        self.strength = Strength::new(scene.now.crisis.places.len(), pool);
        self.strength.settle(control, &scene.now.geography.inside);
        for actor in &scene.now.geography.leaves {
            self.strength.flow(control, (*actor, &self.fronts.faces), (1.0, bonus), dues);
        }
        self.find_supplied(scene, control);
    }

    /// A day in the life of strength.
    fn supply_strength(&mut self, scene: &Scene<'_>, control: &Control, dues: &mut Vec<f64>) {
        let parameters = &scene.now.parameters();
        for (entry, inflow) in scene.terrain.entries.iter().zip(&scene.now.inputs.strength_per_day)
        {
            let held = |(place, _): &(PlaceId, Option<u32>)| {
                let friends = scene.now.geography.friends[entry.actor.index()];
                friends.meet(control.holders[place.index()])
            };
            if entry.by.iter().any(held) {
                self.strength.pool[entry.actor.index()] += inflow;
            }
        }
        for (index, campaign) in scene.now.crisis.campaigns.iter().enumerate() {
            if campaign.kind == CampaignKind::Air && is_on(campaign, scene.now.day) {
                let intensity = scene.now.inputs.campaigns[index].intensity;
                for target in scene.terrain.targets[index].iter() {
                    self.strength.strike(target, parameters.air_attrition, intensity);
                }
            }
        }
        let flow = parameters.reinforcement.min(1.0);
        for actor in &scene.now.geography.leaves {
            self.strength.wither(*actor, parameters.siege_decay);
            let tempo = (flow, parameters.front_bonus);
            self.strength.flow(control, (*actor, &self.fronts.faces), tempo, dues);
        }
    }

    /// Places that fall by plan fall; all that were attacked by plan, with by whom.
    fn carry_out_plans(
        &mut self,
        scene: &Scene<'_>,
        control: &mut Control,
    ) -> Vec<(PlaceId, ActorId)> {
        let mut attacked = Vec::new();
        for (index, campaign) in scene.now.crisis.campaigns.iter().enumerate() {
            let Some(plan) = self.campaigns.plans[index].as_mut() else { continue };
            if !is_on(campaign, scene.now.day) || i64::from(scene.now.day) < plan.start {
                continue;
            }
            plan.begun = true;
            let reach_km = scene.now.parameters().reach_km;
            let targets = plan.attacked(scene.now.day, reach_km);
            attacked.extend(targets.map(|place| (place, campaign.actor)));
            let km_per_day = plan.km_per_day;
            for place in plan.falls(scene.now.day) {
                let foes = scene.now.geography.foes[campaign.actor.index()];
                if foes.meet(control.holders[place.index()]) {
                    seize::take(scene, self, control, (place, campaign.actor), km_per_day);
                }
                self.kept_until[place.index()] = campaign.until;
            }
        }
        attacked
    }
}
