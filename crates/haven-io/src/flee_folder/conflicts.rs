//! `conflicts.csv`: intensity by place and day. The day is the position of the row, whatever the
//! first column says.

use super::layout::Layout;
use super::locations::Locations;
use super::surplus;
use crate::cells::{Cells, shown};
use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use crate::sources::SourceText;
use crate::table::Row;
use haven_core::flee::scenario::{Conflict, PlaceKind};
use haven_core::id::PlaceId;
use haven_core::problem::Spot;

/// Intensities up to this count as none.
pub(super) const NO_CONFLICT: f64 = 1e-6;

/// The table, and where its days stand.
#[derive(Default)]
pub(super) struct Timetable {
    /// Intensities by place.
    pub conflicts: Vec<Conflict>,
    /// The line of each day.
    pub lines: Vec<usize>,
}

/// A column of the table that belongs to a place.
struct Column {
    index: usize,
    at: Spot,
    place: PlaceId,
    intensity: Vec<f64>,
}

/// Reads the timetable of conflict for a number of days.
pub(super) fn read(
    layout: &Layout<'_>,
    locations: &Locations,
    days: u32,
    problems: &mut Problems,
) -> Timetable {
    let Some(source) = layout.required_table("conflicts.csv", problems) else {
        return Timetable::default();
    };
    let rows = source.rows(problems);
    let Some((header, rows)) = rows.split_first() else {
        let message = "the table is empty: only places that start in conflict are in conflict";
        problems.push(codes::NO_CONFLICTS.at(source.whole(), message));
        return Timetable::default();
    };
    let rows: Vec<&Row<'_>> =
        rows.iter().filter(|row| !(row.text(0).starts_with('#') || row.is_hxl())).collect();
    check_header(&source, header, &rows, problems);
    let mut columns = columns(&Cells { source: &source, row: header }, locations, problems);
    for (day, row) in rows.iter().enumerate() {
        let cells = Cells { source: &source, row };
        read_day(&cells, header, &mut columns, problems);
        check_day_column(&cells, day, problems);
    }
    let lines: Vec<usize> = rows.iter().map(|row| row.line).collect();
    check_length(&source, &lines, days, problems);
    let mut conflicts = Vec::new();
    for column in columns {
        let at = column.at.clone();
        let conflict = conflict(column, days);
        warn_of_surprises(&conflict, locations, &at, problems);
        conflicts.push(conflict);
    }
    Timetable { conflicts, lines }
}

fn check_header(source: &SourceText, header: &Row<'_>, rows: &[&Row<'_>], problems: &mut Problems) {
    let is_number = |text: &str| text.trim().parse::<f64>().is_ok();
    if (1..header.fields.len()).any(|index| is_number(header.text(index))) {
        let message = "the first row holds numbers; it has to name the places";
        problems.push(
            codes::MISSING_HEADER
                .at(source.at(header.at(0)), message)
                .hint("start the file with a row such as #Day,Aleppo,Homs"),
        );
    }
    let last = header.fields.len() - 1;
    if last > 0 && header.text(last).trim().is_empty() {
        let message = "the header ends with a comma, which is ignored";
        problems.push(codes::TRAILING_COMMA.at(source.at(header.at(last)), message));
    }
    let first = rows.iter().find(|row| row.fields.len() > header.fields.len());
    if let Some(row) = first.filter(|row| row.text(header.fields.len()).trim().is_empty()) {
        let message = "rows end with a comma, which is ignored; Flee stops here";
        problems.push(codes::TRAILING_COMMA.at(source.at(row.at(header.fields.len())), message));
    }
}

/// The columns that belong to places, without those of places that do not exist.
fn columns(header: &Cells<'_>, locations: &Locations, problems: &mut Problems) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for index in 1..header.row.fields.len() {
        let name = header.text(index).trim();
        if name.is_empty() {
            continue;
        }
        let Some(place) = locations.names.get(name) else {
            let message = format!("no place is named {}; the column is ignored", shown(name));
            let problem = codes::UNKNOWN_CONFLICT_COLUMN.at(header.at(index), message);
            let wanted = !problems.is_full(problem.code, &problem.at.file);
            problems.push(match wanted.then(|| nearest(name, locations.names.all())).flatten() {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem,
            });
            continue;
        };
        if columns.iter().any(|column| column.place == place) {
            let message = format!("`{name}` has a column already; Flee mixes the two up");
            problems.push(codes::DUPLICATE_COLUMN.at(header.at(index), message));
            continue;
        }
        columns.push(Column { index, at: header.at(index), place, intensity: Vec::new() });
    }
    columns
}

