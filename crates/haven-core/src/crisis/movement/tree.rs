//! # Ways from one place
//! **What**     The shortest ways from a node to all others, kept shortest when front lines change.
//! **Equation** length = km + `FRONT_KM`·fronts, least over all ways
//! **Units**    km; days; fronts: front lines crossed
//! **Reads**    the network, today's front lines, parameters.  **Changes** only itself
//! **Keeps**    ways after a repair are those that a search from nothing finds
//! **Source**   Dijkstra 1959; Ramalingam and Reps 1996 for keeping ways shortest when roads change

use super::fronts::Change;
use super::network::{Edge, Network};
use crate::crisis::parameter::Parameters;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Detour that people take to avoid a front line, km (assumed).
const FRONT_KM: f64 = 100.0;

/// No edge leads there.
const NONE: u32 = u32::MAX;

/// The way to a node, but for its length.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Way {
    /// Km to go.
    km: f64,
    /// `front_weight`^fronts, of the front lines to cross.
    openness: f64,
    /// Share of the last day that has gone on arrival.
    day_share: f64,
    /// (km + `softening_km`)^`distance_power`.
    distance: f64,
}

/// The roads as people know them today.
pub(super) struct Roads<'r> {
    pub(super) network: &'r Network,
    /// Whether it crosses a front line, by edge.
    pub(super) fronts: &'r [bool],
    /// Length that people count, km, by edge.
    pub(super) effort: &'r [f64],
    pub(super) parameters: &'r Parameters,
}

/// The length of a road as people count it, km.
pub(super) fn effort(road: &Edge, front: bool) -> f64 {
    if front { road.km + FRONT_KM } else { road.km }
}

/// Room for a search.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    /// Nodes by the length of the way to them, the nearest on top ([`key`]).
    heap: BinaryHeap<Reverse<u64>>,
    /// Nodes to which the way is no more.
    lost: Vec<u32>,
    /// Changes that matter.
    pub(super) changes: Vec<Change>,
}

/// A node and the length of a way to it in one number, in the order of lengths. Lengths of single
/// precision will do: whoever is looked at too early is looked at again.
fn key(length: f64, node: u32) -> u64 {
    u64::from((length as f32).to_bits()) << 32 | u64::from(node)
}

/// The ways from one node. Bare until somebody leaves it.
#[derive(Clone, Debug, Default)]
pub(in crate::crisis) struct Tree {
    /// Km and front lines together, by node; infinite if there is no way.
    length: Vec<f64>,
    /// The edge by which one comes to a node.
    last: Vec<u32>,
    /// By node.
    way: Vec<Way>,
    /// Days after which one arrives at a node; 0 if that is tonight.
    days: Vec<u32>,
    /// By node; 0 if there is no way, and at the node itself.
    deterrence: Vec<f64>,
    /// People who went to each node by these ways and whose use of roads is not counted yet.
    went: Vec<f64>,
}

impl Tree {
    /// Whether no way has been looked for.
    pub(super) fn is_bare(&self) -> bool {
        self.length.is_empty()
    }

    /// By node; 0 if there is no way, and at the node itself.
    pub(super) fn deterrence(&self) -> &[f64] {
        &self.deterrence
    }

    /// The node before a node on the way to it; none at the end of the way, or without one.
    pub(super) fn before(&self, node: usize, network: &Network) -> Option<usize> {
        Some(network.edges().get(self.last[node] as usize)?.from as usize)
    }

    /// People go to a node: days after which they arrive, 0 if that is tonight.
    pub(super) fn go(&mut self, to: usize, people: f64) -> u32 {
        self.went[to] += people;
        self.days[to]
    }

    /// Finds all ways.
    pub(super) fn grow(&mut self, from: usize, roads: &Roads<'_>, search: &mut Search) {
        let nodes = roads.network.nodes().len();
        self.length = vec![f64::INFINITY; nodes];
        self.length[from] = 0.0;
        self.last = vec![NONE; nodes];
        self.way = vec![Way::default(); nodes];
        self.way[from].openness = 1.0;
        self.days = vec![0; nodes];
        self.deterrence = vec![0.0; nodes];
        self.went = vec![0.0; nodes];
        search.heap.push(Reverse(key(0.0, from as u32)));
        self.spread(from, roads, search);
    }

    /// Whether a change may have made other ways the shortest, or these longer.
    pub(super) fn minds(&self, change: Change, roads: &Roads<'_>) -> bool {
        let road = &roads.network.edges()[change.edge];
        let [here, there] = [road.from, road.to].map(|node| self.length[node as usize]);
        let is_last = self.last[road.to as usize] == change.edge as u32;
        is_last || (!change.now_front && here + roads.effort[change.edge] < there)
    }

