//! Roads: the directions of links, with what those on them need to know.

use super::scenario::Scenario;
use crate::id::{PlaceId, StableKey};
use crate::rng::mix;

/// After this many roads in one day people rest: only roads without length lead there, where Flee
/// ends with an error (quirk Q26).
pub(super) const MOST_ROADS_A_DAY: u32 = 1_000;

/// One direction of a link.
#[derive(Clone, Copy, Debug)]
pub(super) struct Road {
    pub(super) from: PlaceId,
    pub(super) to: PlaceId,
    pub(super) km: f64,
    pub(super) max_km_per_day: f64,
    pub(super) walk_probability: f64,
    /// Addresses the randomness of those on it.
    pub(super) key: StableKey,
}

/// Both directions of every link: those of link `i` are roads `2i` and `2i+1`. `keys` are the
/// places' stable keys.
pub(super) fn roads(scenario: &Scenario, keys: &[StableKey]) -> Vec<Road> {
    let speed = scenario.rules.travel.max_km_per_day;
    let key_of = |from: PlaceId, to: PlaceId, km: f64| {
        let ends = keys[from.index()].join(keys[to.index()]);
        StableKey(mix(ends.0, km.to_bits()))
    };
    scenario
        .links
        .iter()
        .flat_map(|link| {
            let road = Road {
                from: link.from,
                to: link.to,
                km: link.km,
                max_km_per_day: link.max_km_per_day.unwrap_or(speed),
                walk_probability: link.walk_probability.unwrap_or(0.0),
                key: key_of(link.from, link.to, link.km),
            };
            let key = key_of(link.to, link.from, link.km);
            [road, Road { from: link.to, to: link.from, key, ..road }]
        })
        .collect()
}
