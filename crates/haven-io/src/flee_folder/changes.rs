//! `location_changes.csv` (places that become something else) and `agents.csv` (people who are there
//! before day 0).

use super::kinds::{kind_named, report_kind};
use super::layout::Layout;
use super::locations::Locations;
use super::positional::{Columns, Positional};
use crate::cells::Cells;
use crate::codes;
use crate::problems::Problems;
use haven_core::flee::scenario::KindChange;
use haven_core::id::PlaceId;

const COLUMNS: Columns = &["name|location name", "new_type|new location type|type", "day|date"];

/// Reads the changes of kind, if the table is there. A place that falls into conflict does so with
/// the intensity given.
pub(super) fn read_kind_changes(
    layout: &Layout<'_>,
    locations: &Locations,
    intensity: f64,
    problems: &mut Problems,
) -> Vec<KindChange> {
    let Some(source) = layout.table("location_changes.csv", problems) else { return Vec::new() };
    let table = Positional::read(&source, COLUMNS, problems);
    let mut changes = Vec::new();
    for row in &table.rows {
        let cells = Cells { source: &source, row };
        if row.fields.len() < COLUMNS.len() {
            let message = format!(
                "the row has {} cells; a change needs 3: place, type and day",
                row.fields.len()
            );
            problems.push(codes::MISSING_CELLS.at(cells.at(COLUMNS.len()), message));
            continue;
        }
        let place = locations.names.find(&cells, 0, problems);
        let day = cells.whole(2, "day", [i64::MIN, i64::MAX], problems);
        let kind = kind_named(cells.text(1));
        if kind.is_none() {
            report_kind(&cells, 1, problems);
        }
        if let (Some(place), Some(kind), Some(day)) = (place, kind, day) {
            changes.push(KindChange { place, kind, intensity, day });
        }
    }
    changes
}

/// Reads the list of people: one row a person; only where they are matters.
pub(super) fn read_agents(
    layout: &Layout<'_>,
    locations: &Locations,
    problems: &mut Problems,
) -> Vec<(PlaceId, u64)> {
    let Some(source) = layout.required_table("agents.csv", problems) else { return Vec::new() };
    let rows = source.rows(problems);
    let Some((header, rows)) = rows.split_first() else {
        problems.push(codes::EMPTY_TABLE.at(source.whole(), "the list of people is empty"));
        return Vec::new();
    };
    if header.text(0).trim_start_matches('#').trim().to_lowercase() != "location" {
        let message = "the first row has to name the columns, starting with `location`";
        problems.push(codes::MISSING_HEADER.at(source.at(header.at(0)), message));
    }
    let people = rows.iter().filter(|row| row.has_text() && !row.is_hxl()).filter_map(|row| {
        let place = locations.names.find(&Cells { source: &source, row }, 0, problems)?;
        Some((place, 1))
    });
    people.collect()
}
