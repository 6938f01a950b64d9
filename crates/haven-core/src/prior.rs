//! What is known of an uncertain number: a distribution from which each member draws a value.

use crate::math;
use crate::special::{beta_quantile, normal_distribution, normal_quantile};
use std::fmt;

/// The distribution of an uncertain number. Where it has a range `[low, high]`, the distribution is
/// cut there and what remains is scaled up; `low` and `high` may be infinite.
#[derive(Clone, Debug, PartialEq)]
pub enum Prior {
    /// Known.
    Fixed(f64),
    /// Anything between two limits, alike.
    Uniform {
        /// Least value.
        low: f64,
        /// Greatest value.
        high: f64,
    },
    /// Uniform in the logarithm: each factor of two is alike. Limits above 0.
    LogUniform {
        /// Least value.
        low: f64,
        /// Greatest value.
        high: f64,
    },
    /// Normal in the logarithm.
    LogNormal {
        /// Median before the cut.
        median: f64,
        /// Standard deviation of the natural logarithm before the cut.
        log_sd: f64,
        /// Least value, at least 0.
        low: f64,
        /// Greatest value.
        high: f64,
    },
    /// Normal.
    Normal {
        /// Mean before the cut.
        mean: f64,
        /// Standard deviation before the cut.
        sd: f64,
        /// Least value.
        low: f64,
        /// Greatest value.
        high: f64,
    },
    /// Beta, for shares: mean a/(a+b), as if seen in a+b cases.
    Beta {
        /// Weight of yes.
        a: f64,
        /// Weight of no.
        b: f64,
    },
    /// Another prior's number, multiplied.
    Times {
        /// The other prior.
        prior: Box<Prior>,
        /// Factor, at least 0.
        by: f64,
    },
}

/// What is wrong with a prior.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{prior}: {wrong}")]
pub struct BadPrior {
    /// The prior as people write it.
    pub prior: String,
    /// What is wrong, all of it.
    pub wrong: String,
}

/// Numbers beyond this are no one's knowledge, and sums and squares of them leave what a computer can hold.
const LARGEST: f64 = 1e15;

/// Weights of a Beta distribution outside these are a point, or two, and cannot be told from one.
const BETA_WEIGHTS: std::ops::RangeInclusive<f64> = 1e-3..=1e6;

/// A cut that leaves less than this of a distribution is taken for a mistake.
const LEAST_SHARE_LEFT: f64 = 1e-6;

impl Prior {
    /// The prior of which only a range is known: fixed if it is a point, uniform in the logarithm
    /// if it is above 0, uniform otherwise.
    pub fn from_range(low: f64, high: f64) -> Self {
        if low == high {
            Self::Fixed(low)
        } else if low > 0.0 && high > 0.0 {
            Self::LogUniform { low, high }
        } else {
            Self::Uniform { low, high }
        }
    }

    /// The value below which the share `u` in [0, 1] lies: one uniform number in, one value out,
    /// non-decreasing in `u`.
    pub fn quantile(&self, u: f64) -> f64 {
        match *self {
            Self::Fixed(value) => value,
            Self::Uniform { low, high } => (low + u * (high - low)).clamp(low, high),
            Self::LogUniform { low, high } => {
                math::exp(math::ln(low) + u * math::ln(high / low)).clamp(low, high)
            }
            Self::LogNormal { median, log_sd, low, high } => {
                let z = |value: f64| math::ln(value / median) / log_sd;
                (median * math::exp(log_sd * cut_normal(u, z(low), z(high)))).clamp(low, high)
            }
            Self::Normal { mean, sd, low, high } => {
                let z = |value: f64| (value - mean) / sd;
                (mean + sd * cut_normal(u, z(low), z(high))).clamp(low, high)
            }
            Self::Beta { a, b } => beta_quantile(a, b, u),
            Self::Times { ref prior, by } => by * prior.quantile(u),
        }
    }

