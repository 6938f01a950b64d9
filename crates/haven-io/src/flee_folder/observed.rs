//! `data_layout.csv` and the files it names: displaced people counted from outside.

use super::find::DATA_LAYOUT;
use super::kinds::is_camp;
use super::layout::Layout;
use super::locations::Locations;
use super::series::{self, Window};
use crate::cells::{Cells, shown};
use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use crate::sources::SourceText;
use crate::table::Row;
use haven_core::flee::scenario::{Report, Rules, Series};
use haven_core::problem::Spot;
use std::collections::{BTreeMap, BTreeSet};

/// Reads all series, in the order of the layout, and whether every row of each could be read.
pub(super) fn read(
    layout: &Layout<'_>,
    locations: &Locations,
    window: Window,
    problems: &mut Problems,
) -> (Vec<Series>, Vec<bool>) {
    let Some(source) = layout.data_layout(problems) else { return (Vec::new(), Vec::new()) };
    let rows = source.rows(problems);
    let (mut all, mut are_whole): (Vec<Series>, Vec<bool>) = (Vec::new(), Vec::new());
    let rows: Vec<_> =
        rows.iter().filter(|row| row.has_text() && !row.text(0).starts_with('#')).collect();
    let mut files = BTreeMap::new();
    for row in &rows {
        let cells = Cells { source: &source, row };
        if row.fields.len() < 2 || row.text(1).trim().is_empty() {
            let message = format!("{} has no file", shown(row.text(0)));
            problems.push(codes::LABEL_WITHOUT_FILE.at(cells.at(1), message));
            continue;
        }
        check_label(&cells, &all, locations, problems);
        let label = row.text(0).to_owned();
        let place = locations.names.get(&label);
        note_files(&cells, &mut files);
        let before = problems.errors();
        let sources = sources(&cells, layout, window, problems);
        are_whole.push(problems.errors() == before);
        all.push(Series { label, place, sources });
    }
    check_total(&source, &rows, &all, problems);
    check_files(&files, problems);
    (all, are_whole)
}

fn sources(
    cells: &Cells<'_>,
    layout: &Layout<'_>,
    window: Window,
    problems: &mut Problems,
) -> Vec<Vec<Report>> {
    let mut sources = Vec::new();
    for index in 1..cells.row.fields.len() {
        let name = cells.text(index);
        if name.trim().is_empty() {
            continue;
        }
        if layout.has_data(name) {
            sources.extend(series::read(layout, name, window, problems));
        } else {
            let there = layout.data_names();
            let message = format!("there is no file {} beside it", shown(name));
            let problem = codes::MISSING_FILE.at(cells.at(index), message);
            problems.push(match nearest(name, there.iter().map(String::as_str)) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem.hint(layout.found_beside_data()),
            });
        }
    }
    if let [first, second, ..] = sources.as_slice() {
        let starts = |reports: &[Report]| reports.first().map(|report| report.day);
        if starts(second) > starts(first) {
            let message = "the second file starts later than the first; Flee cannot merge these";
            problems.push(codes::LATE_SECOND_FILE.at(cells.at(2), message));
        }
    }
    sources
}

fn check_label(
    cells: &Cells<'_>,
    before: &[Series],
    locations: &Locations,
    problems: &mut Problems,
) {
    let label = cells.text(0);
    if before.iter().any(|series| series.label == label) {
        let message = format!(
            "{} is listed already: its growth counts twice among those who set out",
            shown(label)
        );
        problems.push(codes::DUPLICATE_LABEL.at(cells.at(0), message));
    } else if !before.is_empty() && locations.names.get(label).is_none() {
        let message = format!(
            "{} is no place: as in Flee, its growth adds to those who set out",
            shown(label)
        );
        let problem = codes::LABEL_NOT_A_CAMP.at(cells.at(0), message);
        problems.push(match nearest(label, locations.names.all()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem,
        });
    }
}

/// A label, and where it names a file.
type Use = (String, Spot);

fn note_files(cells: &Cells<'_>, files: &mut BTreeMap<String, Vec<Use>>) {
    for index in 1..cells.row.fields.len() {
        let name = cells.text(index).trim();
        if !name.is_empty() {
            let uses = files.entry(name.to_owned()).or_default();
            // A label that is listed twice has been reported as that.
            if uses.iter().all(|(label, at)| label != cells.text(0) || at.line == cells.row.line) {
                uses.push((cells.text(0).to_owned(), cells.at(index)));
            }
        }
    }
}

/// Warns of files that are counted more than once. The total of a single camp may be the camp's own file.
fn check_files(files: &BTreeMap<String, Vec<Use>>, problems: &mut Problems) {
    let labels = files.values().flatten().map(|(_, at)| at.line).collect::<BTreeSet<_>>().len();
    for (name, uses) in files {
        let [(first, _), .., (_, last)] = uses.as_slice() else { continue };
        let are_all = uses.len() == labels && labels == 2;
        if are_all && uses[0].1.line != last.line {
            continue;
        }
        let others: Vec<_> = uses[1..].iter().map(|(label, _)| format!("`{label}`")).collect();
        let message = format!(
            "{} is the file of `{first}` and of {}: its people are counted for each",
            shown(name),
            others.join(", ")
        );
        problems.push(
            codes::SHARED_FILE
                .at(uses[1].1.clone(), message)
                .hint("give each label the file of its own counts"),
        );
    }
}

/// The first label has to be the grand total.
fn check_total(source: &SourceText, rows: &[&Row<'_>], all: &[Series], problems: &mut Problems) {
    let Some(first) = all.first() else {
        problems.push(codes::EMPTY_TABLE.at(source.whole(), "no data series are listed"));
        return;
    };
    if first.place.is_some() {
        let at = rows.iter().find(|row| row.text(0) == first.label).map_or((1, 1), |row| row.at(0));
        let message = format!(
            "the first label has to be the grand total, but `{}` is a place: Flee leaves its growth \
             out of those who set out",
            first.label
        );
        problems.push(
            codes::TOTAL_NOT_FIRST
                .at(source.at(at), message)
                .hint("move the row of the total to the top, or add one"),
        );
    }
}

/// Checks what depends on the rules: the label `total`, and data for every camp.
pub(super) fn check(
    layout: &Layout<'_>,
    locations: &Locations,
    all: &[Series],
    rules: &Rules,
    problems: &mut Problems,
) {
    if all.is_empty() {
        return;
    }
    let file = Spot::file(layout.data_path(DATA_LAYOUT));
    if !rules.spawning.sum_from_camps && !all.iter().any(|series| series.label == "total") {
        let message = "with `sum_from_camps: False` there has to be a label spelt exactly `total`";
        let problem = codes::NO_TOTAL.at(file.clone(), message);
        let near = nearest("total", all.iter().map(|series| series.label.as_str()));
        problems.push(match near {
            Some(near) => problem.hint(format!("rename `{near}` to `total`")),
            None => problem.hint("add a row such as total,refugees.csv"),
        });
    }
    for (place, row) in locations.places.iter().zip(&locations.rows) {
        let has_data = all.iter().any(|series| series.label == place.name);
        if is_camp(place.kind) && !has_data {
            let message = format!("`{}` is a camp without data in {}", place.name, file.file);
            let problem = codes::CAMP_WITHOUT_DATA.at(row.clone(), message);
            let labels = all.iter().filter(|series| series.place.is_none());
            problems.push(match nearest(&place.name, labels.map(|series| series.label.as_str())) {
                Some(near) => problem.hint(format!("is the label `{near}` meant?")),
                None => problem.hint(format!("add a row such as {},file.csv", place.name)),
            });
        }
    }
}
