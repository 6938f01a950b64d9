//! Days of a run, and whether a row may be used: it has to be known by the origin.

use super::columns::Line;
use crate::codes;
use crate::problems::Problems;
use jiff::civil::Date;

/// The day of a date; day 0 is the start, earlier days are negative.
pub fn day(start: Date, date: Date) -> i64 {
    // Differences of civil dates are whole days, and fit: jiff's dates span 20,000 years.
    start.until(date).map_or(0, |span| i64::from(span.get_days()))
}

/// Whether a row was known by the origin, if there is one; that it was not is reported. `otherwise`:
/// the date on which it was, if it does not say.
pub fn is_known(
    line: &Line<'_>,
    otherwise: Date,
    origin: Option<Date>,
    problems: &mut Problems,
) -> bool {
    let Some(origin) = origin.filter(|origin| line.known_on(otherwise) > *origin) else {
        return true;
    };
    let message = format!("the row became known after the origin {origin}; it is left out");
    problems.push(codes::NOT_YET_KNOWN.at(line.spot("known_on"), message));
    false
}
