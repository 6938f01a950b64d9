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

use super::first_paths::FirstPaths;
use super::front_roads::{Change, FrontRoads};
use super::network::RoadNetwork;
#[cfg(test)]
use super::shortest_paths::ShortestPathTree;
use super::shortest_paths::{Lengths, Search, effort};
use super::travel_times::{PathsFrom, Roads};
use crate::crisis::actors::Actors;
use crate::crisis::control::Control;
use crate::crisis::parameter::Parameters;

/// Paths under today's control. They are kept from day to day: which of two equally short ones people
/// know depends on what was before.
#[derive(Clone, Debug, PartialEq)]
pub struct Paths {
    fronts: FrontRoads,
    /// All changes of front lines so far, in order.
    changes: Vec<Change>,
    /// Length that people count, km, by edge.
    effort: Vec<f64>,
    /// By node.
    trees: Vec<PathsFrom>,
    /// By node: how many of the changes its tree takes into account.
    seen: Vec<usize>,
    /// People who used each link so far, in either direction.
    used: Vec<f64>,
}

impl Paths {
    /// Nobody has looked for one.
    pub fn start(network: &RoadNetwork, first: &FirstPaths) -> Self {
        let nodes = network.nodes().len();
        Self {
            fronts: first.fronts.clone(),
            changes: Vec::new(),
            effort: first.effort.clone(),
            trees: vec![PathsFrom::default(); nodes],
            seen: vec![0; nodes],
            used: vec![0.0; network.links()],
        }
    }

    /// Takes note of who holds what today. `foes`: by actor.
    pub(super) fn update(&mut self, network: &RoadNetwork, control: &Control, foes: &[Actors]) {
        let first = self.changes.len();
        self.changes.extend(self.fronts.update(network, control, foes));
        for Change { edge, now_front } in &self.changes[first..] {
            self.effort[*edge] = effort(&network.edges()[*edge], *now_front);
        }
    }

    /// Finds the paths from a node, as far as they are not known.
    pub(super) fn find(
        &mut self,
        from: usize,
        (network, first): (&RoadNetwork, &FirstPaths),
        parameters: &Parameters,
        search: &mut Search,
    ) {
        let fronts = &self.fronts.on_edge[..];
        let lengths = Lengths { network, effort: &self.effort };
        let roads = Roads { lengths, fronts, parameters };
        let tree = &mut self.trees[from];
        let seen = std::mem::replace(&mut self.seen[from], self.changes.len());
        if tree.is_bare() {
            let (shape, order) = &first.from[from];
            tree.grow(from, shape, order, roads);
        }
        // Of an edge that changed to and fro, only how it is now counts.
        let now = self.changes[seen..].iter().filter(|it| it.now_front == fronts[it.edge]);
        let changes = &mut search.changes;
        changes.clear();
        changes.extend(now.filter(|change| tree.shape().minds(**change, lengths)));
        if !changes.is_empty() {
            tree.repair(roads, search, &mut self.used);
        }
    }

    /// Finds the paths from a node as if none had ever been known.
    #[cfg(test)]
    pub(super) fn find_from_nothing(
        &mut self,
        from: usize,
        network: &RoadNetwork,
        parameters: &Parameters,
    ) {
        let (fronts, mut search) = (&self.fronts.on_edge[..], Search::default());
        let lengths = Lengths { network, effort: &self.effort };
        let shape = ShortestPathTree::grow(from, lengths, &mut search);
        let roads = Roads { lengths, fronts, parameters };
        self.trees[from].grow(from, &shape, search.found(), roads);
        self.seen[from] = self.changes.len();
    }

    /// The paths from a node, which must have been found.
    pub(super) fn from(&mut self, from: usize) -> &mut PathsFrom {
        &mut self.trees[from]
    }

    /// The nodes on the path from a node to another one, from the last one before it backwards; the
    /// paths must have been found.
    pub(super) fn back(
        &self,
        from: usize,
        to: usize,
        network: &RoadNetwork,
    ) -> impl Iterator<Item = usize> {
        let tree = &self.trees[from];
        let before = |node: usize| tree.before(node, network);
        std::iter::successors(before(to), move |node| before(*node))
    }

    /// How much less distance and front lines let people go there, by node; the paths must have
    /// been found.
    pub(super) fn deterrence(&self, from: usize) -> &[f64] {
        self.trees[from].deterrence()
    }

    /// People who used each link so far, in either direction.
    pub fn used(&self, network: &RoadNetwork) -> Vec<f64> {
        let mut used = self.used.clone();
        self.trees.iter().for_each(|tree| tree.count_roads(network, &mut used));
        used
    }

    /// Forgets all paths, but not who used which road: people judge roads by other numbers from now on.
    pub fn forget(&mut self, network: &RoadNetwork) {
        self.used = self.used(network);
        self.trees.fill(PathsFrom::default());
        self.seen.fill(0);
    }
}
