//! # Routes
//! **What**     From each place inside, the shortest ways to every other one and to the gates.
//! **Equation** length = km + `FRONT_KM`·fronts, least over all ways;
//!              deterrence = `front_weight`^fronts / (km + `softening_km`)^`distance_power`
//! **Units**    km; fronts: front lines crossed; deterrence: relative
//! **Reads**    the network, today's front lines, parameters.  **Changes** only itself
//! **Keeps**    a front line less never makes a way longer; nobody passes through a gate
//! **Source**   Dijkstra 1959; Ramalingam and Reps 1996 for keeping ways shortest when roads change;
//!              model.md §7; Flee 3 for the softened distance
//! **Doubts**   everyone knows the front lines of today, and none of tomorrow
//!
//! The ways from a place are found when somebody leaves it for the first time. When front lines
//! have changed by the next time, only the ways of nodes that a changed road leads to, and of those
//! behind them, are found anew.

use super::fronts::{Change, Fronts};
use super::network::{Edge, Network};
use crate::crisis::ground::{Actors, Ground};
use crate::crisis::parameter::Parameters;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Detour that people take to avoid a front line, km (assumed).
const FRONT_KM: f64 = 100.0;

/// The way to a node, but for its length.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Way {
    /// Km to go.
    km: f64,
    /// Front lines to cross.
    fronts: i32,
    /// Share of the last day that has gone on arrival.
    day_share: f64,
    /// (km + `softening_km`)^`distance_power`.
    distance: f64,
}

/// No edge leads there.
const NONE: u32 = u32::MAX;

/// The ways from one node.
#[derive(Clone, Debug, Default)]
struct Tree {
    /// Rises whenever the ways change.
    version: u64,
    /// How many of the changes of front lines they take into account.
    seen: usize,
    /// Km and front lines together, by node; infinite if there is no way. Empty until somebody leaves.
    length: Vec<f64>,
    /// The edge by which one comes to a node.
    last: Vec<u32>,
    /// By node.
    way: Vec<Way>,
    /// Days after which one arrives at a node; 0 if that is tonight.
    days: Vec<u32>,
    /// Nodes, the near ones first; those without a way last.
    near_first: Vec<u32>,
    /// By node; 0 if there is no way, and at the node itself.
    deterrence: Vec<f64>,
    /// People who went to each node by these ways and whose use of roads is not counted yet.
    went: Vec<f64>,
}

/// Nodes by the length of the way to them, the nearest on top.
type Heap = BinaryHeap<(Reverse<u64>, u32)>;

/// Room for a search.
#[derive(Clone, Debug, Default)]
struct Search {
    heap: Heap,
    /// Whether the way to a node is no more, by node.
    lost: Vec<bool>,
    /// Changes that matter.
    changes: Vec<Change>,
}

/// Ways under today's control.
#[derive(Clone, Debug, Default)]
pub(in crate::crisis) struct Routes {
    fronts: Fronts,
    /// All changes of front lines so far, in order.
    changes: Vec<Change>,
    /// By node.
    trees: Vec<Tree>,
    search: Search,
    /// People who used each link so far, in either direction.
    used: Vec<f64>,
}

impl Routes {
    /// Takes note of who holds what today.
    pub fn look(&mut self, network: &Network, ground: &Ground, foes: &[Actors]) {
        self.trees.resize_with(network.nodes().len(), Tree::default);
        self.used.resize(network.links(), 0.0);
        self.changes.extend(self.fronts.look(network, ground, foes));
    }

    /// Finds the ways from a node, as far as they are not known.
    pub fn find(&mut self, from: usize, network: &Network, parameters: &Parameters) {
        let fronts = &self.fronts.on_edge;
        let roads = Roads { network, fronts, parameters };
        let tree = &mut self.trees[from];
        let seen = std::mem::replace(&mut tree.seen, self.changes.len());
        if tree.length.is_empty() {
            return tree.find(from, &roads, &mut self.search);
        }
        let changes = &mut self.search.changes;
        changes.clear();
        // Of an edge that changed to and fro, only how it is now counts.
        let now = self.changes[seen..].iter().filter(|it| it.now_front == fronts[it.edge]);
        changes.extend(now.filter(|change| tree.minds(**change, network)));
        if !changes.is_empty() {
            let changes = std::mem::take(changes);
            tree.count_roads(network, &mut self.used);
            tree.repair(from, &changes, &roads, &mut self.search);
            self.search.changes = changes;
        }
    }

    /// The ways from a node, which must have been found.
    pub fn ways(&mut self, from: usize) -> Ways<'_> {
        let Tree { days, went, .. } = &mut self.trees[from];
        Ways { days, went }
    }

    /// Km and front lines of the way between two nodes.
    #[cfg(test)]
    pub fn way(&self, from: usize, to: usize) -> (f64, i32) {
        let way = self.trees[from].way[to];
        (way.km, way.fronts)
    }

    /// How much less distance and front lines let people go there, by node; the ways must have
    /// been found.
    pub fn deterrence(&self, from: usize) -> &[f64] {
        &self.trees[from].deterrence
    }

    /// Rises whenever the ways from a node change.
    pub fn version(&self, from: usize) -> u64 {
        self.trees[from].version
    }

    /// People who used each link so far, in either direction.
    pub fn used(&self, network: &Network) -> Vec<f64> {
        let mut used = self.used.clone();
        self.trees.iter().for_each(|tree| tree.clone().count_roads(network, &mut used));
        used
    }
}

/// The ways from one node, to go by.
pub(super) struct Ways<'r> {
    days: &'r [u32],
    went: &'r mut [f64],
}

