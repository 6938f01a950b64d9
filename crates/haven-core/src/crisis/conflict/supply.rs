//! # Supply and siege
//! **What**     Which places get civil supplies, how many of their ways out are cut, which ground
//!   still gets strength.
//! **Equation** siege = 0 if F⁰ = 0, else 1 − min(1, F/(need·F⁰)), F = maxflow(sources → place);
//!   `stock ← stock + min(1, F/(need·F⁰)) − 1` in `[0, b_max]`;  felt: `siege·(1 − stock/b_max)`
//! **Units**    F: ordinary roads; stock: days of need; siege: 1
//! **Reads**    holders, roads, sources, siege campaigns.  **Changes** `siege`, `exits_cut`, stocks
//! **Keeps**    F ≤ F⁰, the flow in peace over all roads from everybody's sources
//! **Source**   model description; need and stocks assumed
//! **Doubts**   Stocks are not filled up again. A source at a place itself is worth one ordinary road.

use super::campaign::is_on;
use super::flow::{Flow, Network};
use super::scene::Scene;
use crate::crisis::ground::{Actors, Ground};
use crate::crisis::scenario::{ActorId, CampaignKind, ControlStatus, Crisis};
use crate::crisis::world::{Way, World};
use crate::id::PlaceId;

/// Supplies of a run. Lists are by place unless they say otherwise.
#[derive(Clone, Debug)]
pub struct Supply {
    /// Share of a link that siege campaigns cut, by link.
    pub cut: Vec<f64>,
    /// Share of what is needed that arrives, in [0, 1].
    met: Vec<f64>,
    /// Days of need in store.
    stock: Vec<f64>,
    pub(super) roads: Roads,
}

/// The network as civilians under the holders looked at can use it.
#[derive(Clone, Debug)]
pub(super) struct Roads {
    /// What a link can carry for them, by link.
    pub(super) capacity: Vec<f64>,
    /// The least of that over links that carry something.
    narrowest: f64,
    /// Whether there is a source for them, by place.
    source: Vec<bool>,
    /// Whether some source can be reached, by place.
    reached: Vec<bool>,
    flow: Flow,
}

/// Share of the need that is met.
pub fn met(flow: f64, flow_in_peace: f64, need: f64) -> f64 {
    if flow_in_peace <= 0.0 { 1.0 } else { (flow / (need * flow_in_peace)).min(1.0) }
}

/// Stock after a day on which a share of the need was met, and the siege that is felt.
pub fn store(stock: f64, met: f64, stock_days: f64) -> (f64, f64) {
    let stock = (stock + met - 1.0).clamp(0.0, stock_days);
    let empty = if stock_days > 0.0 { 1.0 - stock / stock_days } else { 1.0 };
    (stock, (1.0 - met) * empty)
}

/// Flow to each place in peace: over all roads, from everybody's sources.
pub fn in_peace(crisis: &Crisis, ways: &[Vec<Way>], inside: &[PlaceId]) -> Vec<f64> {
    let network = Network { ways, links: &crisis.links };
    let mut roads = Roads::new(crisis.places.len(), crisis.links.len());
    for source in &crisis.supply_sources {
        roads.source[source.place.index()] = true;
    }
    for (index, link) in crisis.links.iter().enumerate() {
        let is_open = |end: PlaceId| crisis.is_at_home(end) || roads.source[end.index()];
        let carries = is_open(link.from) && is_open(link.to);
        roads.capacity[index] = if carries { link.supply_capacity } else { 0.0 };
    }
    let mut peace = vec![0.0; crisis.places.len()];
    for place in inside {
        peace[place.index()] = roads.own(*place) + roads.flow(network, *place, f64::INFINITY);
    }
    peace
}

