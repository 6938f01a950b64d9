//! # Routes
//! **What**     From each place inside, the shortest ways to every other one and to the gates.
//! **Equation** length = km + `FRONT_KM`·fronts, least over all ways;
//!              deterrence = `front_weight`^fronts / (km + `softening_km`)^`distance_power`
//! **Units**    km; fronts: front lines crossed; deterrence: relative
//! **Reads**    the network, today's front lines, parameters.  **Changes** only itself
//! **Keeps**    a front line less never makes a way longer; nobody passes through a gate
//! **Source**   Dijkstra 1959; model.md §7; Flee 3 for the softened distance
//! **Doubts**   everyone knows the front lines of today, and none of tomorrow
//!
//! The ways from a place are found when somebody leaves it, and found anew only if a changed front
//! line lies on them or opens a shorter one; elsewhere the tree of ways is still the shortest.

use super::fronts::{Change, Fronts};
use super::network::{Edge, Network};
use crate::crisis::ground::{Actors, Ground};
use crate::crisis::parameter::Parameters;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Detour that people take to avoid a front line, km (assumed).
const FRONT_KM: f64 = 100.0;

/// The way to a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reach {
    /// Km and front lines together; infinite if there is no way.
    length: f64,
    /// Km to go.
    pub km: f64,
    /// Front lines to cross.
    pub fronts: i32,
    /// The edge by which one comes.
    last: u32,
}

const NO_WAY: Reach = Reach { length: f64::INFINITY, km: f64::INFINITY, fronts: 0, last: u32::MAX };

/// How far one comes on the first day of a way.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Stage {
    /// The node where people rest.
    pub end: u32,
    /// Whole days until they can go on from there; 0 if they are there within a day.
    pub days: u32,
}

/// The ways from one node.
#[derive(Clone, Debug, Default)]
struct Tree {
    /// Whether the ways are the shortest ones today.
    current: bool,
    /// By node.
    reach: Vec<Reach>,
    /// Nodes that can be reached, but for the first one, the near ones first.
    near_first: Vec<u32>,
    /// By node.
    first_stage: Vec<Stage>,
    /// By node; 0 if there is no way, and at the node itself.
    deterrence: Vec<f64>,
}

/// Ways under today's control.
#[derive(Clone, Debug, Default)]
pub(in crate::crisis) struct Routes {
    fronts: Fronts,
    /// By node.
    trees: Vec<Tree>,
    found: Vec<Reach>,
    near_first: Vec<u32>,
    heap: BinaryHeap<(Reverse<u64>, u32)>,
}

impl Routes {
    /// Takes note of who holds what today.
    pub fn look(&mut self, network: &Network, ground: &Ground, foes: &[Actors]) {
        self.trees.resize_with(network.nodes().len(), Tree::default);
        let changes = self.fronts.look(network, ground, foes);
        for tree in self.trees.iter_mut().filter(|tree| tree.current) {
            tree.current = !changes.iter().any(|change| tree.minds(*change, network));
        }
    }

    /// Finds the ways from a node, unless they are known.
    pub fn find(&mut self, from: usize, network: &Network, parameters: &Parameters) {
        if self.trees[from].current {
            return;
        }
        self.search(from, network);
        let tree = &mut self.trees[from];
        tree.reach.resize(self.found.len(), NO_WAY);
        tree.deterrence.resize(self.found.len(), 0.0);
        for (node, found) in self.found.iter().enumerate() {
            let known = &mut tree.reach[node];
            if node != from && (known.km, known.fronts) != (found.km, found.fronts) {
                tree.deterrence[node] = deterrence(found, parameters);
            }
            *known = *found;
        }
        tree.near_first.clone_from(&self.near_first);
        tree.divide(from, network, parameters);
        tree.current = true;
    }

