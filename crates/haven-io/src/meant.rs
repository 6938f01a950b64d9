//! What was probably meant by a cell that is no number or no date, as advice. Where two things may be meant,
//! both are named: whoever follows advice does not look twice.

use jiff::civil::Date;

/// How dates are written.
const WRITTEN: &str = "write year-month-day, such as 2014-09-30";

/// Days from 1899-12-30, as spreadsheets count, that stand for dates from 1980 to 2060.
const SERIAL: std::ops::RangeInclusive<i32> = 29_221..=58_804;

/// Advice on a whole number such as `22,849`, `1000.0` or `100km`.
pub fn whole(text: &str) -> Option<String> {
    let grouped = text.trim().replace(',', " ");
    if is_grouped(&grouped) { number(&grouped) } else { number(text) }
}

/// Advice on a number such as `22,849`, `60,5`, `1000.0` or `100km`.
pub fn number(text: &str) -> Option<String> {
    let text = text.trim();
    let plain = text.trim_end_matches("km").trim_end_matches('%').trim_end();
    let write = |number: &str| (number != text).then(|| format!("write {number}"));
    if let Some((whole, behind)) = plain.split_once(',').filter(|(whole, _)| is_digits(whole)) {
        return with_comma(whole, behind);
    }
    let joined: String = plain.chars().filter(|c| !is_between_thousands(*c)).collect();
    if joined != plain && !is_grouped(plain) {
        return None;
    }
    let whole = joined.strip_suffix(".0").unwrap_or(&joined);
    is_digits(whole).then(|| write(whole)).flatten()
}

/// Advice on digits, a comma and what comes behind it.
fn with_comma(whole: &str, behind: &str) -> Option<String> {
    let digits: String = behind.chars().filter(|c| *c != ',').collect();
    let is_thousands = whole.len() <= 3
        && !whole.starts_with('0')
        && behind.split(',').all(|part| part.len() == 3 && is_digits(part));
    match (is_thousands, behind.contains(',')) {
        (true, true) => Some(format!("write {whole}{digits}")),
        (true, false) => Some(format!(
            "write {whole}{behind} if the comma stands between thousands, {whole}.{behind} if decimals follow it"
        )),
        (false, false) if is_digits(behind) => {
            Some(format!("write {whole}.{behind}: decimals follow a point"))
        }
        _ => None,
    }
}

fn is_between_thousands(c: char) -> bool {
    matches!(c, ' ' | '\'' | '_' | '\u{a0}' | '\u{202f}')
}

/// Whether groups of three digits follow a first one of at most three.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.split(is_between_thousands);
    let first = groups.next().unwrap_or("");
    (1..=3).contains(&first.len())
        && is_digits(first)
        && groups.all(|group| group.len() == 3 && is_digits(group))
}

fn is_digits(text: &str) -> bool {
    (1..16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Advice on a date: in another order, with another sign between its parts, with a time, or a spreadsheet's
/// day number.
pub fn date(text: &str) -> String {
    let text = text.trim();
    if let Some(date) = text.parse().ok().filter(|days| SERIAL.contains(days)).and_then(serial) {
        return format!(
            "it looks like a spreadsheet's number of a day, {date}: give the column the format of dates, written \
             year-month-day"
        );
    }
    let day = text.split(['T', ' ']).next().unwrap_or("");
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [first, second, third] = parts[..] else { return WRITTEN.to_owned() };
    if !parts.iter().all(|part| is_digits(part)) {
        return WRITTEN.to_owned();
    }
    let written = |year: &str, month: &str, day: &str| {
        let number = |text: &str| text.parse().ok();
        Date::new(year.parse().ok()?, number(month)?, number(day)?).ok()
    };
    let orders = match (first.len(), third.len()) {
        (4, 1 | 2) => vec![written(first, second, third)],
        (1 | 2, 4) => vec![written(third, second, first), written(third, first, second)],
        (1 | 2, 1 | 2) => return format!("{WRITTEN}: with four digits of the year"),
        _ => return WRITTEN.to_owned(),
    };
    let mut dates: Vec<Date> = orders.into_iter().flatten().collect();
    dates.dedup();
    match dates[..] {
        [date] => format!("write {date}"),
        [one, other] => format!("write {one} if the day stands first, {other} if the month does"),
        _ => WRITTEN.to_owned(),
    }
}

/// The date of a spreadsheet's day number.
fn serial(days: i32) -> Option<Date> {
    Date::constant(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_of_thousands_are_left_out() {
        for (text, meant) in [
            ("1,234,567", "write 1234567"),
            ("22 849", "write 22849"),
            ("1'000", "write 1000"),
            ("100000.0", "write 100000"),
            ("100km", "write 100"),
            ("100 km", "write 100"),
        ] {
            assert_eq!(number(text).as_deref(), Some(meant), "{text}");
        }
        for text in ["about 10", "25", "2 5", "12 34 567", "", "1,2,3", "-5", "1,234,56"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_decimal_comma_is_not_left_out() {
        for (text, meant) in [
            ("60,5", "60.5"),
            ("10,90", "10.90"),
            ("0,5", "0.5"),
            ("0,500", "0.500"),
            ("18,444305", "18.444305"),
            ("1000,250", "1000.250"),
        ] {
            let said = number(text).unwrap();
            assert_eq!(said, format!("write {meant}: decimals follow a point"), "{text}");
        }
    }

    #[test]
    fn three_digits_behind_a_comma_may_be_either() {
        assert_eq!(whole("22,849").as_deref(), Some("write 22849"));
        assert_eq!(whole("60,5"), number("60,5"));
        let said = number("22,849").unwrap();
        assert!(said.starts_with("write 22849 if"), "{said}");
        assert!(said.contains("22.849 if decimals"), "{said}");
    }

    #[test]
    fn the_order_of_a_date_is_told_where_only_one_is_possible() {
        assert_eq!(date("30/09/2014"), "write 2014-09-30");
        assert_eq!(date("09/30/2014"), "write 2014-09-30");
        assert_eq!(date("2014.09.30"), "write 2014-09-30");
        assert_eq!(date("2014-09-30 12:00"), "write 2014-09-30");
        assert_eq!(date("2014-09-30T00:00:00"), "write 2014-09-30");
        assert_eq!(date("05.05.2014"), "write 2014-05-05");
        let either = "write 2014-04-03 if the day stands first, 2014-03-04 if the month does";
        assert_eq!(date("03/04/2014"), either);
    }

    #[test]
    fn years_have_four_digits() {
        assert!(date("30-03-21").ends_with("with four digits of the year"));
        assert!(date("21/3/30").ends_with("with four digits of the year"));
        for text in ["2014-02-30", "soon", "2014", "1-2-3-4", "2014-9"] {
            assert_eq!(date(text), WRITTEN, "{text}");
        }
    }

    #[test]
    fn a_spreadsheets_day_number_is_recognised() {
        assert!(date("41912").contains("number of a day, 2014-09-30"), "{}", date("41912"));
        assert_eq!(date("29220"), WRITTEN);
        assert_eq!(date("58805"), WRITTEN);
    }
}
