//! The destinations as a table.

use super::numbers::{people, people_spread, percent};
use super::table::table;
use super::wrapped::noted;
use haven::flee::{Outcome, PlaceOutcome};

/// Destinations that are listed; the rest are in `summary.csv`.
const LISTED: usize = 30;

/// Arrivals, people there at the end and distance from the counts, by destination.
pub(super) fn destinations(outcome: &Outcome, width: usize) -> String {
    let has_data = outcome.places.iter().any(|place| place.data.is_some());
    let mut rows = Vec::new();
    let mut places: Vec<&PlaceOutcome> = outcome.places.iter().collect();
    if places.len() > LISTED {
        places.sort_by(|one, other| other.stock.mean.total_cmp(&one.stock.mean));
    }
    for place in places.iter().take(LISTED) {
        rows.push(row(place, has_data));
    }
    if outcome.places.len() != 1 {
        rows.push(row(&outcome.total, has_data));
    }
    let left_out = outcome.places.len().saturating_sub(LISTED);
    let note = match left_out {
        0 => String::new(),
        _ => noted(&format!("… and {left_out} smaller destinations, in summary.csv"), width),
    };
    table(&header(outcome, has_data), rows, width) + &note
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
