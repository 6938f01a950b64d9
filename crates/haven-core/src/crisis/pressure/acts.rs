//! # Acts of violence
//! **What**     The acts of a day: from the table before the origin, drawn from who attacks whom
//!              after it.
//! **Equation** number of a kind at a place ~ Poisson(ν·x): front: x = 1 where there is a front,
//!              in equal parts by the holders' enemies within reach (else the nearest); assault: x = 1 under assault,
//!              in equal parts by the attackers; air: x = intensity of the air campaigns there
//! **Units**    ν: acts per day; intensity: 1 is usual
//! **Reads**    ground (`front`, `assaulting`, `air`, `km_to`), table of events.  **Returns** acts
//! **Source**   `nu_front`, `nu_assault`, `nu_air`: assumed
//! **Doubts**   acts of one day are independent; a front is as loud by night as by day, in a truce
//!              as in a battle; what defenders do to civilians they hold is not counted

use super::scene::Scene;
use crate::crisis::actors::Actors;
use crate::crisis::scenario::{ActorId, Event, EventKind};
use crate::draw::Draws;
use crate::id::{PlaceId, StableKey};
use crate::rng::Purpose;

/// Acts of one kind by one actor at a place on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Act {
    pub(super) place: PlaceId,
    pub(super) actor: ActorId,
    pub(super) kind: EventKind,
    /// How many.
    pub(super) count: f64,
    /// Whether the count is the mean of a Poisson number rather than a number.
    pub(super) is_mean: bool,
}

/// The mean numbers of acts, which are the same until the ground or who attacks changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Means {
    /// `Control::outlook` and `Control::assaulting` when they were found.
    outlook: u64,
    assaulting: Vec<Actors>,
    acts: Vec<Act>,
}

impl Means {
    /// Those of today, place by place.
    fn today(&mut self, scene: &Scene<'_>) -> &[Act] {
        let control = scene.control;
        if self.outlook != control.outlook || self.assaulting != control.assaulting {
            self.outlook = control.outlook;
            self.assaulting.clone_from(&control.assaulting);
            self.acts.clear();
            means(scene, &mut self.acts);
        }
        &self.acts
    }
}

/// Today's acts, in place of what was in the list.
pub(super) fn today(scene: &Scene<'_>, kept: &mut Means, acts: &mut Vec<Act>) {
    let day = scene.today();
    acts.clear();
    if scene.is_observed(day) {
        acts.extend(from_table(scene, day));
    } else if scene.now.draws() == Draws::Expected {
        acts.extend_from_slice(kept.today(scene));
    } else {
        acts.extend(kept.today(scene).iter().filter_map(|act| drawn(scene, act)));
    }
}

/// The acts of a day in the table.
pub(super) fn from_table(scene: &Scene<'_>, day: i64) -> impl Iterator<Item = Act> {
    let events = &scene.now.crisis.events;
    let first = events.partition_point(|event| event.day < day);
    let of_day = events[first..].iter().take_while(move |event| event.day == day);
    let act = |event: &Event| {
        let (place, actor, kind) = (event.place, event.actor, event.kind);
        Act { place, actor, kind, count: event.count, is_mean: false }
    };
    of_day.map(act)
}

/// The mean numbers of acts that go on from day to day: all but assaults.
pub(super) fn standing(scene: &Scene<'_>) -> Vec<Act> {
    let mut acts = Vec::new();
    means(scene, &mut acts);
    acts.retain(|act| act.kind != EventKind::Assault);
    acts
}

/// A number of acts drawn around its mean; none if it is 0.
fn drawn(scene: &Scene<'_>, mean: &Act) -> Option<Act> {
    let mut stream = scene.now.streams().at(Purpose::Events, key(scene, mean));
    let count = scene.now.draws().poisson(mean.count, &mut stream);
    (count > 0.0).then_some(Act { count, is_mean: false, ..*mean })
}

pub(super) fn key(scene: &Scene<'_>, act: &Act) -> StableKey {
    let geography = scene.now.geography;
    let actor = geography.actor_keys[act.actor.index()];
    let kind = StableKey(act.kind as u64);
    geography.keys[act.place.index()].join(actor).join(kind)
}

/// Adds the mean numbers of today's acts, all above 0, place by place.
fn means(scene: &Scene<'_>, acts: &mut Vec<Act>) {
    let (geography, control) = (scene.now.geography, scene.control);
    let parameters = scene.now.parameters();
    for place in &geography.inside {
        let mut add = |actor, kind, count| {
            if count > 0.0 {
                acts.push(Act { place: *place, actor, kind, count, is_mean: true });
            }
        };
        if control.front[place.index()] {
            let shooters = enemies_at(scene, *place);
            let each = parameters.front_events / f64::from(shooters.0.count_ones());
            shooters.iter().for_each(|actor| add(actor, EventKind::Front, each));
        }
        let attackers = control.assaulting[place.index()];
        if !attackers.is_empty() {
            let each = parameters.assault_events / f64::from(attackers.0.count_ones());
            attackers.iter().for_each(|actor| add(actor, EventKind::Assault, each));
        }
        let row = control.at(*place, ActorId(0));
        let air = &control.air[row..row + control.actors];
        if is_bombed(air) {
            for actor in &geography.leaves {
                add(*actor, EventKind::Air, parameters.air_events * air[actor.index()]);
            }
        }
    }
}

/// Whether any intensity is not 0. Most places are not bombed, which is seen without looking at one
/// actor after the other.
fn is_bombed(air: &[f64]) -> bool {
    air.iter().fold(0, |bits, intensity| bits | intensity.to_bits()) != 0
}

/// Those who fight a holder of a place and have ground within reach of it; where a front is declared
/// and nobody is, the nearest enemy.
fn enemies_at(scene: &Scene<'_>, place: PlaceId) -> Actors {
    let (geography, control) = (scene.now.geography, scene.control);
    let holders = control.holders[place.index()];
    let km = |actor: &ActorId| control.km_to[control.at(place, *actor)];
    let is_enemy = |actor: &&ActorId| geography.foes[actor.index()].meet(holders);
    let enemies = || geography.leaves.iter().filter(is_enemy);
    let in_reach = enemies().filter(|actor| km(actor) <= scene.now.parameters().reach_km);
    let found = in_reach.fold(Actors::default(), |all, actor| all.with(*actor));
    if !found.is_empty() {
        return found;
    }
    let nearest = enemies().min_by(|one, other| km(one).total_cmp(&km(other)));
    nearest.map_or(found, |actor| found.with(*actor))
}
