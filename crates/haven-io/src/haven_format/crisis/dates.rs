//! Days of a crisis, and whether a row may be used: it has to be known by the origin, and be about
//! days before the end.

use super::fields::Fields;
use crate::codes;
use crate::haven_format::columns::Line;
use crate::haven_format::dates;
use crate::problems::Problems;
use haven_core::crisis::scenario::Crisis;
use jiff::civil::Date;

/// The day of a date; day 0 is the start, earlier days are negative.
pub fn day(crisis: &Crisis, date: Date) -> i64 {
    dates::day(crisis.start, date)
}

/// A day as people write it.
pub fn date(crisis: &Crisis, day: i64) -> String {
    date_of(crisis, day).map_or_else(|| format!("day {day}"), |date| date.to_string())
}

/// The date of a day; none that far ahead.
fn date_of(crisis: &Crisis, day: i64) -> Option<Date> {
    crisis.start.checked_add(jiff::Span::new().try_days(day).ok()?).ok()
}

/// Whether a row was known by the origin. `otherwise`: the date on which it was, if it does not say.
pub fn is_known(
    crisis: &Crisis,
    line: &Line<'_>,
    otherwise: Date,
    problems: &mut Problems,
) -> bool {
    dates::is_known(line, otherwise, date_of(crisis, crisis.origin.into()), problems)
}

/// The day on which something begins, if that is before the end of the run.
pub fn beginning(
    crisis: &Crisis,
    fields: &impl Fields,
    key: &str,
    problems: &mut Problems,
) -> Option<(Date, i64)> {
    fields.needed(key, problems)?;
    let from = fields.date(key, problems)?;
    let first = day(crisis, from);
    if first < i64::from(crisis.days) {
        return Some((from, first));
    }
    let last = date(crisis, i64::from(crisis.days) - 1);
    let message = format!("`{key}` is {from}, after the last day of the run, {last}");
    let hint = "correct the date, or raise `days` in scenario.toml";
    problems.push(codes::AFTER_THE_END.at(fields.spot(key), message).hint(hint));
    None
}

/// The day on which something is over, which has to be after `first`; the end of the run if it does
/// not say.
pub fn end(
    crisis: &Crisis,
    fields: &impl Fields,
    keys: [&str; 2],
    first: i64,
    problems: &mut Problems,
) -> Option<i64> {
    let [from, to] = keys;
    if fields.given(to).is_none() {
        return Some(crisis.days.into());
    }
    let last = fields.date(to, problems)?;
    let until = day(crisis, last);
    if until > first {
        return Some(until);
    }
    let message = format!(
        "`{to}` is {last}, not after `{from}`, {}: it is the first day on which it is over",
        date(crisis, first)
    );
    problems.push(codes::BAD_PERIOD.at(fields.spot(to), message));
    None
}