    /// The number times a factor.
    #[must_use]
    pub fn times(&self, by: f64) -> Self {
        match self {
            Self::Fixed(value) => Self::Fixed(value * by),
            _ => Self::Times { prior: Box::new(self.clone()), by },
        }
    }

    /// The value that is as often exceeded as not, after the cut.
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// Whether values can be drawn.
    ///
    /// # Errors
    /// Numbers that are not finite, not above 0 where they have to be, or limits in the wrong order
    /// or so far out that next to nothing of the distribution is left.
    pub fn check(&self) -> Result<(), BadPrior> {
        let wrong: Vec<&str> = self
            .conditions()
            .into_iter()
            .filter_map(|(holds, otherwise)| (!holds).then_some(otherwise))
            .collect();
        if wrong.is_empty() {
            return Ok(());
        }
        Err(BadPrior { prior: self.to_string(), wrong: wrong.join("; ") })
    }

    /// What has to hold, and what to say if it does not.
    fn conditions(&self) -> Vec<(bool, &'static str)> {
        let ordered =
            |low: f64, high: f64| (low < high, "its lower limit has to be below its upper");
        let finite = |values: &[f64]| {
            let are_so = values.iter().all(|value| value.abs() <= LARGEST);
            (are_so, "its numbers have to be finite, and at most 1e15 in size")
        };
        let above_0 = |value: f64, otherwise| (value > 0.0, otherwise);
        let left = |from: f64, to: f64| {
            // Written so that a NaN, which has its own message, says nothing here.
            let share = normal_distribution(to) - normal_distribution(from);
            (
                share.is_nan() || from >= to || share >= LEAST_SHARE_LEFT,
                "its range leaves nothing of it",
            )
        };
        match *self {
            Self::Fixed(value) => vec![finite(&[value])],
            Self::Uniform { low, high } => vec![finite(&[low, high]), ordered(low, high)],
            Self::LogUniform { low, high } => vec![
                finite(&[low, high]),
                above_0(low, "its lower limit has to be above 0"),
                ordered(low, high),
            ],
            Self::LogNormal { median, log_sd, low, high } => vec![
                finite(&[median, log_sd]),
                above_0(median, "its median has to be above 0"),
                above_0(log_sd, "its log-sd has to be above 0"),
                (low >= 0.0, "its lower limit has to be 0 or more"),
                ordered(low, high),
                left(math::ln(low / median) / log_sd, math::ln(high / median) / log_sd),
            ],
            Self::Normal { mean, sd, low, high } => vec![
                finite(&[mean, sd]),
                above_0(sd, "its standard deviation has to be above 0"),
                ordered(low, high),
                left((low - mean) / sd, (high - mean) / sd),
            ],
            Self::Beta { a, b } => {
                let fit = [a, b].iter().all(|weight| BETA_WEIGHTS.contains(weight));
                vec![
                    (a > 0.0 && b > 0.0, "both its numbers have to be above 0"),
                    (fit || !(a > 0.0 && b > 0.0), "its numbers have to lie from 0.001 to 1e6"),
                ]
            }
            Self::Times { ref prior, by } => {
                let mut all = prior.conditions();
                all.push((by >= 0.0 && by.is_finite(), "its factor has to be 0 or more"));
                all
            }
        }
    }
}

/// The quantile of a standard normal number that is known to lie between `low` and `high`.
fn cut_normal(u: f64, low: f64, high: f64) -> f64 {
    let (below, up_to) = (normal_distribution(low), normal_distribution(high));
    normal_quantile(below + u * (up_to - below))
}

