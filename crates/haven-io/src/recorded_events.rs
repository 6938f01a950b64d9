//! A folder of recorded events: small crises, and in `expected.csv` what was counted in them.

use crate::codes;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::haven_format::crisis;
use crate::nearest::nearest;
use crate::problems::Problems;
use crate::sources::Folder;
use haven_core::crisis::counts::{Bound, Count, Counted};
use haven_core::crisis::scenario::Crisis;
use haven_core::id::PlaceId;
use haven_core::problem::{Problem, Severity, Spot};
use jiff::civil::Date;
use std::path::{Component, Path};

/// The table of what was counted.
pub const TABLE: &str = "expected.csv";

/// Recorded events.
#[derive(Clone, Debug)]
pub struct RecordedEvents {
    /// The crises, by the name of their folder, in the order in which the table names them.
    pub crises: Vec<(String, Crisis)>,
    /// The rows of the table.
    pub rows: Vec<RecordedRow>,
}

/// A recorded number.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedRow {
    /// Number of the record.
    pub event: String,
    /// Position of its crisis.
    pub crisis: usize,
    /// What it may be used for.
    pub used: Use,
    /// What was counted, by its name in [`Counted::ALL`].
    pub measure: String,
    /// What was counted.
    pub count: Count,
    /// Lowest number recorded.
    pub low: f64,
    /// Highest number recorded.
    pub high: f64,
    /// What the two say.
    pub bound: Bound,
    /// People exposed, if that was recorded.
    pub exposed: Option<f64>,
    /// Last day that it counts.
    pub last: Date,
}

/// What a row may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Parameters may be learned from it.
    Fit,
    /// Never.
    Check,
    /// A point on the way to a fitted row.
    Series,
}

impl Use {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Check => "check",
            Self::Series => "series",
        }
    }
}

/// Why recorded events cannot be read: everything that is wrong with their table and their crises.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", told(problems))]
pub struct BadEvents {
    /// What is wrong, in the order of files, lines and columns.
    pub problems: Vec<Problem>,
}

