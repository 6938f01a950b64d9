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
//! When somebody leaves a place for the first time, its ways are those of the first morning
//! (`first_paths`). When front lines have changed since then, or since the last time, only the ways of
//! nodes that a changed road leads to, and of those behind them, are found anew (`shortest_paths`).

use super::front_roads::{Change, FrontRoads};
use super::network::RoadNetwork;
#[cfg(test)]
use super::shortest_paths::ShortestPathTree;
use super::shortest_paths::{Lengths, Search, effort};
use super::travel_times::{PathsFrom, Roads};
use crate::crisis::control::Control;
use crate::crisis::parameter::Parameters;
use crate::crisis::world::World;

/// Ways under today's control.
#[derive(Clone, Debug, Default)]
pub(in crate::crisis) struct Paths {
    fronts: FrontRoads,
    /// All changes of front lines so far, in order.
    changes: Vec<Change>,
    /// Length that people count, km, by edge.
    effort: Vec<f64>,
    /// By node.
    trees: Vec<PathsFrom>,
    /// By node: how many of the changes its tree takes into account.
    seen: Vec<usize>,
    search: Search,
    /// People who used each link so far, in either direction.
    used: Vec<f64>,
}

impl Paths {
    /// Takes note of who holds what today.
    pub fn look(&mut self, world: &World, control: &Control) {
        let network = &world.network;
        if self.trees.is_empty() {
            self.trees.resize_with(network.nodes().len(), PathsFrom::default);
            self.seen.resize(network.nodes().len(), 0);
            self.used.resize(network.links(), 0.0);
            self.fronts.clone_from(&world.first_paths.fronts);
            self.effort.clone_from(&world.first_paths.effort);
        }
        let first = self.changes.len();
        self.changes.extend(self.fronts.look(network, control, &world.geography.foes));
        for Change { edge, now_front } in &self.changes[first..] {
            self.effort[*edge] = effort(&network.edges()[*edge], *now_front);
        }
    }

    /// Finds the ways from a node, as far as they are not known.
    pub fn find(&mut self, from: usize, world: &World, parameters: &Parameters) {
        let (network, fronts) = (&world.network, &self.fronts.on_edge[..]);
        let lengths = Lengths { network, effort: &self.effort };
        let roads = Roads { lengths, fronts, parameters };
        let tree = &mut self.trees[from];
        let seen = std::mem::replace(&mut self.seen[from], self.changes.len());
        if tree.is_bare() {
            let (shape, order) = &world.first_paths.from[from];
            tree.grow(from, shape, order, roads);
        }
        // Of an edge that changed to and fro, only how it is now counts.
        let now = self.changes[seen..].iter().filter(|it| it.now_front == fronts[it.edge]);
        let changes = &mut self.search.changes;
        changes.clear();
        changes.extend(now.filter(|change| tree.shape().minds(**change, lengths)));
        if !changes.is_empty() {
            tree.repair(roads, &mut self.search, &mut self.used);
        }
    }

    /// Finds the ways from a node as if none had ever been known.
    #[cfg(test)]
    pub fn find_from_nothing(&mut self, from: usize, world: &World, parameters: &Parameters) {
        let (network, fronts) = (&world.network, &self.fronts.on_edge[..]);
        let lengths = Lengths { network, effort: &self.effort };
        let shape = ShortestPathTree::grow(from, lengths, &mut self.search);
        let roads = Roads { lengths, fronts, parameters };
        self.trees[from].grow(from, &shape, self.search.found(), roads);
        self.seen[from] = self.changes.len();
    }

    /// The ways from a node, which must have been found.
    pub fn ways(&mut self, from: usize) -> &mut PathsFrom {
        &mut self.trees[from]
    }

    /// The nodes on the way from a node to another one, from the last one before it backwards; the
    /// ways must have been found.
    pub fn back(
        &self,
        from: usize,
        to: usize,
        network: &RoadNetwork,
    ) -> impl Iterator<Item = usize> {
        let tree = &self.trees[from];
        let before = |node: usize| tree.before(node, network);
        std::iter::successors(before(to), move |node| before(*node))
    }

    /// How much less distance and front lines let people go there, by node; the ways must have
    /// been found.
    pub fn deterrence(&self, from: usize) -> &[f64] {
        self.trees[from].deterrence()
    }

    /// People who used each link so far, in either direction.
    pub fn used(&self, network: &RoadNetwork) -> Vec<f64> {
        let mut used = self.used.clone();
        self.trees.iter().for_each(|tree| tree.count_roads(network, &mut used));
        used
    }
}