/// As people write it: `LN(0.0185, 0.5) in [0.005, 0.05]`, `U(1, 3)`, `Beta(2, 8)`, `fixed 4`.
impl fmt::Display for Prior {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let range = |f: &mut fmt::Formatter<'_>, least: f64, low: f64, high: f64| match (
            low <= least,
            high == f64::INFINITY,
        ) {
            (true, true) => Ok(()),
            (false, true) => write!(f, " of {} or more", Short(low)),
            (true, false) => write!(f, " of at most {}", Short(high)),
            (false, false) => write!(f, " in [{}, {}]", Short(low), Short(high)),
        };
        match *self {
            Self::Fixed(value) => write!(f, "fixed {}", Short(value)),
            Self::Uniform { low, high } => write!(f, "U({}, {})", Short(low), Short(high)),
            Self::LogUniform { low, high } => write!(f, "LU({}, {})", Short(low), Short(high)),
            Self::LogNormal { median, log_sd, low, high } => {
                write!(f, "LN({}, {})", Short(median), Short(log_sd))?;
                range(f, 0.0, low, high)
            }
            Self::Normal { mean, sd, low, high } => {
                write!(f, "N({}, {})", Short(mean), Short(sd))?;
                range(f, f64::NEG_INFINITY, low, high)
            }
            Self::Beta { a, b } => write!(f, "Beta({}, {})", Short(a), Short(b)),
            Self::Times { ref prior, by } => write!(f, "{by} × {prior}"),
        }
    }
}