impl Ways<'_> {
    /// People go to a node: days after which they arrive, 0 if that is tonight.
    pub fn go(&mut self, to: usize, people: f64) -> u32 {
        self.went[to] += people;
        self.days[to]
    }
}

/// The roads as people know them today.
struct Roads<'r> {
    network: &'r Network,
    /// By edge.
    fronts: &'r [bool],
    parameters: &'r Parameters,
}

impl Tree {
    fn find(&mut self, from: usize, roads: &Roads<'_>, search: &mut Search) {
        let nodes = roads.network.nodes().len();
        self.length = vec![f64::INFINITY; nodes];
        self.length[from] = 0.0;
        self.last = vec![NONE; nodes];
        self.way = vec![Way::default(); nodes];
        self.days = vec![0; nodes];
        self.deterrence = vec![0.0; nodes];
        self.went = vec![0.0; nodes];
        self.near_first = (0..nodes as u32).collect();
        self.version += 1;
        search.heap.push((Reverse(0), from as u32));
        self.spread(from, roads, search);
        self.near_first.sort_unstable_by_key(|node| self.length[*node as usize].to_bits());
    }

    /// Finds those ways anew that the changes may have made longer or shorter.
    fn repair(&mut self, from: usize, changes: &[Change], roads: &Roads<'_>, search: &mut Search) {
        self.version += 1;
        self.lose_longer(changes, roads.network, &mut search.lost);
        for node in (0..self.length.len()).filter(|node| search.lost[*node]) {
            for edge in roads.network.into(node) {
                self.consider(*edge as usize, roads, &mut search.heap);
            }
        }
        for change in changes.iter().filter(|change| !change.now_front) {
            self.consider(change.edge, roads, &mut search.heap);
        }
        self.spread(from, roads, search);
        self.order();
    }

    /// Forgets the ways to nodes behind roads that have become longer.
    fn lose_longer(&mut self, changes: &[Change], network: &Network, lost: &mut Vec<bool>) {
        lost.clear();
        lost.resize(self.length.len(), false);
        for Change { edge, now_front } in changes {
            let to = network.edges()[*edge].to as usize;
            lost[to] |= *now_front && self.last[to] == *edge as u32;
        }
        for node in &self.near_first {
            let node = *node as usize;
            let before = network.edges().get(self.last[node] as usize);
            if lost[node] || before.is_some_and(|road| lost[road.from as usize]) {
                lost[node] = true;
                self.length[node] = f64::INFINITY;
                self.last[node] = NONE;
                self.deterrence[node] = 0.0;
            }
        }
    }

    /// Takes an edge if it makes the way to its end shorter.
    fn consider(&mut self, edge: usize, roads: &Roads<'_>, heap: &mut Heap) {
        let (road, front) = (&roads.network.edges()[edge], roads.fronts[edge]);
        let length = self.length[road.from as usize] + effort(road, front);
        if length < self.length[road.to as usize] {
            self.length[road.to as usize] = length;
            self.last[road.to as usize] = edge as u32;
            // The bits of numbers from 0 up are in the order of the numbers.
            heap.push((Reverse(length.to_bits()), road.to));
        }
    }

    /// Dijkstra's algorithm, from the nodes in the heap. Ways are found in the order of their
    /// length, so that everything about the node before is known.
    fn spread(&mut self, from: usize, roads: &Roads<'_>, search: &mut Search) {
        while let Some((Reverse(length), node)) = search.heap.pop() {
            let node = node as usize;
            if length > self.length[node].to_bits() {
                continue;
            }
            if node != from {
                self.arrive(node, roads);
            }
            for edge in roads.network.out_of(node) {
                self.consider(edge, roads, &mut search.heap);
            }
        }
    }

    /// Puts the nodes in order again, which few have left (by insertion).
    fn order(&mut self) {
        for next in 1..self.near_first.len() {
            let node = self.near_first[next];
            let length = self.length[node as usize];
            let mut at = next;
            while at > 0 && self.length[self.near_first[at - 1] as usize] > length {
                self.near_first[at] = self.near_first[at - 1];
                at -= 1;
            }
            self.near_first[at] = node;
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
        let (km, fronts) = (before.km + road.km, before.fronts + i32::from(front));
        // A power costs more than all the rest, and most ways that are found anew are as long as before.
        let known = self.way[node];
        let distance = if known.km == km && known.distance > 0.0 {
            known.distance
        } else {
            (km + parameters.softening_km).powf(parameters.distance_power)
        };
        self.days[node] = days;
        self.way[node] = Way { km, fronts, day_share, distance };
        self.deterrence[node] = parameters.front_weight.powi(fronts) / distance;
    }

    /// Counts the roads of those who went by these ways, handing them on from the far nodes to the
    /// near ones.
    fn count_roads(&mut self, network: &Network, used: &mut [f64]) {
        for node in self.near_first.iter().rev() {
            let people = std::mem::take(&mut self.went[*node as usize]);
            let last = network.edges().get(self.last[*node as usize] as usize);
            if let Some(road) = last.filter(|_| people > 0.0) {
                used[road.link as usize] += people;
                self.went[road.from as usize] += people;
            }
        }
    }

    /// Whether a change may have made other ways the shortest, or these longer.
    fn minds(&self, change: Change, network: &Network) -> bool {
        if self.length.is_empty() {
            return false;
        }
        let road = &network.edges()[change.edge];
        let is_last = self.last[road.to as usize] == change.edge as u32;
        let shorter = || {
            let [here, there] = [road.from, road.to].map(|node| self.length[node as usize]);
            !change.now_front && here + effort(road, false) < there
        };
        is_last || shorter()
    }
}

fn effort(road: &Edge, front: bool) -> f64 {
    if front { road.km + FRONT_KM } else { road.km }
}
