//! Sampled or expected: what every draw is told, and the draws of one number.

use super::binomial::binomial;
use super::hypergeometric::hypergeometric;
use super::inversion::count_by_inversion;
use super::poisson::poisson;
use crate::rng::Stream;

/// How chances become numbers of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draws {
    /// Exact random draws: whole people.
    Sampled,
    /// Every draw replaced by its mean: fractions of people, no randomness. Equals the expectation
    /// of the sampled run only while no chance depends on counts (no binding capacity).
    Expected,
}

impl Draws {
    /// How many of `people` (a whole number when sampled) do what each does with this chance.
    pub fn binomial(self, people: f64, chance: f64, stream: &mut Stream) -> f64 {
        match self {
            Self::Sampled => binomial(people as u64, chance, stream) as f64,
            Self::Expected => people * chance.clamp(0.0, 1.0),
        }
    }

    /// As [`Draws::binomial`], by inversion of the uniform `u` in [0, 1): under the same `u` more
    /// people or a higher chance never give fewer ([`super::binomial_by_inversion`]).
    pub fn binomial_inverted(self, people: f64, chance: f64, u: f64) -> f64 {
        match self {
            Self::Sampled => {
                debug_assert!(people.fract() == 0.0, "{people}");
                count_by_inversion(people, chance, u)
            }
            Self::Expected => people * chance.clamp(0.0, 1.0),
        }
    }

    /// A Poisson number with this mean.
    pub fn poisson(self, mean: f64, stream: &mut Stream) -> f64 {
        match self {
            Self::Sampled => poisson(mean, stream) as f64,
            Self::Expected => mean.max(0.0),
        }
    }

    /// How many of `taken` people, taken blindly from `all`, are among the `marked` ones.
    pub fn hypergeometric(self, all: f64, marked: f64, taken: f64, stream: &mut Stream) -> f64 {
        match self {
            Self::Sampled => hypergeometric(all as u64, marked as u64, taken as u64, stream) as f64,
            Self::Expected if all > 0.0 => taken * marked / all,
            Self::Expected => 0.0,
        }
    }
}
