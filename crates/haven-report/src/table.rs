//! The destinations as a table.

use super::numbers::{people, people_spread, percent};
use comfy_table::{CellAlignment, LineStyle, Table, presets};
use haven::flee::{Outcome, PlaceOutcome};

/// Destinations that are listed; the rest are in `summary.csv`.
const LISTED: usize = 30;

/// Arrivals, people there at the end and distance from the counts, by destination.
pub(super) fn destinations(outcome: &Outcome) -> String {
    let has_data = outcome.places.iter().any(|place| place.data.is_some());
    let mut table = empty(&header(outcome, has_data));
    let mut places: Vec<&PlaceOutcome> = outcome.places.iter().collect();
    if places.len() > LISTED {
        places.sort_by(|one, other| other.stock.mean.total_cmp(&one.stock.mean));
    }
    for place in places.iter().take(LISTED) {
        table.add_row(row(place, has_data));
    }
    if outcome.places.len() != 1 {
        table.add_row(row(&outcome.total, has_data));
    }
    let left_out = outcome.places.len().saturating_sub(LISTED);
    let note = match left_out {
        0 => String::new(),
        _ => format!("\n … and {left_out} smaller destinations, in summary.csv"),
    };
    format!("{table}{note}\n")
}

/// A table with this header; all columns but the first are numbers.
pub(super) fn empty(header: &[String]) -> Table {
    with_numbers(header, header.len())
}

/// The same, with its rows.
pub(super) fn filled(header: &[String], rows: Vec<Vec<String>>) -> String {
    text(empty(header), rows)
}

/// A table whose first column is words, the next `numbers` are numbers, and the rest words and bars.
pub(super) fn words_after(header: &[&str], numbers: usize, rows: Vec<Vec<String>>) -> String {
    text(
        with_numbers(&header.iter().map(|&title| title.to_owned()).collect::<Vec<_>>(), numbers),
        rows,
    )
}

fn with_numbers(header: &[String], numbers: usize) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()));
    table.set_header(header);
    for column in table.column_iter_mut().skip(1).take(numbers) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn text(mut table: Table, rows: Vec<Vec<String>>) -> String {
    table.add_rows(rows);
    format!("{table}\n")
}

fn header(outcome: &Outcome, has_data: bool) -> Vec<String> {
    let mut header = vec![
        "Destination".to_owned(),
        "Arrivals in all".to_owned(),
        format!("People there on {}", outcome.end),
    ];
    if has_data {
        header.extend(["Counted".to_owned(), "Off by".to_owned()]);
    }
    header
}

fn row(place: &PlaceOutcome, has_data: bool) -> Vec<String> {
    let mut row =
        vec![place.name.clone(), people_spread(&place.arrivals), people_spread(&place.stock)];
    if has_data {
        row.push(place.data.map_or_else(|| "–".to_owned(), people));
        row.push(place.off_by.map_or_else(|| "–".to_owned(), |share| percent(share.median())));
    }
    row
}
