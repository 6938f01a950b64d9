//! Cells of a crisis's tables.

use crate::numbers::shown;
use haven_study::spread::Spread;

/// Median, and the 90 % interval on a second line.
pub(super) fn cell(spread: &Spread) -> String {
    let (low, high) = spread.interval_90();
    let (middle, low, high) = (shown(spread.median()), shown(low), shown(high));
    if low == high { middle } else { format!("{middle}\n{low}–{high}") }
}

/// Median, 50 % and 90 % intervals on three lines.
pub(super) fn wide_cell(spread: &Spread) -> String {
    let [q05, q25, q50, q75, q95] = spread.quantiles.map(shown);
    if q05 == q95 { q50 } else { format!("{q50}\n{q25}–{q75}\n{q05}–{q95}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_stand_below_the_median_unless_all_are_alike() {
        // Quantiles of 0 to 1,000: 50, 250, 500, 750, 950.
        let spread = Spread::of(&mut [0.0, 1_000.0]).unwrap();
        assert_eq!(cell(&spread), "500\n50–950");
        assert_eq!(wide_cell(&spread), "500\n250–750\n50–950");
        let few = Spread::of(&mut [1.0, 20.0]).unwrap();
        assert_eq!([cell(&few), wide_cell(&few)], ["<25", "<25"]);
    }
}
