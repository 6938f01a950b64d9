//! Numbers as people read them.

use haven_core::math;
use haven_study::spread::Spread;

/// Fewer persons than this are not told apart: a small group may point at persons (model.md §12).
pub(super) const MIN_CELL: f64 = 25.0;

/// People: whole, with commas between thousands.
pub(super) fn people(value: f64) -> String {
    let digits = format!("{:.0}", value.round().abs());
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value.round() < 0.0 { format!("-{text}") } else { text }
}

/// Three significant digits, and nothing behind the comma: more would pretend to a precision that
/// nobody has.
pub(super) fn three_digits(value: f64) -> f64 {
    let step = math::powf(10.0, (math::log10(value.abs().max(1.0)).floor() - 2.0).max(0.0));
    (value / step).round() * step
}

/// Median and 90 % interval of people; the middle alone where the members agree.
pub(super) fn people_spread(spread: &Spread) -> String {
    let (low, high) = spread.interval_90();
    let (middle, low, high) = (people(spread.median()), people(low), people(high));
    if low == high { middle } else { format!("{middle} ({low}–{high})") }
}

/// A share as a percentage, to the precision that helps.
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent < 9.95 { format!("{percent:.1} %") } else { format!("{} %", people(percent)) }
}

/// So many things, by their singular.
pub(super) fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", people(number as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        let texts = [0.0, 999.5, 1000.0, 1_234_567.0, -1234.0, -0.4].map(people);
        assert_eq!(texts, ["0", "1,000", "1,000", "1,234,567", "-1,234", "0"]);
    }

    #[test]
    fn three_digits_are_left_of_a_number() {
        let numbers = [0.0, 7.4, 999.6, 1_234.0, -1_236.0, 1_239_999.0].map(three_digits);
        assert_eq!(numbers, [0.0, 7.0, 1_000.0, 1_230.0, -1_240.0, 1_240_000.0]);
    }

    #[test]
    fn an_interval_is_shown_only_where_members_differ() {
        let agree = Spread::of(&mut [7.0, 7.0]).unwrap();
        assert_eq!(people_spread(&agree), "7");
        let differ = Spread::of(&mut [0.0, 100.0]).unwrap();
        assert_eq!(people_spread(&differ), "50 (5–95)");
    }
}
