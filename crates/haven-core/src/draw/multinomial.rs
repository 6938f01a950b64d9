//! Multinomial numbers: conditional binomials while people are many, then person by person.

use super::alias::{Alias, FEW_CATEGORIES};
use super::binomial::binomial;
use super::draws::Draws;
use crate::rng::Stream;

/// Person by person is cheaper up to this many people for each category that is left (measured).
const FEW_A_CATEGORY: f64 = 7.0;

/// Weights of categories, at least 0, with what every draw needs to know of them. Categories
/// without weight do not matter at all, not even for how a draw is made. If no weight is above 0
/// (or their sum is not finite), all categories are alike: Flee's rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    /// Positions of the categories that can be drawn.
    categories: Vec<usize>,
    /// Sums of the weights from each of these categories to the last.
    sums: Vec<f64>,
    /// Share of each of these categories in what is left from there on.
    shares: Vec<f64>,
}

impl Weights {
    /// Prepares for draws with these weights.
    pub fn new(values: &[f64]) -> Self {
        let mut weights = Self::default();
        weights.set(values);
        weights
    }

    /// Takes these weights in place of those before, in the same memory.
    pub fn set(&mut self, values: &[f64]) {
        self.categories.clear();
        self.shares.clear();
        self.sums.clear();
        let total: f64 = values.iter().sum();
        let alike = !(total > 0.0 && total.is_finite());
        for (category, value) in values.iter().enumerate() {
            let weight = if alike { 1.0 } else { *value };
            if weight > 0.0 {
                self.categories.push(category);
                self.shares.push(weight);
            }
        }
        self.sums.resize(self.shares.len(), 0.0);
        let mut left = 0.0;
        for (sum, share) in self.sums.iter_mut().zip(&mut self.shares).rev() {
            left += *share;
            *sum = left;
            *share /= left;
        }
    }

    /// The weights of the categories from `first` on.
    fn from(&self, first: usize) -> impl ExactSizeIterator<Item = f64> {
        let both = self.sums[first..].iter().zip(&self.shares[first..]);
        both.map(|(sum, share)| sum * share)
    }

    /// How many of the first categories so many people are drawn for together; in the others too few
    /// are expected.
    fn many(&self, people: f64) -> usize {
        let categories = self.categories.len();
        let suit_few = |(first, sum): (usize, &f64)| {
            let left = categories - first;
            let most = if left <= FEW_CATEGORIES { FEW_A_CATEGORY } else { 1.0 };
            people * sum <= most * left as f64 * self.sums[0]
        };
        self.sums.iter().enumerate().position(suit_few).unwrap_or(categories)
    }

    /// How many of the categories from `first` on a number below their sum leaves behind.
    fn pick(&self, first: usize, below: f64) -> usize {
        let rest = &self.sums[first + 1..];
        match rest.len() {
            0..=FEW_CATEGORIES => rest.iter().filter(|sum| **sum > below).count(),
            _ => rest.partition_point(|sum| *sum > below),
        }
    }
}

/// A table by which the last of some weights' categories are picked, for draws that come often.
#[derive(Clone, Debug, Default)]
pub struct Picks(Option<(usize, Alias)>);

impl Picks {
    fn table(&mut self, weights: &Weights, first: usize) -> &Alias {
        if self.0.as_ref().is_some_and(|(other, _)| *other != first) {
            self.0 = None;
        }
        let new = || (first, Alias::new(weights.from(first), weights.sums[first]));
        &self.0.get_or_insert_with(new).1
    }
}

impl Draws {
    /// Splits `people` over categories: calls `each(index, count)` for every count above 0.
    /// Sampled: one multinomial draw.
    pub fn multinomial(
        self,
        people: f64,
        weights: &Weights,
        stream: &mut Stream,
        each: impl FnMut(usize, f64),
    ) {
        self.multinomial_kept(people, (weights, &mut Picks::default()), stream, each);
    }

