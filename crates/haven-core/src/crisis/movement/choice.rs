//! # Choice of a destination
//! **What**     Where those who leave a place go.
//! **Equation** weight = attraction · deterrence; share of a destination = weight / Σ weights
//! **Units**    relative; counts: people
//! **Reads**    attractions of the morning, deterrence of the ways
//! **Keeps**    everybody is somewhere; nobody goes where the weight is 0
//! **Source**   gravity models of displacement; model.md §7; `table`
//! **Doubts**   groups that leave a place on one day have one size, and do not wait for each other
//!
//! People choose in groups, the rest as a smaller one, for that is how they travel: a household of
//! [`HOUSEHOLD`] where few leave, and convoys of [`CONVOY`] and more where many leave at once, so that up
//! to 600 people choose as no more than [`GROUPS`], and 2,400 as twice as many. The mean is the same as
//! if each chose alone; the spread is wider: of 600 people who leave one place on one day, a destination
//! with share p gets p ± √(p(1−p)/12), less than the luck in what drives people out makes of it. With 12
//! or 32 groups the medians and intervals of `aleppo-2014` are the same within the luck of 300 members
//! (`docs/engine.md`); the cost of a day grows with their number.
//!
//! Weights differ little from one day to the next, so the table by which groups choose is kept
//! as long as no weight exceeds what it was made for; a group that hits upon a destination whose
//! weight has fallen to a share w of that keeps it with chance w, else it chooses again. That is the
//! law of today's weights exactly. Those who travel inside the country choose by attraction × deterrence,
//! so there w is of the attraction alone, and the same from wherever they leave: a day's choices
//! do not look at destinations that nobody hits upon.

use super::table::{Table, sum};
use crate::rng::Stream;
use crate::run::Draws;

/// People who stay together (assumed).
const HOUSEHOLD: f64 = 5.0;

/// People who travel together on the same decision when [`GROUPS`] of them leave; of four times as many
/// people twice as many do (assumed).
const CONVOY: f64 = 50.0;

/// Groups in which the people of one place set out on one day, if neither more households than that
/// nor larger convoys are needed (assumed).
const GROUPS: f64 = 12.0;

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

/// How those choose who leave one place.
#[derive(Clone, Debug, Default)]
pub(in crate::crisis) struct Choice {
    table: Table,
    /// What the weights of the table were made of, for [`Choice::renew`].
    version: Option<[u64; 2]>,
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
        self.version = None;
        let mut keep = std::mem::take(&mut chosen.keep);
        keep.clear();
        let shares = weights.iter().zip(self.table.weights());
        keep.extend(
            shares.map(|(weight, made_for)| if *weight > 0.0 { weight / made_for } else { 0.0 }),
        );
        let found = self.split_kept(people, &keep, stream, chosen);
        chosen.keep = keep;
        found
    }

    /// Makes the table for these weights, unless it was made for them, which are told by `version`.
    pub fn renew(&mut self, version: [u64; 2], weights: impl Iterator<Item = f64>) {
        if self.version != Some(version) {
            self.version = Some(version);
            self.table.set(weights);
        }
    }

    /// Splits people by the table, of whose weights each destination has kept a share (at most 1),
    /// into `chosen`, which is clear. Whether there is a destination.
    pub fn split_kept(
        &self,
        people: f64,
        keep: &[f64],
        stream: &mut Stream,
        chosen: &mut Chosen,
    ) -> bool {
        if self.table.total() <= 0.0 {
            return false;
        }
        chosen.make_room(keep.len());
        let size = size_of_groups(people);
        let mut left = people;
        while left > 0.0 {
            let group = size.min(left);
            let Some(destination) = self.table.pick(keep, stream) else { return false };
            chosen.add(destination, group);
            left -= group;
        }
        true
    }

    /// Makes the table anew if it does not suit these weights: for somewhat more than the largest
    /// weights so far, so that it suits those to come, or just for these if it would let groups
    /// choose too often.
    fn make_for(&mut self, weights: &[f64], total: f64) {
        let known = self.table.weights();
        let suits = known.len() == weights.len()
            && !weights.iter().zip(known).any(|(weight, known)| weight > known)
            && total >= LEAST_KEPT * self.table.total();
        if suits {
            return;
        }
        let known: Vec<f64> =
            known.iter().copied().chain(std::iter::repeat(0.0)).take(weights.len()).collect();
        let raised = weights.iter().zip(&known);
        let raised = raised.map(|(now, known)| if now > known { HEADROOM * now } else { *known });
        self.table.set(raised);
        if total < LEAST_KEPT * self.table.total() {
            self.table.set(weights.iter().copied());
        }
    }
}

/// People who decide together when so many leave one place on one day.
fn size_of_groups(people: f64) -> f64 {
    let size = (people / GROUPS) as u32;
    let of_many = || CONVOY * (people / (GROUPS * CONVOY)).sqrt();
    if f64::from(size) > CONVOY { of_many().floor() } else { f64::from(size).max(HOUSEHOLD) }
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
    fn without_weights_there_is_nowhere_to_go() {
        let asked = (10.0, &[0.0; 3][..]);
        let (mut choice, mut chosen) = (Choice::default(), Chosen::default());
        assert!(!choice.split(asked, Draws::Sampled, &mut stream(1), &mut chosen));
    }
}
