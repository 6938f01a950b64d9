//! How far away violence is felt.

use crate::crisis::geography::Geography;
use crate::id::PlaceId;
use crate::math;

/// Below this share of its effect at its own place an event is not felt (beyond 4.3 B).
const LEAST: f64 = 1e-4;

/// The share of an event's effect at its own place that is felt at others: exp(−d²/2B²).
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Kernel {
    /// Where the pairs of a place begin, by place, and where the last ones end.
    starts: Vec<usize>,
    pairs: Vec<(PlaceId, f64)>,
}

impl Kernel {
    /// The kernel between places of the home country for a reach B, km.
    pub(super) fn new(geography: &Geography, reach_km: f64) -> Self {
        let furthest_km = reach_km * (-2.0 * math::ln(LEAST)).sqrt();
        let felt = |km: f64| math::exp(-math::powi(km / reach_km, 2) / 2.0);
        let mut kernel = Self { starts: vec![0], pairs: Vec::new() };
        for others in &geography.near {
            let near = others.iter().filter(|(_, km)| *km <= furthest_km);
            kernel.pairs.extend(near.map(|(other, km)| (*other, felt(*km))));
            kernel.starts.push(kernel.pairs.len());
        }
        kernel
    }

    /// Where an event at a place is felt, and how much; the place itself first.
    pub(super) fn around(&self, place: PlaceId) -> &[(PlaceId, f64)] {
        &self.pairs[self.starts[place.index()]..self.starts[place.index() + 1]]
    }
}
