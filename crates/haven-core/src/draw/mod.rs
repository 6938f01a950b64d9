//! How many of `n` do a thing that each does with chance `p`: exact samplers, or the mean.
//!
//! Counts are `f64` that hold whole numbers below 2⁵³ in sampled runs and fractions in expected
//! ones, so that both modes share one engine.

mod alias;
mod binomial;
mod hypergeometric;
mod inversion;
mod multinomial;
mod poisson;

pub use binomial::binomial;
pub use hypergeometric::hypergeometric;
pub use inversion::binomial_by_inversion;
use inversion::count_by_inversion;
pub use multinomial::{Picks, Weights};
pub use poisson::poisson;

use crate::rng::Stream;
use crate::run::Draws;

impl Draws {
    /// How many of `people` (a whole number when sampled) do what each does with this chance.
    pub fn binomial(self, people: f64, chance: f64, stream: &mut Stream) -> f64 {
        match self {
            Self::Sampled => binomial(people as u64, chance, stream) as f64,
            Self::Expected => people * chance.clamp(0.0, 1.0),
        }
    }

    /// As [`Draws::binomial`], by inversion of the uniform `u` in [0, 1): under the same `u` more
    /// people or a higher chance never give fewer ([`binomial_by_inversion`]).
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

/// ln k! by table up to 9, above by Stirling's series (error below 1e-10).
fn ln_factorial(k: f64) -> f64 {
    (k + 0.5) * (k + 1.0).ln() - (k + 1.0) + 0.918_938_533_204_672_8 + stirling_tail(k)
}

/// ln k! − [(k+½)·ln(k+1) − (k+1) + ½·ln 2π] (Hörmann 1993, section 4.1).
fn stirling_tail(k: f64) -> f64 {
    const TABLE: [f64; 10] = [
        0.081_061_466_795_327_8,
        0.041_340_695_955_409_3,
        0.027_677_925_684_998_3,
        0.020_790_672_103_765_1,
        0.016_644_691_189_821_2,
        0.013_876_128_823_070_7,
        0.011_896_709_945_891_8,
        0.010_411_265_261_972_1,
        0.009_255_462_182_712_73,
        0.008_330_563_433_362_87,
    ];
    if k < 10.0 {
        return TABLE[k as usize];
    }
    let inverse = 1.0 / (k + 1.0);
    let square = inverse * inverse;
    (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / 1260.0 * square) * square) * inverse
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::id::StableKey;
    use crate::rng::{Purpose, Streams};

    /// A stream for tests, by number.
    pub(crate) fn stream(number: u32) -> Stream {
        Streams { seed: 20, member: number, day: 0 }.at(Purpose::Leave, StableKey(1))
    }

    /// Pearson's chi-square of counts against expectations, tails pooled below 8 expected.
    /// Returns (statistic, degrees of freedom).
    pub(crate) fn chi_square(observed: &[f64], expected: &[f64]) -> (f64, f64) {
        let (mut statistic, mut cells, mut seen, mut hoped) = (0.0, 0.0, 0.0, 0.0);
        for (o, e) in observed.iter().zip(expected) {
            seen += o;
            hoped += e;
            if hoped >= 8.0 {
                statistic += (seen - hoped) * (seen - hoped) / hoped;
                cells += 1.0;
                (seen, hoped) = (0.0, 0.0);
            }
        }
        (statistic, f64::max(cells - 1.0, 1.0))
    }

    #[test]
    fn ln_factorial_agrees_with_the_product() {
        let mut sum: f64 = 0.0;
        for k in 1..60 {
            sum += f64::from(k).ln();
            assert!((ln_factorial(f64::from(k)) - sum).abs() < 1e-9, "{k}");
        }
    }
}