fn read_day(cells: &Cells<'_>, header: &Row<'_>, columns: &mut [Column], problems: &mut Problems) {
    let mut is_short = false;
    for column in columns {
        let index = column.index;
        if index >= cells.row.fields.len() {
            is_short = true;
            column.intensity.push(0.0);
            continue;
        }
        let name = header.text(index).trim();
        let value = cells.number(index, name, [f64::MIN, f64::MAX], problems).unwrap_or(0.0);
        if value < 0.0 {
            let message = format!("the intensity in `{name}` is {value}; it takes 0 or more");
            problems.push(codes::NEGATIVE_INTENSITY.at(cells.at(index), message));
        } else if value > 1.0 {
            let message = format!("the intensity in `{name}` is {value}; usually it is at most 1");
            problems.push(codes::HIGH_INTENSITY.at(cells.at(index), message));
        }
        column.intensity.push(value.max(0.0));
    }
    if is_short {
        let (found, wanted) = (cells.row.fields.len(), header.fields.len());
        let message = format!("the row has {found} cells; the header has {wanted}");
        problems.push(codes::MISSING_CELLS.at(cells.at(found), message));
    }
    surplus::report(cells, header.fields.len(), problems);
}

/// Says once that the first column does not count the rows.
fn check_day_column(cells: &Cells<'_>, day: usize, problems: &mut Problems) {
    let written = cells.text(0).trim();
    let agrees = written.parse::<f64>().is_ok_and(|written| written == day as f64);
    let once = !problems
        .iter()
        .any(|p| p.code == codes::DAY_COLUMN.code && p.at.file == cells.source.name);
    if !agrees && once {
        let message = format!(
            "the first column says {}, but the position of the row makes it day {day}, as in Flee",
            shown(written)
        );
        problems.push(codes::DAY_COLUMN.at(cells.at(0), message));
    }
}

/// Reports a table that ends before the run.
fn check_length(source: &SourceText, lines: &[usize], days: u32, problems: &mut Problems) {
    if lines.len() < days as usize {
        let message = format!("the table has {} days; the simulation needs {days}", lines.len());
        let at = source.at((lines.last().copied().unwrap_or(1), 0));
        problems.push(
            codes::TOO_FEW_DAYS
                .at(at, message)
                .hint("add the missing rows, or shorten `Length` in sim_period.csv (or --days)"),
        );
    }
}

/// The column for exactly the days of the run; the last row holds if there are too few.
fn conflict(column: Column, days: u32) -> Conflict {
    let mut intensity = column.intensity;
    let last = intensity.last().copied().unwrap_or(0.0);
    intensity.resize(days as usize, last);
    Conflict { place: column.place, intensity }
}

/// Warns of values that Flee, and therefore this reader, gives no effect.
fn warn_of_surprises(
    conflict: &Conflict,
    locations: &Locations,
    at: &Spot,
    problems: &mut Problems,
) {
    let place = locations.place(conflict.place);
    if place.kind == PlaceKind::Conflict
        && conflict.intensity.first().is_some_and(|c| *c < NO_CONFLICT)
    {
        let message = format!(
            "`{}` starts in conflict by locations.csv and has 0 on day 0 here: as in Flee, its \
             conflict lasts until this table first falls from above 0 to 0",
            place.name
        );
        problems.push(codes::CONFLICT_FROM_START.at(at.clone(), message));
    }
    let ignored = conflict.intensity.windows(2).filter(|pair| {
        pair[0] > NO_CONFLICT && pair[1] > NO_CONFLICT && (pair[0] - pair[1]).abs() > NO_CONFLICT
    });
    let count = ignored.count();
    if count > 0 {
        let message = format!(
            "{count} changes of intensity at `{}` are between two values above 0: as in Flee, they \
             have no effect",
            place.name
        );
        problems.push(
            codes::IGNORED_INTENSITY_CHANGE
                .at(at.clone(), message)
                .hint("run with --set honour_intensity_changes=true to let them count"),
        );
    }
}
