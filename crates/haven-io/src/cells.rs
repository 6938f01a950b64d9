//! Cells of a row as values; what cannot be read is reported with its column's name.

use crate::codes;
use crate::meant;
use crate::problems::Problems;
use crate::sources::SourceText;
use crate::table::Row;
use haven_core::problem::Spot;
use jiff::civil::Date;

/// Largest count of people that is read: more than live on earth, or ever will in a century.
pub const MOST_PEOPLE: i64 = 20_000_000_000;

/// A row of a file.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    /// The file.
    pub source: &'a SourceText,
    /// The row.
    pub row: &'a Row<'a>,
}

impl<'a> Cells<'a> {
    /// The text of a cell, as written; empty if there is none.
    pub fn text(&self, index: usize) -> &'a str {
        self.row.text(index)
    }

    /// Whether there is nothing in a cell.
    pub fn is_blank(&self, index: usize) -> bool {
        self.text(index).trim().is_empty()
    }

    /// Where a cell is.
    pub fn at(&self, index: usize) -> Spot {
        self.source.at(self.row.at(index))
    }

    /// A whole number in a range.
    pub fn whole(
        &self,
        index: usize,
        column: &str,
        range: [i64; 2],
        problems: &mut Problems,
    ) -> Option<i64> {
        let value = whole(self.text(index)).filter(|number| (range[0]..=range[1]).contains(number));
        if value.is_none() {
            let is_high = whole(self.text(index)).is_some_and(|number| number > range[1]);
            let [low, high] = range;
            let allowed = match (low, high) {
                _ if is_high || high < MOST_PEOPLE => {
                    format!("a whole number from {low} to {high}")
                }
                (..0, _) => "a whole number".to_owned(),
                _ => format!("a whole number of {low} or more"),
            };
            self.report((index, column, &allowed), meant::whole, problems);
        }
        value
    }

    /// A finite number in a range.
    pub fn number(
        &self,
        index: usize,
        column: &str,
        range: [f64; 2],
        problems: &mut Problems,
    ) -> Option<f64> {
        let parsed = self.text(index).trim().parse::<f64>().ok();
        let value = parsed.filter(|x| x.is_finite() && (range[0]..=range[1]).contains(x));
        if value.is_none() {
            let allowed = match range {
                [f64::MIN, _] => "a number".to_owned(),
                [low, f64::MAX] => format!("a number of {low} or more"),
                [low, high] => format!("a number from {low} to {high}"),
            };
            self.report((index, column, &allowed), meant::number, problems);
        }
        value
    }

    /// A date.
    pub fn date(&self, index: usize, column: &str, problems: &mut Problems) -> Option<Date> {
        let value = date(self.text(index));
        if value.is_none() {
            let message = format!("`{column}` is {}, not a date", shown(self.text(index)));
            let hint = meant::date(self.text(index));
            problems.push(codes::BAD_DATE.at(self.at(index), message).hint(hint));
        }
        value
    }

    fn report(
        &self,
        (index, column, allowed): (usize, &str, &str),
        meant: fn(&str) -> Option<String>,
        problems: &mut Problems,
    ) {
        let text = self.text(index);
        let problem = codes::BAD_NUMBER
            .at(self.at(index), format!("`{column}` is {}; it takes {allowed}", shown(text)));
        problems.push(match meant(text) {
            Some(hint) => problem.hint(hint),
            None => problem,
        });
    }
}

/// A whole number: optional sign, surrounding blanks allowed, no decimal point.
pub fn whole(text: &str) -> Option<i64> {
    text.trim().parse().ok()
}

/// A date as year-month-day; months and days may lack their leading zero, as Flee has it. Years have four
/// digits: 14 would be a year of the first century, and a row of it would hold from the first day on.
pub fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = |text: &str, digits: [usize; 2]| {
        (digits[0]..=digits[1]).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_plain = plain(year, [4, 4]) && plain(month, [1, 2]) && plain(day, [1, 2]);
    if parts.next().is_some() || !is_plain {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Text for a message: in quotes, cut if long, `empty` if there is none.
pub fn shown(text: &str) -> String {
    match text.chars().count() {
        0 => "empty".to_owned(),
        1..=60 => format!("`{text}`"),
        _ => format!("`{}…`", text.chars().take(60).collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_may_lack_leading_zeros_and_nothing_else() {
        assert_eq!(date("2020-1-1"), Date::new(2020, 1, 1).ok());
        for wrong in [
            "",
            "2020-13-01",
            "2020-02-30",
            "01/02/2020",
            "2020-01-01 12:00",
            "2020-01",
            "20-01-01",
            "02020-01-01",
        ] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
}
