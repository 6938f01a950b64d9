//! # Choice of a destination
//! **What**     Where those who leave a place go.
//! **Equation** weight = attraction · deterrence; share of a destination = weight / Σ weights
//! **Units**    relative; counts: people
//! **Reads**    attractions of the morning, deterrence of the ways
//! **Keeps**    everybody is somewhere; nobody goes where the weight is 0
//! **Source**   gravity models of displacement; model.md §7; alias tables: Walker 1977, Vose 1991
//! **Doubts**   groups that leave a place on one day have one size, and do not wait for each other
//!
//! People choose in groups, the rest as a smaller one, for that is how they travel: a household of
//! [`HOUSEHOLD`] where few leave, and convoys of up to [`CONVOY`] where many leave at once, so that up
//! to 1,600 people choose as no more than [`GROUPS`]. The mean is the same as if each chose alone; the
//! spread is wider: of 1,600 people who leave one place on one day, a destination with share p gets
//! p ± √(p(1−p)/32), less than the luck in what drives people out makes of it. With 16, 32 or 64 groups
//! the medians and intervals of `aleppo-2014` are the same to two digits (40 members); the cost of a
//! day grows with their number.
//!
//! Weights differ little from one day to the next, so the table by which groups choose is kept
//! as long as no weight exceeds what it was made for; a group that hits upon a destination whose
//! weight has fallen to a share w of that keeps it with chance w, else it chooses again. That is the
//! law of today's weights exactly.

use crate::rng::Stream;
use crate::run::Draws;
use std::hint::select_unpredictable;

/// People who stay together (assumed).
const HOUSEHOLD: f64 = 5.0;

/// Most people who travel together on the same decision (assumed).
const CONVOY: f64 = 50.0;

/// Groups in which the people of one place set out on one day, if neither more households than that
/// nor larger convoys are needed (assumed).
const GROUPS: f64 = 32.0;

/// A table that lets groups choose again more often than this is made anew.
const LEAST_KEPT: f64 = 0.7;

/// A weight that has risen may rise so much more before the table is made anew.
const HEADROOM: f64 = 1.15;

/// Where how many go.
#[derive(Clone, Debug, Default)]
pub(in crate::crisis) struct Chosen {
    /// People, by destination.
    pub people: Vec<f64>,
    /// Destinations to which anybody goes, and after them one entry without meaning.
    listed: Vec<u32>,
    /// How many of these there are.
    length: usize,
    /// Chance of a group to keep to a destination that it hit upon, by destination.
    keep: Vec<f64>,
}

/// The table by which those choose who leave one place.
#[derive(Clone, Debug, Default)]
pub(in crate::crisis) struct Choice {
    /// Weights that it was made for, by destination, and their sum.
    made_for: Vec<f64>,
    total: f64,
    /// By destination.
    columns: Vec<Column>,
    /// Room to make columns in.
    scaled: Vec<f64>,
    poor: Vec<u32>,
    rich: Vec<u32>,
}

/// A column of an alias table. All columns are hit alike.
#[derive(Clone, Copy, Debug)]
struct Column {
    /// Chance to stay with its own destination.
    stay: u32,
    /// The other destination.
    other: u32,
}

/// 2⁻³²: chances of columns are kept as whole numbers of it, an error that no count of people shows.
const SMALLEST: f64 = 1.0 / 4_294_967_296.0;

fn chance(share: f64) -> u32 {
    // Above the largest number the cast gives the largest.
    (share / SMALLEST) as u32
}

impl Chosen {
    fn make_room(&mut self, destinations: usize) {
        self.people.resize(destinations, 0.0);
        self.listed.resize(destinations + 1, 0);
    }

    /// Which destination is new nobody can foresee, least of all the processor: so there is no
    /// branch.
    fn add(&mut self, destination: usize, people: f64) {
        let there = &mut self.people[destination];
        self.listed[self.length] = destination as u32;
        self.length += usize::from(*there == 0.0);
        *there += people;
    }

    /// Destinations to which anybody goes.
    pub fn destinations(&self) -> &[u32] {
        &self.listed[..self.length]
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        for destination in &self.listed[..self.length] {
            self.people[*destination as usize] = 0.0;
        }
        self.length = 0;
    }
}

impl Choice {
    /// Splits people over destinations with these weights, into `chosen`, which is clear. Whether
    /// there is a destination.
    pub fn split(
        &mut self,
        (people, weights): (f64, &[f64]),
        draws: Draws,
        stream: &mut Stream,
        chosen: &mut Chosen,
    ) -> bool {
        let total = sum(weights);
        if total <= 0.0 {
            return false;
        }
        chosen.make_room(weights.len());
        if draws == Draws::Expected {
            for (destination, weight) in weights.iter().enumerate().filter(|(_, w)| **w > 0.0) {
                chosen.add(destination, people * weight / total);
            }
            return true;
        }
        self.make_for(weights, total);
        let mut keep = std::mem::take(&mut chosen.keep);
        keep.clear();
        let shares = weights.iter().zip(&self.made_for);
        // Nobody hits upon a destination without weight, so what nothing over nothing is does not matter.
        keep.extend(shares.map(|(weight, made_for)| weight / made_for));
        let size = size_of_groups(people);
        let groups = (people / size).floor();
        for _ in 0..groups as u32 {
            chosen.add(self.pick(&keep, stream), size);
        }
        let others = people - groups * size;
        if others > 0.0 {
            chosen.add(self.pick(&keep, stream), others);
        }
        chosen.keep = keep;
        true
    }

