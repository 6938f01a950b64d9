//! Haven's own scenario folder: `scenario.toml` and tables whose columns have names.
//!
//! Everything is checked here, once, and everything that is wrong is reported at once. The format is
//! described in `docs/scenario-format.md`. The order of rows has no meaning.

pub(crate) mod columns;
pub(crate) mod country;
mod crossings;
mod departures;
mod events;
mod groups;
mod links;
mod network;
mod observations;
mod parameters;
mod personal;
mod places;
pub(crate) mod settings;
pub(crate) mod tables;
pub(crate) mod toml_table;

use crate::problems::Problems;
use crate::sources::Folder;
use crate::{codes, leak};
use columns::{Columns, Table};
use haven_core::problem::{Problem, Severity, Spot};
use haven_core::scenario::{Link, Observed, Scenario, Timeline};
use places::Places;
use settings::Settings;

/// The file by which a folder of Haven's is recognised.
pub const SETTINGS: &str = "scenario.toml";

/// Reads a folder and reports everything that is wrong with it, in the order of file, line and column.
/// `days`: the days to simulate, in place of those in the settings.
///
/// The scenario is there unless an error was found that cannot be accepted
/// ([`codes::Code::accepted`]); whoever runs it has to refuse the errors that were not.
pub fn read(folder: &Folder, days: Option<u32>) -> (Option<Scenario>, Vec<Problem>) {
    let mut problems = Problems::default();
    let mut scenario = scenario(folder, days, &mut problems);
    if let (Some(scenario), Some(days)) = (&mut scenario, days) {
        shorten(scenario, days);
    }
    let problems = problems.into_vec();
    let possible = problems.iter().all(|problem| {
        codes::code(problem.code).is_none_or(|code| !code.stops() || code.accepted.is_some())
    });
    (scenario.filter(|_| possible), problems)
}

fn shorten(scenario: &mut Scenario, days: u32) {
    scenario.days = scenario.days.min(days);
    for conflict in &mut scenario.timeline.conflicts {
        conflict.intensity.truncate(days as usize);
    }
}

fn scenario(folder: &Folder, days: Option<u32>, problems: &mut Problems) -> Option<Scenario> {
    tables::report_others(folder, &tables::READ, &tables::UNUSED, problems);
    let settings = match folder.text(SETTINGS, problems) {
        Some(source) => settings::read(&source, problems),
        None => missing(SETTINGS, "title, dates and rules", problems),
    };
    let places = places(folder, problems)?;
    let links = links(folder, &places, problems);
    // With a row left out, everything behind it would seem to be out of reach.
    let is_whole = !problems.has_errors();
    let groups = table(folder, "groups.csv", groups::COLUMNS, problems, |table, problems| {
        groups::read(table, &places, problems)
    });
    let Some(mut settings) = settings else {
        errors_of_dated_tables(folder, &places, problems);
        return None;
    };
    // Rows after the end of a run that was asked to be shorter are no mistake of the folder's.
    settings.days =
        days.map_or(settings.days, |days| days.max(settings.days)).min(settings::MOST_DAYS);
    let (timeline, observed) = dated(folder, &places, &settings, problems);
    if let Some(links) = links.as_ref().filter(|_| is_whole) {
        network::check(&places, links, &timeline.conflicts, problems);
    }
    departures::check(&places, &timeline.conflicts, &observed, &settings, problems);
    let scenario = Scenario {
        title: settings.title,
        summary: settings.summary,
        start: settings.start,
        days: settings.days,
        home_country: settings.home_country,
        places: places.all,
        links: links?,
        rules: settings.rules,
        timeline,
        observed,
        listed_people: Vec::new(),
        groups: groups.unwrap_or_default(),
        differences: Vec::new(),
    };
    leak::check(&scenario, &places.capacities, problems);
    Some(scenario)
}

fn places(folder: &Folder, problems: &mut Problems) -> Option<Places> {
    if !folder.has("places.csv") {
        return missing("places.csv", "the places", problems);
    }
    table(folder, "places.csv", places::COLUMNS, problems, Places::read)
}

fn links(folder: &Folder, places: &Places, problems: &mut Problems) -> Option<Vec<Link>> {
    if !folder.has("links.csv") {
        return missing("links.csv", "the roads between the places", problems);
    }
    table(folder, "links.csv", links::COLUMNS, problems, |table, problems| {
        links::read(table, places, problems)
    })
}

/// The tables whose rows have dates.
fn dated(
    folder: &Folder,
    places: &Places,
    settings: &Settings,
    problems: &mut Problems,
) -> (Timeline, Observed) {
    let closures =
        table(folder, "crossings.csv", crossings::COLUMNS, problems, |table, problems| {
            crossings::read(table, places, settings, problems)
        });
    let conflicts = table(folder, "events.csv", events::COLUMNS, problems, |table, problems| {
        events::read(table, places, settings, problems)
    });
    let observations = observations::COLUMNS;
    let observed = table(folder, "observations.csv", observations, problems, |table, problems| {
        observations::read(table, places, settings, problems)
    });
    let timeline = Timeline {
        conflicts: conflicts.unwrap_or_default(),
        closures: closures.unwrap_or_default(),
        kind_changes: Vec::new(),
    };
    (timeline, observed.unwrap_or_default())
}

/// Without the dates of the run the tables can still be checked, but for what depends on them.
fn errors_of_dated_tables(folder: &Folder, places: &Places, problems: &mut Problems) {
    let mut found = Problems::default();
    dated(folder, places, &Settings::without_dates(), &mut found);
    for problem in found.into_vec() {
        if problem.severity == Severity::Error {
            problems.push(problem);
        }
    }
}

/// What is read from a table, if the table is there and has the columns that it needs.
pub(crate) fn table<T>(
    folder: &Folder,
    name: &str,
    columns: Columns,
    problems: &mut Problems,
    read: impl FnOnce(&Table<'_>, &mut Problems) -> T,
) -> Option<T> {
    let source = folder.text(name, problems)?;
    let table = Table::read(&source, columns, problems)?;
    Some(read(&table, problems))
}

/// Reports that a file is missing. `what`: what it has.
pub(crate) fn missing<T>(name: &str, what: &str, problems: &mut Problems) -> Option<T> {
    let message = format!("the file is missing; it has {what}");
    let hint = "docs/scenario-format.md describes every file of a scenario";
    problems.push(codes::MISSING_FILE.at(Spot::file(name), message).hint(hint));
    None
}
