//! What one count says about what was modelled: log-likelihoods, and reports that might have been.
//!
//! One datum is one *reported* number, never an interpolated day.

use super::plan::Observation;
use haven_core::math;
use haven_core::special::{normal_distribution, normal_quantile};

/// A count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Datum {
    /// Between two numbers of people, alike in the logarithm; its error is normal in the logarithm.
    Between {
        /// Lowest number reported, above 0.
        low: f64,
        /// Highest.
        high: f64,
        /// Standard deviation of the error of its logarithm.
        log_error: f64,
    },
    /// At least so many: "more than", or "nearly everybody".
    AtLeast {
        /// So many, above 0.
        least: f64,
        /// Standard deviation of the error of its logarithm.
        log_error: f64,
    },
    /// At most so many, or it would have been reported.
    AtMost {
        /// So many, above 0.
        most: f64,
        /// Standard deviation of the error of its logarithm.
        log_error: f64,
    },
    /// A stock changed by so many between two reports. Revisions and falls are possible.
    Change {
        /// The change.
        change: f64,
        /// The stock reported before.
        before: f64,
        /// Days between the reports.
        days: f64,
    },
}

/// How changes of reported stocks scatter about those that are modelled:
/// scale² = φ²·|m| + (ρ·before)²·days/30, Student's t with four degrees of freedom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    /// φ: scatter of a flow, against that of independent people.
    pub flow: f64,
    /// ρ: scatter of a stock in a month, as a share of it (revisions).
    pub stock: f64,
}

impl Noise {
    fn scale(self, modelled: f64, before: f64, days: f64) -> f64 {
        let flow = self.flow * self.flow * modelled.abs();
        (flow + math::powi(self.stock * before, 2) * days / 30.0).sqrt().max(1.0)
    }
}

/// Chances below this have no logarithm worth telling apart.
const LEAST_CHANCE: f64 = f64::MIN_POSITIVE;

impl Datum {
    /// Log of how likely the report is if so many people were modelled.
    pub fn log_likelihood(&self, modelled: f64, noise: Noise) -> f64 {
        let log = math::ln(modelled.max(1.0));
        let below = |limit: f64, sd: f64| normal_distribution((math::ln(limit) - log) / sd);
        let above = |limit: f64, sd: f64| normal_distribution((log - math::ln(limit)) / sd);
        let tail = |z: f64| math::ln(normal_distribution(z).max(LEAST_CHANCE));
        match *self {
            Self::Between { low, high, log_error } if high > low => {
                // The difference of two numbers next to 1 has no digits; of two next to 0 it has.
                let chance = if log > f64::midpoint(math::ln(low), math::ln(high)) {
                    below(high, log_error) - below(low, log_error)
                } else {
                    above(low, log_error) - above(high, log_error)
                };
                math::ln(chance.max(LEAST_CHANCE) / math::ln(high / low))
            }
            Self::Between { low, log_error, .. } => {
                let z = (math::ln(low) - log) / log_error;
                -0.5 * z * z - math::ln(log_error * std::f64::consts::TAU.sqrt())
            }
            Self::AtLeast { least, log_error } => tail((log - math::ln(least)) / log_error),
            Self::AtMost { most, log_error } => tail((math::ln(most) - log) / log_error),
            Self::Change { change, before, days } => {
                let scale = noise.scale(modelled, before, days);
                let t = (change - modelled) / scale;
                // Γ(5/2) / (√(4π) Γ(2)) = 3/8.
                math::ln(0.375) - 2.5 * math::ln_1p(0.25 * t * t) - math::ln(scale)
            }
        }
    }

    /// A report that might have been made instead, if so many people were modelled: its quantile.
    pub fn report(&self, modelled: f64, noise: Noise, u: f64) -> f64 {
        match *self {
            Self::Between { log_error, .. }
            | Self::AtLeast { log_error, .. }
            | Self::AtMost { log_error, .. } => {
                modelled.max(1.0) * math::exp(log_error * normal_quantile(u))
            }
            Self::Change { before, days, .. } => {
                modelled + noise.scale(modelled, before, days) * student_4_quantile(u)
            }
        }
    }

