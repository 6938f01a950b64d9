//! `registration_corrections.csv`: recounts that make earlier values of a series comparable.

use super::layout::Layout;
use super::series::{Window, days_between};
use super::surplus;
use crate::cells::{Cells, shown};
use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use haven_core::flee::scenario::{Correction, Series};
use haven_core::problem::Problem;
use jiff::Span;
use jiff::civil::Date;

/// Reads the corrections, if the table is there. Those that cannot be made are left out. `are_whole`: of which
/// series every row could be read.
pub(super) fn read(
    layout: &Layout<'_>,
    (series, are_whole): (&[Series], &[bool]),
    window: Window,
    problems: &mut Problems,
) -> Vec<Correction> {
    let name = "registration_corrections.csv";
    let Some(source) = layout.table(name, problems) else { return Vec::new() };
    let mut corrections = Vec::new();
    for row in &source.rows(problems) {
        let cells = Cells { source: &source, row };
        if row.text(0).starts_with('#') || !row.has_text() {
            continue;
        }
        if row.fields.len() < 2 {
            let message = "the row has 1 cell; a correction needs 2: label and date";
            problems.push(codes::MISSING_CELLS.at(cells.at(1), message));
            continue;
        }
        check_remark(&cells, problems);
        let index = find(&cells, series, problems);
        let date = cells.date(1, "date", problems);
        if let (Some(index), Some(date)) = (index, date) {
            let day = days_between(window.start, date);
            if is_possible(&cells, &series[index], (date, day), are_whole[index], problems) {
                corrections.push(Correction { series: index, day });
            }
        }
    }
    corrections
}

/// Flee's files have a third cell, `normalize`, which it does not read.
fn check_remark(cells: &Cells<'_>, problems: &mut Problems) {
    if !cells.is_blank(2) && cells.text(2).trim() != "normalize" {
        let message =
            format!("{} has no effect: a correction is a label and a date", shown(cells.text(2)));
        problems.push(codes::IGNORED_COLUMN.at(cells.at(2), message));
    }
    surplus::report(cells, 3, problems);
}

fn find(cells: &Cells<'_>, series: &[Series], problems: &mut Problems) -> Option<usize> {
    let label = cells.text(0);
    let found = series.iter().position(|series| series.label == label);
    if found.is_none() && !series.is_empty() {
        let message = format!("no data series is labelled {}", shown(label));
        let problem = codes::UNKNOWN_LABEL.at(cells.at(0), message);
        let labels = series.iter().map(|series| series.label.as_str());
        problems.push(match nearest(label, labels) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint("labels are listed in data_layout.csv"),
        });
    }
    found
}

fn is_possible(
    cells: &Cells<'_>,
    series: &Series,
    (date, day): (Date, i64),
    is_whole: bool,
    problems: &mut Problems,
) -> bool {
    if day < 0 {
        let message =
            format!("{date} is before the simulation: the correction does nothing, as in Flee");
        problems.push(codes::CORRECTION_BEFORE_START.at(cells.at(1), message));
        return false;
    }
    let reported = || series.sources.iter().flatten();
    if reported().next().is_none() {
        // That there are no data has been reported.
        return false;
    }
    if !reported().any(|report| report.day == day) {
        if !is_whole {
            // The row of this date may be one that could not be read, which has been reported.
            return false;
        }
        problems.push(not_in_data(cells, series, (date, day)));
        return false;
    }
    let earlier = reported().filter(|report| report.day < day);
    let Some(before) = earlier.max_by_key(|report| report.day) else {
        let message = format!(
            "{date} is the first date of `{}`'s data: nothing comes before it",
            series.label
        );
        problems.push(codes::CORRECTION_AT_FIRST.at(cells.at(1), message));
        return false;
    };
    if series.sources.len() == 1 && before.people < 1 {
        let message = format!(
            "`{}` has {} people on the date before {date}: a ratio to nobody means nothing",
            series.label, before.people
        );
        problems.push(codes::CORRECTION_OF_NOBODY.at(cells.at(1), message));
        return false;
    }
    true
}

fn not_in_data(cells: &Cells<'_>, series: &Series, (date, day): (Date, i64)) -> Problem {
    let message = format!("{date} is not a date of `{}`'s data", series.label);
    let problem = codes::CORRECTION_NOT_IN_DATA.at(cells.at(1), message);
    let reports = series.sources.iter().flatten();
    let near = reports.min_by_key(|report| report.day.abs_diff(day));
    let span = near.and_then(|report| Span::new().try_days(report.day - day).ok());
    match span.and_then(|span| date.checked_add(span).ok()) {
        Some(near) => problem.hint(format!("the nearest date there is {near}")),
        None => problem,
    }
}
