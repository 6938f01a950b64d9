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
const ONE_BY_ONE: f64 = 128.0;

/// The choice before those who leave one place.
#[derive(Clone, Debug, Default)]
pub(in crate::crisis) struct Choice {
    /// By destination.
    weights: Vec<f64>,
    /// Sums of the weights up to and including each destination.
    sums: Vec<f64>,
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
            for _ in 0..households as u32 {
                let node = self.pick(stream.uniform() * total);
                self.counts[node] += HOUSEHOLD;
            }
        } else {
            let counts = &mut self.counts;
            let weights = Weights::new(&self.weights);
            draws.multinomial(households, &weights, stream, |node, many| {
                counts[node] = many * HOUSEHOLD;
            });
        }
        let others = people - households * HOUSEHOLD;
        if others > 0.0 {
            let node = self.pick(stream.uniform() * total);
            self.counts[node] += others;
        }
        Some(&self.counts)
    }

    /// The destination in whose stretch of the sums a number below the total falls.
    fn pick(&self, at: f64) -> usize {
        let node = self.sums.partition_point(|sum| *sum <= at);
        // Rounding may lead past the end: then it is the last one that anybody chooses.
        let last = || self.weights.iter().rposition(|weight| *weight > 0.0);
        if node < self.sums.len() { node } else { last().unwrap_or(0) }
    }
}
