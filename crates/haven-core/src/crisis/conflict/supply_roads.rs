//! The roads over which civilians get supplies, side by side.

use super::flow::{Flow, SupplyNetwork};
use super::scene::Scene;
use crate::crisis::actors::Actors;
use crate::crisis::control::Control;
use crate::crisis::geography::Road;
use crate::id::PlaceId;

/// The network as civilians under the holders looked at can use it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SupplyRoads {
    /// What a link can carry for them, by link.
    pub(super) capacity: Vec<f64>,
    /// The least of that over links that carry something.
    narrowest: f64,
    /// Whether there is a source for them, by place.
    pub(super) source: Vec<bool>,
    /// Whether some source can be reached, by place.
    reached: Vec<bool>,
    /// Share of the need that is met, by place, as far as it has been found.
    met: Vec<Option<f64>>,
}

/// What a link can carry to those who can use both its ends, by link: nothing over a front line.
pub(super) fn carries(scene: &Scene<'_>, control: &Control, cut: &[f64]) -> Vec<f64> {
    let foes = &scene.now.geography.foes;
    let links = scene.now.crisis.links.iter().zip(cut);
    let carries = links.map(|(link, cut)| match control.is_front(foes, [link.from, link.to]) {
        true => 0.0,
        false => link.supply_capacity * (1.0 - cut),
    });
    carries.collect()
}

impl SupplyRoads {
    /// Nothing is open.
    pub(super) fn new(places: usize, links: usize) -> Self {
        Self {
            capacity: vec![0.0; links],
            narrowest: f64::INFINITY,
            source: vec![false; places],
            reached: vec![false; places],
            met: vec![None; places],
        }
    }

    /// Opens the roads of a side. What is met at a place is found anew unless all is as it was, or
    /// it has enough and links only carry more than before.
    pub(super) fn open(&mut self, side: &Side<'_>, control: &Control, carries: &[f64]) {
        let moved = self.find_sources(side, control);
        let ends = side.open_ends(control, &self.source);
        let (mut rose, mut fell) = (false, false);
        let links = side.scene.now.crisis.links.iter().zip(carries);
        for (capacity, (link, carries)) in self.capacity.iter_mut().zip(links) {
            let is_open = ends[link.from.index()] && ends[link.to.index()];
            let now = if is_open { *carries } else { 0.0 };
            rose |= now > *capacity;
            fell |= now < *capacity;
            *capacity = now;
        }
        if moved || rose || fell {
            let carrying = self.capacity.iter().filter(|capacity| **capacity > 0.0);
            self.narrowest = carrying.copied().fold(f64::INFINITY, f64::min);
            self.spread(&side.scene.now.geography.roads);
            let stays = |met: Option<f64>| !moved && !fell && met == Some(1.0);
            self.met.iter_mut().filter(|met| !stays(**met)).for_each(|met| *met = None);
        }
    }

    /// Finds which places are sources for a side. Whether any of that is new.
    fn find_sources(&mut self, side: &Side<'_>, control: &Control) -> bool {
        let before = self.source.clone();
        self.source.fill(false);
        for source in &side.scene.now.crisis.supply_sources {
            let open = !side.foes.has(source.actor) && !side.is_closed(control, source.place);
            self.source[source.place.index()] |= open;
        }
        self.source != before
    }

    /// Marks the places that some source reaches.
    fn spread(&mut self, roads: &[Vec<Road>]) {
        self.reached.copy_from_slice(&self.source);
        let sources = self.source.iter().enumerate().filter(|(_, source)| **source);
        let mut edge: Vec<usize> = sources.map(|(place, _)| place).collect();
        while let Some(here) = edge.pop() {
            for road in &roads[here] {
                let there = road.to.index();
                if !self.reached[there] && self.capacity[road.link as usize] > 0.0 {
                    self.reached[there] = true;
                    edge.push(there);
                }
            }
        }
    }

    /// What a source at the place itself is worth.
    pub(super) fn own(&self, place: PlaceId) -> f64 {
        if self.source[place.index()] { 1.0 } else { 0.0 }
    }

