//! How many of `n` do a thing that each does with chance `p`: exact samplers, or the mean.
//!
//! Counts are `f64` that hold whole numbers below 2⁵³ in sampled runs and fractions in expected
//! ones, so that both modes share one engine.

mod binomial;
mod hypergeometric;
mod inversion;
mod poisson;

pub use binomial::binomial;
pub use hypergeometric::hypergeometric;
pub use inversion::binomial_by_inversion;
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
            Self::Sampled => binomial_by_inversion(people as u64, chance, u) as f64,
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

    /// Splits `people` over categories: calls `each(index, count)` for every count above 0.
    /// Sampled: one multinomial draw, as conditional binomials, or person by person while that is
    /// cheaper.
    pub fn multinomial(
        self,
        people: f64,
        weights: &Weights<'_>,
        stream: &mut Stream,
        mut each: impl FnMut(usize, f64),
    ) {
        if self == Self::Sampled && weights.suit_few(people) {
            return few(people, weights, stream, each);
        }
        let mut left = weights.total;
        let mut people_left = people;
        for (index, weight) in weights.possible() {
            if people_left <= 0.0 {
                return;
            }
            let share = if index == weights.last { 1.0 } else { weight / left };
            let count = match self {
                Self::Sampled => self.binomial(people_left, share, stream),
                Self::Expected => (people_left * share).min(people_left),
            };
            left -= weight;
            people_left -= count;
            if count > 0.0 {
                each(index, count);
            }
        }
    }

    /// As [`Draws::multinomial`], by inversion: `uniform(index)` is the number in [0, 1) of that
    /// category. Under the same numbers each count is non-decreasing in `people` and, given the
    /// counts before it, in its own weight.
    ///
    /// Categories take their people in order, and the last one with weight takes the rest without
    /// a number. So the order has to be one that a what-if does not change; what it adds goes last.
    pub fn multinomial_inverted(
        self,
        people: f64,
        weights: &[f64],
        mut uniform: impl FnMut(usize) -> f64,
        mut each: impl FnMut(usize, f64),
    ) {
        let weights = Weights::new(weights);
        let (mut people_left, mut weight_left) = (people, weights.total);
        for (index, weight) in weights.possible() {
            if people_left <= 0.0 {
                return;
            }
            let count = if index == weights.last {
                people_left
            } else {
                self.binomial_inverted(people_left, weight / weight_left, uniform(index))
            };
            weight_left -= weight;
            people_left -= count;
            if count > 0.0 {
                each(index, count);
            }
        }
    }
}

/// Weights of categories, at least 0, with what every draw needs to know of them. Categories
/// without weight do not matter at all, not even for how a draw is made. If no weight is above 0
/// (or their sum is not finite), all categories are alike: Flee's rule.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'w> {
    values: &'w [f64],
    total: f64,
    categories: usize,
    last: usize,
    alike: bool,
}

impl<'w> Weights<'w> {
    /// Sums them up.
    pub fn new(values: &'w [f64]) -> Self {
        let total: f64 = values.iter().sum();
        if !(total > 0.0 && total.is_finite()) {
            let (categories, last) = (values.len(), values.len().saturating_sub(1));
            return Self { values, total: categories as f64, categories, last, alike: true };
        }
        let categories = values.iter().filter(|weight| **weight > 0.0).count();
        let last = values.iter().rposition(|weight| *weight > 0.0).unwrap_or(0);
        Self { values, total, categories, last, alike: false }
    }

    /// Categories that can be drawn, with their weights.
    fn possible(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        let weights = self.values.iter().map(|weight| if self.alike { 1.0 } else { *weight });
        weights.enumerate().filter(|(_, weight)| *weight > 0.0)
    }

    fn suit_few(&self, people: f64) -> bool {
        people <= 1.5 * self.categories as f64 && self.values.len() <= FEW
    }

    /// The category in which `at`, between 0 and the sum of the weights, falls.
    fn pick(&self, mut at: f64) -> usize {
        for (index, weight) in self.possible() {
            if at < weight {
                return index;
            }
            at -= weight;
        }
        self.last
    }
}

/// Up to this many categories, few people are drawn one by one.
const FEW: usize = 64;

/// A multinomial draw person by person: cheaper than conditional binomials while people are few.
fn few(people: f64, weights: &Weights<'_>, stream: &mut Stream, mut each: impl FnMut(usize, f64)) {
    if people == 1.0 {
        return each(weights.pick(stream.uniform() * weights.total), 1.0);
    }
    let mut counts = [0_u8; FEW];
    for _ in 0..people as u64 {
        counts[weights.pick(stream.uniform() * weights.total)] += 1;
    }
    for (index, count) in counts[..weights.values.len()].iter().enumerate() {
        if *count > 0 {
            each(index, f64::from(*count));
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

    #[test]
    fn a_multinomial_keeps_everybody_and_follows_its_weights() {
        let weights = [1.0, 0.0, 3.0, 4.0];
        let mut sums = [0.0; 4];
        for number in 0..4_000 {
            let mut total = 0.0;
            Draws::Sampled.multinomial(
                100.0,
                &Weights::new(&weights),
                &mut stream(number),
                |i, n| {
                    sums[i] += n;
                    total += n;
                },
            );
            assert_eq!(total, 100.0);
        }
        for (sum, weight) in sums.iter().zip(weights) {
            let (mean, p) = (sum / 4_000.0, weight / 8.0);
            let error = (100.0 * p * (1.0 - p) / 4_000.0).sqrt();
            assert!((mean - 100.0 * p).abs() <= 4.0 * error, "{mean} {p}");
        }
    }

    #[test]
    fn without_weights_all_ways_are_alike() {
        let mut counts = [0.0; 3];
        Draws::Expected
            .multinomial(9.0, &Weights::new(&[0.0; 3]), &mut stream(0), |i, n| counts[i] = n);
        assert_eq!(counts, [3.0; 3]);
    }
}
