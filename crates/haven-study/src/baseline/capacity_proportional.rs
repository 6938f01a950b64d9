//! Capacity proportional: newcomers spread over places by their room.

use super::sharing::{Known, dressed, levels};
use super::{Ask, History};
use haven_core::rng::Stream;

/// A series and the capacity of its place, as known at the origin.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    /// What was reported.
    pub history: &'a History,
    /// People whom it can take; only from sources published by the origin.
    pub capacity: f64,
}

/// Levels at the origin, and what the true total on the day that is forecast has more than they,
/// in proportion to capacity; a lesser total shrinks all levels alike. Dressed with past errors of the
/// same rule as shares of the total, drawn jointly (`sharing.rs`). Members by series (series ×
/// members); they sum to the total. `None` without capacity or without a total.
pub fn capacity_proportional(
    rooms: &[Room<'_>],
    ask: Ask,
    total: f64,
    stream: &mut Stream,
) -> Option<Vec<Vec<f64>>> {
    let histories: Vec<&History> = rooms.iter().map(|room| room.history).collect();
    let capacity: f64 = rooms.iter().map(|room| room.capacity).sum();
    let rule = |known: Known| {
        let levels = levels(&histories, known.day);
        let present: f64 = levels.iter().sum();
        let newcomers = (known.total - present).max(0.0);
        let stay = if known.total < present { known.total / present } else { 1.0 };
        let people = levels
            .iter()
            .zip(rooms)
            .map(|(level, room)| level * stay + newcomers * room.capacity / capacity);
        let shares = people.map(|people| people / known.total).collect();
        (capacity > 0.0 && known.total > 0.0).then_some(shares)
    };
    dressed(&histories, ask, total, stream, rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::baseline::tests::stream;

    const ASK: Ask = Ask { origin: 20, horizon_days: 5, members: 10 };

    fn members(reports: [&[(i64, f64)]; 2], capacities: [f64; 2], total: f64) -> Vec<Vec<f64>> {
        let histories = reports.map(|reports| History::new(reports.to_vec()).unwrap());
        let rooms =
            [0, 1].map(|series| Room { history: &histories[series], capacity: capacities[series] });
        capacity_proportional(&rooms, ASK, total, &mut stream(4)).unwrap()
    }

    #[test]
    fn newcomers_go_by_capacity_and_a_lesser_total_shrinks_all_alike() {
        let reports: [&[(i64, f64)]; 2] = [&[(20, 60.0)], &[(20, 40.0)]];
        assert_eq!(members(reports, [30.0, 90.0], 140.0), [vec![70.0; 10], vec![70.0; 10]]);
        assert_eq!(members(reports, [30.0, 90.0], 50.0), [vec![30.0; 10], vec![20.0; 10]]);
    }

    #[test]
    fn arrivals_that_went_by_capacity_leave_no_error() {
        let reports: [&[(i64, f64)]; 2] =
            [&[(0, 10.0), (10, 20.0), (20, 25.0)], &[(0, 0.0), (10, 30.0), (20, 45.0)]];
        let shared = members(reports, [100.0, 300.0], 110.0);
        assert!(shared[0].iter().all(|member| (member - 35.0).abs() < 1e-9), "{shared:?}");
        assert!(shared[1].iter().all(|member| (member - 75.0).abs() < 1e-9), "{shared:?}");
    }
}