    /// Dijkstra's algorithm; the result is in `found`.
    fn search(&mut self, from: usize, network: &Network) {
        self.found.clear();
        self.found.resize(network.nodes().len(), NO_WAY);
        self.found[from] = Reach { length: 0.0, km: 0.0, ..NO_WAY };
        self.near_first.clear();
        self.heap.push((Reverse(0), from as u32));
        while let Some((Reverse(length), node)) = self.heap.pop() {
            let here = self.found[node as usize];
            if length > here.length.to_bits() {
                continue;
            }
            if node != from as u32 {
                self.near_first.push(node);
            }
            for edge in network.out_of(node as usize) {
                let road = &network.edges()[edge];
                let front = self.fronts.on_edge[edge];
                let length = here.length + effort(road, front);
                if length < self.found[road.to as usize].length {
                    self.found[road.to as usize] = Reach {
                        length,
                        km: here.km + road.km,
                        fronts: here.fronts + i32::from(front),
                        last: edge as u32,
                    };
                    // The bits of numbers from 0 up are in the order of the numbers.
                    self.heap.push((Reverse(length.to_bits()), road.to));
                }
            }
        }
    }

    /// The way between two nodes, if there is one; the ways from the first must have been found.
    pub fn way(&self, from: usize, to: usize) -> Option<Reach> {
        let reach = self.trees[from].reach[to];
        reach.length.is_finite().then_some(reach)
    }

    /// How much less distance and front lines let people go there, by node; the ways must have
    /// been found.
    pub fn deterrence(&self, from: usize) -> &[f64] {
        &self.trees[from].deterrence
    }

    /// The first day of a way.
    pub fn first_stage(&self, from: usize, to: usize) -> Stage {
        self.trees[from].first_stage[to]
    }

    /// Calls `each(link)` for every road of the way between two nodes.
    pub fn roads(&self, network: &Network, [from, to]: [usize; 2], mut each: impl FnMut(usize)) {
        let mut node = to;
        while node != from {
            let road = &network.edges()[self.trees[from].reach[node].last as usize];
            each(road.link as usize);
            node = road.from as usize;
        }
    }

    /// Hands on people who go from a node to others (`going`, by node) from road to road:
    /// `each(link, people)` for every road that they use. Leaves nobody in `going`.
    pub fn use_roads(
        &self,
        from: usize,
        network: &Network,
        going: &mut [f64],
        mut each: impl FnMut(usize, f64),
    ) {
        let tree = &self.trees[from];
        for node in tree.near_first.iter().rev() {
            let people = std::mem::take(&mut going[*node as usize]);
            if people > 0.0 {
                let road = &network.edges()[tree.reach[*node as usize].last as usize];
                each(road.link as usize, people);
                going[road.from as usize] += people;
            }
        }
        going[from] = 0.0;
    }
}

impl Tree {
    /// Finds how far people come on the first day of each way. Ways begin alike, so that those to
    /// farther nodes end their first day where those to the nodes before them do.
    fn divide(&mut self, from: usize, network: &Network, parameters: &Parameters) {
        self.first_stage.resize(self.reach.len(), Stage::default());
        for node in &self.near_first {
            let reach = &self.reach[*node as usize];
            let before = network.edges()[reach.last as usize].from as usize;
            let days = days(reach, parameters);
            self.first_stage[*node as usize] = if days <= 1.0 {
                Stage { end: *node, days: 0 }
            } else if before == from {
                Stage { end: *node, days: (days.round() as u32).max(1) }
            } else {
                self.first_stage[before]
            };
        }
    }

    /// Whether a change may have made other ways the shortest.
    fn minds(&self, change: Change, network: &Network) -> bool {
        let road = &network.edges()[change.edge];
        let there = &self.reach[road.to as usize];
        if change.now_front {
            return there.last == change.edge as u32;
        }
        let here = &self.reach[road.from as usize];
        there.last == change.edge as u32 || here.length + effort(road, false) < there.length
    }
}

/// Days that a way takes.
fn days(reach: &Reach, parameters: &Parameters) -> f64 {
    reach.km / parameters.speed + f64::from(reach.fronts) * parameters.front_delay
}

fn effort(road: &Edge, front: bool) -> f64 {
    if front { road.km + FRONT_KM } else { road.km }
}

fn deterrence(reach: &Reach, parameters: &Parameters) -> f64 {
    if reach.length.is_infinite() {
        return 0.0;
    }
    let distance = (reach.km + parameters.softening_km).powf(parameters.distance_power);
    parameters.front_weight.powi(reach.fronts) / distance
}