impl Supply {
    /// Stocks are full, but for places that the table declares besieged, which have none.
    pub fn new(world: &World, stock_days: f64, declared: &[Option<ControlStatus>]) -> Self {
        let (places, links) = (world.crisis().places.len(), world.crisis().links.len());
        let stock = |status: &Option<ControlStatus>| match status {
            Some(ControlStatus::Besieged) => 0.0,
            _ => stock_days,
        };
        Self {
            cut: vec![0.0; links],
            met: vec![1.0; places],
            stock: declared.iter().map(stock).collect(),
            roads: Roads::new(places, links),
        }
    }

    /// Finds which links siege campaigns cut today. Whether that has changed.
    pub fn besiege(&mut self, scene: &Scene<'_>, ground: &Ground) -> bool {
        let before = self.cut.clone();
        self.cut.fill(0.0);
        for (index, campaign) in scene.crisis().campaigns.iter().enumerate() {
            if campaign.kind != CampaignKind::Siege || !is_on(campaign, scene.day) {
                continue;
            }
            let targets = scene.terrain().targets[index];
            let cut = scene.setting.campaigns[index].intensity.min(1.0);
            let held = |place: &&PlaceId| targets.meet(ground.holders[place.index()]);
            for place in campaign.objectives.iter().filter(held) {
                for way in &scene.world.ways[place.index()] {
                    let link = &mut self.cut[way.link as usize];
                    *link = link.max(cut);
                }
            }
        }
        self.cut != before
    }

    /// Finds what is met, and which ways out are cut, for the ground of today. Holders with the
    /// same enemies use the same roads.
    pub fn find(&mut self, scene: &Scene<'_>, ground: &mut Ground) {
        self.met.fill(0.0);
        ground.exits_cut.fill(0.0);
        for (holders, side) in Side::all(scene.world, ground) {
            self.roads.open(&side, ground, &self.cut);
            let shares: Vec<(PlaceId, f64)> = side.shares(ground, holders).collect();
            for (place, share) in shares {
                self.met[place.index()] += share * self.roads.met_at(scene, place);
                let exits_cut = share * side.exits_cut(ground, place, &self.cut);
                ground.exits_cut[place.index()] += exits_cut;
            }
        }
    }

    /// A day's consumption.
    pub fn consume(&mut self, scene: &Scene<'_>, ground: &mut Ground) {
        let stock_days = scene.setting.parameters.stock_days;
        for place in scene.world.inside.iter().map(|place| place.index()) {
            let (stock, felt) = store(self.stock[place], self.met[place], stock_days);
            self.stock[place] = stock;
            ground.siege[place] = felt;
        }
    }
}

impl Roads {
    fn new(places: usize, links: usize) -> Self {
        Self {
            capacity: vec![0.0; links],
            narrowest: f64::INFINITY,
            source: vec![false; places],
            reached: vec![false; places],
            flow: Flow::new(places, links),
        }
    }

    /// Opens the roads of a side.
    pub(super) fn open(&mut self, side: &Side<'_>, ground: &Ground, cut: &[f64]) {
        self.source.fill(false);
        for source in &side.world.crisis().supply_sources {
            let open = !side.foes.has(source.actor) && !side.is_closed(ground, source.place);
            self.source[source.place.index()] |= open;
        }
        self.narrowest = f64::INFINITY;
        for (index, link) in side.world.crisis().links.iter().enumerate() {
            let ends = [link.from, link.to];
            let open = side.is_passable(ground, ends, &self.source);
            let capacity = if open { link.supply_capacity * (1.0 - cut[index]) } else { 0.0 };
            self.capacity[index] = capacity;
            self.narrowest =
                if capacity > 0.0 { self.narrowest.min(capacity) } else { self.narrowest };
        }
        self.spread(&side.world.ways);
    }