    /// Flow from other places to one of a network, at most what is enough.
    pub(super) fn flow(
        &self,
        network: SupplyNetwork<'_>,
        (place, enough): (PlaceId, f64),
        flow: &mut Flow,
    ) -> f64 {
        flow.most(network, place, enough, &self.capacity, &self.source)
    }

    /// Share of the need that is met at a place.
    pub(super) fn met_at(&mut self, scene: &Scene<'_>, place: PlaceId, flow: &mut Flow) -> f64 {
        let known = self.met[place.index()];
        let met = known.unwrap_or_else(|| self.find_met(scene, place, flow));
        self.met[place.index()] = Some(met);
        met
    }

    /// The same, found anew. Flows are found only as far as they matter.
    fn find_met(&self, scene: &Scene<'_>, place: PlaceId, flow: &mut Flow) -> f64 {
        let usual = scene.in_peace[place.index()];
        let need = scene.now.parameters().supply_need;
        let own = self.own(place);
        let enough = need * usual - own;
        if enough <= 0.0 {
            return 1.0;
        }
        if !self.reached[place.index()] {
            return met(own, usual, need);
        }
        if enough <= self.narrowest && own == 0.0 {
            return 1.0;
        }
        let network = SupplyNetwork::of(&scene.now);
        met(own + self.flow(network, (place, enough), flow), usual, need)
    }
}

/// Share of the need that is met.
pub fn met(flow: f64, flow_in_peace: f64, need: f64) -> f64 {
    if flow_in_peace <= 0.0 { 1.0 } else { (flow / (need * flow_in_peace)).min(1.0) }
}

/// Civilians whose holders have the same enemies.
pub(super) struct Side<'a> {
    scene: &'a Scene<'a>,
    pub(super) foes: Actors,
}

impl<'a> Side<'a> {
    /// All sides, with the holders who are on them.
    pub(super) fn all(scene: &'a Scene<'a>, control: &Control) -> Vec<(Actors, Self)> {
        let geography = scene.now.geography;
        let mut left = Actors::default();
        for place in &geography.inside {
            left.0 |= control.holders[place.index()].0;
        }
        let mut sides = Vec::new();
        while let Some(first) = left.iter().next() {
            let foes = geography.foes[first.index()];
            let alike = left.iter().filter(|actor| geography.foes[actor.index()] == foes);
            let holders = alike.fold(Actors::default(), Actors::with);
            left.0 &= !holders.0;
            sides.push((holders, Self { scene, foes }));
        }
        sides
    }

    /// Places of which these actors hold a share, and how much.
    pub(super) fn shares<'g>(
        &'g self,
        control: &'g Control,
        holders: Actors,
    ) -> impl Iterator<Item = (PlaceId, f64)> + 'g {
        let here = move |place: &PlaceId| {
            let here = Actors(control.holders[place.index()].0 & holders.0);
            let share = |actor| control.share[control.at(*place, actor)];
            (!here.is_empty()).then(|| (*place, here.iter().map(share).sum()))
        };
        self.scene.now.geography.inside.iter().filter_map(here)
    }

    /// Whether only enemies hold a place.
    fn is_closed(&self, control: &Control, place: PlaceId) -> bool {
        let holders = control.holders[place.index()];
        !holders.is_empty() && holders.0 & !self.foes.0 == 0
    }

    /// Whether supplies can come to a place and go on, by place: it is not closed, and abroad they
    /// can only come from a source.
    fn open_ends(&self, control: &Control, source: &[bool]) -> Vec<bool> {
        let inside = self.scene.terrain.is_inside.iter().zip(source).enumerate();
        let is_open = |(place, (inside, source)): (usize, (&bool, &bool))| {
            (*inside || *source) && !self.is_closed(control, PlaceId(place as u32))
        };
        inside.map(is_open).collect()
    }

    /// Share of the ways out of a place that lead to enemies or are cut.
    pub(super) fn exits_cut(&self, control: &Control, place: PlaceId, cut: &[f64]) -> f64 {
        let roads = &self.scene.now.geography.roads[place.index()];
        let cut = |road: &Road| match self.is_closed(control, road.to) {
            true => 1.0,
            false => cut[road.link as usize],
        };
        if roads.is_empty() { 0.0 } else { roads.iter().map(cut).sum::<f64>() / roads.len() as f64 }
    }
}
