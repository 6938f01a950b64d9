//! Persistence: nothing changes but as it changed before.

use super::series::{Rule, best_dressed};
use super::{Ask, History, Report};
use haven_core::rng::Stream;

/// The last report plus a change over the same horizon, drawn from all of the past: report − level
/// `horizon_days` before its day, the last report carried forward. In short histories changes over a
/// shorter time are stretched (`dressing.rs`); a single report makes a point. `None` without a report
/// by the origin.
pub fn persistence(history: &History, ask: Ask, stream: &mut Stream) -> Option<Vec<f64>> {
    best_dressed([Last(None)], history, ask, stream)
}

struct Last(Option<f64>);

impl Rule for Last {
    fn learn(&mut self, report: Report) {
        self.0 = Some(report.people);
    }

    fn forecast(&self, _day: i64) -> Option<f64> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::baseline::tests::stream;

    fn members(reports: &[(i64, f64)], origin: i64, horizon_days: u32) -> Option<Vec<f64>> {
        let history = History::new(reports.iter().copied()).unwrap();
        let ask = Ask { origin, horizon_days, members: 200 };
        persistence(&history, ask, &mut stream(1))
    }

    #[test]
    fn a_constant_series_stays() {
        let reports = [(0, 50.0), (9, 50.0), (30, 50.0)];
        assert!(members(&reports, 33, 10).unwrap().iter().all(|member| *member == 50.0));
    }

    #[test]
    fn a_linear_series_goes_on_whether_the_history_is_long_or_short() {
        let reports: Vec<(i64, f64)> = (0..=20).map(|k| (5 * k, 15.0 * k as f64)).collect();
        for horizon in [10, 200] {
            let known = 300.0 + 3.0 * f64::from(horizon);
            for member in members(&reports, 100, horizon).unwrap() {
                assert!((member - known).abs() < 1e-9, "{horizon}: {member}");
            }
        }
    }

    #[test]
    fn changes_are_those_of_the_past_each_as_often_as_another() {
        // Over 10 days up to days 10, 20, 25 and 40: +5, −2, 8 − 5, and 9 − 8 (day 25 carried).
        let reports = [(0, 0.0), (10, 5.0), (20, 3.0), (25, 8.0), (40, 9.0)];
        let drawn = members(&reports, 44, 10).unwrap();
        for change in [5.0, -2.0, 3.0, 1.0] {
            let count = drawn.iter().filter(|member| **member == 9.0 + change).count();
            assert!((25..75).contains(&count), "{change}: {count} of 200");
        }
    }

    #[test]
    fn reports_after_the_origin_change_nothing_and_none_before_it_forecasts_nothing() {
        let known = [(0, 4.0), (10, 5.0), (20, 3.0)];
        let more = [&known[..], &[(31, 900.0)]].concat();
        assert_eq!(members(&known, 30, 7), members(&more, 30, 7));
        assert_eq!(members(&known, -1, 7), None);
        assert_eq!(members(&known, 5, 7), Some(vec![4.0; 200]));
    }

    #[test]
    fn people_never_fall_below_none() {
        let reports = [(0, 90.0), (10, 40.0), (20, 1.0)];
        assert!(members(&reports, 20, 10).unwrap().iter().all(|member| *member >= 0.0));
    }
}
