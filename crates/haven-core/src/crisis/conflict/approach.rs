//! # What civilians see coming
//! **What**     How fast each actor is expected, who attacks where, and where the fronts are.
//! **Units**    km by road; km per day
//! **Reads**    holders, distances, campaigns, plans, recent changes.
//! **Changes**  `expected_speed`, `assaulting`, `air`, `front`
//! **Keeps**    a step of a split place that nobody's campaign takes is no assault: the front is static.
//! **Source**   model description, fear and assault
//! **Doubts**   An attempted attack counts as an assault on every day of a campaign next to the
//!   place; an achieved one from when its front is within reach, for its plan says when that is.

use super::campaign::{Change, is_on};
use super::scene::Scene;
use super::state::Conflict;
use crate::crisis::actors::Actors;
use crate::crisis::control::Control;
use crate::crisis::request::Advance;
use crate::crisis::scenario::{ActorId, CampaignKind, ControlStatus};
use crate::id::PlaceId;

/// Days for which a change of shares counts as an assault.
const ASSAULT_DAYS: u32 = 3;

/// Where fronts are: enemies within reach, split places, and places that the table declares
/// contested as long as nobody has taken them since.
pub fn find_fronts(scene: &Scene<'_>, conflict: &Conflict, control: &mut Control) {
    let reach_km = scene.now.parameters().reach_km;
    for place in &scene.now.geography.inside {
        let holders = control.holders[place.index()];
        let near = |foe: ActorId| control.km_to[control.at(*place, foe)] <= reach_km;
        let faced =
            holders.iter().any(|holder| scene.now.geography.foes[holder.index()].iter().any(near));
        let declared = conflict.declared[place.index()] == Some(ControlStatus::Contested)
            && control.captured[place.index()].is_none();
        control.front[place.index()] =
            faced || declared || control.is_split(&scene.now.geography.foes, *place);
    }
}

/// The speed at which each actor is expected to come.
pub fn expect(scene: &Scene<'_>, conflict: &Conflict, control: &mut Control) {
    control.expected_speed.fill(scene.now.parameters().background_speed);
    for (index, way) in conflict.campaigns.ways.iter().enumerate() {
        let actor = scene.now.crisis.campaigns[index].actor;
        let speed = conflict.campaigns.km_per_day(scene, index);
        for (place, _) in way.iter().enumerate().filter(|(_, on_way)| **on_way) {
            let cell = control.at(PlaceId(place as u32), actor);
            control.expected_speed[cell] = control.expected_speed[cell].max(speed);
        }
    }
}

/// Splits the intensity of air campaigns over what they strike.
pub fn bomb(scene: &Scene<'_>, control: &mut Control) {
    control.air.fill(0.0);
    for (index, campaign) in scene.now.crisis.campaigns.iter().enumerate() {
        if campaign.kind != CampaignKind::Air || !is_on(campaign, scene.now.day) {
            continue;
        }
        let targets = scene.terrain.targets[index];
        let places = match campaign.objectives.is_empty() {
            true => &scene.now.geography.inside,
            false => &campaign.objectives,
        };
        let held = |place: &&PlaceId| targets.meet(control.holders[place.index()]);
        let struck: Vec<PlaceId> = places.iter().filter(held).copied().collect();
        for place in &struck {
            let cell = control.at(*place, campaign.actor);
            control.air[cell] += scene.now.inputs.campaigns[index].intensity / struck.len() as f64;
        }
    }
}

/// Who attacks where today. `attacked` are the places that plans attack, with who does.
pub fn assault(
    scene: &Scene<'_>,
    conflict: &Conflict,
    control: &mut Control,
    attacked: &[(PlaceId, ActorId)],
) {
    control.assaulting.fill(Actors::default());
    let mut attack = |place: PlaceId, actor: ActorId| {
        let attackers = &mut control.assaulting[place.index()];
        *attackers = attackers.with(actor);
    };
    let background = scene.now.parameters().background_speed;
    let is_assault = |change: &Change| {
        // Changes that the table reports have no speed.
        let has_speed = change.km_per_day > 0.0;
        let is_creep = change.loser.is_none() && has_speed && change.km_per_day <= background;
        !is_creep && scene.now.day - change.day < ASSAULT_DAYS
    };
    for place in &scene.now.geography.inside {
        if let Some(change) = conflict.changed[place.index()].filter(is_assault) {
            attack(*place, change.winner);
        }
    }
    for (place, actor) in attacked {
        attack(*place, *actor);
    }
    if scene.now.request.advance == Advance::Achieved && !scene.is_observed() {
        return;
    }
    for contest in &conflict.fronts.contests {
        for (_, campaign) in conflict.campaigns.towards(scene, contest.place) {
            let parties = &conflict.fronts.parties[contest.parties.clone()];
            let attacks = parties.iter().any(|p| p.attacks && p.actor == campaign.actor);
            if attacks && is_on(campaign, scene.now.day) {
                attack(contest.place, campaign.actor);
            }
        }
    }
}
