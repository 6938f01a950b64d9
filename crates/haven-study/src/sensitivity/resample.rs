//! How sure an estimate is: the same from rows drawn again, with replacement (Efron 1979).

use crate::spread::quantile;
use haven_core::id::StableKey;
use haven_core::rng::{Purpose, Streams};
use schemars::JsonSchema;
use serde::Serialize;

/// The level of intervals.
pub const LEVEL: f64 = 0.95;

/// How often rows are drawn again.
const RESAMPLES: u32 = 1_000;

/// An estimate with its interval at [`LEVEL`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Estimate {
    /// From all rows.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Estimates from rows `0..rows` (at least 2): whatever `statistic` gives for a list of rows, with the
/// interval that holds the middle of what it gives for rows drawn again.
pub(super) fn estimates(
    rows: usize,
    seed: u64,
    statistic: &dyn Fn(&[usize]) -> Vec<f64>,
) -> Vec<Estimate> {
    let values = statistic(&(0..rows).collect::<Vec<_>>());
    let mut again: Vec<Vec<f64>> = vec![Vec::with_capacity(RESAMPLES as usize); values.len()];
    for member in 0..RESAMPLES {
        let mut stream =
            Streams { seed, member, day: 0 }.at(Purpose::Resample, StableKey::of("rows"));
        let picks: Vec<usize> = (0..rows).map(|_| stream.below(rows as u64) as usize).collect();
        again.iter_mut().zip(statistic(&picks)).for_each(|(all, value)| all.push(value));
    }
    let estimate = |(value, mut all): (f64, Vec<f64>)| {
        all.sort_unstable_by(f64::total_cmp);
        let tail = 0.5 - LEVEL / 2.0;
        Estimate { value, low: quantile(&all, tail), high: quantile(&all, 1.0 - tail) }
    };
    values.into_iter().zip(again).map(estimate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_mean_is_that_of_a_normal_and_always_the_same() {
        let numbers: Vec<f64> = (0..400).map(|number| f64::from(number % 20)).collect();
        let mean = |picks: &[usize]| {
            vec![picks.iter().map(|row| numbers[*row]).sum::<f64>() / picks.len() as f64]
        };
        let found = estimates(400, 5, &mean);
        // The standard error of the mean of 400 of 0, …, 19 is √(399/12)/20; 1000 resamples know
        // its 2.5 % quantile to within a tenth.
        let half = 1.96 * (399.0_f64 / 12.0).sqrt() / 20.0;
        assert_eq!(found[0].value, 9.5);
        assert!((found[0].low - (9.5 - half)).abs() < 0.1 * half, "{found:?}");
        assert!((found[0].high - (9.5 + half)).abs() < 0.1 * half, "{found:?}");
        assert_eq!(found, estimates(400, 5, &mean));
    }
}