    /// As [`Draws::multinomial`]; what is kept from one draw with these weights makes the next one
    /// cheaper, and changes nothing else.
    pub fn multinomial_kept(
        self,
        people: f64,
        (weights, picks): (&Weights, &mut Picks),
        stream: &mut Stream,
        mut each: impl FnMut(usize, f64),
    ) {
        let many = match self {
            Self::Sampled => weights.many(people),
            Self::Expected => weights.categories.len(),
        };
        let mut left = people;
        for (category, share) in weights.categories.iter().zip(&weights.shares).take(many) {
            let count = match self {
                Self::Sampled => binomial(left as u64, *share, stream) as f64,
                Self::Expected => (left * share).min(left),
            };
            left -= count;
            if count > 0.0 {
                each(*category, count);
            }
        }
        if left > 0.0 && many < weights.categories.len() {
            few(left, many, (weights, picks), stream, each);
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
        let mut left = people;
        for (nth, (category, share)) in weights.categories.iter().zip(&weights.shares).enumerate() {
            if left <= 0.0 {
                return;
            }
            let count = if nth + 1 == weights.categories.len() {
                left
            } else {
                self.binomial_inverted(left, *share, uniform(*category))
            };
            left -= count;
            if count > 0.0 {
                each(*category, count);
            }
        }
    }
}

/// Draws the category of one person after the other among those from `first` on.
fn few(
    people: f64,
    first: usize,
    (weights, picks): (&Weights, &mut Picks),
    stream: &mut Stream,
    mut each: impl FnMut(usize, f64),
) {
    let (categories, total) = (&weights.categories[first..], weights.sums[first]);
    if people == 1.0 {
        return each(categories[weights.pick(first, stream.uniform() * total)], 1.0);
    }
    if categories.len() > FEW_CATEGORIES {
        let pick = |_| weights.pick(first, stream.uniform() * total);
        let mut picks: Vec<usize> = (0..people as u64).map(pick).collect();
        picks.sort_unstable();
        let groups = picks.chunk_by(|one, other| one == other);
        return groups.for_each(|group| each(categories[group[0]], group.len() as f64));
    }
    let mut counts = [0_u32; FEW_CATEGORIES];
    if people < categories.len() as f64 {
        for _ in 0..people as u64 {
            counts[weights.pick(first, stream.uniform() * total)] += 1;
        }
    } else {
        let (table, people) = (picks.table(weights, first), people as u64);
        for _ in 0..people / 2 {
            table.pick_two(stream).into_iter().for_each(|pick| counts[pick] += 1);
        }
        if people % 2 == 1 {
            counts[table.pick_two(stream)[0]] += 1;
        }
    }
    for (category, count) in categories.iter().zip(counts) {
        if count > 0 {
            each(*category, f64::from(count));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::stream;
    use super::*;

    #[test]
    fn a_multinomial_keeps_everybody_and_follows_its_weights() {
        let weights = [1.0, 0.0, 3.0, 4.0];
        for people in [1.0, 7.0, 100.0, 10_000.0] {
            let mut sums = [0.0; 4];
            for number in 0..4_000 {
                let mut total = 0.0;
                let count = |i: usize, n: f64| {
                    sums[i] += n;
                    total += n;
                };
                let prepared = Weights::new(&weights);
                Draws::Sampled.multinomial(people, &prepared, &mut stream(number), count);
                assert_eq!(total, people);
            }
            for (sum, weight) in sums.iter().zip(weights) {
                let (mean, p) = (sum / 4_000.0, weight / 8.0);
                let error = (people * p * (1.0 - p) / 4_000.0).sqrt();
                assert!((mean - people * p).abs() <= 4.0 * error, "{people}: {mean} {p}");
            }
        }
    }

    #[test]
    fn without_weights_all_ways_are_alike() {
        for weights in [[0.0; 3], [1.0, f64::INFINITY, 0.0]] {
            let mut counts = [0.0; 3];
            let weights = Weights::new(&weights);
            Draws::Expected.multinomial(9.0, &weights, &mut stream(0), |i, n| counts[i] = n);
            assert_eq!(counts, [3.0; 3]);
        }
    }

    #[test]
    fn categories_without_weight_do_not_matter() {
        let draw = |weights: &[f64]| {
            let mut counts = Vec::new();
            let weights = Weights::new(weights);
            Draws::Sampled.multinomial(50.0, &weights, &mut stream(3), |_, n| counts.push(n));
            counts
        };
        assert_eq!(draw(&[2.0, 1.0]), draw(&[0.0, 2.0, 0.0, 0.0, 1.0, 0.0]));
    }

    #[test]
    fn what_is_kept_from_other_draws_changes_nothing() {
        let weights = Weights::new(&[9.0, 4.0, 3.0, 2.0, 1.0]);
        let draw = |people: f64, picks: &mut Picks| {
            let mut counts = Vec::new();
            let count = |category, people| counts.push((category, people));
            Draws::Sampled.multinomial_kept(people, (&weights, picks), &mut stream(5), count);
            counts
        };
        let mut kept = Picks::default();
        for people in [20.0, 33.0, 21.0, 200.0, 34.0, 3.0, 1.0, 100.0] {
            assert_eq!(draw(people, &mut kept), draw(people, &mut Picks::default()));
        }
    }

    #[test]
    fn a_multinomial_takes_its_categories_in_order() {
        let split = |draws: Draws, weights: &[f64]| {
            let mut counts = vec![0.0; weights.len()];
            let uniform = |index: usize| [0.2, 0.7, f64::NAN, f64::NAN][index];
            draws.multinomial_inverted(1_000.0, weights, uniform, |index, n| counts[index] = n);
            counts
        };
        assert_eq!(split(Draws::Sampled, &[0.5, 0.3, 0.2]), [487.0, 314.0, 199.0]);
        assert_eq!(split(Draws::Sampled, &[0.5, 0.3, 0.0, 0.2]), [487.0, 314.0, 0.0, 199.0]);
        assert_eq!(split(Draws::Expected, &[2.0, 1.0, 1.0]), [500.0, 250.0, 250.0]);
    }
}