    /// Finds those ways anew that the changes, all of which it minds, have made longer or shorter.
    pub(super) fn repair(
        &mut self,
        from: usize,
        changes: &[Change],
        roads: &Roads<'_>,
        search: &mut Search,
    ) {
        self.lose_longer(changes, roads.network, &mut search.lost);
        for node in &search.lost {
            for edge in roads.network.into(*node as usize) {
                let road = &roads.network.edges()[*edge as usize];
                let length = self.length[road.from as usize] + roads.effort[*edge as usize];
                self.consider((*edge, road.to), length, &mut search.heap);
            }
        }
        for change in changes.iter().filter(|change| !change.now_front) {
            let road = &roads.network.edges()[change.edge];
            let length = self.length[road.from as usize] + roads.effort[change.edge];
            self.consider((change.edge as u32, road.to), length, &mut search.heap);
        }
        self.spread(from, roads, search);
    }

    /// Forgets the ways to nodes behind roads that have become longer.
    fn lose_longer(&mut self, changes: &[Change], network: &Network, lost: &mut Vec<u32>) {
        lost.clear();
        for change in changes.iter().filter(|change| change.now_front) {
            self.lose(change.edge, network, lost);
        }
        let mut next = 0;
        while let Some(node) = lost.get(next) {
            network.out_of(*node as usize).for_each(|edge| self.lose(edge, network, lost));
            next += 1;
        }
    }

    /// Forgets the way to the end of an edge if it goes over that edge.
    fn lose(&mut self, edge: usize, network: &Network, lost: &mut Vec<u32>) {
        let to = network.edges()[edge].to;
        if self.last[to as usize] == edge as u32 {
            self.length[to as usize] = f64::INFINITY;
            self.last[to as usize] = NONE;
            self.deterrence[to as usize] = 0.0;
            lost.push(to);
        }
    }

    /// Takes an edge to a node if the way by it, of this length, is shorter.
    fn consider(
        &mut self,
        (edge, to): (u32, u32),
        length: f64,
        heap: &mut BinaryHeap<Reverse<u64>>,
    ) {
        let known = &mut self.length[to as usize];
        if length < *known {
            *known = length;
            self.last[to as usize] = edge;
            heap.push(Reverse(key(length, to)));
        }
    }

    /// Dijkstra's algorithm, from the nodes in the heap. Ways are found in the order of their
    /// length, so that everything about the node before is known.
    fn spread(&mut self, from: usize, roads: &Roads<'_>, search: &mut Search) {
        while let Some(Reverse(top)) = search.heap.pop() {
            let node = top as u32;
            let length = self.length[node as usize];
            if top > key(length, node) {
                continue;
            }
            if node as usize != from {
                self.arrive(node as usize, roads);
            }
            for edge in roads.network.out_of(node as usize) {
                let to = roads.network.edges()[edge].to;
                let farther = length + roads.effort[edge];
                self.consider((edge as u32, to), farther, &mut search.heap);
            }
        }
    }

    /// What is to be known of the way to a node when it is known of the node before: people go on
    /// while the day lasts, else rest at the last place before and go on in the morning; a road of
    /// more than a day takes whole days.
    fn arrive(&mut self, node: usize, roads: &Roads<'_>) {
        let edge = self.last[node] as usize;
        let (road, front) = (&roads.network.edges()[edge], roads.fronts[edge]);
        let (before, before_days) = (self.way[road.from as usize], self.days[road.from as usize]);
        let parameters = roads.parameters;
        let delay = if front { parameters.front_delay } else { 0.0 };
        let needed = road.km / parameters.speed + delay;
        let (days, day_share) = if before.day_share + needed <= 1.0 {
            (before_days, before.day_share + needed)
        } else {
            let morning = before_days + u32::from(before.day_share > 0.0);
            if needed <= 1.0 { (morning, needed) } else { (morning + needed.round() as u32, 0.0) }
        };
        let km = before.km + road.km;
        let openness = before.openness * if front { parameters.front_weight } else { 1.0 };
        // A power costs more than all the rest, and most ways that are found anew are as long as before.
        let known = self.way[node];
        let distance = if known.km == km && known.distance > 0.0 {
            known.distance
        } else {
            (km + parameters.softening_km).powf(parameters.distance_power)
        };
        self.days[node] = days;
        self.way[node] = Way { km, openness, day_share, distance };
        self.deterrence[node] = openness / distance;
    }

    /// Counts the roads of those who went by these ways.
    pub(super) fn count_roads(&self, network: &Network, used: &mut [f64]) {
        for (node, people) in self.went.iter().enumerate().filter(|(_, people)| **people > 0.0) {
            let mut at = node;
            while let Some(road) = network.edges().get(self.last[at] as usize) {
                used[road.link as usize] += people;
                at = road.from as usize;
            }
        }
    }

    /// Those who went by these ways have been counted.
    pub(super) fn forget_counted(&mut self) {
        self.went.fill(0.0);
    }
}
