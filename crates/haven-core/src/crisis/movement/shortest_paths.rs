//! # Shortest ways from one place
//! **What**     The shortest ways from a node to all others, kept shortest when front lines change.
//! **Equation** length = km + `FRONT_KM`·fronts, least over all ways
//! **Units**    km
//! **Reads**    the network, today's front lines.  **Changes** only itself
//! **Keeps**    ways after a repair are those that a search from nothing finds
//! **Source**   Dijkstra 1959; Ramalingam and Reps 1996 for keeping ways shortest when roads change

use super::front_roads::Change;
use super::network::{Edge, RoadNetwork};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Detour that people take to avoid a front line, km (assumed).
const FRONT_KM: f64 = 100.0;

/// No edge leads there.
const NONE: u32 = u32::MAX;

/// The length of a road as people count it, km.
pub(super) fn effort(road: &Edge, front: bool) -> f64 {
    if front { road.km + FRONT_KM } else { road.km }
}

/// The roads as people count them today.
#[derive(Clone, Copy)]
pub(super) struct Lengths<'r> {
    pub(super) network: &'r RoadNetwork,
    /// Length that people count, km, by edge.
    pub(super) effort: &'r [f64],
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
    /// Nodes to which ways have been found.
    found: Vec<u32>,
    /// The ways before they were repaired.
    pub(super) former: ShortestPathTree,
}

impl Search {
    /// Nodes to which the way of before is no more.
    pub(super) fn lost(&self) -> &[u32] {
        &self.lost
    }

    /// Nodes to which ways have been found, in the order of their length. A node may be there twice;
    /// the last time is behind the node before it on its way.
    pub(super) fn found(&self) -> &[u32] {
        &self.found
    }
}

/// A node and the length of a way to it in one number, in the order of lengths. Lengths of single
/// precision will do: whoever is looked at too early is looked at again.
fn key(length: f64, node: u32) -> u64 {
    u64::from((length as f32).to_bits()) << 32 | u64::from(node)
}

/// The shortest ways from one node.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ShortestPathTree {
    /// Km and front lines together, by node; infinite if there is no way.
    length: Vec<f64>,
    /// The edge by which one comes to a node.
    last: Vec<u32>,
}

impl ShortestPathTree {
    /// Whether no way has been looked for.
    pub(super) fn is_bare(&self) -> bool {
        self.length.is_empty()
    }

    /// The edge by which one comes to a node; none at the end of the way, or without one.
    pub(super) fn last<'n>(&self, node: usize, network: &'n RoadNetwork) -> Option<&'n Edge> {
        network.edges().get(self.last[node] as usize)
    }

    /// The position of that edge, which must exist.
    pub(super) fn last_edge(&self, node: usize) -> usize {
        self.last[node] as usize
    }

    /// Finds all ways from a node.
    pub(super) fn grow(from: usize, lengths: Lengths<'_>, search: &mut Search) -> Self {
        let nodes = lengths.network.nodes().len();
        let mut shape = Self { length: vec![f64::INFINITY; nodes], last: vec![NONE; nodes] };
        shape.length[from] = 0.0;
        search.heap.push(Reverse(key(0.0, from as u32)));
        shape.spread(lengths, search);
        search.found.retain(|node| *node as usize != from);
        shape
    }

    /// Whether a change may have made other ways the shortest, or these longer.
    pub(super) fn minds(&self, change: Change, lengths: Lengths<'_>) -> bool {
        let road = &lengths.network.edges()[change.edge];
        let [here, there] = [road.from, road.to].map(|node| self.length[node as usize]);
        let is_last = self.last[road.to as usize] == change.edge as u32;
        is_last || (!change.now_front && here + lengths.effort[change.edge] < there)
    }

    /// Finds those ways anew that the changes of the search, all of which it minds, have made longer or
    /// shorter. The search keeps the former ones.
    pub(super) fn repair(&mut self, lengths: Lengths<'_>, search: &mut Search) {
        search.former.clone_from(self);
        let changes = std::mem::take(&mut search.changes);
        self.lose_longer(&changes, lengths.network, &mut search.lost);
        for node in &search.lost {
            for edge in lengths.network.into(*node as usize) {
                let road = &lengths.network.edges()[*edge as usize];
                let length = self.length[road.from as usize] + lengths.effort[*edge as usize];
                self.consider((*edge, road.to), length, &mut search.heap);
            }
        }
        for change in changes.iter().filter(|change| !change.now_front) {
            let road = &lengths.network.edges()[change.edge];
            let length = self.length[road.from as usize] + lengths.effort[change.edge];
            self.consider((change.edge as u32, road.to), length, &mut search.heap);
        }
        self.spread(lengths, search);
        search.changes = changes;
    }

    /// Forgets the ways to nodes behind roads that have become longer.
    fn lose_longer(&mut self, changes: &[Change], network: &RoadNetwork, lost: &mut Vec<u32>) {
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
    fn lose(&mut self, edge: usize, network: &RoadNetwork, lost: &mut Vec<u32>) {
        let to = network.edges()[edge].to;
        if self.last[to as usize] == edge as u32 {
            self.length[to as usize] = f64::INFINITY;
            self.last[to as usize] = NONE;
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
    /// length.
    fn spread(&mut self, lengths: Lengths<'_>, search: &mut Search) {
        search.found.clear();
        while let Some(Reverse(top)) = search.heap.pop() {
            let node = top as u32;
            let length = self.length[node as usize];
            if top > key(length, node) {
                continue;
            }
            search.found.push(node);
            for edge in lengths.network.out_of(node as usize) {
                let to = lengths.network.edges()[edge].to;
                let farther = length + lengths.effort[edge];
                self.consider((edge as u32, to), farther, &mut search.heap);
            }
        }
    }
}