    /// The range that was reported; one end is infinite where it is open.
    pub fn range(&self) -> [f64; 2] {
        match *self {
            Self::Between { low, high, .. } => [low, high],
            Self::AtLeast { least, .. } => [least, f64::INFINITY],
            Self::AtMost { most, .. } => [0.0, most],
            Self::Change { change, .. } => [change, change],
        }
    }

    /// What the Kalman inversion aims at. The error of a change is that at the reported one.
    pub fn observation(&self, noise: Noise) -> Observation {
        let [low, high] = self.range();
        match *self {
            Self::Change { change, before, days } => {
                Observation { is_log: false, low, high, sd: noise.scale(change, before, days) }
            }
            Self::Between { log_error, .. }
            | Self::AtLeast { log_error, .. }
            | Self::AtMost { log_error, .. } => Observation {
                is_log: true,
                low: math::ln(low),
                high: math::ln(high),
                sd: log_error,
            },
        }
    }
}

/// The quantile of Student's t with four degrees of freedom, in closed form (Shaw 2006).
fn student_4_quantile(u: f64) -> f64 {
    let four = (4.0 * u * (1.0 - u)).clamp(1e-300, 1.0);
    let q = math::cos(math::acos(four.sqrt()) / 3.0) / four.sqrt();
    (2.0 * (q - 1.0).max(0.0).sqrt()).copysign(u - 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOISE: Noise = Noise { flow: 3.0, stock: 0.05 };

    /// The integral of the likelihood over all reports is 1.
    #[test]
    fn a_change_has_a_density() {
        let (mut sum, step) = (0.0, 5.0);
        for report in -20_000..20_000 {
            let change = f64::from(report) * step;
            let datum = Datum::Change { change, before: 20_000.0, days: 30.0 };
            sum += math::exp(datum.log_likelihood(4_000.0, NOISE)) * step;
        }
        assert!((sum - 1.0).abs() < 1e-4, "{sum}");
    }

    #[test]
    fn quantiles_of_student_4_are_those_of_tables() {
        for (u, known) in [(0.5, 0.0), (0.75, 0.740_697), (0.975, 2.776_445), (0.05, -2.131_847)] {
            assert!((student_4_quantile(u) - known).abs() < 1e-6, "{u}");
        }
    }

    #[test]
    fn a_range_is_flat_within_and_falls_outside() {
        let wide = Datum::Between { low: 1_000.0, high: 1e6, log_error: 0.35 };
        let at = |people| wide.log_likelihood(people, NOISE);
        assert!((at(20_000.0) - at(50_000.0)).abs() < 1e-9);
        assert!((at(1_000.0) - at(20_000.0) - math::ln(0.5)).abs() < 1e-9);
        assert!(at(10.0) < at(100.0) && at(1e9) < at(1e8));
        let narrow = Datum::Between { low: 1_000.0, high: 1_000.1, log_error: 0.35 };
        let point = Datum::Between { low: 1_000.0, high: 1_000.0, log_error: 0.35 };
        for people in [300.0, 1_000.0, 2_500.0] {
            let both = [narrow, point].map(|datum| datum.log_likelihood(people, NOISE));
            assert!((both[0] - both[1]).abs() < 1e-3, "{both:?}");
        }
    }

    #[test]
    fn a_bound_says_nothing_beyond_it() {
        let least = Datum::AtLeast { least: 1_000.0, log_error: 0.35 };
        let most = Datum::AtMost { most: 1_000.0, log_error: 0.7 };
        assert!(least.log_likelihood(1e5, NOISE).abs() < 1e-12);
        assert!(most.log_likelihood(1.0, NOISE).abs() < 1e-12);
        for datum in [least, most] {
            assert!((datum.log_likelihood(1_000.0, NOISE) - math::ln(0.5)).abs() < 1e-12);
        }
        assert!(least.log_likelihood(0.0, NOISE).is_finite());
    }
}
