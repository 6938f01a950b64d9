//! # Ways on the first morning
//! **What**     The shortest ways from each node under the control of the first morning, which is that of
//!              every member: each starts from these and mends them when front lines change, as most of
//!              them stay as they are.
//! **Reads**    the network, control of the first morning
//! **Keeps**    ways that are mended are those that a search from nothing finds

use super::front_roads::FrontRoads;
use super::network::RoadNetwork;
use super::shortest_paths::{Lengths, Search, ShortestPathTree, effort};
use crate::crisis::actors::Actors;
use crate::crisis::control::Control;

/// The shortest ways on the first morning.
#[derive(Clone, Debug)]
pub struct FirstPaths {
    /// Front lines on which they are the shortest.
    pub(super) fronts: FrontRoads,
    /// Length that people count, km, by edge.
    pub(super) effort: Vec<f64>,
    /// By node from which they lead: the ways, and the nodes in the order of their length.
    pub(super) from: Vec<(ShortestPathTree, Vec<u32>)>,
}

impl FirstPaths {
    /// `ground`: as it is on the first morning; `foes`: by actor.
    pub fn new(network: &RoadNetwork, control: &Control, foes: &[Actors]) -> Self {
        let mut fronts = FrontRoads::default();
        fronts.update(network, control, foes);
        let roads = network.edges().iter().zip(&fronts.on_edge);
        let effort: Vec<f64> = roads.map(|(road, front)| effort(road, *front)).collect();
        let (lengths, mut search) = (Lengths { network, effort: &effort }, Search::default());
        let grow = |from: usize| {
            let shape = ShortestPathTree::grow(from, lengths, &mut search);
            (shape, search.found().to_vec())
        };
        let from = (0..network.nodes().len()).map(grow).collect();
        Self { fronts, effort, from }
    }
}
