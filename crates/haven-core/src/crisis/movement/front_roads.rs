//! # Front lines on the roads
//! **What**     Which directions of roads cross a front line today.
//! **Equation** front(a→b) = everyone who holds a fights everyone who holds b, or b is under assault
//! **Units**    none
//! **Reads**    ground.holders, ground.assaulting, `world.geography.foes`.  **Changes** only itself
//! **Keeps**    a way out of a place under assault is not made harder by the assault
//! **Source**   model.md §7, front lines
//! **Doubts**   a place that enemies share is open to whoever comes from either side

use super::network::RoadNetwork;
use crate::crisis::actors::Actors;
use crate::crisis::control::Control;

/// Front lines today.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct FrontRoads {
    /// Whether it crosses one, by edge of the network.
    pub on_edge: Vec<bool>,
    epoch: Option<u64>,
    /// By place.
    assaulted: Vec<bool>,
}

/// An edge that became a front line, or is none any more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Change {
    /// Position of the edge.
    pub edge: usize,
    /// Whether it is one now.
    pub now_front: bool,
}

impl FrontRoads {
    /// What changed since the last time. The first time calls every front line a change.
    /// `foes`: by actor.
    pub fn update(
        &mut self,
        network: &RoadNetwork,
        control: &Control,
        foes: &[Actors],
    ) -> Vec<Change> {
        let assaulted = || control.assaulting.iter().map(|attackers| !attackers.is_empty());
        if self.epoch == Some(control.epoch) && assaulted().eq(self.assaulted.iter().copied()) {
            return Vec::new();
        }
        if self.epoch.is_none() {
            self.on_edge = vec![false; network.edges().len()];
        }
        self.epoch = Some(control.epoch);
        self.assaulted = assaulted().collect();
        let mut changes = Vec::new();
        for (edge, road) in network.edges().iter().enumerate() {
            let [from, to] = [road.from, road.to].map(|node| network.place(node as usize));
            let now_front = self.assaulted[to.index()] || control.is_front(foes, [from, to]);
            if now_front != self.on_edge[edge] {
                self.on_edge[edge] = now_front;
                changes.push(Change { edge, now_front });
            }
        }
        changes
    }
}
