//! Numbers as the page shows them: rounded, and without small groups.

use crate::numbers::{self, interval};
pub(crate) use crate::numbers::{percent, shown, shown_difference};
use haven_study::spread::Spread;

/// `low to high`, or the one number where they look the same.
pub fn range(low: f64, high: f64) -> String {
    interval(&shown(low), &shown(high))
}

/// `low to high` of a difference.
pub fn range_difference(low: f64, high: f64) -> String {
    interval(&shown_difference(low), &shown_difference(high))
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
        0 => format!("in none of {}", numbers::count(members, "member")),
        1 if members == 1 => "in the only member".to_owned(),
        _ if count == members => format!("in all {members} members"),
        _ => format!("in {} of members", percent(share)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_groups_are_not_told_apart() {
        assert_eq!(range(0.0, 3.0), "0 to <25");
        assert_eq!(range(1.0, 3.0), "<25");
    }

    #[test]
    fn numbers_have_three_significant_digits() {
        let texts = [999.4, 1_234.0, 1_234_567.0, 99_960.0].map(shown);
        assert_eq!(texts, ["999", "1,230", "1,230,000", "100,000"]);
    }

    #[test]
    fn what_few_members_say_is_not_rounded_away() {
        assert_eq!(in_members(0.0, 300), "in none of 300 members");
        assert_eq!(in_members(1.0, 300), "in all 300 members");
        assert_eq!(in_members(1.0 / 300.0, 300), "in <1 % of members");
    }

    #[test]
    fn an_interval_stands_in_brackets_unless_it_is_the_number() {
        let of = |mut numbers: Vec<f64>| with_interval(&Spread::of(&mut numbers).unwrap());
        // Quantiles of 0 to 10,000: 500 and 9,500.
        assert_eq!(of(vec![0.0, 10_000.0]), "5,000 (500 to 9,500)");
        assert_eq!(of(vec![0.0, 100.0]), "50 (<25 to 95)");
        assert_eq!(of(vec![1_234.0]), "1,230");
        // 0 to 20: 1 to 19, all of them few.
        assert_eq!(of(vec![0.0, 20.0]), "<25");
        assert_eq!(of(vec![0.0]), "0");
    }

    #[test]
    fn half_of_the_members_lie_between_the_quarters() {
        assert_eq!(half_of(&Spread::of(&mut [0.0, 100.0]).unwrap()), (25.0, 75.0));
    }

    #[test]
    fn differences_keep_their_signs() {
        assert_eq!(range_difference(-100.0, 50.0), "−100 to +50");
        assert_eq!(range_difference(-30.0, -30.0), "−30");
        assert_eq!(range_difference(-24.9, 24.9), "less than 25");
        assert_eq!(range_difference(0.0, 25.0), "0 to +25");
        assert_eq!(range(24.9, 25.0), "<25 to 25");
    }

    #[test]
    fn members_are_counted_before_they_are_a_share() {
        assert_eq!(in_members(0.5, 300), "in 50 % of members");
        assert_eq!(in_members(299.0 / 300.0, 300), "in >99 % of members");
        // A half of a member is one, less is none; the last as well.
        assert_eq!(in_members(0.5 / 300.0, 300), "in <1 % of members");
        assert_eq!(in_members(0.4 / 300.0, 300), "in none of 300 members");
        assert_eq!(in_members(299.6 / 300.0, 300), "in all 300 members");
        assert_eq!(in_members(1.0, 1), "in the only member");
        assert_eq!(in_members(0.0, 1), "in none of 1 member");
    }
}
