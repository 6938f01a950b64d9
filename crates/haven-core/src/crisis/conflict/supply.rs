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
use super::flow::{Flow, SupplyNetwork};
use super::scene::Scene;
use super::supply_roads::{Side, SupplyRoads, carries};
use crate::crisis::actors::Actors;
use crate::crisis::control::Control;
use crate::crisis::geography::Geography;
use crate::crisis::scenario::{CampaignKind, ControlStatus, Crisis};
use crate::id::PlaceId;

/// Supplies of a run. Lists are by place unless they say otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Supply {
    /// Share of a link that siege campaigns cut, by link.
    pub cut: Vec<f64>,
    /// Share of what is needed that arrives, in [0, 1].
    met: Vec<f64>,
    /// Days of need in store.
    stock: Vec<f64>,
    /// The roads of each side that held ground so far, with its enemies.
    roads: Vec<(Actors, SupplyRoads)>,
}

/// Stock after a day on which a share of the need was met, and the siege that is felt.
pub fn store(stock: f64, met: f64, stock_days: f64) -> (f64, f64) {
    let stock = (stock + met - 1.0).clamp(0.0, stock_days);
    let empty = if stock_days > 0.0 { 1.0 - stock / stock_days } else { 1.0 };
    (stock, (1.0 - met) * empty)
}

/// Flow to each place in peace: over all roads, from everybody's sources.
pub fn in_peace(crisis: &Crisis, geography: &Geography) -> Vec<f64> {
    let network = SupplyNetwork { roads: &geography.roads, links: &crisis.links };
    let mut flow = Flow::new(crisis.places.len(), crisis.links.len());
    let mut roads = SupplyRoads::new(crisis.places.len(), crisis.links.len());
    for source in &crisis.supply_sources {
        roads.source[source.place.index()] = true;
    }
    for (index, link) in crisis.links.iter().enumerate() {
        let is_open = |end: PlaceId| crisis.is_at_home(end) || roads.source[end.index()];
        let carries = is_open(link.from) && is_open(link.to);
        roads.capacity[index] = if carries { link.supply_capacity } else { 0.0 };
    }
    let mut peace = vec![0.0; crisis.places.len()];
    for place in &geography.inside {
        let from_others = roads.flow(network, (*place, f64::INFINITY), &mut flow);
        peace[place.index()] = roads.own(*place) + from_others;
    }
    peace
}

/// The roads of a side that has these enemies.
fn roads_of<'a>(
    all: &'a mut Vec<(Actors, SupplyRoads)>,
    crisis: &Crisis,
    enemies: Actors,
) -> &'a mut SupplyRoads {
    let known = all.iter().position(|(foes, _)| *foes == enemies);
    let index = known.unwrap_or_else(|| {
        all.push((enemies, SupplyRoads::new(crisis.places.len(), crisis.links.len())));
        all.len() - 1
    });
    &mut all[index].1
}

impl Supply {
    /// Stocks are full, but for places that the table declares besieged, which have none.
    pub fn new(links: usize, stock_days: f64, declared: &[Option<ControlStatus>]) -> Self {
        let stock = |status: &Option<ControlStatus>| match status {
            Some(ControlStatus::Besieged) => 0.0,
            _ => stock_days,
        };
        Self {
            cut: vec![0.0; links],
            met: vec![1.0; declared.len()],
            stock: declared.iter().map(stock).collect(),
            roads: Vec::new(),
        }
    }

    /// Nothing is known any more of the roads of any side: they are found anew.
    pub fn forget(&mut self) {
        self.roads.clear();
    }

    /// Share of what is needed that arrives, by place.
    #[cfg(test)]
    pub fn met(&self) -> &[f64] {
        &self.met
    }

    /// Finds which links siege campaigns cut today. Whether that has changed.
    pub fn besiege(&mut self, scene: &Scene<'_>, control: &Control) -> bool {
        let before = self.cut.clone();
        self.cut.fill(0.0);
        for (index, campaign) in scene.now.crisis.campaigns.iter().enumerate() {
            if campaign.kind != CampaignKind::Siege || !is_on(campaign, scene.now.day) {
                continue;
            }
            let targets = scene.terrain.targets[index];
            let cut = scene.now.inputs.campaigns[index].intensity.min(1.0);
            let held = |place: &&PlaceId| targets.meet(control.holders[place.index()]);
            for place in campaign.objectives.iter().filter(held) {
                for road in &scene.now.geography.roads[place.index()] {
                    let link = &mut self.cut[road.link as usize];
                    *link = link.max(cut);
                }
            }
        }
        self.cut != before
    }

    /// Finds what is met, and which ways out are cut, for the ground of today. Holders with the
    /// same enemies use the same roads.
    pub fn find(&mut self, scene: &Scene<'_>, control: &mut Control, flow: &mut Flow) {
        self.met.fill(0.0);
        control.exits_cut.fill(0.0);
        let carries = carries(scene, control, &self.cut);
        for (holders, side) in Side::all(scene, control) {
            let roads = roads_of(&mut self.roads, scene.now.crisis, side.foes);
            roads.open(&side, control, &carries);
            let shares: Vec<(PlaceId, f64)> = side.shares(control, holders).collect();
            for (place, share) in shares {
                self.met[place.index()] += share * roads.met_at(scene, place, flow);
                let exits_cut = share * side.exits_cut(control, place, &self.cut);
                control.exits_cut[place.index()] += exits_cut;
            }
        }
    }

    /// A day's consumption.
    pub fn consume(&mut self, scene: &Scene<'_>, control: &mut Control) {
        let stock_days = scene.now.parameters().stock_days;
        for place in scene.now.geography.inside.iter().map(|place| place.index()) {
            let (stock, felt) = store(self.stock[place], self.met[place], stock_days);
            self.stock[place] = stock;
            control.siege[place] = felt;
        }
    }
}
