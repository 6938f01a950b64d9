//! From a point to members: a baseline's own errors in the past, drawn again.
//!
//! An error is a report minus what the baseline would have forecast for its day `lag` days before,
//! knowing only what had been reported by then. The lag is the horizon; where the history is shorter
//! than two horizons it is half of the history, since errors over nearly all of a history are one
//! error seen many times. Such errors reach back less far than the horizon h. If on average g days
//! lie between them and the last report that they knew, they are stretched as those of a random walk
//! with drift: their mean by h/g, what they deviate from it by √(h/g). Nothing is ever shrunk.
//!
//! Members so made are too narrow where the past is short: with ten horizons of it, intervals of 80 %
//! cover about 70 % of a random walk (`tests.rs`).

use super::Ask;
use haven_core::rng::Stream;

/// Days over which errors of the past are taken, for a history from `first` to `last`.
pub(super) fn lag(ask: &Ask, first: i64, last: i64) -> i64 {
    i64::from(ask.horizon_days).min((last - first) / 2).max(1)
}

/// A baseline's error on a past report.
#[derive(Clone, Copy, Debug)]
pub(super) struct PastError {
    /// Reported minus forecast, in people or as a share.
    pub(super) error: f64,
    /// Days from the last report that was known to the one that was forecast.
    pub(super) reach_days: i64,
}

/// Errors of the past, stretched to a horizon.
pub(super) struct Errors {
    stretched: Vec<f64>,
}

impl Errors {
    /// Stretches these errors to a horizon.
    pub(super) fn new(past: &[PastError], horizon_days: u32) -> Self {
        let count = past.len() as f64;
        let mean = past.iter().map(|past| past.error).sum::<f64>() / count;
        let reach = past.iter().map(|past| past.reach_days as f64).sum::<f64>() / count;
        let ratio = f64::from(horizon_days) / reach;
        let stretch = |past: &PastError| {
            if ratio <= 1.0 {
                past.error
            } else {
                mean * ratio + (past.error - mean) * ratio.sqrt()
            }
        };
        Self { stretched: past.iter().map(stretch).collect() }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.stretched.len()
    }

    /// One of the errors by its position; 0 if there are none.
    pub(super) fn at(&self, position: usize) -> f64 {
        self.stretched.get(position).copied().unwrap_or(0.0)
    }

    /// The point with errors drawn with replacement, never below 0; all on the point without errors.
    pub(super) fn dress(&self, point: f64, members: u32, stream: &mut Stream) -> Vec<f64> {
        let error = |_| self.at(draw(self.count(), stream));
        (0..members).map(error).map(|error: f64| (point + error).max(0.0)).collect()
    }
}

/// One of `count` positions, all alike; 0 of none.
pub(super) fn draw(count: usize, stream: &mut Stream) -> usize {
    if count == 0 { 0 } else { stream.below(count as u64) as usize }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lag_is_the_horizon_or_half_of_the_history() {
        let ask = Ask { origin: 0, horizon_days: 30, members: 1 };
        assert_eq!(lag(&ask, -60, 0), 30);
        assert_eq!(lag(&ask, -40, 0), 20);
        assert_eq!(lag(&ask, 0, 0), 1);
    }

    #[test]
    fn shorter_errors_are_stretched_like_a_random_walk_with_drift_and_longer_ones_left() {
        // Mean 3, deviations ∓1; four times the reach: mean 12, deviations ∓2.
        let past = [(2.0, 8), (4.0, 12)].map(|(error, reach_days)| PastError { error, reach_days });
        let at = |horizon| [0, 1].map(|position| Errors::new(&past, horizon).at(position));
        assert_eq!(at(40), [10.0, 14.0]);
        assert_eq!(at(5), [2.0, 4.0]);
    }
}