    /// Marks the places that some source reaches.
    fn spread(&mut self, ways: &[Vec<Way>]) {
        self.reached.copy_from_slice(&self.source);
        let sources = self.source.iter().enumerate().filter(|(_, source)| **source);
        let mut edge: Vec<usize> = sources.map(|(place, _)| place).collect();
        while let Some(here) = edge.pop() {
            for way in &ways[here] {
                let there = way.to.index();
                if !self.reached[there] && self.capacity[way.link as usize] > 0.0 {
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

    /// Flow from other places.
    pub(super) fn flow(&mut self, network: Network<'_>, place: PlaceId, enough: f64) -> f64 {
        self.flow.most(network, place, enough, &self.capacity, &self.source)
    }

    /// Share of the need that is met at a place. Flows are found only as far as they matter.
    fn met_at(&mut self, scene: &Scene<'_>, place: PlaceId) -> f64 {
        let usual = scene.world.supply_in_peace[place.index()];
        let need = scene.setting.parameters.supply_need;
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
        let network = Network { ways: &scene.world.ways, links: &scene.crisis().links };
        met(own + self.flow(network, place, enough), usual, need)
    }
}

/// Civilians whose holders have the same enemies.
pub(super) struct Side<'a> {
    world: &'a World,
    pub(super) foes: Actors,
}

impl<'a> Side<'a> {
    /// All sides, with the holders who are on them.
    pub(super) fn all(world: &'a World, ground: &Ground) -> Vec<(Actors, Self)> {
        let mut left = Actors::default();
        for place in &world.inside {
            left.0 |= ground.holders[place.index()].0;
        }
        let mut sides = Vec::new();
        while let Some(first) = left.iter().next() {
            let foes = world.foes[first.index()];
            let alike = left.iter().filter(|actor| world.foes[actor.index()] == foes);
            let holders = alike.fold(Actors::default(), Actors::with);
            left.0 &= !holders.0;
            sides.push((holders, Self { world, foes }));
        }
        sides
    }

    /// Places of which these actors hold a share, and how much.
    pub(super) fn shares<'g>(
        &'g self,
        ground: &'g Ground,
        holders: Actors,
    ) -> impl Iterator<Item = (PlaceId, f64)> + 'g {
        let here = move |place: &PlaceId| {
            let here = Actors(ground.holders[place.index()].0 & holders.0);
            let share = |actor| ground.share[ground.at(*place, actor)];
            (!here.is_empty()).then(|| (*place, here.iter().map(share).sum()))
        };
        self.world.inside.iter().filter_map(here)
    }

    /// Whether only enemies hold a place.
    fn is_closed(&self, ground: &Ground, place: PlaceId) -> bool {
        let holders = ground.holders[place.index()];
        !holders.is_empty() && holders.0 & !self.foes.0 == 0
    }

    /// Whether supplies can go over a link: neither end is closed, no front line lies between, and
    /// abroad they can only come from a source.
    fn is_passable(&self, ground: &Ground, ends: [PlaceId; 2], source: &[bool]) -> bool {
        let is_open = |end: PlaceId| {
            let abroad = !self.world.terrain.is_inside[end.index()];
            !self.is_closed(ground, end) && (!abroad || source[end.index()])
        };
        ends.into_iter().all(is_open) && !self.is_front(ground, ends)
    }

    /// Whether everybody at one end fights everybody at the other.
    fn is_front(&self, ground: &Ground, ends: [PlaceId; 2]) -> bool {
        let [here, there] = ends.map(|end| ground.holders[end.index()]);
        let fights = |one: ActorId| there.0 & !self.world.foes[one.index()].0 == 0;
        !here.is_empty() && !there.is_empty() && here.iter().all(fights)
    }

    /// Share of the ways out of a place that lead to enemies or are cut.
    fn exits_cut(&self, ground: &Ground, place: PlaceId, cut: &[f64]) -> f64 {
        let ways = &self.world.ways[place.index()];
        let cut = |way: &Way| match self.is_closed(ground, way.to) {
            true => 1.0,
            false => cut[way.link as usize],
        };
        if ways.is_empty() { 0.0 } else { ways.iter().map(cut).sum::<f64>() / ways.len() as f64 }
    }
}
