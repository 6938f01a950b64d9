//! The ablation that asks whether conflict tells anything: the same scenario with its conflict out of time.

use haven_core::flee::scenario::Scenario;
use haven_core::id::StableKey;
use haven_core::rng::{Purpose, Streams};

/// The scenario with the days of its conflict table in random order, the same for all places: as much
/// conflict in the same places, at times that say nothing of departures.
pub fn with_conflict_shuffled(scenario: &Scenario, seed: u64) -> Scenario {
    let mut shuffled = scenario.clone();
    let days = shuffled.timeline.conflicts.iter().map(|row| row.intensity.len()).min().unwrap_or(0);
    let mut order: Vec<usize> = (0..days).collect();
    let streams = Streams { seed, member: 0, day: 0 };
    streams.at(Purpose::Turn, StableKey::of("order of days")).shuffle(&mut order);
    for (row, original) in shuffled.timeline.conflicts.iter_mut().zip(&scenario.timeline.conflicts)
    {
        for (day, from) in order.iter().enumerate() {
            row.intensity[day] = original.intensity[*from];
        }
    }
    shuffled
}
