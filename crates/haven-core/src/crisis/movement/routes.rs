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
//! behind them, are found anew (`tree`).

use super::fronts::{Change, Fronts};
use super::network::Network;
use super::tree::{Roads, Search, Tree, effort};
use crate::crisis::ground::{Actors, Ground};
use crate::crisis::parameter::Parameters;

/// Ways under today's control.
#[derive(Clone, Debug, Default)]
pub(in crate::crisis) struct Routes {
    fronts: Fronts,
    /// All changes of front lines so far, in order.
    changes: Vec<Change>,
    /// Length that people count, km, by edge.
    effort: Vec<f64>,
    /// By node.
    trees: Vec<Tree>,
    /// By node: how many of the changes its tree takes into account.
    seen: Vec<usize>,
    search: Search,
    /// People who used each link so far, in either direction.
    used: Vec<f64>,
}

impl Routes {
    /// Takes note of who holds what today.
    pub fn look(&mut self, network: &Network, ground: &Ground, foes: &[Actors]) {
        if self.effort.is_empty() {
            self.trees.resize_with(network.nodes().len(), Tree::default);
            self.seen.resize(network.nodes().len(), 0);
            self.used.resize(network.links(), 0.0);
            self.effort.extend(network.edges().iter().map(|road| effort(road, false)));
        }
        let first = self.changes.len();
        self.changes.extend(self.fronts.look(network, ground, foes));
        for Change { edge, now_front } in &self.changes[first..] {
            self.effort[*edge] = effort(&network.edges()[*edge], *now_front);
        }
    }

    /// Finds the ways from a node, as far as they are not known.
    pub fn find(&mut self, from: usize, network: &Network, parameters: &Parameters) {
        let (fronts, effort) = (&self.fronts.on_edge, &self.effort);
        let roads = Roads { network, fronts, effort, parameters };
        let tree = &mut self.trees[from];
        let seen = std::mem::replace(&mut self.seen[from], self.changes.len());
        if tree.is_bare() {
            return tree.grow(from, &roads, &mut self.search);
        }
        let mut changes = std::mem::take(&mut self.search.changes);
        changes.clear();
        // Of an edge that changed to and fro, only how it is now counts.
        let now = self.changes[seen..].iter().filter(|it| it.now_front == fronts[it.edge]);
        changes.extend(now.filter(|change| tree.minds(**change, &roads)));
        if !changes.is_empty() {
            tree.count_roads(network, &mut self.used);
            tree.forget_counted();
            tree.repair(from, &changes, &roads, &mut self.search);
        }
        self.search.changes = changes;
    }

    /// The ways from a node, which must have been found.
    pub fn ways(&mut self, from: usize) -> &mut Tree {
        &mut self.trees[from]
    }

    /// The nodes on the way from a node to another one, from the last one before it backwards; the
    /// ways must have been found.
    pub fn back(&self, from: usize, to: usize, network: &Network) -> impl Iterator<Item = usize> {
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
    pub fn used(&self, network: &Network) -> Vec<f64> {
        let mut used = self.used.clone();
        self.trees.iter().for_each(|tree| tree.count_roads(network, &mut used));
        used
    }
}
