//! What was counted at the destinations, by day.

use haven_core::flee::World;
use haven_core::id::PlaceId;
use std::collections::BTreeMap;

/// Counts of people, interpolated between reports as the run does.
#[derive(Debug, Default)]
pub struct Counted {
    by_place: BTreeMap<PlaceId, Vec<f64>>,
    total: Option<Vec<f64>>,
}

impl Counted {
    /// The counts at the destinations of a world. A total is known if every destination is counted.
    pub fn of(world: &World) -> Self {
        let days = world.scenario().days;
        // The run counts simulated persons, of whom each may stand for several.
        let each = world.scenario().rules.scale_divisor.0 as f64;
        let series = |place: PlaceId| {
            let values: Option<Vec<f64>> =
                (0..days).map(|day| world.observed(place, day).map(|it| it * each)).collect();
            values.map(|values| (place, values))
        };
        let destinations = world.destinations();
        let by_place: BTreeMap<_, _> = destinations.iter().copied().filter_map(series).collect();
        let sum = |day: usize| by_place.values().map(|values| values[day]).sum();
        let is_whole = !by_place.is_empty() && by_place.len() == destinations.len();
        let total = is_whole.then(|| (0..days as usize).map(sum).collect());
        Self { by_place, total }
    }

    /// People counted at a place on a day.
    pub fn at(&self, place: PlaceId, day: u32) -> Option<f64> {
        self.by_place.get(&place).map(|values| values[day as usize])
    }

    /// People counted at all destinations together on a day.
    pub fn total(&self, day: u32) -> Option<f64> {
        self.total.as_ref().map(|values| values[day as usize])
    }
}
