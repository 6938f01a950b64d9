//! The Theta method: the smoothed level, and half of the long trend.

use super::series::{Rule, best_dressed, forgotten};
use super::{Ask, History, Report};
use haven_core::rng::Stream;

/// The Theta method (Assimakopoulos and Nikolopoulos 2000), the best simple forecast of the M3
/// competition: the mean of the regression line a + b·t through all reports and of exponential
/// smoothing of the "theta-2 line" 2y − (a + b·t). Smoothing is linear, so that is
///
/// ŷ(t) = ȳ + ½·b·(t − t̄),
///
/// with ȳ and t̄ the reports and their days, both smoothed by α (over a gap of Δ days 1 − (1 − α)^Δ is
/// forgotten). α is the one of a small grid that forecast best over the horizon in the past, and the
/// same errors dress it (`dressing.rs`). `None` without a report by the origin.
pub fn theta(history: &History, ask: Ask, stream: &mut Stream) -> Option<Vec<f64>> {
    best_dressed(LEVEL.map(Theta::new), history, ask, stream)
}

/// Shares of the level forgotten a day, α.
const LEVEL: [f64; 5] = [1.0, 0.5, 0.2, 0.1, 0.03];

/// What the rule knows. Days count from the first report, so that squares keep their digits.
struct Theta {
    forgets: f64,
    first: Option<i64>,
    count: f64,
    mean_day: f64,
    mean_people: f64,
    /// Sums of (t − mean)² and (t − mean)·(y − mean).
    squares: f64,
    products: f64,
    smoothed_day: f64,
    smoothed_people: f64,
    last_day: i64,
}

impl Theta {
    fn new(forgets: f64) -> Self {
        Self {
            forgets,
            first: None,
            count: 0.0,
            mean_day: 0.0,
            mean_people: 0.0,
            squares: 0.0,
            products: 0.0,
            smoothed_day: 0.0,
            smoothed_people: 0.0,
            last_day: 0,
        }
    }

    fn slope(&self) -> f64 {
        if self.squares > 0.0 { self.products / self.squares } else { 0.0 }
    }
}

impl Rule for Theta {
    fn learn(&mut self, report: Report) {
        let day = (report.day - *self.first.get_or_insert(report.day)) as f64;
        self.count += 1.0;
        let from_mean = day - self.mean_day;
        self.mean_day += from_mean / self.count;
        self.mean_people += (report.people - self.mean_people) / self.count;
        self.squares += from_mean * (day - self.mean_day);
        self.products += from_mean * (report.people - self.mean_people);
        let gap = report.day - self.last_day;
        let forgotten = if self.count == 1.0 { 1.0 } else { forgotten(self.forgets, gap) };
        self.smoothed_day += forgotten * (day - self.smoothed_day);
        self.smoothed_people += forgotten * (report.people - self.smoothed_people);
        self.last_day = report.day;
    }

    fn forecast(&self, day: i64) -> Option<f64> {
        let day = (day - self.first?) as f64;
        (self.count > 1.0)
            .then(|| self.smoothed_people + 0.5 * self.slope() * (day - self.smoothed_day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::baseline::tests::stream;

    #[test]
    fn the_short_form_is_the_mean_of_the_two_theta_lines() {
        let reports = [(100, 10.0), (101, 14.0), (102, 11.0), (103, 20.0)];
        let mut rule = Theta::new(0.3);
        for (day, people) in reports {
            rule.learn(Report { day, people });
        }
        // Regression on t = 0..3: mean 13.75, b = (−1.5·10 − .5·14 + .5·11 + 1.5·20)/5 = 2.7.
        let (b, a) = (2.7, 13.75 - 2.7 * 1.5);
        let line = |t: f64| a + b * t;
        let mut smoothed = 2.0 * 10.0 - line(0.0);
        for (t, people) in [(1.0, 14.0), (2.0, 11.0), (3.0, 20.0)] {
            smoothed += 0.3 * (2.0 * people - line(t) - smoothed);
        }
        let known = 0.5 * (line(10.0) + smoothed);
        let found = rule.forecast(110).unwrap();
        assert!((found - known).abs() < 1e-12, "{found} instead of {known}");
    }

    #[test]
    fn a_constant_series_stays_and_a_linear_one_goes_on() {
        let ask = Ask { origin: 100, horizon_days: 20, members: 50 };
        for slope in [0.0, 3.0] {
            let history = History::new((0..=20).map(|k| (5 * k, 40.0 + slope * 5.0 * k as f64)));
            let members = theta(&history.unwrap(), ask, &mut stream(1)).unwrap();
            // Half of the slope is in the point, the other half in every error of the past.
            let known = 40.0 + slope * 120.0;
            assert!(members.iter().all(|member| (member - known).abs() < 1e-9), "{members:?}");
        }
    }
}
