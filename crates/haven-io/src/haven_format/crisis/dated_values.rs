//! `damage.csv` and `services.csv`: numbers in [0, 1] that hold at a place from a date on.

use super::{dates, facts, names};
use crate::haven_format::columns::{Columns, Line, Table};
use crate::problems::Problems;
use haven_core::crisis::scenario::{Crisis, DatedValue};

/// The columns of both tables.
pub const COLUMNS: Columns =
    Columns { required: &["date", "place", "value"], optional: &[], unused: &[] };

/// Reads a table, in the order of days and places. `what`: what it is about, in a word.
pub fn read(
    table: &Table<'_>,
    what: &str,
    crisis: &mut Crisis,
    problems: &mut Problems,
) -> Vec<DatedValue> {
    let mut values = Vec::new();
    for line in table.lines() {
        let Some(value) = value(&line, crisis, problems) else { continue };
        let (place, date) = (&crisis.places[value.place.index()], dates::date(crisis, value.day));
        let about = format!("{what} at {} from {date}", place.name);
        facts::note(&mut crisis.facts, &line, || about);
        values.push(value);
    }
    values.sort_by_key(|value| (value.day, value.place));
    values
}

fn value(line: &Line<'_>, crisis: &Crisis, problems: &mut Problems) -> Option<DatedValue> {
    let date = dates::beginning(crisis, line, "date", problems);
    let place = names::place_in(crisis, line, "place", problems);
    let value = line.required("value", problems);
    let value = value.and_then(|_| line.number("value", [0.0, 1.0], problems));
    let (date, day) = date?;
    let known = dates::is_known(crisis, line, date, problems);
    known.then_some(DatedValue { day, place: place?, value: value? })
}
