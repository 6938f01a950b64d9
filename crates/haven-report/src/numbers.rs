//! Numbers as people read them.

use haven::disclosure::MIN_CELL;
use haven_core::math;
use haven_study::spread::Spread;

/// People: whole, with commas between thousands.
pub(crate) fn people(value: f64) -> String {
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
pub(crate) fn three_digits(value: f64) -> f64 {
    let step = math::powf(10.0, (math::log10(value.abs().max(1.0)).floor() - 2.0).max(0.0));
    (value / step).round() * step
}

/// Median and 90 % interval of people; the middle alone where the members agree.
pub(crate) fn people_spread(spread: &Spread) -> String {
    let (low, high) = spread.interval_90();
    let (middle, low, high) = (people(spread.median()), people(low), people(high));
    if low == high { middle } else { format!("{middle} ({low}–{high})") }
}

/// A share as a whole percentage; rare and almost certain ones are not rounded away.
pub(crate) fn percent(share: f64) -> String {
    match share * 100.0 {
        nothing if nothing <= 0.0 => "0 %".to_owned(),
        rare if rare < 1.0 => "<1 %".to_owned(),
        almost if almost > 99.0 && almost < 100.0 => ">99 %".to_owned(),
        usual => format!("{usual:.0} %"),
    }
}

/// People, to three significant digits. Nobody is `0`; few are not told apart.
pub(crate) fn shown(value: f64) -> String {
    match value {
        _ if value.is_infinite() => "more than can be said".to_owned(),
        _ if value == 0.0 => "0".to_owned(),
        _ if value.abs() < MIN_CELL => format!("<{MIN_CELL}"),
        _ => people(three_digits(value)),
    }
}

/// A difference between numbers of people, with its sign.
pub(crate) fn shown_difference(value: f64) -> String {
    match value {
        _ if value == 0.0 => "0".to_owned(),
        _ if value.abs() < MIN_CELL => format!("less than {MIN_CELL}"),
        _ if value < 0.0 => format!("−{}", people(three_digits(-value))),
        _ => format!("+{}", people(three_digits(value))),
    }
}

/// Things, to three significant digits: none of them is a person, so none is hidden.
pub(crate) fn amount(value: f64) -> String {
    people(three_digits(value))
}

/// `low to high`, or the one text that both are.
pub(crate) fn interval(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low} to {high}") }
}

/// So many things, by their singular.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", people(number as f64))
}

/// What is said where one simulated person stands for several.
pub(crate) fn steps(scale_divisor: u64) -> String {
    let each = people(scale_divisor as f64);
    format!("In people, in steps of {each}: each simulated person stands for so many")
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
    fn small_groups_are_not_told_apart_and_things_are() {
        assert_eq!(
            [0.0, 0.4, 24.9, 25.0, -1_234.0].map(shown),
            ["0", "<25", "<25", "25", "-1,230"]
        );
        assert_eq!([0.0, -3.0, 24.0].map(shown_difference), ["0", "less than 25", "less than 25"]);
        assert_eq!(shown_difference(-123_456.0), "−123,000");
        assert_eq!([3.0, 24.4, 1_234.0].map(amount), ["3", "24", "1,230"]);
    }

    #[test]
    fn rare_and_almost_certain_shares_are_not_rounded_away() {
        let shares = [0.0, 0.0004, 0.012, 0.5, 0.99, 299.0 / 300.0, 1.0].map(percent);
        assert_eq!(shares, ["0 %", "<1 %", "1 %", "50 %", "99 %", ">99 %", "100 %"]);
    }

    #[test]
    fn an_interval_is_shown_only_where_members_differ() {
        let agree = Spread::of(&mut [7.0, 7.0]).unwrap();
        assert_eq!(people_spread(&agree), "7");
        let differ = Spread::of(&mut [0.0, 100.0]).unwrap();
        assert_eq!(people_spread(&differ), "50 (5–95)");
    }

    #[test]
    fn halves_round_away_from_nobody_on_both_sides() {
        assert_eq!(
            [999.4, 999_999.5, -0.5, -999.5].map(people),
            ["999", "1,000,000", "-1", "-1,000"]
        );
        // 99.5 has two digits, so its step is 1; 1,235 is 123.5 steps of 10.
        assert_eq!([99.5, 999.4, 1_235.0].map(three_digits), [100.0, 999.0, 1_240.0]);
    }

    #[test]
    fn twenty_five_people_are_the_first_that_are_told() {
        assert_eq!([24.999, -24.9, -25.0, 26.0].map(shown), ["<25", "<25", "-25", "26"]);
        assert_eq!(shown(f64::INFINITY), "more than can be said");
        let told = [24.9, 25.0, -25.0, 1_234.0].map(shown_difference);
        assert_eq!(told, ["less than 25", "+25", "−25", "+1,230"]);
    }

    #[test]
    fn shares_turn_into_words_at_one_and_ninety_nine_percent() {
        let shares = [-0.1, 0.009_99, 0.01, 0.986, 0.995].map(percent);
        assert_eq!(shares, ["0 %", "<1 %", "1 %", "99 %", ">99 %"]);
    }

    #[test]
    fn one_thing_is_singular_and_equal_ends_are_said_once() {
        let counts = [0, 1, 2, 1_000].map(|number| count(number, "member"));
        assert_eq!(counts, ["0 members", "1 member", "2 members", "1,000 members"]);
        assert_eq!(interval("<25", "<25"), "<25");
        assert_eq!(interval("30", "50"), "30 to 50");
        assert!(steps(1_000).starts_with("In people, in steps of 1,000: "));
    }
}
