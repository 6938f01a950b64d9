//! # Choice of a destination
//! **What**     Where those who leave a place go.
//! **Equation** weight = attraction · deterrence; share of a destination = weight / Σ weights
//! **Units**    relative; counts: people
//! **Reads**    attractions of the morning, deterrence of the ways
//! **Keeps**    everybody is somewhere; nobody goes where the weight is 0
//! **Source**   gravity models of displacement; model.md §7
//! **Doubts**   households have one size, and do not wait for each other
//!
//! People choose in households of [`HOUSEHOLD`], the rest as a smaller one, for that is how they
//! travel: the mean is the same as if each chose alone, the spread is as wide as it is, and there
//! are fewer parties on the road to follow.

use crate::draw::Weights;
use crate::rng::Stream;
use crate::run::Draws;

/// People who stay together (assumed).
const HOUSEHOLD: f64 = 5.0;

/// Up to this many households choose one by one, which then costs least.
const ONE_BY_ONE: f64 = 200.0;

/// From this many households on, an index helps them to choose.
const INDEXED: f64 = 24.0;

/// Entries of that index.
const ENTRIES: usize = 256;

/// The choice before those who leave one place.
#[derive(Clone, Debug, Default)]
pub(in crate::crisis) struct Choice {
    /// By destination.
    weights: Vec<f64>,
    /// Sums of the weights up to and including each destination.
    sums: Vec<f64>,
    /// The last destination with weight.
    last: usize,
    /// For each of `ENTRIES` equal parts of the sum, the destination in which it begins; empty
    /// until many choose.
    index: Vec<u32>,
    /// People, by destination.
    counts: Vec<f64>,
    /// Whose weights these are, if others may choose by them.
    pub of: Option<usize>,
}

impl Choice {
    /// Takes the weights of all destinations.
    pub fn weigh(&mut self, weights: impl Iterator<Item = f64>) {
        self.of = None;
        self.weights.clear();
        self.weights.extend(weights);
        self.sums.clear();
        self.sums.extend(self.weights.iter().scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        }));
        self.last = self.weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(0);
        self.index.clear();
    }

    /// Splits people over destinations: the people by destination, or `None` if there is no destination.
    pub fn split(&mut self, people: f64, draws: Draws, stream: &mut Stream) -> Option<&[f64]> {
        let total = self.sums.last().copied().filter(|total| *total > 0.0)?;
        self.counts.clear();
        self.counts.resize(self.weights.len(), 0.0);
        let households = (people / HOUSEHOLD).floor();
        if draws == Draws::Expected {
            let shares = self.counts.iter_mut().zip(&self.weights);
            shares.for_each(|(count, weight)| *count = people * weight / total);
            return Some(&self.counts);
        }
        if households <= ONE_BY_ONE {
            if households >= INDEXED && self.index.is_empty() {
                self.build_index(total);
            }
            for _ in 0..households as u32 {
                let destination = self.pick(stream.uniform(), total);
                self.counts[destination] += HOUSEHOLD;
            }
        } else {
            let counts = &mut self.counts;
            let weights = Weights::new(&self.weights);
            draws.multinomial(households, &weights, stream, |destination, many| {
                counts[destination] = many * HOUSEHOLD;
            });
        }
        let others = people - households * HOUSEHOLD;
        if others > 0.0 {
            let destination = self.pick(stream.uniform(), total);
            self.counts[destination] += others;
        }
        Some(&self.counts)
    }

    fn build_index(&mut self, total: f64) {
        let mut destination = 0;
        for entry in 0..ENTRIES {
            let begin = entry as f64 / ENTRIES as f64 * total;
            while destination < self.last && self.sums[destination] <= begin {
                destination += 1;
            }
            self.index.push(destination as u32);
        }
    }

    /// The destination in whose stretch of the sums a number in [0, 1) of the total falls.
    /// Rounding may lead past the end: then it is the last one that anybody chooses.
    fn pick(&self, uniform: f64, total: f64) -> usize {
        let at = uniform * total;
        let Some(begin) = self.index.get((uniform * ENTRIES as f64) as usize) else {
            return self.sums.partition_point(|sum| *sum <= at).min(self.last);
        };
        let mut destination = *begin as usize;
        while destination < self.last && self.sums[destination] <= at {
            destination += 1;
        }
        destination
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::tests::{chi_square, stream};

    const WEIGHTS: [f64; 7] = [0.0, 3.0, 0.5, 0.0, 0.001, 1.0, 0.0];

    fn choice() -> Choice {
        let mut choice = Choice::default();
        choice.weigh(WEIGHTS.into_iter());
        choice
    }

    #[test]
    fn with_an_index_everybody_chooses_as_without() {
        let (plain, mut indexed) = (choice(), choice());
        indexed.build_index(4.501);
        let mut numbers = stream(1);
        for _ in 0..20_000 {
            let u = numbers.uniform();
            assert_eq!(plain.pick(u, 4.501), indexed.pick(u, 4.501), "{u}");
        }
        assert_eq!(indexed.pick(1.0 - f64::EPSILON / 2.0, 4.501), 5);
    }

    #[test]
    fn few_and_many_choose_alike() {
        for people in [8.0, 60.0, 400.0, 10_000.0] {
            let mut sums = [0.0; 7];
            let rounds = 400;
            for number in 0..rounds {
                let mut choice = choice();
                let counts = choice.split(people, Draws::Sampled, &mut stream(number));
                let counts = counts.expect("there are destinations");
                assert_eq!(counts.iter().sum::<f64>(), people);
                sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            }
            // In households, the rest being one.
            let all = people * f64::from(rounds);
            let households = sums.map(|sum| sum / HOUSEHOLD);
            let expected = WEIGHTS.map(|weight| all * weight / 4.501 / HOUSEHOLD);
            let (statistic, freedom) = chi_square(&households, &expected);
            assert!(statistic < freedom + 5.0 * (2.0 * freedom).sqrt(), "{people}: {statistic}");
        }
    }

    #[test]
    fn without_weights_there_is_nowhere_to_go() {
        let mut choice = Choice::default();
        choice.weigh([0.0; 3].into_iter());
        assert!(choice.split(10.0, Draws::Sampled, &mut stream(1)).is_none());
    }
}
