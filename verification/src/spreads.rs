//! Whether the spreads of twenty runs of Flee could be those of twenty of our own members.
//!
//! Spreads of one camp hang together from day to day, and near a full camp numbers are far from
//! normal, so no table says what twenty runs allow. Our members do: sets of twenty of them are held
//! against the rest of them in the same way as Flee's runs against all of them.

use crate::golden::{Golden, SEEDS};
use crate::sample::{Key, Moments, Sample, moments};
use haven_core::math;

/// Means and spreads (of ours) below these are too discrete for their ratio to mean anything.
const FEWEST: Moments = Moments { mean: 5.0, sd: 1.0 };
/// Spreads are taken to be at least this, so that a set that happens not to vary has a ratio.
const SMALLEST: f64 = 0.1;
/// Sets of our members.
pub const SETS: usize = 400;

/// How Flee's spreads look among those of sets of our members.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Cells compared.
    pub cells: usize,
    /// Mean logarithm of ours over Flee's, less the mean of the same for the sets.
    pub mean_log: f64,
    /// Share of the sets whose spreads are at least as far off as Flee's.
    pub as_far_off: f64,
}

/// Compares the spreads on every cell that is large enough.
pub fn compare(sample: &Sample, golden: &Golden) -> Verdict {
    let all: Vec<usize> = (0..sample.members as usize).collect();
    let ours = spreads(sample, &all);
    let large = |(_, (_, moments)): &(usize, &(Key, Moments))| {
        moments.mean >= FEWEST.mean && moments.sd >= FEWEST.sd
    };
    let chosen: Vec<usize> =
        sample.cells.iter().enumerate().filter(large).map(|(index, _)| index).collect();
    let theirs: Vec<f64> = sample
        .cells
        .iter()
        .map(|((place, day), _)| golden.cells[place][*day as usize].sd)
        .collect();
    let logs = |above: &[f64], below: &[f64]| -> Vec<f64> {
        let log =
            |index: &usize| math::ln(above[*index].max(SMALLEST) / below[*index].max(SMALLEST));
        chosen.iter().map(log).collect()
    };
    let flee = logs(&ours, &theirs);
    let sets: Vec<Vec<f64>> = (0..SETS)
        .map(|number| {
            let (set, rest): (Vec<usize>, Vec<usize>) =
                all.iter().partition(|member| is_in_set(**member, number, all.len()));
            logs(&spreads(sample, &rest), &spreads(sample, &set))
        })
        .collect();
    let further = sets.iter().filter(|set| mean_square(set) >= mean_square(&flee)).count();
    let lean = mean(&sets.iter().map(|set| mean(set)).collect::<Vec<_>>());
    Verdict {
        cells: chosen.len(),
        mean_log: mean(&flee) - lean,
        as_far_off: further as f64 / SETS as f64,
    }
}

/// Sets are twenty members at a fixed step round the circle of all; no randomness is needed, for
/// members are alike. The step has no factor in common with 200.
fn is_in_set(member: usize, number: usize, members: usize) -> bool {
    let steps: [usize; 10] = [1, 3, 7, 9, 11, 13, 17, 19, 21, 23];
    let (step, offset) = (steps[number % steps.len()], number / steps.len() * 5);
    (0..SEEDS as usize).any(|place| (offset + place * step) % members == member)
}

/// Standard deviation of every cell over these members.
fn spreads(sample: &Sample, members: &[usize]) -> Vec<f64> {
    let over = |cell: usize| members.iter().map(move |member| sample.people[*member][cell]);
    (0..sample.cells.len()).map(|cell| moments(over(cell)).sd).collect()
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

fn mean_square(values: &[f64]) -> f64 {
    mean(&values.iter().map(|value| value * value).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golden::Cell;
    use std::collections::BTreeMap;

    /// Four camps whose people spread as the digits of members do.
    fn sample() -> Sample {
        let members = 200;
        let people: Vec<Vec<f64>> = (0..members)
            .map(|member| (1..5).map(|camp| 100.0 + f64::from(member * camp * 37 % 61)).collect())
            .collect();
        let cell = |camp: usize| {
            let key = (format!("Camp{camp}"), 0);
            (key, moments(people.iter().map(|member| member[camp])))
        };
        let cells = (0..4).map(cell).collect();
        Sample { cells, observed: BTreeMap::new(), people, total_error: 0.0, members: 200 }
    }

    fn golden(sample: &Sample, factor: f64) -> Golden {
        let cell = |(key, own): &(Key, Moments)| {
            let cell = Cell { mean: own.mean, sd: own.sd * factor, data: 0.0 };
            (key.0.clone(), vec![cell])
        };
        Golden { cells: sample.cells.iter().map(cell).collect() }
    }

    #[test]
    fn equal_spreads_are_among_those_of_our_sets_and_halved_ones_are_not() {
        let sample = sample();
        assert!(compare(&sample, &golden(&sample, 1.0)).as_far_off > 0.9);
        assert_eq!(compare(&sample, &golden(&sample, 0.5)).as_far_off, 0.0);
    }

    #[test]
    fn every_set_has_twenty_members() {
        for number in 0..SETS {
            assert_eq!((0..200).filter(|member| is_in_set(*member, number, 200)).count(), 20);
        }
    }
}
