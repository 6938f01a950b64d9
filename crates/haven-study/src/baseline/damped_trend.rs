//! Damped trend: the present trend goes on, and fades.

use super::series::{Rule, best_dressed, forgotten};
use super::{Ask, History, Report};
use haven_core::math;
use haven_core::rng::Stream;

/// Holt's linear smoothing with a trend that fades by φ a day (Gardner 1985), at reports
/// with irregular gaps (Wright 1986): over a gap of Δ days the level forgets 1 − (1 − α)^Δ of what it
/// was and the trend 1 − (1 − β)^Δ. It starts from the first two reports. α, β and φ are those of a
/// small grid that forecast best over the horizon in the past, and the same errors dress it
/// (`dressing.rs`); before a second report it is persistence. `None` without a report by the origin.
pub fn damped_trend(history: &History, ask: Ask, stream: &mut Stream) -> Option<Vec<f64>> {
    let grid = LEVEL.iter().flat_map(|level| {
        TREND.iter().flat_map(move |trend| {
            FADING.iter().map(move |fading| Holt::new(*level, *trend, *fading))
        })
    });
    best_dressed(grid, history, ask, stream)
}

/// Shares of the level forgotten a day, α.
const LEVEL: [f64; 4] = [1.0, 0.5, 0.2, 0.05];
/// Shares of the trend forgotten a day, β.
const TREND: [f64; 3] = [0.2, 0.05, 0.01];
/// What is left of a trend after a day, φ: half of it after 7, 23, 69 and 231 days.
const FADING: [f64; 4] = [0.9, 0.97, 0.99, 0.997];

struct Holt {
    level_forgets: f64,
    trend_forgets: f64,
    fading: f64,
    state: Option<State>,
}

#[derive(Clone, Copy)]
struct State {
    day: i64,
    level: f64,
    /// People a day; none after one report only.
    trend: Option<f64>,
}

impl Holt {
    fn new(level_forgets: f64, trend_forgets: f64, fading: f64) -> Self {
        Self { level_forgets, trend_forgets, fading, state: None }
    }

    /// φ + φ² + … + φ^Δ: what a trend of one a day still adds over a gap.
    fn reach(&self, gap_days: i64) -> f64 {
        self.fading * (1.0 - math::powf(self.fading, gap_days as f64)) / (1.0 - self.fading)
    }
}

impl Rule for Holt {
    fn learn(&mut self, report: Report) {
        let Report { day, people } = report;
        let Some(State { day: before, level: old, trend }) = self.state else {
            self.state = Some(State { day, level: people, trend: None });
            return;
        };
        let gap = day - before;
        let Some(trend) = trend else {
            let slope = (people - old) / gap as f64;
            self.state = Some(State { day, level: people, trend: Some(slope) });
            return;
        };
        let expected = old + trend * self.reach(gap);
        let level = expected + forgotten(self.level_forgets, gap) * (people - expected);
        let faded = trend * math::powf(self.fading, gap as f64);
        let slope = (level - old) / gap as f64;
        let trend = faded + forgotten(self.trend_forgets, gap) * (slope - faded);
        self.state = Some(State { day, level, trend: Some(trend) });
    }

    fn forecast(&self, day: i64) -> Option<f64> {
        let state = self.state?;
        Some(state.level + state.trend? * self.reach(day - state.day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::baseline::tests::stream;

    #[test]
    fn daily_reports_give_the_textbook_recursion() {
        let mut holt = Holt::new(0.5, 0.2, 0.9);
        for (day, people) in [(0, 10.0), (1, 14.0), (2, 20.0)] {
            holt.learn(Report { day, people });
        }
        // ℓ₁ = 14, b₁ = 4; ŷ₂ = 14 + 0.9·4 = 17.6, ℓ₂ = 18.8, b₂ = 0.2·4.8 + 0.8·3.6 = 3.84.
        let known = 18.8 + 3.84 * (0.9 + 0.81);
        assert!((holt.forecast(4).unwrap() - known).abs() < 1e-12);
    }

    #[test]
    fn a_constant_series_stays() {
        let history = History::new([(0, 50.0), (9, 50.0), (30, 50.0), (31, 50.0)]).unwrap();
        let ask = Ask { origin: 33, horizon_days: 10, members: 50 };
        let members = damped_trend(&history, ask, &mut stream(1)).unwrap();
        assert!(members.iter().all(|member| *member == 50.0), "{members:?}");
    }

    #[test]
    fn a_trend_that_fades_is_foreseen() {
        // Daily changes 100, 97, 94.1 …: a trend that fades by 0.97 a day, which is on the grid.
        let level = |day: i64| 1000.0 + 100.0 * (1.0 - math::powf(0.97, day as f64)) / 0.03;
        let history = History::new((0..60).map(|day| (day, level(day)))).unwrap();
        let ask = Ask { origin: 59, horizon_days: 30, members: 20 };
        for member in damped_trend(&history, ask, &mut stream(1)).unwrap() {
            assert!((member - level(89)).abs() < 1e-6, "{member} instead of {}", level(89));
        }
    }

    #[test]
    fn one_report_persists() {
        let history = History::new([(0, 50.0)]).unwrap();
        let ask = Ask { origin: 3, horizon_days: 10, members: 2 };
        assert_eq!(damped_trend(&history, ask, &mut stream(1)), Some(vec![50.0; 2]));
    }
}
