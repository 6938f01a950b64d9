//! # Ways from one place
//! **What**     What people know of the ways from a node to all others.
//! **Equation** days: people go on while the day lasts, else rest at the last place before and go on in
//!              the morning; a road of more than a day takes whole days;
//!              deterrence = `front_weight`^fronts / (km + `softening_km`)^`distance_power`
//! **Units**    km; days; deterrence: relative
//! **Reads**    the shortest ways (`shortest_paths`), today's front lines, parameters.  **Changes** only itself
//! **Source**   model.md §7

use super::network::RoadNetwork;
use super::shortest_paths::{Lengths, Search, ShortestPathTree};
use crate::crisis::parameter::Parameters;
use crate::math;

/// The way to a node, but for its length.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Travel {
    /// Km to go.
    km: f64,
    /// `front_weight`^fronts, of the front lines to cross.
    openness: f64,
    /// Share of the last day that has gone on arrival.
    day_share: f64,
    /// (km + `softening_km`)^`distance_power`.
    distance: f64,
    /// `km` and `distance` of the way as it last was with another length.
    former: (f64, f64),
}

/// The roads as people know them today.
#[derive(Clone, Copy)]
pub(super) struct Roads<'r> {
    pub(super) lengths: Lengths<'r>,
    /// Whether it crosses a front line, by edge.
    pub(super) fronts: &'r [bool],
    pub(super) parameters: &'r Parameters,
}

/// The ways from one node. Bare until somebody leaves it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PathsFrom {
    shape: ShortestPathTree,
    /// By node.
    way: Vec<Travel>,
    /// Days after which one arrives at a node; 0 if that is tonight.
    days: Vec<u32>,
    /// By node; 0 if there is no way, and at the node itself.
    deterrence: Vec<f64>,
    /// People who went to each node by these ways and whose use of roads is not counted yet.
    went: Vec<f64>,
}

impl PathsFrom {
    /// Whether no way has been looked for.
    pub(super) fn is_bare(&self) -> bool {
        self.shape.is_bare()
    }

    /// The shortest ways.
    pub(super) fn shape(&self) -> &ShortestPathTree {
        &self.shape
    }

    /// By node; 0 if there is no way, and at the node itself.
    pub(super) fn deterrence(&self) -> &[f64] {
        &self.deterrence
    }

    /// The node before a node on the way to it; none at the end of the way, or without one.
    pub(super) fn before(&self, node: usize, network: &RoadNetwork) -> Option<usize> {
        Some(self.shape.last(node, network)?.from as usize)
    }

    /// People go to a node: days after which they arrive, 0 if that is tonight.
    pub(super) fn go(&mut self, to: usize, people: f64) -> u32 {
        self.went[to] += people;
        self.days[to]
    }

    /// Takes these ways from a node, which lead to these nodes, in the order of their length.
    pub(super) fn grow(
        &mut self,
        from: usize,
        shape: &ShortestPathTree,
        order: &[u32],
        roads: Roads<'_>,
    ) {
        let nodes = roads.lengths.network.nodes().len();
        self.shape = shape.clone();
        self.way = vec![Travel::default(); nodes];
        self.way[from].openness = 1.0;
        self.days = vec![0; nodes];
        self.deterrence = vec![0.0; nodes];
        self.went = vec![0.0; nodes];
        for node in order {
            self.arrive(*node as usize, roads);
        }
    }

    /// Finds those ways anew that the changes of the search, all of which it minds, have made longer or
    /// shorter. Who went by ways that are no more has `used` their roads.
    pub(super) fn repair(&mut self, roads: Roads<'_>, search: &mut Search, used: &mut [f64]) {
        let network = roads.lengths.network;
        self.shape.repair(roads.lengths, search);
        for node in search.lost() {
            self.deterrence[*node as usize] = 0.0;
        }
        for node in search.lost().iter().chain(search.found()).map(|node| *node as usize) {
            let people = std::mem::take(&mut self.went[node]);
            if people > 0.0 {
                count_way(&search.former, (node, people), network, used);
            }
        }
        for node in search.found() {
            self.arrive(*node as usize, roads);
        }
    }

    /// What is to be known of the way to a node when it is known of the node before.
    fn arrive(&mut self, node: usize, roads: Roads<'_>) {
        let edge = self.shape.last_edge(node);
        let (road, front) = (&roads.lengths.network.edges()[edge], roads.fronts[edge]);
        let (before, before_days) = (self.way[road.from as usize], self.days[road.from as usize]);
        let parameters = roads.parameters;
        let delay = if front { parameters.front_delay } else { 0.0 };
        let needed = road.km / parameters.km_per_day + delay;
        let (days, day_share) = if before.day_share + needed <= 1.0 {
            (before_days, before.day_share + needed)
        } else {
            let morning = before_days + u32::from(before.day_share > 0.0);
            if needed <= 1.0 { (morning, needed) } else { (morning + needed.round() as u32, 0.0) }
        };
        let km = before.km + road.km;
        let openness = before.openness * if front { parameters.front_weight } else { 1.0 };
        // A power costs more than all the rest, and most ways that are found anew are as long as before,
        // or as they were before a road was closed or opened.
        let known = self.way[node];
        let is_as_before = known.km == km && known.distance > 0.0;
        let former = if is_as_before { known.former } else { (known.km, known.distance) };
        let distance = if is_as_before {
            known.distance
        } else if known.former.0 == km && known.former.1 > 0.0 {
            known.former.1
        } else {
            math::powf(km + parameters.softening_km, parameters.distance_power)
        };
        self.days[node] = days;
        self.way[node] = Travel { km, openness, day_share, distance, former };
        self.deterrence[node] = openness / distance;
    }

    /// Counts the roads of those who went by these ways and have not been counted.
    pub(super) fn count_roads(&self, network: &RoadNetwork, used: &mut [f64]) {
        for (node, people) in self.went.iter().enumerate().filter(|(_, people)| **people > 0.0) {
            count_way(&self.shape, (node, *people), network, used);
        }
    }
}

/// Counts the roads of people who went to a node.
fn count_way(
    shape: &ShortestPathTree,
    (mut node, people): (usize, f64),
    network: &RoadNetwork,
    used: &mut [f64],
) {
    while let Some(road) = shape.last(node, network) {
        used[road.link as usize] += people;
        node = road.from as usize;
    }
}
