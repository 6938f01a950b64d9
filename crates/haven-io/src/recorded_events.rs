//! A folder of recorded events: small crises, and in `expected.csv` what was counted in them.

use crate::haven_format::crisis;
use crate::sources::Folder;
use haven_core::crisis::counts::{Bound, Count, Counted};
use haven_core::crisis::scenario::Crisis;
use haven_core::problem::Severity;
use jiff::civil::Date;
use std::path::Path;

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

/// Why recorded events cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {message}")]
pub struct BadEvents {
    /// File and line.
    pub at: String,
    /// What is wrong, what is allowed.
    pub message: String,
}

/// A line of `expected.csv`.
#[derive(serde::Deserialize)]
struct Line {
    event: String,
    folder: String,
    #[serde(rename = "use")]
    used: String,
    measure: String,
    places: String,
    from: String,
    to: String,
    low: f64,
    high: f64,
    censored: String,
    exposed: Option<f64>,
}

/// Reads a folder of recorded events.
///
/// # Errors
/// The first thing that is wrong with the table or one of the crises that it names.
pub fn read(folder: &Path) -> Result<RecordedEvents, BadEvents> {
    let table = folder.join(TABLE);
    let at = |line: usize| format!("{}:{line}", table.display());
    let bad = |line: usize, message: String| BadEvents { at: at(line), message };
    let mut reader = csv::Reader::from_path(&table)
        .map_err(|error| bad(1, format!("cannot be read: {error}")))?;
    let mut events = RecordedEvents { crises: Vec::new(), rows: Vec::new() };
    for (number, line) in (2..).zip(reader.deserialize::<Line>()) {
        let line = line.map_err(|error| bad(number, error.to_string()))?;
        let known = events.crises.iter().position(|(name, _)| *name == line.folder);
        let crisis = known.unwrap_or(events.crises.len());
        if known.is_none() {
            events.crises.push((line.folder.clone(), read_crisis(&folder.join(&line.folder))?));
        }
        let row = row(&line, crisis, &events.crises[crisis].1);
        events.rows.push(row.map_err(|message| bad(number, message))?);
    }
    Ok(events)
}

fn read_crisis(path: &Path) -> Result<Crisis, BadEvents> {
    let bad = |message: String| BadEvents { at: path.display().to_string(), message };
    let folder = Folder::open(path).map_err(|error| bad(format!("cannot be read: {error}")))?;
    let (crisis, problems) = crisis::read(&folder, None);
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let errors: Vec<String> = errors.map(ToString::to_string).collect();
    crisis.filter(|_| errors.is_empty()).ok_or_else(|| bad(errors.join("\n")))
}

fn row(line: &Line, position: usize, crisis: &Crisis) -> Result<RecordedRow, String> {
    let used = match line.used.as_str() {
        "fit" => Use::Fit,
        "check" => Use::Check,
        "series" => Use::Series,
        other => return Err(format!("`use` is `{other}`, not `fit`, `check` or `series`")),
    };
    let bound = match line.censored.as_str() {
        "no" => Bound::Within,
        "yes" => Bound::NearlyAll,
        "at least" => Bound::AtLeast,
        "at most" => Bound::AtMost,
        other => {
            let known = "`no`, `yes`, `at least` or `at most`";
            return Err(format!("`censored` is `{other}`, not {known}"));
        }
    };
    if !(line.low > 0.0 && line.low <= line.high && line.high.is_finite()) {
        return Err(format!("{} to {} is no range above 0", line.low, line.high));
    }
    Ok(RecordedRow {
        event: line.event.clone(),
        crisis: position,
        used,
        measure: line.measure.clone(),
        count: count(line, crisis)?,
        low: line.low,
        high: line.high,
        bound,
        exposed: line.exposed,
        last: date(&line.to)?,
    })
}

fn count(line: &Line, crisis: &Crisis) -> Result<Count, String> {
    let known = Counted::ALL.iter().find(|(name, _)| *name == line.measure);
    let Some((_, counted)) = known else {
        let known = Counted::ALL.map(|(name, _)| format!("`{name}`")).join(", ");
        return Err(format!("`measure` is `{}`, not one of {known}", line.measure));
    };
    let places = line.places.split(';');
    let place = |id: &str| crisis.place(id).ok_or_else(|| format!("there is no place `{id}`"));
    let day = |text: &str| {
        let date = date(text)?;
        let day = u32::try_from((date - crisis.start).get_days()).ok();
        let last = crisis.days.saturating_sub(1);
        day.filter(|day| *day <= last).ok_or_else(|| format!("{date} is outside the scenario"))
    };
    let (from, to) = (day(&line.from)?, day(&line.to)?);
    if from > to {
        return Err(format!("it ends on {}, before it begins", line.to));
    }
    Ok(Count { counted: *counted, places: places.map(place).collect::<Result<_, _>>()?, from, to })
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("`{text}` is no date such as 2014-11-18"))
}
