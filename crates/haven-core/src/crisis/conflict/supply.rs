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
    pub met: Vec<f64>,
    /// Days of need in store.
    pub stock: Vec<f64>,
    flow: Flow,
    /// Places that can be supplied by the side looked at.
    reached: Vec<bool>,
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
    let sources: Vec<PlaceId> = crisis.supply_sources.iter().map(|source| source.place).collect();
    let mut flow = Flow::new(crisis.places.len(), crisis.links.len());
    let is_source = |place: PlaceId| sources.contains(&place);
    let capacity = |_, way: &Way| match crisis.is_at_home(way.to) || is_source(way.to) {
        true => crisis.links[way.link as usize].supply_capacity,
        false => 0.0,
    };
    let mut peace = vec![0.0; crisis.places.len()];
    for place in inside {
        let own = if is_source(*place) { 1.0 } else { 0.0 };
        let others = |other: PlaceId| other != *place && is_source(other);
        peace[place.index()] = own + flow.most(network, *place, f64::INFINITY, capacity, others);
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
            flow: Flow::new(places, links),
            reached: vec![false; places],
        }
    }

    /// Which links siege campaigns cut today.
    pub fn besiege(&mut self, scene: &Scene<'_>, ground: &Ground) {
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
    }

    /// Finds what is met, and which ways out are cut, for the ground of today.
    pub fn find(&mut self, scene: &Scene<'_>, ground: &mut Ground) {
        self.met.fill(0.0);
        ground.exits_cut.fill(0.0);
        for holder in &scene.world.leaves {
            let held = |place: &&PlaceId| ground.holders[place.index()].has(*holder);
            let mut places = scene.world.inside.iter().filter(held).peekable();
            if places.peek().is_none() {
                continue;
            }
            let side = Side::of(scene, ground, *holder);
            self.spread(&side);
            let places: Vec<_> = places.copied().collect();
            let found: Vec<_> = places
                .iter()
                .map(|place| (self.met_at(&side, *place), self.exits_cut(&side, *place)))
                .collect();
            for (place, (met, exits_cut)) in places.iter().zip(found) {
                let share = ground.share[ground.at(*place, *holder)];
                self.met[place.index()] += share * met;
                ground.exits_cut[place.index()] += share * exits_cut;
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

    /// Marks the places that some source of a side's reaches.
    fn spread(&mut self, side: &Side<'_>) {
        self.reached.fill(false);
        let mut open: Vec<PlaceId> = side.sources().collect();
        for source in &open {
            self.reached[source.index()] = true;
        }
        while let Some(here) = open.pop() {
            for way in &side.scene.world.ways[here.index()] {
                let there = way.to;
                if !self.reached[there.index()]
                    && side.is_passable(here, there)
                    && self.cut[way.link as usize] < 1.0
                {
                    self.reached[there.index()] = true;
                    open.push(there);
                }
            }
        }
    }

    /// Share of the need that is met at a place for one of its holders.
    fn met_at(&mut self, side: &Side<'_>, place: PlaceId) -> f64 {
        let scene = side.scene;
        let usual = scene.world.supply_in_peace[place.index()];
        let need = scene.setting.parameters.supply_need;
        let own = if side.has_source(place) { 1.0 } else { 0.0 };
        let enough = need * usual - own;
        if usual <= 0.0 || enough <= 0.0 {
            return 1.0;
        }
        if !self.reached[place.index()] {
            return met(own, usual, need);
        }
        let (links, cut) = (&scene.crisis().links, &self.cut);
        let capacity = |here: PlaceId, way: &Way| match side.is_passable(here, way.to) {
            true => links[way.link as usize].supply_capacity * (1.0 - cut[way.link as usize]),
            false => 0.0,
        };
        let network = Network { ways: &scene.world.ways, links };
        let others = |other: PlaceId| other != place && side.has_source(other);
        met(own + self.flow.most(network, place, enough, capacity, others), usual, need)
    }

    /// Share of the ways out of a place that lead to enemies of its holder or are cut.
    fn exits_cut(&self, side: &Side<'_>, place: PlaceId) -> f64 {
        let ways = &side.scene.world.ways[place.index()];
        let cut = |way: &Way| match side.is_closed(way.to) {
            true => 1.0,
            false => self.cut[way.link as usize],
        };
        if ways.is_empty() { 0.0 } else { ways.iter().map(cut).sum::<f64>() / ways.len() as f64 }
    }
}

/// The network as civilians under one holder can use it.
struct Side<'a> {
    scene: &'a Scene<'a>,
    ground: &'a Ground,
    foes: Actors,
}

impl<'a> Side<'a> {
    fn of(scene: &'a Scene<'a>, ground: &'a Ground, holder: ActorId) -> Self {
        Self { scene, ground, foes: scene.world.foes[holder.index()] }
    }

    fn holders(&self, place: PlaceId) -> Actors {
        self.ground.holders[place.index()]
    }

    /// Whether only enemies hold a place.
    fn is_closed(&self, place: PlaceId) -> bool {
        let holders = self.holders(place);
        !holders.is_empty() && holders.0 & !self.foes.0 == 0
    }

    /// Sources of actors who are no enemies, at places that are open.
    fn sources(&self) -> impl Iterator<Item = PlaceId> {
        let sources = self.scene.crisis().supply_sources.iter();
        let open = sources.filter(|source| !self.foes.has(source.actor));
        open.map(|source| source.place).filter(|place| !self.is_closed(*place))
    }

    fn has_source(&self, place: PlaceId) -> bool {
        self.sources().any(|source| source == place)
    }

    /// Whether supplies can go from one place to the next: neither is closed, no front line lies
    /// between, and abroad they can only come from a source.
    fn is_passable(&self, from: PlaceId, to: PlaceId) -> bool {
        let front = self.is_front(from, to);
        let abroad = |place| !self.scene.crisis().is_at_home(place);
        let through =
            (abroad(to) && !self.has_source(to)) || (abroad(from) && !self.has_source(from));
        !front && !through && !self.is_closed(to) && !self.is_closed(from)
    }

    /// Whether everybody at one end fights everybody at the other.
    fn is_front(&self, from: PlaceId, to: PlaceId) -> bool {
        let (here, there) = (self.holders(from), self.holders(to));
        let fights = |one: ActorId| there.0 & !self.scene.world.foes[one.index()].0 == 0;
        !here.is_empty() && !there.is_empty() && here.iter().all(fights)
    }
}
