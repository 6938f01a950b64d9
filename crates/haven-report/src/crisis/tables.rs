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
