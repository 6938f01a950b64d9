//! Who can fight whom, and where: found anew when ground changes hands.

use super::scene::Scene;
use crate::crisis::actors::Actors;
use crate::crisis::control::Control;
use crate::crisis::geography::{Geography, Road};
use crate::crisis::scenario::ActorId;
use crate::id::PlaceId;
use std::ops::Range;

/// Number of steps in which a split place changes hands.
pub const STEPS: f64 = 10.0;

/// A party of a contest.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Who.
    pub actor: ActorId,
    /// Km from its nearest ground: for a holder of a part of the place the size of the place.
    pub km: f64,
    /// Whether it tries to take ground. A sole holder only defends.
    pub attacks: bool,
    /// Hazard per day of taking the place, or a step of it; as last appraised.
    pub hazard: f64,
    /// Its speed, as last appraised.
    pub km_per_day: f64,
    /// The speed at which it is said to have taken the place if it wins.
    pub km_per_day_of_win: f64,
}

/// A place that somebody can fight for.
#[derive(Clone, Debug, PartialEq)]
pub struct Contest {
    /// Where.
    pub place: PlaceId,
    /// Whether enemies hold parts of it.
    pub split: bool,
    /// Positions in `Fronts::parties`.
    pub parties: Range<usize>,
}

/// All contests, and where actors face enemies.
#[derive(Clone, Debug, PartialEq)]
pub struct Fronts {
    /// By place, in rising order.
    pub contests: Vec<Contest>,
    /// Grouped by contest, in rising order of actors.
    pub parties: Vec<Party>,
    /// Whether an actor holds ground at a place and faces an enemy there, by actor and place.
    pub faces: Vec<bool>,
    /// Connected ground of an actor's side, by actor and place: numbered from 1; 0 is not theirs.
    pub area: Vec<u16>,
}

impl Fronts {
    /// No fronts yet.
    pub fn new(places: usize, actors: usize) -> Self {
        Self {
            contests: Vec::new(),
            parties: Vec::new(),
            faces: vec![false; places * actors],
            area: vec![0; places * actors],
        }
    }

    /// Finds all contests. Places that are `kept` are not fought for; links that are `cut` join
    /// nobody.
    pub fn find(
        &mut self,
        scene: &Scene<'_>,
        control: &Control,
        cut: &[f64],
        kept: impl Fn(PlaceId) -> bool,
    ) {
        self.find_areas(scene, control, cut);
        self.contests.clear();
        self.parties.clear();
        self.faces.fill(false);
        for place in &scene.now.geography.inside {
            self.find_at(scene, control, *place);
            let last = self.contests.last();
            if last.is_some_and(|contest| contest.place == *place) && kept(*place) {
                self.contests.pop();
            }
        }
    }

    /// Numbers the areas of every side.
    fn find_areas(&mut self, scene: &Scene<'_>, control: &Control, cut: &[f64]) {
        let (geography, roads) = (scene.now.geography, &scene.terrain.roads);
        let places = roads.len();
        self.area.fill(0);
        let mut open = Vec::new();
        for actor in &geography.leaves {
            let side = geography.friends[actor.index()];
            let area = &mut self.area[actor.index() * places..(actor.index() + 1) * places];
            let mut number = 0;
            for start in &geography.inside {
                if area[start.index()] != 0 || !side.meet(control.holders[start.index()]) {
                    continue;
                }
                number += 1;
                area[start.index()] = number;
                open.push(*start);
                while let Some(here) = open.pop() {
                    for road in &roads[here.index()] {
                        let there = road.to.index();
                        let theirs = side.meet(control.holders[there]);
                        if theirs && area[there] == 0 && cut[road.link as usize] < 1.0 {
                            area[there] = number;
                            open.push(road.to);
                        }
                    }
                }
            }
        }
    }

    fn find_at(&mut self, scene: &Scene<'_>, control: &Control, place: PlaceId) {
        let holders = control.holders[place.index()];
        let (foes, terrain) = (&scene.now.geography.foes, scene.terrain);
        let neighbours = terrain.roads[place.index()].iter();
        let around = neighbours.fold(Actors::default(), |around, road| {
            Actors(around.0 | control.holders[road.to.index()].0)
        });
        let enemies = holders
            .iter()
            .fold(Actors::default(), |enemies, holder| Actors(enemies.0 | foes[holder.index()].0));
        for holder in holders.iter() {
            let foes = foes[holder.index()];
            self.faces[holder.index() * terrain.roads.len() + place.index()] =
                foes.meet(around) || foes.meet(holders);
        }
        let split = control.is_split(foes, place);
        let fighters = Actors((around.0 | holders.0) & enemies.0);
        if fighters.is_empty() {
            return;
        }
        let defender = match split {
            true => Actors::default(),
            false => control
                .main_holder(place, hostile_to(scene.now.geography, fighters))
                .map_or_else(Actors::default, |holder| Actors::default().with(holder)),
        };
        let first = self.parties.len();
        for actor in Actors(fighters.0 | defender.0).iter() {
            let attacks = fighters.has(actor);
            let km = match holders.has(actor) {
                true => terrain.size_km[place.index()],
                false => road_km(&terrain.roads[place.index()], control, actor),
            };
            self.parties.push(Party {
                actor,
                km,
                attacks,
                hazard: 0.0,
                km_per_day: 0.0,
                km_per_day_of_win: 0.0,
            });
        }
        self.contests.push(Contest { place, split, parties: first..self.parties.len() });
    }
}

fn hostile_to(geography: &Geography, actors: Actors) -> Actors {
    let foes = |actor: ActorId| geography.foes[actor.index()];
    actors.iter().fold(Actors::default(), |all, actor| Actors(all.0 | foes(actor).0))
}

/// Km by these roads from the nearest ground of an actor.
fn road_km(roads: &[Road], control: &Control, actor: ActorId) -> f64 {
    let from = roads.iter().filter(|road| control.holders[road.to.index()].has(actor));
    from.map(|road| road.km).fold(f64::INFINITY, f64::min)
}
