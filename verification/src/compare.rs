//! Two samples side by side: differences of means in standard errors, and ratios of spreads.

use haven_core::math;

/// Mean, standard deviation and size of a sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
    /// Number of runs.
    pub runs: f64,
}

/// One day at one destination in both systems.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Location.
    pub place: String,
    /// Day, from 0.
    pub day: u32,
    /// The runs under test.
    pub ours: Summary,
    /// The reference.
    pub theirs: Summary,
}

/// Differences up to this are no difference: people come in whole numbers.
const HALF_A_PERSON: f64 = 0.5;
/// A |z| above this needs an excuse.
const LARGE_Z: f64 = 5.0;
/// The excuse: a bias below this share of the reference's mean.
const SMALL_BIAS: f64 = 0.01;
/// Means and spreads below these are too discrete for their ratio to follow an F distribution.
const SPREAD_FROM: Spread = Spread { mean: 5.0, sd: 1.0 };

struct Spread {
    mean: f64,
    sd: f64,
}

impl Pair {
    /// Ours minus theirs.
    pub fn difference(&self) -> f64 {
        self.ours.mean - self.theirs.mean
    }

    /// The difference in standard errors; 0 up to half a person.
    pub fn z(&self) -> f64 {
        if self.difference().abs() <= HALF_A_PERSON {
            return 0.0;
        }
        let variance = |side: Summary| math::powi(side.sd, 2) / side.runs;
        self.difference() / (variance(self.ours) + variance(self.theirs)).sqrt()
    }

    /// Whether |z| is above 5 and the bias is not under 1 % either.
    pub fn is_far_off(&self) -> bool {
        let biased = self.difference().abs() >= SMALL_BIAS * self.theirs.mean;
        self.z().abs() > LARGE_Z && biased
    }

    /// Whether the reference never varies while the means differ by more than half a person.
    pub fn misses_a_certainty(&self) -> bool {
        self.theirs.sd == 0.0 && self.difference().abs() > HALF_A_PERSON
    }

    /// Logarithm of the ratio of spreads, where both are far enough from whole-number effects.
    pub fn log_spread_ratio(&self) -> Option<f64> {
        let large = self.theirs.mean >= SPREAD_FROM.mean && self.theirs.sd >= SPREAD_FROM.sd;
        (large && self.ours.sd > 0.0).then(|| math::ln(self.ours.sd / self.theirs.sd))
    }
}

/// Root mean square of the z of these pairs; 0 of none.
pub fn rms_z<'a>(pairs: impl IntoIterator<Item = &'a Pair>) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for pair in pairs {
        sum += math::powi(pair.z(), 2);
        count += 1.0;
    }
    if count == 0.0 { 0.0 } else { (sum / count).sqrt() }
}

/// The pair with the largest |z|, if there is any.
pub fn worst(pairs: &[Pair]) -> Option<&Pair> {
    pairs.iter().max_by(|one, other| one.z().abs().total_cmp(&other.z().abs()))
}

/// The mean of numbers; 0 of none.
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(ours: (f64, f64), theirs: (f64, f64)) -> Pair {
        let summary = |(mean, sd): (f64, f64), runs| Summary { mean, sd, runs };
        let (ours, theirs) = (summary(ours, 200.0), summary(theirs, 20.0));
        Pair { place: "Camp".to_owned(), day: 3, ours, theirs }
    }

    #[test]
    fn half_a_person_is_no_difference() {
        assert_eq!(pair((10.5, 0.1), (10.0, 0.1)).z(), 0.0);
    }

    #[test]
    fn z_is_the_difference_over_the_standard_errors_of_both() {
        let z = pair((103.0, 10.0), (100.0, 10.0)).z();
        assert!((z - 3.0 / (0.5_f64 + 5.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_large_z_is_excused_by_a_bias_under_one_percent_only() {
        assert!(!pair((1005.0, 0.1), (1000.0, 0.1)).is_far_off());
        assert!(pair((1015.0, 0.1), (1000.0, 0.1)).is_far_off());
    }

    #[test]
    fn a_certainty_is_missed_by_more_than_half_a_person() {
        assert!(pair((1.0, 0.5), (0.0, 0.0)).misses_a_certainty());
        assert!(!pair((0.4, 0.5), (0.0, 0.0)).misses_a_certainty());
    }

    #[test]
    fn spreads_of_a_handful_of_people_are_not_compared() {
        assert_eq!(pair((2.0, 1.5), (2.0, 1.5)).log_spread_ratio(), None);
        assert_eq!(pair((50.0, 5.0), (50.0, 5.0)).log_spread_ratio(), Some(0.0));
    }
}
