//! # Choice of a destination
//! **What**     Where those who leave a place go.
//! **Equation** weight = attraction · deterrence; share of a destination = weight / Σ weights; of G
//!              groups, destination i gets `⌊C(i) + u⌋ − ⌊C(i−1) + u⌋`, C(i) = G·Σ shares up to i, u
//!              uniform; which of them is the smaller one is drawn
//! **Units**    relative; counts: people
//! **Reads**    attractions of the morning, deterrence of the ways
//! **Keeps**    everybody is somewhere; nobody goes where the weight is 0; the mean of each
//!              destination is the same as if each chose alone
//! **Source**   gravity models of displacement; model.md §7; systematic sampling (Madow and Madow 1944)
//! **Doubts**   groups that leave a place on one day have one size, and do not wait for each other
//!
//! People choose in groups, the rest as a smaller one, for that is how they travel: a household of
//! [`HOUSEHOLD`] where few leave, and convoys of [`CONVOY`] and more where many leave at once, so that up
//! to 250 people choose as no more than [`GROUPS`], and 1,000 as twice as many.
//!
//! Groups do not choose each for itself: they stand at equal distances on a line on which every
//! destination has the length of its share, so that each gets a whole number of groups next to the
//! expected one: f a fraction, √(f(1−f)) groups more or less, at most half a group. If groups of 50
//! chose independently, 400 people who leave one place would spread as 8 do, seven times as widely as
//! the model has it, in which people decide alone. All this takes two random numbers a place and day.

use crate::draw::Draws;
use crate::rng::Stream;

/// People who stay together (assumed).
const HOUSEHOLD: f64 = 5.0;

/// People who travel together on the same decision when [`GROUPS`] of them leave; of four times as many
/// people twice as many do (assumed).
const CONVOY: f64 = 50.0;

/// Groups in which the people of one place set out on one day, if neither more households than that
/// nor larger convoys are needed (assumed).
const GROUPS: f64 = 5.0;

/// Destinations that are looked at together.
const STRETCH: usize = 8;

/// Where how many go: those who leave one place on one day.
#[derive(Clone, Debug, Default)]
pub struct Chosen(Vec<(u32, f64)>);

impl Chosen {
    /// Destinations to which anybody goes, in rising order, and how many.
    pub fn each(&self) -> impl Iterator<Item = (usize, f64)> + Clone {
        self.0.iter().map(|(destination, people)| (*destination as usize, *people))
    }

    /// Splits people over destinations with these weights, in place of those before. Whether there
    /// is a destination.
    pub fn split(
        &mut self,
        (people, weights): (f64, &[f64]),
        draws: Draws,
        stream: &mut Stream,
    ) -> bool {
        self.0.clear();
        let total = sum(weights);
        if total <= 0.0 {
            return false;
        }
        match draws {
            Draws::Expected => {
                let some = weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0);
                self.0.extend(some.map(|(at, weight)| (at as u32, people * weight / total)));
            }
            Draws::Sampled => self.spread(Groups::of(people, stream), weights, total, stream),
        }
        true
    }

    fn spread(&mut self, groups: Groups, weights: &[f64], total: f64, stream: &mut Stream) {
        let scale = f64::from(groups.count) / total;
        let (mut line, mut placed, mut next) = (stream.uniform(), 0, 1.0);
        let (whole, rest) = weights.as_chunks::<STRETCH>();
        let mut last = [0.0; STRETCH];
        last[..rest.len()].copy_from_slice(rest);
        for (at, some) in whole.iter().chain([&last]).enumerate() {
            // Most stretches of the line are too short for a group, and a sum is sooner found than
            // its parts one after the other.
            let [a, b, c, d, e, f, g, h] = some;
            let stretch = (((a + b) + (c + d)) + ((e + f) + (g + h))) * scale;
            if line + stretch < next {
                line += stretch;
                continue;
            }
            for (destination, weight) in (at * STRETCH..).zip(some) {
                line += weight * scale;
                if line >= next {
                    let end = (line as u32).min(groups.count);
                    self.0.push((destination as u32, groups.people(placed..end)));
                    placed = end;
                    // By an error of rounding the end of the line may lie past the last group.
                    let is_last = placed == groups.count;
                    next = if is_last { f64::INFINITY } else { f64::from(placed + 1) };
                }
            }
        }
        if placed == groups.count {
            return;
        }
        // By an error of rounding the last group may lie past the end of the line.
        let last = weights.iter().rposition(|weight| *weight > 0.0).expect("their sum is above 0");
        let rest = groups.people(placed..groups.count);
        match self.0.last_mut().filter(|(destination, _)| *destination as usize == last) {
            Some((_, people)) => *people += rest,
            None => self.0.push((last as u32, rest)),
        }
    }
}

