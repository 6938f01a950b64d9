//! Where everybody is.

use super::cohort::{Cohort, Pool};
use crate::id::PlaceId;

/// Everyone who has set out, by whereabouts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct People {
    /// People at each place.
    pub(super) at: Vec<Pool>,
    /// People on each road.
    pub(super) on: Vec<Pool>,
    /// Number of people at each place; always the sum over `at`.
    pub(super) occupancy: Vec<f64>,
    /// People created so far.
    pub(super) displaced: f64,
}

impl People {
    /// Nobody.
    pub(super) fn none(places: usize, roads: usize) -> Self {
        Self {
            at: vec![Pool::default(); places],
            on: vec![Pool::default(); roads],
            occupancy: vec![0.0; places],
            displaced: 0.0,
        }
    }

    /// Puts a cohort at a place.
    pub(super) fn rest(&mut self, place: PlaceId, cohort: Cohort) {
        self.occupancy[place.index()] += cohort.people;
        self.at[place.index()].add(cohort);
    }

    /// Merges cohorts that have become alike.
    pub(super) fn merge(&mut self) {
        self.at.iter_mut().chain(&mut self.on).for_each(Pool::merge);
    }

    /// People on roads.
    pub(super) fn on_road(&self) -> f64 {
        self.on.iter().map(Pool::people).sum()
    }

    /// Whether everyone created is somewhere, and nobody twice.
    pub(super) fn is_conserved(&self) -> bool {
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-6 * a.abs().max(1.0);
        let at: f64 = self.at.iter().map(Pool::people).sum();
        let occupancy: f64 = self.occupancy.iter().sum();
        close(at, occupancy) && close(at + self.on_road(), self.displaced)
    }
}
