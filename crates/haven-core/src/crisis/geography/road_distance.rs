//! Shortest ways by road (Dijkstra).

use super::road::Road;
use crate::id::PlaceId;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// How far every place is from the nearest of some places, by roads that may be used.
#[derive(Clone, Debug)]
pub struct RoadDistances {
    /// Road km by place; infinite where there is no way.
    pub km: Vec<f64>,
    /// The place before on the way, by place; none where the way begins.
    pub before: Vec<Option<PlaceId>>,
}

/// A place on the edge of the search. Ties go to the place that is first in the scenario.
#[derive(PartialEq)]
struct Edge(f64, PlaceId);

impl Eq for Edge {}

impl Ord for Edge {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0).then(self.1.cmp(&other.1))
    }
}

impl PartialOrd for Edge {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl RoadDistances {
    /// From `starts`, over places that are `open` (starts need not be).
    pub fn from(
        roads: &[Vec<Road>],
        starts: impl Iterator<Item = PlaceId>,
        open: impl Fn(PlaceId) -> bool,
    ) -> Self {
        Self::until(roads, starts, open, |_| false)
    }

    /// The same until a place that is an `end` is reached: only what is nearer is then known.
    pub fn until(
        roads: &[Vec<Road>],
        starts: impl Iterator<Item = PlaceId>,
        open: impl Fn(PlaceId) -> bool,
        end: impl Fn(PlaceId) -> bool,
    ) -> Self {
        let mut reach =
            Self { km: vec![f64::INFINITY; roads.len()], before: vec![None; roads.len()] };
        let mut edge = BinaryHeap::new();
        for start in starts {
            reach.km[start.index()] = 0.0;
            edge.push(Reverse(Edge(0.0, start)));
        }
        while let Some(Reverse(Edge(km, here))) = edge.pop() {
            if km > reach.km[here.index()] {
                continue;
            }
            if end(here) {
                break;
            }
            for way in &roads[here.index()] {
                let longer = km + way.km;
                if longer < reach.km[way.to.index()] && open(way.to) {
                    reach.km[way.to.index()] = longer;
                    reach.before[way.to.index()] = Some(here);
                    edge.push(Reverse(Edge(longer, way.to)));
                }
            }
        }
        reach
    }

    /// The way to a place from where it begins, which is not part of it. Empty if there is none.
    pub fn way_to(&self, place: PlaceId) -> Vec<PlaceId> {
        let mut way = Vec::new();
        let mut here = place;
        while let Some(before) = self.before[here.index()] {
            way.push(here);
            here = before;
        }
        way.reverse();
        way
    }
}
