//! One file of validation data: dates and counts of people.

use super::layout::Layout;
use crate::cells::{Cells, MOST_PEOPLE};
use crate::codes;
use crate::problems::Problems;
use crate::sources::SourceText;
use haven_core::flee::scenario::Report;
use haven_core::problem::Spot;
use jiff::civil::Date;

/// Days without a report, within the simulation, that are worth a warning.
const LONG_GAP: i64 = 90;

/// The period of the simulation that series are held against.
#[derive(Clone, Copy)]
pub(super) struct Window {
    /// Date of day 0.
    pub start: Date,
    /// Days simulated.
    pub days: u32,
}

/// A report and where it stands.
struct Dated {
    date: Date,
    report: Report,
    at: Spot,
}

/// Reads one file, in file order.
pub(super) fn read(
    layout: &Layout<'_>,
    name: &str,
    window: Window,
    problems: &mut Problems,
) -> Option<Vec<Report>> {
    let source = layout.data(name, problems)?;
    let rows = source.rows(problems);
    let has_header =
        rows.first().is_some_and(|row| is_header(&Cells { source: &source, row }, problems));
    let mut all: Vec<Dated> = Vec::new();
    for row in rows.iter().skip(usize::from(has_header)) {
        let cells = Cells { source: &source, row };
        if row.is_hxl()
            || row.text(0).starts_with('#')
            || row.fields.len() < 2
            || cells.text(1).is_empty()
        {
            continue;
        }
        let date = cells.date(0, "date", problems);
        let people = cells.whole(1, "people", [-MOST_PEOPLE, MOST_PEOPLE], problems);
        if let Some(date) = date {
            // A count that cannot be read has been reported; its date can still be checked.
            let people = people.unwrap_or(1);
            let report = Report { day: days_between(window.start, date), people };
            let dated = Dated { date, report, at: cells.at(0) };
            check(&cells, all.last(), &dated, problems);
            all.push(dated);
        }
    }
    if rows.len() <= usize::from(has_header) {
        problems.push(codes::EMPTY_TABLE.at(source.whole(), "the series has no reports"));
    }
    check_cover(&source, &all, window, problems);
    Some(all.into_iter().map(|dated| dated.report).collect())
}

/// Days from one date to another.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// Whether the first row is a header: its first cell is empty, `Date` or `DateTime` as Flee has it,
/// or neither of its cells is what a report has.
fn is_header(cells: &Cells<'_>, problems: &mut Problems) -> bool {
    let first = cells.text(0);
    if matches!(first, "" | "Date" | "DateTime") {
        return true;
    }
    let starts_with_digit =
        |text: &str| text.trim().starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let is_words = !starts_with_digit(first) && !starts_with_digit(cells.text(1));
    if is_words && !first.starts_with('#') {
        let message =
            format!("the header is called `{first}`; Flee only knows `Date` and `DateTime`");
        problems.push(codes::UNUSUAL_HEADER.at(cells.at(0), message));
    }
    is_words
}

fn check(cells: &Cells<'_>, before: Option<&Dated>, dated: &Dated, problems: &mut Problems) {
    if dated.report.people < 0 {
        let message =
            format!("{} people cannot be; Flee takes it as people gone", dated.report.people);
        problems.push(codes::NEGATIVE_COUNT.at(cells.at(1), message));
    }
    let Some(before) = before else { return };
    let (last, day) = (before.report.day, dated.report.day);
    if day < last {
        let message = format!(
            "{} comes after {}; as in Flee, rows out of order are passed over",
            dated.date, before.date
        );
        problems.push(codes::UNSORTED_SERIES.at(dated.at.clone(), message));
    } else if day == last {
        let message = format!(
            "{} is reported twice; as in Flee, the first counts up to that day, the last from then on",
            dated.date
        );
        problems.push(codes::DUPLICATE_DATE.at(dated.at.clone(), message));
    }
}

/// Warns of a series that leaves much of the simulation uncovered at its ends.
fn check_cover(source: &SourceText, all: &[Dated], window: Window, problems: &mut Problems) {
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return };
    let end = i64::from(window.days) - 1;
    if first.report.day > end || last.report.day < 0 {
        let message = format!(
            "no report is within the simulation: they run from {} to {}",
            first.date, last.date
        );
        problems.push(codes::SERIES_OUTSIDE_RUN.at(source.whole(), message));
        return;
    }
    if first.report.day > 0 {
        let message = format!(
            "the first report, {}, is {} days after the start",
            first.date, first.report.day
        );
        problems.push(codes::SERIES_STARTS_LATE.at(first.at.clone(), message));
    }
    warn_of_gaps(all, window, problems);
}

/// Warns once of long times without a report within the simulation, its end included.
fn warn_of_gaps(all: &[Dated], window: Window, problems: &mut Problems) {
    let inside = |day: i64| day.clamp(0, i64::from(window.days));
    let next = all.iter().skip(1).map(|dated| dated.report.day).chain([i64::from(window.days)]);
    let gaps =
        all.iter().zip(next).map(|(dated, next)| (inside(next) - inside(dated.report.day), dated));
    let long: Vec<_> = gaps.filter(|(days, _)| *days > LONG_GAP).collect();
    let Some((days, dated)) = long.iter().max_by_key(|(days, _)| *days) else { return };
    let others = match long.len() {
        1 => String::new(),
        count => format!(" (the longest of {count} such gaps)"),
    };
    let message = format!(
        "no report for {days} days of the simulation after {}{others}; values in between are \
         interpolated, the last one is held",
        dated.date
    );
    problems.push(codes::GAP_IN_SERIES.at(dated.at.clone(), message));
}
