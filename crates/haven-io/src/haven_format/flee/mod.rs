//! The scenario folder with Flee's rules: `scenario.toml` with `movement = "flee"`, and one table a file.
//!
//! Everything is checked here, once, and everything that is wrong is reported at once. The format is
//! described in `docs/scenario-format.md`. The order of rows has no meaning.

mod crossings;
mod departures;
mod events;
mod groups;
mod links;
mod network;
mod observations;
mod parameters;
mod places;
mod settings;

use crate::haven_format::header::MOST_DAYS;
use crate::haven_format::other_files;
use crate::haven_format::tables::{SETTINGS, missing, table};
use crate::problems::Problems;
use crate::sources::Folder;
use crate::{codes, leak};
use haven_core::flee::scenario::{Link, Observed, Scenario, Timeline};
use haven_core::problem::{Problem, Severity};
use places::Places;
use settings::Settings;

/// Tables that this version reads.
const READ: [&str; 6] =
    ["places.csv", "links.csv", "crossings.csv", "events.csv", "observations.csv", "groups.csv"];

/// Tables of the format that this version does not use.
const UNUSED: [&str; 8] = [
    "actors.csv",
    "supply_sources.csv",
    "control.csv",
    "campaigns.csv",
    "havens.csv",
    "fear.csv",
    "damage.csv",
    "services.csv",
];

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
    let possible = codes::can_be_accepted(&problems);
    (scenario.filter(|_| possible), problems)
}

fn shorten(scenario: &mut Scenario, days: u32) {
    scenario.days = scenario.days.min(days);
    for conflict in &mut scenario.timeline.conflicts {
        conflict.intensity.truncate(days as usize);
    }
}

fn scenario(folder: &Folder, days: Option<u32>, problems: &mut Problems) -> Option<Scenario> {
    let source = folder.text(SETTINGS, problems);
    if let Some(source) = source.as_ref().filter(|source| !settings::names_movement(source)) {
        // By whose rules people move decides which tables there are: all else would only follow.
        settings::report_movement(source, problems);
        return None;
    }
    other_files::report(folder, &READ, &UNUSED, problems);
    let settings = match source {
        Some(source) => settings::read(&source, problems),
        // That it is there and cannot be read has been said.
        None if folder.has(SETTINGS) => None,
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
    settings.days = days.map_or(settings.days, |days| days.max(settings.days)).min(MOST_DAYS);
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
