//! One file of validation data: dates and counts of people.

use super::layout::Layout;
use super::surplus;
use crate::cells::{Cells, MOST_PEOPLE, shown};
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
    /// People who live in all places together; 0 if the folder does not say.
    pub residents: u64,
}

/// A report and where it stands.
struct Dated {
    date: Date,
    report: Report,
    at: Spot,
}

/// Reads one file, in file order; in order of dates if all of it is newest first.
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
    let header = rows.first().filter(|_| has_header);
    let named = header.map_or(0, |row| row.fields.len()).max(2);
    let (mut all, mut are_readable): (Vec<Dated>, bool) = (Vec::new(), true);
    for row in rows.iter().skip(usize::from(has_header)) {
        let cells = Cells { source: &source, row };
        if row.is_hxl() || row.text(0).starts_with('#') || !row.has_text() {
            continue;
        }
        surplus::report(&cells, named, problems);
        match dated(&cells, window, problems) {
            Some(dated) => all.push(dated),
            None => are_readable = false,
        }
    }
    if let Some(header) = header {
        warn_of_columns(&Cells { source: &source, row: header }, problems);
    }
    if all.is_empty() && are_readable {
        problems.push(codes::EMPTY_TABLE.at(source.whole(), "the series has no reports"));
    }
    sort_newest_first(&source, &mut all, problems);
    all.windows(2).for_each(|pair| check_order(&pair[0], &pair[1], problems));
    check_cover(&source, &all, window, problems);
    check_size(&all, window.residents, problems);
    Some(all.into_iter().map(|dated| dated.report).collect())
}

/// The report of a row.
fn dated(cells: &Cells<'_>, window: Window, problems: &mut Problems) -> Option<Dated> {
    if cells.is_blank(1) {
        let message = format!("no count stands beside {}", shown(cells.text(0)));
        problems.push(codes::ROW_WITHOUT_COUNT.at(cells.at(1), message));
        return None;
    }
    let date = cells.date(0, "date", problems);
    let people = cells.whole(1, "people", [-MOST_PEOPLE, MOST_PEOPLE], problems);
    // A count that cannot be read has been reported; its date can still be checked.
    let people = people.unwrap_or(1);
    if people < 0 {
        let message = format!("{people} people cannot be; Flee takes it as people gone");
        problems.push(codes::NEGATIVE_COUNT.at(cells.at(1), message));
    }
    let date = date?;
    let report = Report { day: days_between(window.start, date), people };
    Some(Dated { date, report, at: cells.at(0) })
}

/// Says of each column beyond the second, once, that it is not read.
fn warn_of_columns(header: &Cells<'_>, problems: &mut Problems) {
    for index in (2..header.row.fields.len()).filter(|index| !header.is_blank(*index)) {
        let message = format!("the column {} is not read", shown(header.text(index).trim()));
        problems.push(
            codes::IGNORED_COLUMN
                .at(header.at(index), message)
                .hint("people are counted in the second column alone; add up what is split"),
        );
    }
}

/// Lists that begin with the newest report are turned around. (Flee passes over all but the first row.)
fn sort_newest_first(source: &SourceText, all: &mut [Dated], problems: &mut Problems) {
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return };
    if first.date > last.date && all.windows(2).all(|pair| pair[0].date >= pair[1].date) {
        let message = format!(
            "the newest report comes first ({} to {}); they are read from the oldest on, Flee would hold the \
             newest for all days",
            first.date, last.date
        );
        let problem = codes::NEWEST_FIRST.at(source.whole(), message);
        problems.push(problem.hint("sort the rows by date"));
        all.reverse();
    }
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

fn check_order(before: &Dated, dated: &Dated, problems: &mut Problems) {
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

/// Warns of the first count that all residents together could not give.
fn check_size(all: &[Dated], residents: u64, problems: &mut Problems) {
    let is_more = |dated: &&Dated| dated.report.people.unsigned_abs() > residents;
    let Some(dated) = all.iter().find(is_more).filter(|_| residents > 0) else { return };
    let message = format!(
        "{} people are counted on {}, but only {residents} live in all places of locations.csv",
        dated.report.people, dated.date
    );
    problems.push(
        codes::MORE_THAN_RESIDENTS
            .at(dated.at.clone(), message)
            .hint("has the count a digit too many? else check the populations"),
    );
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
