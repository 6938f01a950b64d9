//! Predictive checks: would the posterior have expected the counts that it was given?

use super::address;
use super::datum::{Datum, Noise};
use crate::spread::quantile;

/// The levels of [`Checked::quantiles`]: ends of the central 95, 80 and 50 %, and the middle.
pub const LEVELS: [f64; 7] = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];

/// Coverages that are asked about.
pub const COVERAGES: [f64; 3] = [0.5, 0.8, 0.95];

/// A datum against the reports that the posterior would have expected.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Quantiles of reports at [`LEVELS`].
    pub quantiles: [f64; 7],
    /// Whether some of the reported range lies in the central 50, 80 and 95 %.
    pub is_inside: [bool; 3],
}

/// Checks a datum against what was modelled by member, with the noise of each.
pub fn check(datum: &Datum, modelled: &[(f64, Noise)], seed: u64, number: u32) -> Checked {
    let report = |(member, (people, noise)): (u32, &(f64, Noise))| {
        let u = address::stream(seed, number, member, "report").uniform().clamp(1e-12, 1.0 - 1e-12);
        datum.report(*people, *noise, u)
    };
    let mut reports: Vec<f64> = (0..).zip(modelled).map(report).collect();
    reports.sort_unstable_by(f64::total_cmp);
    let quantiles = LEVELS.map(|level| quantile(&reports, level));
    let [low, high] = datum.range();
    let inside = |from: usize, to: usize| quantiles[from] <= high && quantiles[to] >= low;
    Checked { quantiles, is_inside: [inside(2, 4), inside(1, 5), inside(0, 6)] }
}

/// Shares of the data inside the central 50, 80 and 95 %; NaN without data.
pub fn coverage(checked: &[Checked]) -> [f64; 3] {
    let count = checked.len() as f64;
    [0, 1, 2].map(|at| checked.iter().filter(|datum| datum.is_inside[at]).count() as f64 / count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_in_the_middle_is_inside_and_one_far_off_is_not() {
        let noise = Noise { flow: 3.0, stock: 0.05 };
        let modelled = vec![(10_000.0, noise); 2_000];
        let at = |people| Datum::Between { low: people, high: people, log_error: 0.35 };
        assert_eq!(check(&at(10_000.0), &modelled, 1, 0).is_inside, [true; 3]);
        assert_eq!(check(&at(14_000.0), &modelled, 1, 0).is_inside, [false, true, true]);
        let far = check(&at(100_000.0), &modelled, 1, 0);
        assert_eq!(coverage(&[far]), [0.0; 3]);
    }
}
