//! # Tables by which a destination is drawn at once
//! **What**     Draws destinations by weights of which each has kept a share.
//! **Equation** a destination of weight w has ⌈s·w⌉ tickets, s = [`TICKETS`]/Σw; all tickets are drawn
//!              alike, and who draws one of its keeps it with chance kept·s·w/⌈s·w⌉, else draws again
//! **Keeps**    the law of kept·w exactly, but for 2⁻³² of a chance
//! **Source**   rejection: von Neumann 1951

use crate::rng::Stream;

/// Tickets that would hold all weights if none were left half empty.
const TICKETS: f64 = 384.0;

/// Other weights are put on the same tickets as long as they fill this share of them.
const LEAST_FILLED: f64 = 0.55;

/// Nor are there more tickets than it takes to hold so many times the weights at first.
const MOST_FILLED: f64 = 3.0;

/// After so many tickets in a row that it does not keep, a group looks at all destinations.
const PATIENCE: u32 = 100;

/// 2⁻³²: luck is kept as whole numbers of it, an error that no count of people shows.
const SMALLEST: f64 = 1.0 / 4_294_967_296.0;

/// Weights, and tickets for them.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// By destination.
    weights: Vec<f64>,
    /// Their sum.
    total: f64,
    /// Destinations.
    tickets: Vec<u32>,
    /// How many tickets each destination has.
    held: Vec<f64>,
    /// Tickets by weight.
    scale: f64,
    /// Weight over that of the tickets, by destination.
    filled: Vec<f64>,
}

impl Table {
    /// The weights, by destination.
    pub(super) fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The sum of the weights.
    pub(super) fn total(&self) -> f64 {
        self.total
    }

    /// Takes these weights in place of those before.
    pub(super) fn set(&mut self, weights: impl Iterator<Item = f64>) {
        self.weights.clear();
        self.weights.extend(weights);
        self.total = sum(&self.weights);
        if !self.refill() {
            self.build();
        }
    }

    /// Puts the weights on the tickets that there are, and gives out more where they do not hold them.
    /// Whether not too many have become more or less empty.
    fn refill(&mut self) -> bool {
        let due_in_all = self.total * self.scale;
        if self.held.len() != self.weights.len() || due_in_all > MOST_FILLED * TICKETS {
            return false;
        }
        self.filled.clear();
        let both = self.weights.iter().zip(&mut self.held);
        for (destination, (weight, held)) in both.enumerate() {
            let due = weight * self.scale;
            if due > *held {
                let more = (due - *held) as u32 + 1;
                self.tickets.extend(std::iter::repeat_n(destination as u32, more as usize));
                *held += f64::from(more);
            }
            self.filled.push(due / held.max(1.0));
        }
        due_in_all >= LEAST_FILLED * self.tickets.len() as f64
    }

    /// Gives out tickets.
    fn build(&mut self) {
        self.filled.clear();
        self.held.clear();
        if self.total <= 0.0 {
            self.scale = 0.0;
            return self.tickets.clear();
        }
        self.scale = TICKETS / self.total;
        self.tickets.resize(TICKETS as usize + self.weights.len(), 0);
        let mut end = 0;
        for (destination, weight) in self.weights.iter().enumerate() {
            let held = weight * self.scale;
            // The least whole number that is not less; a cast costs less than to round.
            let whole = held as u32;
            let tickets = whole + u32::from(f64::from(whole) < held);
            let first = end;
            end += tickets as usize;
            self.tickets[first..end].iter_mut().for_each(|ticket| *ticket = destination as u32);
            self.held.push(f64::from(tickets));
            self.filled.push(held / f64::from(tickets.max(1)));
        }
        self.tickets.truncate(end);
    }

    /// The destination of one group, if there is any; `keep` by destination.
    pub(super) fn pick(&self, keep: &[f64], stream: &mut Stream) -> Option<usize> {
        for _ in 0..PATIENCE {
            let (ticket, luck) = stream.column(self.tickets.len());
            let destination = self.tickets[ticket] as usize;
            if f64::from(luck) * SMALLEST < keep[destination] * self.filled[destination] {
                return Some(destination);
            }
        }
        self.search(keep, stream)
    }

    /// The destination of a group that looks at all of them.
    fn search(&self, keep: &[f64], stream: &mut Stream) -> Option<usize> {
        let weights = || self.weights.iter().zip(keep).map(|(weight, keep)| weight * keep);
        let mut left = stream.uniform() * weights().sum::<f64>();
        let worth = weights().enumerate().filter(|(_, weight)| *weight > 0.0);
        worth
            .take_while(|(_, weight)| {
                let passed = left >= 0.0;
                left -= weight;
                passed
            })
            .last()
            .map(|(destination, _)| destination)
    }
}

/// Four sums side by side cost less than one.
pub(super) fn sum(weights: &[f64]) -> f64 {
    let (chunks, rest) = weights.as_chunks::<4>();
    let mut sums = [0.0; 4];
    for chunk in chunks {
        sums.iter_mut().zip(chunk).for_each(|(sum, weight)| *sum += weight);
    }
    sums.iter().chain(rest).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::tests::stream;

    #[test]
    fn a_table_holds_the_weights_that_it_was_made_for() {
        for number in 0..200 {
            let mut numbers = stream(number);
            let length = 1 + numbers.below(40) as usize;
            let mut weights: Vec<f64> = (0..length).map(|_| numbers.uniform().powi(4)).collect();
            weights.iter_mut().step_by(3).skip(1).for_each(|weight| *weight = 0.0);
            let total: f64 = weights.iter().sum();
            let mut table = Table::default();
            table.set(weights.iter().rev().map(|weight| 0.3 + 1.2 * weight));
            // More tickets for some, which are less filled for others.
            table.set(weights.iter().copied());
            let mut held = vec![0.0; length];
            for ticket in &table.tickets {
                let destination = *ticket as usize;
                held[destination] += table.filled[destination] / table.scale;
            }
            assert!(table.filled.iter().all(|filled| *filled <= 1.0));
            for (held, weight) in held.iter().zip(&weights) {
                assert!((held - weight).abs() < 1e-9, "{held} {weight} of {total}");
            }
        }
    }
}
