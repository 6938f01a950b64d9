//! # What civilians see coming
//! **What**     How near each actor is, how far it has come in 14 days, how fast it is expected, who
//!   attacks where, and where the fronts are.
//! **Units**    km by road; km per day
//! **Reads**    holders, campaigns, plans, recent changes.
//! **Changes**  `km_to`, `km_gained`, `expected_speed`, `assaulting`, `air`, `front`
//! **Keeps**    km of an actor from a place it shares: half the effective radius of the place, which
//!   is half the km of its shortest road
//!   A step of a split place that nobody's campaign takes is no assault: the front is static.
//! **Source**   model description, fear and assault
//! **Doubts**   An attempted attack counts as an assault on every day of a campaign next to the
//!   place; an achieved one from when its front is within reach, for its plan says when that is.

use super::Conflict;
use super::campaign::{Change, is_on};
use super::fronts::is_split;
use super::scene::Scene;
use crate::crisis::day::Advance;
use crate::crisis::ground::{Actors, Ground};
use crate::crisis::scenario::{ActorId, CampaignKind, ControlStatus};
use crate::id::PlaceId;

/// Days over which an approach is remembered.
const REMEMBERED_DAYS: usize = 14;

/// Days for which a change of shares counts as an assault.
const ASSAULT_DAYS: u32 = 3;

/// Distances of the last days.
#[derive(Clone, Debug)]
pub struct Approaches {
    /// `km_to` of each of the last days, in a ring.
    days: Vec<Vec<f64>>,
    /// Days in a row on which no distance changed.
    still: usize,
}

impl Approaches {
    /// As if nothing had moved before.
    pub fn new(ground: &Ground) -> Self {
        Self { days: vec![ground.km_to.clone(); REMEMBERED_DAYS], still: REMEMBERED_DAYS + 1 }
    }

    /// Ground has changed hands: distances may be new.
    pub fn stir(&mut self) {
        self.still = 0;
    }

    /// Finds what was gained since 14 days ago, and remembers today.
    pub fn remember(&mut self, ground: &mut Ground, day: u32) {
        if self.still > REMEMBERED_DAYS {
            return;
        }
        self.still += 1;
        ground.gains += 1;
        let before = &mut self.days[day as usize % REMEMBERED_DAYS];
        for ((gained, before), now) in ground.km_gained.iter_mut().zip(&*before).zip(&ground.km_to)
        {
            let both = before.is_finite() && now.is_finite();
            *gained = if both { (before - now).max(0.0) } else { 0.0 };
        }
        before.copy_from_slice(&ground.km_to);
    }
}

/// Distances to the nearest ground of every actor.
pub fn measure(scene: &Scene<'_>, ground: &mut Ground) {
    let terrain = scene.terrain();
    let inside = scene.world.inside.iter();
    let all = inside.fold(0, |all, place| all | ground.holders[place.index()].0);
    for place in &scene.world.inside {
        let row = ground.at(*place, ActorId(0))..ground.at(*place, ActorId(0)) + ground.actors;
        ground.km_to[row.clone()].fill(f64::INFINITY);
        let mut wanted = Actors(all);
        for (near, km) in &terrain.nearest[place.index()] {
            let found = Actors(ground.holders[near.index()].0 & wanted.0);
            let shared = near == place && ground.holders[place.index()].0.count_ones() > 1;
            let km = if shared { terrain.size_km[place.index()] / 4.0 } else { *km };
            found.iter().for_each(|actor| ground.km_to[row.start + actor.index()] = km);
            wanted.0 &= !found.0;
            if wanted.is_empty() {
                break;
            }
        }
    }
}

/// Where fronts are: enemies within reach, split places, and places that the table declares
/// contested as long as nobody has taken them since.
pub fn find_fronts(scene: &Scene<'_>, conflict: &Conflict, ground: &mut Ground) {
    let reach_km = scene.setting.parameters.reach_km;
    for place in &scene.world.inside {
        let holders = ground.holders[place.index()];
        let near = |foe: ActorId| ground.km_to[ground.at(*place, foe)] <= reach_km;
        let faced = holders.iter().any(|holder| scene.world.foes[holder.index()].iter().any(near));
        let declared = conflict.declared[place.index()] == Some(ControlStatus::Contested)
            && ground.captured[place.index()].is_none();
        ground.front[place.index()] = faced || declared || is_split(scene.world, holders);
    }
}

/// The speed at which each actor is expected to come.
pub fn expect(scene: &Scene<'_>, conflict: &Conflict, ground: &mut Ground) {
    ground.expected_speed.fill(scene.setting.parameters.background_speed);
    for (index, way) in conflict.campaigns.ways.iter().enumerate() {
        let actor = scene.crisis().campaigns[index].actor;
        let speed = conflict.campaigns.km_per_day(scene, index);
        for (place, _) in way.iter().enumerate().filter(|(_, on_way)| **on_way) {
            let cell = ground.at(PlaceId(place as u32), actor);
            ground.expected_speed[cell] = ground.expected_speed[cell].max(speed);
        }
    }
}

/// Splits the intensity of air campaigns over what they strike.
pub fn bomb(scene: &Scene<'_>, ground: &mut Ground) {
    ground.air.fill(0.0);
    for (index, campaign) in scene.crisis().campaigns.iter().enumerate() {
        if campaign.kind != CampaignKind::Air || !is_on(campaign, scene.day) {
            continue;
        }
        let targets = scene.terrain().targets[index];
        let places = match campaign.objectives.is_empty() {
            true => &scene.world.inside,
            false => &campaign.objectives,
        };
        let held = |place: &&PlaceId| targets.meet(ground.holders[place.index()]);
        let struck: Vec<PlaceId> = places.iter().filter(held).copied().collect();
        for place in &struck {
            let cell = ground.at(*place, campaign.actor);
            ground.air[cell] += scene.setting.campaigns[index].intensity / struck.len() as f64;
        }
    }
}

/// Who attacks where today. `attacked` are the places that plans attack, with who does.
pub fn assault(
    scene: &Scene<'_>,
    conflict: &Conflict,
    ground: &mut Ground,
    attacked: &[(PlaceId, ActorId)],
) {
    ground.assaulting.fill(Actors::default());
    let mut attack = |place: PlaceId, actor: ActorId| {
        let attackers = &mut ground.assaulting[place.index()];
        *attackers = attackers.with(actor);
    };
    let background = scene.setting.parameters.background_speed;
    let is_assault = |change: &Change| {
        // Changes that the table reports have no speed.
        let has_speed = change.km_per_day > 0.0;
        let is_creep = change.loser.is_none() && has_speed && change.km_per_day <= background;
        !is_creep && scene.day - change.day < ASSAULT_DAYS
    };
    for place in &scene.world.inside {
        if let Some(change) = conflict.changed[place.index()].filter(is_assault) {
            attack(*place, change.winner);
        }
    }
    for (place, actor) in attacked {
        attack(*place, *actor);
    }
    if scene.request.advance == Advance::Achieved && !scene.is_observed() {
        return;
    }
    for contest in &conflict.fronts.contests {
        for (_, campaign) in conflict.campaigns.towards(scene, contest.place) {
            let parties = &conflict.fronts.parties[contest.parties.clone()];
            let attacks = parties.iter().any(|p| p.attacks && p.actor == campaign.actor);
            if attacks && is_on(campaign, scene.day) {
                attack(contest.place, campaign.actor);
            }
        }
    }
}
