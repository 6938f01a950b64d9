//! Which kilometres of a day make no difference any more.
//!
//! Those who arrive with kilometres to spare go on over a road and then decide again, unless that
//! road used up their day. So near its end a day depends only on which roads still leave time for
//! another decision, and all arrivals between two such bounds are exchangeable: they merge into one
//! cohort, with the same law. It is what keeps the cost of a large network down: without it every
//! sum of road lengths is a situation of its own.

use super::road::Road;
use super::scenario::{PlaceKind, Scenario};
use crate::id::PlaceId;

/// So far below a bound are the numbers that stand for others, so that rounding leads none over it.
const MARGIN_KM: f64 = 1e-6;

/// By place, which kilometres done today are alike.
#[derive(Clone, Debug, Default)]
pub(super) struct SameRest(Vec<Evening>);

/// Bounds between kilometres that differ, ascending, and a number that stands for those from each
/// bound to the next. Below the first bound each number stands for itself.
#[derive(Clone, Debug, Default)]
struct Evening {
    bounds: Vec<f64>,
    stand_for: Vec<f64>,
}

impl SameRest {
    /// Finds the bounds; none if the rules look at kilometres for other reasons.
    pub(super) fn new(roads: &[Road], places: usize, walk_km_per_day: f64) -> Self {
        let mut late = vec![0.0; places];
        for road in roads {
            for left in spare(road, walk_km_per_day) {
                late[road.from.index()] = f64::max(late[road.from.index()], left);
            }
        }
        // From here on there is at most one road after which people decide again.
        let mut first = vec![0.0; places];
        for road in roads {
            let here = &mut first[road.from.index()];
            *here = f64::max(*here, late[road.to.index()] - road.km);
        }
        let mut bounds: Vec<Vec<f64>> = first.iter().map(|km| vec![*km]).collect();
        for road in roads {
            let first = first[road.from.index()];
            let later = spare(road, walk_km_per_day).filter(|km| *km > first);
            bounds[road.from.index()].extend(later);
        }
        Self(bounds.into_iter().map(Evening::between).collect())
    }

    /// Kilometres that stand for all from which a day goes on in the same way.
    pub(super) fn alike(&self, place: PlaceId, km: f64) -> f64 {
        let Some(Evening { bounds, stand_for }) = self.0.get(place.index()) else {
            return km;
        };
        match bounds.partition_point(|bound| *bound <= km) {
            0 => km,
            after => f64::max(stand_for[after - 1], km),
        }
    }
}

impl Evening {
    fn between(mut bounds: Vec<f64>) -> Self {
        bounds.sort_by(f64::total_cmp);
        bounds.dedup();
        // Just below the next bound: then kilometres only grow in the course of a day.
        let ends = bounds[1..].iter().copied().chain([f64::INFINITY]);
        let below = |(from, to): (&f64, f64)| to - f64::min(MARGIN_KM, (to - from) / 2.0);
        let stand_for = bounds.iter().zip(ends).map(below);
        Self { stand_for: stand_for.collect(), bounds }
    }
}

/// Below how many kilometres done a road leaves time for a decision at its end, for those who ride
/// and those who walk; nothing if it takes more than a day.
fn spare(road: &Road, walk_km_per_day: f64) -> impl Iterator<Item = f64> {
    let left = |speed: f64| Some(speed - road.km).filter(|km| *km > 0.0);
    [left(road.max_km_per_day), left(walk_km_per_day)].into_iter().flatten()
}

/// Whether the rules of an evening are plain: a person's evening depends on place and kilometres
/// alone, and every road takes kilometres.
pub(super) fn is_plain(scenario: &Scenario, roads: &[Road]) -> bool {
    let rules = &scenario.rules;
    let changes = &scenario.timeline.kind_changes;
    rules.choice.awareness.abs() == 1
        && !rules.travel.avoid_short_stints
        && !rules.travel.start_on_foot
        && roads.iter().all(|road| road.km > 0.0 && road.walk_probability == 0.0)
        && scenario.places.iter().all(|place| place.kind != PlaceKind::Marker)
        && changes.iter().all(|change| change.kind != PlaceKind::Marker)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::StableKey;

    fn road(from: u32, to: u32, km: f64) -> Road {
        let (from, to) = (PlaceId(from), PlaceId(to));
        Road { from, to, km, max_km_per_day: 360.0, walk_probability: 0.0, key: StableKey(0) }
    }

    /// After which roads out of `place` people decide again, and with what before them.
    fn future(roads: &[Road], place: PlaceId, km: f64) -> Vec<(PlaceId, Vec<(PlaceId, bool)>)> {
        let out = |place| roads.iter().filter(move |road: &&Road| road.from == place);
        let on = |km: f64, road: &&Road| km + road.km < road.max_km_per_day;
        out(place)
            .filter(|road| on(km, road))
            .map(|first| {
                let next = out(first.to).map(|next| (next.to, on(km + first.km, &next)));
                (first.to, next.collect())
            })
            .collect()
    }

    #[test]
    fn what_is_alike_has_the_same_future() {
        let mut roads = Vec::new();
        for (from, to, km) in
            [(0, 1, 50.0), (0, 2, 120.0), (1, 2, 70.5), (2, 3, 200.0), (3, 0, 61.0), (1, 3, 400.0)]
        {
            roads.extend([road(from, to, km), road(to, from, km)]);
        }
        let same = SameRest::new(&roads, 4, 35.0);
        let mut merged = 0;
        for place in (0..4).map(PlaceId) {
            for km in 0..720 {
                let km = f64::from(km) / 2.0;
                let other = same.alike(place, km);
                assert_eq!(future(&roads, place, km), future(&roads, place, other), "{km} {other}");
                merged += i32::from(other != km);
            }
        }
        assert!(merged > 4 * 720 / 4, "{merged}");
    }
}
