//! The numbers that a calibration is free to move, and their normal scores.

use haven_core::prior::Prior;
use haven_core::special::normal_distribution;

/// A free number.
#[derive(Clone, Debug, PartialEq)]
pub struct Free {
    /// Its name.
    pub name: String,
    /// What was known of it before.
    pub prior: Prior,
}

/// All free numbers, in the order of every list of values and scores.
#[derive(Clone, Debug, PartialEq)]
pub struct Space(Vec<Free>);

/// Shares below this and above one less it are taken for it: the ends of an unbounded prior are infinite.
const LEAST_SHARE: f64 = 1e-12;

impl Space {
    /// A space of these numbers.
    pub fn new(free: Vec<Free>) -> Self {
        Self(free)
    }

    /// The free numbers.
    pub fn free(&self) -> &[Free] {
        &self.0
    }

    /// How many there are.
    pub fn dimensions(&self) -> usize {
        self.0.len()
    }

    /// The values at these scores, one a free number.
    pub fn values(&self, scores: &[f64]) -> Vec<f64> {
        let share = |score: f64| normal_distribution(score).clamp(LEAST_SHARE, 1.0 - LEAST_SHARE);
        self.0.iter().zip(scores).map(|(free, score)| free.prior.quantile(share(*score))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use haven_core::math;

    #[test]
    fn scores_are_quantiles_of_the_prior() {
        let free = |name: &str, prior| Free { name: name.to_owned(), prior };
        let space = Space::new(vec![
            free("a", Prior::Uniform { low: 0.0, high: 2.0 }),
            free("b", Prior::LogNormal { median: 3.0, log_sd: 0.5, low: 0.0, high: f64::INFINITY }),
        ]);
        let values = space.values(&[0.0, 1.0]);
        assert!((values[0] - 1.0).abs() < 1e-12);
        assert!((values[1] / (3.0 * math::exp(0.5)) - 1.0).abs() < 1e-9);
        assert!(space.values(&[50.0, 50.0]).iter().all(|value| value.is_finite()));
    }
}
