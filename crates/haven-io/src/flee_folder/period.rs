//! `sim_period.csv` (in Flee 3.1 `conflict_period.csv`): when the simulation starts and how long it is.

use super::layout::Layout;
use super::surplus;
use crate::cells::{Cells, shown};
use crate::codes;
use crate::problems::Problems;
use crate::sources::SourceText;
use haven_core::problem::Spot;
use jiff::ToSpan;
use jiff::civil::Date;

/// Longest simulation that is read, days: a century.
const MOST_DAYS: i64 = 36_525;

/// Start and length.
pub(super) struct Period {
    /// Date of day 0.
    pub start: Date,
    /// Days simulated.
    pub days: u32,
}

/// Reads the period. A number of days given from outside replaces the file's.
pub(super) fn read(
    layout: &Layout<'_>,
    days: Option<u32>,
    problems: &mut Problems,
) -> Option<Period> {
    let source = layout.period(problems)?;
    let (mut start, mut length) = (None, days.map(i64::from));
    let mut start_at = source.whole();
    let (mut has_start, mut has_length) = (false, days.is_some());
    for row in &source.rows(problems) {
        let cells = Cells { source: &source, row };
        match cells.text(0).to_lowercase().as_str() {
            "startdate" => {
                warn_of_repeat(has_start && start.is_some(), &cells, problems);
                has_start = true;
                start_at = cells.at(1);
                start = cells.date(1, "StartDate", problems);
            }
            "length" if days.is_none() => {
                warn_of_repeat(has_length, &cells, problems);
                has_length = true;
                length = cells.whole(1, "Length", [1, MOST_DAYS], problems);
            }
            "length" => {}
            comment if comment.starts_with('#') => continue,
            _ => {
                let message = format!("{} is not `StartDate` or `Length`", shown(cells.text(0)));
                problems.push(codes::UNKNOWN_ROW.at(cells.at(0), message));
                continue;
            }
        }
        surplus::report(&cells, 2, problems);
    }
    require(has_start, "StartDate,2014-01-01", &source, problems);
    require(has_length, "Length,365", &source, problems);
    let length = length.filter(|length| is_in_range(*length, &source, problems))?;
    let start = start.filter(|start| has_end(*start, length, start_at, problems));
    Some(Period { start: start?, days: u32::try_from(length).ok()? })
}

/// Reports a row that is not there; an example of it starts with its name.
fn require(found: bool, example: &str, source: &SourceText, problems: &mut Problems) {
    if !found {
        let name = example.split(',').next().unwrap_or(example);
        problems.push(
            codes::MISSING_ROW
                .at(source.whole(), format!("there is no row `{name}`"))
                .hint(format!("add a line such as {example}")),
        );
    }
}

/// Whether a length is possible; one from the file has been checked, one from outside has not.
fn is_in_range(length: i64, source: &SourceText, problems: &mut Problems) -> bool {
    let possible = (1..=MOST_DAYS).contains(&length);
    if !possible {
        let message = format!("{length} days are asked for; a simulation has 1 to {MOST_DAYS}");
        problems.push(codes::BAD_NUMBER.at(source.whole(), message));
    }
    possible
}

/// Whether the simulation ends before the calendar does; that it does not is reported.
fn has_end(start: Date, length: i64, at: Spot, problems: &mut Problems) -> bool {
    let is_within = start.checked_add(length.days()).is_ok();
    if !is_within {
        let message =
            format!("{length} days from {start} are more than the calendar has, up to 9999-12-31");
        problems.push(codes::BAD_DATE.at(at, message));
    }
    is_within
}

fn warn_of_repeat(repeated: bool, cells: &Cells<'_>, problems: &mut Problems) {
    if repeated {
        let message = format!("`{}` is given again; the last one counts", cells.text(0));
        problems.push(codes::REPEATED_ROW.at(cells.at(0), message));
    }
}
