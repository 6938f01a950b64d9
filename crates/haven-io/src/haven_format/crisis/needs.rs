//! `needs.csv`: what people need and who they are, for planning.

use super::facts;
use super::fields::Fields;
use crate::codes;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::problems::Problems;
use haven_core::crisis::scenario::{Crisis, Need};

/// The columns of `needs.csv`.
pub const COLUMNS: Columns =
    Columns { required: &["item", "value", "unit"], optional: &["low", "high"], unused: &[] };

/// Numbers of the table are above 0.
const AMOUNT: [f64; 2] = [1e-9, 1e9];

/// Reads the table, in its order.
pub fn read(table: &Table<'_>, crisis: &mut Crisis, problems: &mut Problems) {
    for line in table.lines() {
        let Some(need) = need(&line, problems) else { continue };
        if crisis.needs.iter().any(|other| other.item == need.item) {
            let message = format!("`{}` is there twice", need.item);
            problems.push(codes::DUPLICATE_ID.at(line.spot("item"), message));
            continue;
        }
        facts::note(&mut crisis.facts, &line, || need.item.replace('_', " "));
        crisis.needs.push(need);
    }
}

fn need(line: &Line<'_>, problems: &mut Problems) -> Option<Need> {
    let item = line.needed("item", problems);
    let unit = line.needed("unit", problems);
    let value = line.needed("value", problems);
    let value = value.and_then(|_| line.number("value", AMOUNT, problems));
    let text = |key: &str| line.given(key).unwrap_or_default().to_owned();
    let mut end = |key: &str| line.number(key, AMOUNT, problems);
    let (low, high) = (end("low"), end("high"));
    Some(Need {
        item: item?.into_owned(),
        value: value?,
        low: low.or(value)?,
        high: high.or(value)?,
        unit: unit?.into_owned(),
        note: text("note"),
        source: text("source"),
    })
}
