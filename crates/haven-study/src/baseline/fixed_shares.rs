//! Fixed shares: everybody's part of the total stays what it is.

use super::{Ask, History, lagged_shares};
use haven_core::rng::Stream;

/// Shares at the origin times the true total on the day that is forecast (people of all series
/// together), dressed with past errors of shares, drawn jointly (`sharing.rs`). Members by series
/// (series × members); they sum to the total. `None` if nobody was reported by the origin.
pub fn fixed_shares(
    histories: &[&History],
    ask: Ask,
    total: f64,
    stream: &mut Stream,
) -> Option<Vec<Vec<f64>>> {
    lagged_shares(histories, ask, 0, total, stream)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::baseline::tests::stream;

    const ASK: Ask = Ask { origin: 20, horizon_days: 5, members: 300 };

    fn members(first: &[(i64, f64)], second: &[(i64, f64)]) -> Option<Vec<Vec<f64>>> {
        let [first, second] =
            [first, second].map(|reports| History::new(reports.to_vec()).unwrap());
        fixed_shares(&[&first, &second], ASK, 800.0, &mut stream(2))
    }

    #[test]
    fn shares_that_never_changed_stay() {
        let shared = members(&[(0, 10.0), (10, 20.0)], &[(0, 30.0), (10, 60.0)]).unwrap();
        assert!(shared[0].iter().all(|member| (member - 200.0).abs() < 1e-9));
        assert!(shared[1].iter().all(|member| (member - 600.0).abs() < 1e-9));
    }

    #[test]
    fn shares_move_as_they_moved_and_together() {
        // Shares of the first: 0.5, then 0.25 on day 10, then 0.5 on day 20. Over 5 days: days 10 and
        // 20 moved by ∓0.25 (levels of five days before carried).
        let shared =
            members(&[(0, 50.0), (10, 25.0), (20, 50.0)], &[(0, 50.0), (10, 75.0), (20, 50.0)])
                .unwrap();
        for known in [200.0, 600.0] {
            let count = shared[0].iter().filter(|member| (*member - known).abs() < 1e-9).count();
            assert!((100..200).contains(&count), "{known}: {count} of 300");
        }
        let sums = shared[0].iter().zip(&shared[1]).map(|(one, other)| one + other);
        assert!(sums.into_iter().all(|sum| (sum - 800.0).abs() < 1e-9));
    }

    #[test]
    fn a_single_day_of_reports_is_a_point_and_nobody_no_forecast() {
        let shared = members(&[(3, 1.0)], &[(3, 3.0)]).unwrap();
        assert_eq!((shared[0][0], shared[1][299]), (200.0, 600.0));
        assert_eq!(members(&[(3, 0.0)], &[(30, 3.0)]), None);
    }
}