/// Groups in which people set out: all of one size but one, which may be smaller.
#[derive(Clone, Copy, Debug)]
struct Groups {
    count: u32,
    size: f64,
    /// Which one is smaller, and by how much.
    smaller: (u32, f64),
}

impl Groups {
    fn of(people: f64, stream: &mut Stream) -> Self {
        let size = size_of_groups(people);
        let count = (people / size).ceil();
        let missing = count * size - people;
        let which = if missing > 0.0 { (stream.uniform() * count) as u32 } else { 0 };
        Self { count: count as u32, size, smaller: (which, missing) }
    }

    /// People in some of them.
    fn people(&self, some: std::ops::Range<u32>) -> f64 {
        let (which, missing) = self.smaller;
        let all = f64::from(some.end - some.start) * self.size;
        if some.contains(&which) { all - missing } else { all }
    }
}

/// People who decide together when so many leave one place on one day.
fn size_of_groups(people: f64) -> f64 {
    let size = (people / GROUPS) as u32;
    let of_many = || CONVOY * (people / (GROUPS * CONVOY)).sqrt();
    if f64::from(size) > CONVOY { of_many().floor() } else { f64::from(size).max(HOUSEHOLD) }
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
    use crate::draw::testing::stream;

    const WEIGHTS: [f64; 7] = [0.0, 3.0, 0.5, 0.0, 0.001, 1.0, 0.0];
    const TOTAL: f64 = 4.501;

    #[test]
    fn few_and_many_go_on_average_where_each_alone_would_go() {
        for people in [1.0, 8.0, 60.0, 77.0, 400.0, 10_000.0] {
            let (rounds, mut chosen) = (4_000, Chosen::default());
            let mut sums = [0.0; 7];
            for number in 0..rounds {
                let asked = (people, &WEIGHTS[..]);
                assert!(chosen.split(asked, Draws::Sampled, &mut stream(number)));
                assert_eq!(chosen.each().map(|(_, people)| people).sum::<f64>(), people);
                chosen.each().for_each(|(at, people)| sums[at] += people);
            }
            for (sum, weight) in sums.iter().zip(WEIGHTS) {
                let (mean, share) = (sum / f64::from(rounds), weight / TOTAL);
                // No wider than if its groups, of at most this size, chose independently.
                let spread = (people * size_of_groups(people) * share * (1.0 - share)).sqrt();
                let error = 4.5 * spread / f64::from(rounds).sqrt();
                assert!((mean - people * share).abs() <= error, "{people}: {mean} {share}");
            }
        }
    }

    #[test]
    fn a_destination_gets_a_whole_number_of_groups_next_to_the_expected_one() {
        let mut chosen = Chosen::default();
        for number in 0..200 {
            chosen.split((250.0, &WEIGHTS), Draws::Sampled, &mut stream(number));
            for (at, people) in chosen.each() {
                let expected = 5.0 * WEIGHTS[at] / TOTAL;
                assert!((people / 50.0 - expected).abs() < 1.0, "{at}: {people}");
                assert_eq!(people % 50.0, 0.0);
            }
        }
    }

    #[test]
    fn rounding_loses_nobody() {
        // Weights whose sum in another order differs from the length of the line.
        let weights: Vec<f64> = (1..200).map(|i| 1e16 / f64::from(i)).collect();
        let mut chosen = Chosen::default();
        for number in 0..2_000 {
            chosen.split((6_001.0, &weights), Draws::Sampled, &mut stream(number));
            assert_eq!(chosen.each().map(|(_, people)| people).sum::<f64>(), 6_001.0);
        }
        let groups = Groups { count: 3, size: 5.0, smaller: (2, 1.0) };
        for total in [4.6, 4.4] {
            // A total that is too large, or too small, as if by a gross error of rounding.
            chosen.0.clear();
            chosen.spread(groups, &WEIGHTS, total, &mut stream(1));
            assert_eq!(chosen.each().map(|(_, people)| people).sum::<f64>(), 14.0);
        }
    }

    #[test]
    fn without_weights_there_is_nowhere_to_go() {
        let mut chosen = Chosen::default();
        assert!(!chosen.split((10.0, &[0.0; 3]), Draws::Sampled, &mut stream(1)));
    }
}
