//! Tables of a crisis.

use crate::numbers::{MIN_CELL, people, three_digits};
pub(super) use crate::table::filled as table;
use haven_study::spread::Spread;

/// People rounded to what the spread supports: three figures.
pub(crate) fn rounded(value: f64) -> String {
    if !value.is_finite() {
        return "never".to_owned();
    }
    if value > 0.0 && value < MIN_CELL {
        return "<25".to_owned();
    }
    people(three_digits(value))
}

/// Median, and the 90 % interval on a second line.
pub(super) fn cell(spread: &Spread) -> String {
    let (low, high) = spread.interval_90();
    let (middle, low, high) = (rounded(spread.median()), rounded(low), rounded(high));
    if low == high { middle } else { format!("{middle}\n{low}–{high}") }
}

/// Median, 50 % and 90 % intervals on three lines.
pub(super) fn wide_cell(spread: &Spread) -> String {
    let [q05, q25, q50, q75, q95] = spread.quantiles.map(rounded);
    if q05 == q95 { q50 } else { format!("{q50}\n{q25}–{q75}\n{q05}–{q95}") }
}
