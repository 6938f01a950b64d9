//! Numbers as the page shows them: rounded, and without small groups.

use crate::numbers::{MIN_CELL, people, three_digits};
use haven_study::spread::Spread;

/// People, to three significant digits: more would pretend to a precision that nobody has. Nobody is
/// `0`; a group below [`MIN_CELL`] is not told apart.
pub fn shown(value: f64) -> String {
    match value {
        _ if value.is_infinite() => "more than can be said".to_owned(),
        _ if value == 0.0 => "0".to_owned(),
        _ if value < MIN_CELL => format!("<{MIN_CELL}"),
        _ => people(three_digits(value)),
    }
}

/// A difference between numbers of people, with its sign.
pub fn shown_difference(value: f64) -> String {
    match value {
        _ if value == 0.0 => "0".to_owned(),
        _ if value.abs() < MIN_CELL => format!("less than {MIN_CELL}"),
        _ if value < 0.0 => format!("−{}", people(three_digits(-value))),
        _ => format!("+{}", people(three_digits(value))),
    }
}

/// `low to high`, or the one number where they look the same.
pub fn range(low: f64, high: f64) -> String {
    between(&shown(low), &shown(high))
}

/// `low to high` of a difference.
pub fn range_difference(low: f64, high: f64) -> String {
    between(&shown_difference(low), &shown_difference(high))
}

fn between(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low} to {high}") }
}

/// Median and the interval that holds 90 % of members.
pub fn with_interval(spread: &Spread) -> String {
    let (low, high) = spread.interval_90();
    let (middle, interval) = (shown(spread.median()), range(low, high));
    if middle == interval { middle } else { format!("{middle} ({interval})") }
}

/// The interval that holds half of the members.
pub fn half_of(spread: &Spread) -> (f64, f64) {
    (spread.quantiles[1], spread.quantiles[3])
}

/// In how many of the members something is so.
pub fn in_members(share: f64, members: usize) -> String {
    let count = (share * members as f64).round() as usize;
    match count {
        0 => format!("in none of {members} members"),
        _ if count == members => format!("in all {members} members"),
        _ => format!("in {} of members", percent(share)),
    }
}

/// A share as a whole percentage; rare and almost certain ones are not rounded away.
pub fn percent(share: f64) -> String {
    match share * 100.0 {
        nothing if nothing <= 0.0 => "0 %".to_owned(),
        rare if rare < 1.0 => "<1 %".to_owned(),
        almost if (99.0..100.0).contains(&almost) => ">99 %".to_owned(),
        usual => format!("{usual:.0} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_groups_are_not_told_apart() {
        assert_eq!([0.0, 0.4, 24.9, 25.0].map(shown), ["0", "<25", "<25", "25"]);
        assert_eq!([0.0, -3.0, 24.0].map(shown_difference), ["0", "less than 25", "less than 25"]);
        assert_eq!(range(0.0, 3.0), "0 to <25");
        assert_eq!(range(1.0, 3.0), "<25");
    }

    #[test]
    fn numbers_have_three_significant_digits() {
        let texts = [999.4, 1_234.0, 1_234_567.0, 99_960.0].map(shown);
        assert_eq!(texts, ["999", "1,230", "1,230,000", "100,000"]);
        assert_eq!(shown_difference(-123_456.0), "−123,000");
    }

    #[test]
    fn what_few_members_say_is_not_rounded_away() {
        assert_eq!(in_members(0.0, 300), "in none of 300 members");
        assert_eq!(in_members(1.0, 300), "in all 300 members");
        assert_eq!(in_members(1.0 / 300.0, 300), "in <1 % of members");
        assert_eq!(percent(299.0 / 300.0), ">99 %");
    }
}
