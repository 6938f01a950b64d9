//! From a point to members: a baseline's own errors in the past, drawn again.
//!
//! An error is a report minus what the baseline would have forecast for its day `lag` days before,
//! knowing only what had been reported by then. The lag is the horizon; where the history is shorter
//! than two horizons it is half of the history, since errors over nearly all of a history are one
//! error seen many times. Errors over a shorter lag g are stretched to the horizon h as those of a
//! random walk with drift: their mean by h/g, what they deviate from it by √(h/g).

use super::Ask;
use haven_core::rng::Stream;

/// Days over which errors of the past are taken, for a history from `first` to `last`.
pub(super) fn lag(ask: &Ask, first: i64, last: i64) -> i64 {
    i64::from(ask.horizon_days).min((last - first) / 2).max(1)
}

/// Errors of the past, stretched to a horizon.
pub(super) struct Errors {
    stretched: Vec<f64>,
}

impl Errors {
    /// Errors over `lag` days, stretched to `horizon_days`.
    pub(super) fn new(errors: &[f64], lag: i64, horizon_days: u32) -> Self {
        let ratio = f64::from(horizon_days) / lag as f64;
        let mean = errors.iter().sum::<f64>() / errors.len() as f64;
        let stretch = |error: &f64| {
            if ratio == 1.0 { *error } else { mean * ratio + (error - mean) * ratio.sqrt() }
        };
        Self { stretched: errors.iter().map(stretch).collect() }
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
    fn shorter_errors_are_stretched_like_a_random_walk_with_drift() {
        // Mean 3, deviations ∓1; four times the lag: mean 12, deviations ∓2.
        let errors = Errors::new(&[2.0, 4.0], 10, 40);
        assert_eq!((errors.at(0), errors.at(1)), (10.0, 14.0));
    }
}
