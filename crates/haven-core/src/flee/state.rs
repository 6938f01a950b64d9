//! What changes from day to day in one run, and nothing else.

use super::cohort::{Cohort, Pool};
use super::ground::Ground;
use super::order::CreationOrder;
use super::route::Routes;
use super::world::World;
use crate::draw::Draws;
use crate::id::PlaceId;

/// The state of a run between two days.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// What each place is.
    pub(super) ground: Vec<Ground>,
    /// Open roads out of each place, in the order in which they are looked at.
    pub(super) open: Vec<Vec<usize>>,
    /// Closed roads out of each place.
    pub(super) closed: Vec<Vec<usize>>,
    /// People at each place.
    pub(super) at: Vec<Pool>,
    /// People on each road.
    pub(super) on: Vec<Pool>,
    /// Number of people at each place; always the sum over `at`.
    pub(super) occupancy: Vec<f64>,
    /// Weight of each place in drawing where people set out.
    pub(super) source_weights: Vec<f64>,
    /// Routes that people remember.
    pub(super) routes: Routes,
    /// Which days of creation are told apart.
    pub(super) order: CreationOrder,
    /// People created so far.
    pub(super) displaced: f64,
    /// Raised whenever a road opens or closes or a place becomes or stops being a marker.
    pub(super) network_version: u64,
}

impl State {
    /// The state before day 0, without people.
    pub(super) fn at_start(world: &World, draws: Draws) -> Self {
        let places = world.scenario.places.len();
        let mut open = vec![Vec::new(); places];
        for (road, ends) in world.roads.iter().enumerate() {
            open[ends.from.index()].push(road);
        }
        Self {
            ground: Ground::at_start(world),
            open,
            closed: vec![Vec::new(); places],
            at: vec![Pool::default(); places],
            on: vec![Pool::default(); world.roads.len()],
            occupancy: vec![0.0; places],
            source_weights: vec![0.0; places],
            routes: Routes::default(),
            order: CreationOrder::new(world, draws),
            displaced: 0.0,
            network_version: 0,
        }
    }

    /// Puts a cohort at a place.
    pub(super) fn rest(&mut self, place: PlaceId, cohort: Cohort) {
        self.occupancy[place.index()] += cohort.people;
        self.at[place.index()].add(cohort);
    }

    /// Whether everyone created is somewhere, and nobody twice.
    pub(super) fn is_conserved(&self) -> bool {
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-6 * a.abs().max(1.0);
        let at: f64 = self.at.iter().map(Pool::people).sum();
        let occupancy: f64 = self.occupancy.iter().sum();
        close(at, occupancy) && close(at + self.on_road(), self.displaced)
    }

    /// People on roads.
    pub(super) fn on_road(&self) -> f64 {
        self.on.iter().map(Pool::people).sum()
    }
}