/// A number as people write it: beyond [`LARGEST`] by its power of ten.
struct Short(f64);

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(value) = self;
        if value.abs() > LARGEST { write!(f, "{value:e}") } else { write!(f, "{value}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALPHA: Prior = Prior::LogNormal { median: 0.0185, log_sd: 0.5, low: 0.005, high: 0.05 };

    fn all() -> [Prior; 7] {
        [
            Prior::Fixed(4.0),
            Prior::Uniform { low: -1.0, high: 3.0 },
            Prior::LogUniform { low: 0.001, high: 0.1 },
            ALPHA,
            Prior::LogNormal { median: 3.0, log_sd: 0.5, low: 0.0, high: f64::INFINITY },
            Prior::Normal { mean: 0.65, sd: 0.15, low: 0.3, high: 1.0 },
            Prior::Beta { a: 2.0, b: 8.0 },
        ]
    }

    fn close(found: f64, known: f64) {
        assert!((found / known - 1.0).abs() < 1e-6, "{found} instead of {known}");
    }

    #[test]
    fn quantiles_have_their_closed_forms() {
        let z: f64 = 0.674_489_750_196_081_7;
        for (prior, u, known) in [
            (Prior::Uniform { low: 1.0, high: 3.0 }, 0.25, 1.5),
            (Prior::LogUniform { low: 0.001, high: 0.1 }, 0.5, 0.01),
            (all()[4].clone(), 0.75, 3.0 * math::exp(0.5 * z)),
            (
                Prior::Normal { mean: 2.0, sd: 3.0, low: -1e3, high: f64::INFINITY },
                0.25,
                2.0 - 3.0 * z,
            ),
            // The right half of a normal distribution: its median is the upper quartile.
            (Prior::Normal { mean: 0.0, sd: 1.0, low: 0.0, high: f64::INFINITY }, 0.5, z),
            (Prior::Beta { a: 1.0, b: 8.0 }, 0.5, 1.0 - math::powf(0.5, 1.0 / 8.0)),
        ] {
            close(prior.quantile(u), known);
        }
    }

    #[test]
    fn values_stay_in_the_range_and_rise_with_the_uniform() {
        for prior in all() {
            let values: Vec<f64> =
                (0..=1_000).map(|step| prior.quantile(f64::from(step) / 1_000.0)).collect();
            assert!(values.is_sorted(), "{prior}");
            assert_eq!(prior.median(), values[500]);
            assert_eq!(prior.check(), Ok(()));
        }
        // The ends are the limits, but for the last digit of an exponential.
        let ends = [ALPHA.quantile(0.0) / 0.005, ALPHA.quantile(1.0) / 0.05];
        assert!(ends[0] >= 1.0 && ends[1] <= 1.0, "{ends:?}");
        assert!(ends.iter().all(|end| (end - 1.0).abs() < 1e-14), "{ends:?}");
    }

    #[test]
    fn a_cut_distribution_is_the_whole_one_without_what_lies_outside() {
        let whole = Prior::LogNormal { median: 0.0185, log_sd: 0.5, low: 0.0, high: f64::INFINITY };
        let inside: Vec<f64> = (0..200_000)
            .map(|step| whole.quantile((f64::from(step) + 0.5) / 200_000.0))
            .filter(|value| (0.005..=0.05).contains(value))
            .collect();
        for u in [0.1, 0.5, 0.9] {
            let found = inside[(u * inside.len() as f64) as usize];
            assert!((ALPHA.quantile(u) / found - 1.0).abs() < 1e-4);
        }
    }

    #[test]
    fn a_range_becomes_the_prior_that_says_least() {
        assert_eq!(Prior::from_range(4.0, 4.0), Prior::Fixed(4.0));
        assert_eq!(Prior::from_range(1.0, 3.0), Prior::LogUniform { low: 1.0, high: 3.0 });
        assert_eq!(Prior::from_range(0.0, 3.0), Prior::Uniform { low: 0.0, high: 3.0 });
    }

    #[test]
    fn priors_are_shown_as_people_write_them() {
        assert_eq!(
            all().map(|prior| prior.to_string()),
            [
                "fixed 4",
                "U(-1, 3)",
                "LU(0.001, 0.1)",
                "LN(0.0185, 0.5) in [0.005, 0.05]",
                "LN(3, 0.5)",
                "N(0.65, 0.15) in [0.3, 1]",
                "Beta(2, 8)",
            ]
        );
        assert_eq!(Prior::Beta { a: 1e308, b: 2.0 }.to_string(), "Beta(1e308, 2)");
        let capped = Prior::LogNormal { median: 3.0, log_sd: 0.5, low: 0.0, high: 9.0 };
        assert_eq!(capped.to_string(), "LN(3, 0.5) of at most 9");
    }

    #[test]
    fn ill_formed_priors_are_told_everything_that_is_wrong() {
        let wrong = |prior: Prior| prior.check().expect_err("it is ill-formed").to_string();
        assert_eq!(
            wrong(Prior::Fixed(f64::NAN)),
            "fixed NaN: its numbers have to be finite, and at most 1e15 in size"
        );
        assert_eq!(
            wrong(Prior::LogNormal { median: -1.0, log_sd: 0.0, low: 2.0, high: 1.0 }),
            "LN(-1, 0) in [2, 1]: its median has to be above 0; its log-sd has to be above 0; \
             its lower limit has to be below its upper"
        );
        assert_eq!(
            wrong(Prior::Normal { mean: 0.0, sd: 1.0, low: 8.0, high: 9.0 }),
            "N(0, 1) in [8, 9]: its range leaves nothing of it"
        );
        assert!(Prior::Uniform { low: 1.0, high: f64::INFINITY }.check().is_err());
        assert!(Prior::LogUniform { low: 0.0, high: 1.0 }.check().is_err());
        assert_eq!(
            wrong(Prior::Beta { a: 0.0, b: 1.0 }),
            "Beta(0, 1): both its numbers have to be above 0"
        );
        for (a, b) in [(1e308, 1e308), (1e9, 1.0), (2.0, 1e-9), (f64::INFINITY, 1.0)] {
            let wrong = wrong(Prior::Beta { a, b });
            assert!(wrong.ends_with("its numbers have to lie from 0.001 to 1e6"), "{wrong}");
        }
        assert!(Prior::Uniform { low: -1e308, high: 1e308 }.check().is_err());
    }

    #[test]
    fn values_of_the_widest_and_the_narrowest_priors_can_be_drawn() {
        let (least, most) = (*BETA_WEIGHTS.start(), *BETA_WEIGHTS.end());
        for (a, b) in [(least, least), (least, most), (most, least), (most, most), (least, 1.0)] {
            let prior = Prior::Beta { a, b };
            assert_eq!(prior.check(), Ok(()));
            let values = [1e-9, 0.2, 0.5, 0.8, 1.0 - 1e-9].map(|u| prior.quantile(u));
            assert!(
                values.is_sorted() && values.iter().all(|x| (0.0..=1.0).contains(x)),
                "{values:?}"
            );
        }
    }
}