fn told(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl BadEvents {
    /// There are none in a folder of this name.
    pub fn none_in(folder: &str) -> Self {
        let message = "there are no recorded events here";
        let hint =
            format!("a folder of them has a table `{TABLE}`; docs/calibration.md describes it");
        let problem = codes::MISSING_FILE.at(Spot::file(folder), message).hint(hint);
        Self { problems: vec![problem] }
    }
}

const COLUMNS: Columns = Columns {
    required: &["event", "folder", "use", "measure", "places", "from", "to", "low", "high"],
    optional: &["censored", "exposed"],
    unused: &[],
};

/// The largest number of people that an event may be about.
const MOST_PEOPLE: f64 = 1e9;

/// Reads a folder of recorded events.
///
/// # Errors
/// Everything that is wrong with the table or the crises that it names.
pub fn read(folder: &Path) -> Result<RecordedEvents, BadEvents> {
    let mut problems = Problems::default();
    let files = Folder::open(folder).ok().filter(|files| files.has(TABLE));
    let Some(files) = files else { return Err(BadEvents::none_in(&folder.to_string_lossy())) };
    let mut events = RecordedEvents { crises: Vec::new(), rows: Vec::new() };
    if let Some(source) = files.text(TABLE, &mut problems)
        && let Some(table) = Table::read(&source, COLUMNS, &mut problems)
    {
        for line in table.lines() {
            let known = crisis_of(&line, folder, &mut events, &mut problems);
            let found = row(&line, known.map(|at| (at, &events.crises[at].1)), &mut problems);
            events.rows.extend(found);
        }
    }
    if problems.has_errors() {
        Err(BadEvents { problems: problems.into_vec() })
    } else {
        Ok(events)
    }
}

/// The crisis of a row, by position; it is read when the first row names it.
fn crisis_of(
    line: &Line<'_>,
    folder: &Path,
    events: &mut RecordedEvents,
    problems: &mut Problems,
) -> Option<usize> {
    let name = line.required("folder", problems)?;
    let known = events.crises.iter().position(|(known, _)| known == name);
    if known.is_some() {
        return known;
    }
    // A table that somebody sent must not have files read that it has nothing to do with.
    let stays = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let opened = stays.then(|| Folder::open(&folder.join(name)).ok()).flatten();
    let Some(opened) = opened else {
        let message = format!("there is no folder `{name}` beside the table");
        problems.push(codes::MISSING_FILE.at(line.spot("folder"), message));
        return None;
    };
    let (crisis, found) = crisis::read(&opened, None);
    let is_error = |problem: &Problem| problem.severity == Severity::Error;
    let is_sound = !found.iter().any(is_error);
    for mut problem in found.into_iter().filter(is_error) {
        problem.at.file = format!("{name}/{}", problem.at.file);
        problems.push(problem);
    }
    events.crises.push((name.to_owned(), crisis.filter(|_| is_sound)?));
    Some(events.crises.len() - 1)
}

/// The recorded number of a row. Without its crisis only what needs none is looked at.
fn row(
    line: &Line<'_>,
    known: Option<(usize, &Crisis)>,
    problems: &mut Problems,
) -> Option<RecordedRow> {
    let event = line.required("event", problems);
    line.required("use", problems);
    let used = match line.choice("use", &["fit", "check", "series"], problems) {
        Some("fit") => Some(Use::Fit),
        Some("check") => Some(Use::Check),
        Some(_) => Some(Use::Series),
        None => None,
    };
    line.required("censored", problems);
    let bound = match line.choice("censored", &["no", "yes", "at least", "at most"], problems) {
        Some("no") => Some(Bound::Within),
        Some("yes") => Some(Bound::NearlyAll),
        Some("at least") => Some(Bound::AtLeast),
        Some(_) => Some(Bound::AtMost),
        None => None,
    };
    let [low, high] = ["low", "high"].map(|column| people(line, column, problems));
    let exposed = line.number("exposed", [0.0, MOST_PEOPLE], problems);
    if let (Some(low), Some(high)) = (low, high)
        && low > high
    {
        let message = format!("`low` is {low}, more than `high`, which is {high}");
        problems.push(codes::BAD_BOUNDS.at(line.spot("low"), message));
    }
    let counted = counted(line, problems);
    let period = period(line, problems);
    let (position, crisis) = known?;
    let places = places(line, crisis, problems);
    let days = days(line, crisis, period, problems);
    let ((measure, counted), (from, to)) = (counted?, days?);
    Some(RecordedRow {
        event: event?.to_owned(),
        crisis: position,
        used: used?,
        measure: measure.to_owned(),
        count: Count { counted, places: places?, from, to },
        low: low?,
        high: high?,
        bound: bound?,
        exposed,
        last: period?[1],
    })
}

/// A number of people above 0.
fn people(line: &Line<'_>, column: &str, problems: &mut Problems) -> Option<f64> {
    line.required(column, problems)?;
    line.number(column, [f64::MIN_POSITIVE, MOST_PEOPLE], problems)
}

/// What a row counts, and its name.
fn counted(line: &Line<'_>, problems: &mut Problems) -> Option<(&'static str, Counted)> {
    let name = line.required("measure", problems)?;
    let names = Counted::ALL.map(|(name, _)| name);
    line.choice("measure", &names, problems)?;
    Counted::ALL.iter().find(|(known, _)| *known == name).copied()
}

/// First and last date of a row.
fn period(line: &Line<'_>, problems: &mut Problems) -> Option<[Date; 2]> {
    let mut date = |column: &str| {
        line.required(column, problems)?;
        line.date(column, problems)
    };
    let (from, to) = (date("from"), date("to"));
    let (from, to) = (from?, to?);
    if from > to {
        let message = format!("it ends on {to}, before it begins");
        problems.push(codes::BAD_PERIOD.at(line.spot("to"), message));
        return None;
    }
    Some([from, to])
}

/// The places of a row: ids, with semicolons between them.
fn places(line: &Line<'_>, crisis: &Crisis, problems: &mut Problems) -> Option<Vec<PlaceId>> {
    let listed = line.required("places", problems)?;
    let mut all = Vec::new();
    let mut are_known = true;
    for id in listed.split(';').map(str::trim) {
        let Some(place) = crisis.place(id) else {
            let problem =
                codes::UNKNOWN_PLACE.at(line.spot("places"), format!("there is no place `{id}`"));
            let close = nearest(id, crisis.places.iter().map(|place| place.id.as_str()));
            problems.push(match close {
                Some(close) => problem.hint(format!("did you mean `{close}`?")),
                None => problem.hint("places are named by id, with semicolons between them"),
            });
            are_known = false;
            continue;
        };
        all.push(place);
    }
    are_known.then_some(all)
}

/// Days of the crisis on which a row counts, first and last.
fn days(
    line: &Line<'_>,
    crisis: &Crisis,
    period: Option<[Date; 2]>,
    problems: &mut Problems,
) -> Option<(u32, u32)> {
    let dates = period?;
    let mut day = |(column, date): (&str, Date)| {
        let day = u32::try_from((date - crisis.start).get_days()).ok();
        let found = day.filter(|day| *day < crisis.days);
        if found.is_none() {
            let message = format!("{date} is outside the scenario, which has {} days", crisis.days);
            let hint = format!("it begins on {}", crisis.start);
            problems.push(codes::BAD_DATE.at(line.spot(column), message).hint(hint));
        }
        found
    };
    let (from, to) = (day(("from", dates[0])), day(("to", dates[1])));
    Some((from?, to?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const EVENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../verification/events");

    #[test]
    fn everything_that_is_wrong_with_a_table_is_told_where_it_stands() {
        let folder = std::env::temp_dir().join(format!("haven-events-{}", std::process::id()));
        let crisis = "damascus-2012";
        fs::create_dir_all(folder.join(crisis)).unwrap();
        for entry in fs::read_dir(Path::new(EVENTS).join(crisis)).unwrap().flatten() {
            fs::copy(entry.path(), folder.join(crisis).join(entry.file_name())).unwrap();
        }
        let head = "event,folder,use,measure,places,from,to,low,high,censored,exposed\n";
        let rows = [
            "E1,damascus-2012,check,crossed,x_masnaa,2012-07-18,2012-07-19,8500,30000,no,1754000",
            "E2,damascus-2012,chek,crosed,x_masna,2012-07-19,2012-07-18,many,30000,maybe,",
            "E3,../../elsewhere,check,crossed,x_masnaa,2012-07-18,2032-07-19,0,1,no,",
            "E4,damascus-2012,fit,crossed,x_masnaa,2012-07-18,2032-07-19,30000,8500,no,,7",
        ];
        fs::write(folder.join(TABLE), format!("{head}{}\n", rows.join("\n"))).unwrap();
        let found = read(&folder).unwrap_err().problems;
        fs::remove_dir_all(&folder).unwrap();
        let told: Vec<String> =
            found.iter().map(|it| format!("{}:{} {}", it.at.line, it.at.column, it.code)).collect();
        let expected = [
            "3:18 unknown-word",
            "3:23 unknown-word",
            "3:30 unknown-place",
            "3:49 bad-period",
            "3:60 bad-number",
            "3:71 unknown-word",
            "4:4 missing-file",
            "4:65 bad-number",
            "5:50 bad-date",
            "5:61 bad-bounds",
            "5:76 too-many-cells",
        ];
        assert_eq!(told, expected, "{found:#?}");
    }

    #[test]
    fn a_folder_without_a_table_has_no_events() {
        let none = read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap_err();
        assert_eq!(none.problems.len(), 1);
        assert!(none.to_string().contains("there are no recorded events here"), "{none}");
        assert!(!read(Path::new(EVENTS)).unwrap().rows.is_empty());
    }
}
