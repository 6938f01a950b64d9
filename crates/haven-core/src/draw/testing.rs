//! What tests of draws share.

use crate::id::StableKey;
use crate::rng::{Purpose, Stream, Streams};

/// A stream for tests, by number.
pub(crate) fn stream(number: u32) -> Stream {
    Streams { seed: 20, member: number, day: 0 }.at(Purpose::Leave, StableKey(1))
}

/// Pearson's chi-square of counts against expectations, tails pooled below 8 expected.
/// Returns (statistic, degrees of freedom).
pub(crate) fn chi_square(observed: &[f64], expected: &[f64]) -> (f64, f64) {
    let (mut statistic, mut cells, mut seen, mut hoped) = (0.0, 0.0, 0.0, 0.0);
    for (o, e) in observed.iter().zip(expected) {
        seen += o;
        hoped += e;
        if hoped >= 8.0 {
            statistic += (seen - hoped) * (seen - hoped) / hoped;
            cells += 1.0;
            (seen, hoped) = (0.0, 0.0);
        }
    }
    (statistic, f64::max(cells - 1.0, 1.0))
}