    /// Makes the table anew if it does not suit these weights: for somewhat more than the largest
    /// weights so far, so that it suits those to come, or just for these if it would let groups
    /// choose too often.
    fn make_for(&mut self, weights: &[f64], total: f64) {
        self.made_for.resize(weights.len(), 0.0);
        let both = weights.iter().zip(&self.made_for);
        let exceeded = both.fold(false, |any, (weight, made_for)| any || weight > made_for);
        if exceeded || total < LEAST_KEPT * self.total {
            for (made_for, weight) in self.made_for.iter_mut().zip(weights) {
                *made_for = if weight > made_for { HEADROOM * weight } else { *made_for };
            }
            self.total = sum(&self.made_for);
            if total < LEAST_KEPT * self.total {
                self.made_for.copy_from_slice(weights);
                self.total = total;
            }
            self.build();
        }
    }

    /// Vose's method: whoever has too little is filled up by one who has too much.
    fn build(&mut self) {
        let scale = self.made_for.len() as f64 / self.total;
        self.columns.clear();
        self.scaled.clear();
        for (own, weight) in self.made_for.iter().enumerate() {
            let scaled = weight * scale;
            self.scaled.push(scaled);
            self.columns.push(Column { stay: u32::MAX, other: own as u32 });
            if scaled < 1.0 { &mut self.poor } else { &mut self.rich }.push(own as u32);
        }
        while let (Some(poor), Some(rich)) = (self.poor.pop(), self.rich.last().copied()) {
            let has = self.scaled[poor as usize];
            self.columns[poor as usize] = Column { stay: chance(has), other: rich };
            let left = &mut self.scaled[rich as usize];
            *left -= 1.0 - has;
            if *left < 1.0 {
                self.rich.pop();
                self.poor.push(rich);
            }
        }
        // Whoever is left has as much as he needs but for rounding, and stands for himself.
        self.rich.clear();
        self.poor.clear();
    }

    /// The destination of one group; `keep` by destination.
    fn pick(&self, keep: &[f64], stream: &mut Stream) -> usize {
        loop {
            let (own, part, luck) = stream.column(self.columns.len());
            let Column { stay, other } = self.columns[own];
            let destination = select_unpredictable(part < stay, own, other as usize);
            if f64::from(luck) * SMALLEST < keep[destination] {
                return destination;
            }
        }
    }
}

/// People who decide together when so many leave one place on one day.
fn size_of_groups(people: f64) -> f64 {
    (people / GROUPS).floor().clamp(HOUSEHOLD, CONVOY)
}

/// Four sums side by side cost less than one.
fn sum(weights: &[f64]) -> f64 {
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
    use crate::draw::tests::{chi_square, stream};

    const WEIGHTS: [f64; 7] = [0.0, 3.0, 0.5, 0.0, 0.001, 1.0, 0.0];

    #[test]
    fn few_and_many_choose_alike_by_new_tables_and_by_old_ones() {
        // What the tables were made for before: for the same, for more, and for less.
        let before = [WEIGHTS, [0.2, 3.5, 0.9, 0.0, 0.001, 1.0, 0.1], WEIGHTS.map(|w| w / 2.0)];
        for (people, before) in [8.0, 60.0, 400.0, 10_000.0].into_iter().zip(before.iter().cycle())
        {
            let mut sums = [0.0; 7];
            let rounds = 400;
            let (mut choice, mut chosen) = (Choice::default(), Chosen::default());
            choice.make_for(before, before.iter().sum());
            for number in 0..rounds {
                let asked = (people, &WEIGHTS[..]);
                assert!(choice.split(asked, Draws::Sampled, &mut stream(number), &mut chosen));
                assert_eq!(chosen.people.iter().sum::<f64>(), people);
                sums.iter_mut().zip(&chosen.people).for_each(|(sum, count)| *sum += count);
                chosen.clear();
            }
            let all = people * f64::from(rounds);
            let size = size_of_groups(people);
            let groups = sums.map(|sum| sum / size);
            let expected = WEIGHTS.map(|weight| all * weight / 4.501 / size);
            let (statistic, freedom) = chi_square(&groups, &expected);
            assert!(statistic < freedom + 5.0 * (2.0 * freedom).sqrt(), "{people}: {statistic}");
        }
    }

    #[test]
    fn a_table_holds_the_weights_that_it_was_made_for() {
        for number in 0..200 {
            let mut numbers = stream(number);
            let length = 1 + numbers.below(40) as usize;
            let mut weights: Vec<f64> = (0..length).map(|_| numbers.uniform().powi(4)).collect();
            weights.iter_mut().step_by(3).skip(1).for_each(|weight| *weight = 0.0);
            let total: f64 = weights.iter().sum();
            let mut choice = Choice::default();
            choice.make_for(&weights, total);
            let mut held = vec![0.0; length];
            for (own, column) in choice.columns.iter().enumerate() {
                let stay = f64::from(column.stay) / 4_294_967_296.0;
                held[own] += stay / length as f64;
                held[column.other as usize] += (1.0 - stay) / length as f64;
            }
            for (held, weight) in held.iter().zip(&weights) {
                assert!((held - weight / total).abs() < 1e-9, "{held} {weight}");
            }
        }
    }

    #[test]
    fn without_weights_there_is_nowhere_to_go() {
        let asked = (10.0, &[0.0; 3][..]);
        let (mut choice, mut chosen) = (Choice::default(), Chosen::default());
        assert!(!choice.split(asked, Draws::Sampled, &mut stream(1), &mut chosen));
    }
}
