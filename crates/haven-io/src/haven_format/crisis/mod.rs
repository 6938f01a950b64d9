//! The scenario folder of a crisis: `scenario.toml` with `movement = "haven"`, and one table a file.
//!
//! Everything is checked here, once, and everything that is wrong is reported at once. The format is
//! described in `docs/scenario-format.md`. The order of rows has no meaning.

mod actors;
mod campaigns;
mod changes;
mod control;
mod crossings;
mod dated_values;
mod dates;
mod events;
mod factors;
mod facts;
mod fear;
mod fields;
mod groups;
mod havens;
mod links;
mod named;
mod names;
mod needs;
mod network;
mod observations;
mod parameters;
mod places;
mod prior_cell;
mod question;
mod settings;
mod supply;
mod what_ifs;

use crate::codes;
use crate::crisis_size;
use crate::haven_format::columns::{Columns, Table};
use crate::haven_format::other_files;
use crate::haven_format::tables::{SETTINGS, missing, table};
use crate::haven_format::toml_table::{self, TomlTable};
use crate::parameter_table;
use crate::problems::Problems;
use crate::sources::{Folder, SourceText};
use haven_core::crisis::scenario::Crisis;
use haven_core::problem::{Problem, Severity, Spot};

pub use factors::parse as parse_factor;
pub use prior_cell::{BadText, parse as parse_prior};
pub use what_ifs::read_what_ifs;

/// The tables of a crisis. What a calibration says beside its draws, publications, and what people need
/// and who they are, is not part of what is simulated.
const TABLES: [&str; 19] = [
    "places.csv",
    "links.csv",
    "actors.csv",
    "supply_sources.csv",
    "control.csv",
    "campaigns.csv",
    "crossings.csv",
    "havens.csv",
    "groups.csv",
    "fear.csv",
    "events.csv",
    "damage.csv",
    "services.csv",
    "observations.csv",
    parameter_table::FILE,
    "identifiability.csv",
    "predictive.csv",
    "sources.csv",
    "needs.csv",
];

/// Whether the settings of a folder ask for Haven's own movement. What is wrong with them is not
/// reported here.
pub fn is_crisis(folder: &Folder) -> bool {
    let mut ignored = Problems::default();
    let Some(source) = folder.text(SETTINGS, &mut ignored) else { return false };
    let (document, _) = toml::de::DeTable::parse_recoverable(&source.text);
    let movement = document.get_ref().get("movement");
    movement.is_some_and(|movement| movement.get_ref().as_str() == Some("haven"))
}

/// Reads a folder and reports everything that is wrong with it, in the order of file, line and column.
/// `days`: the days to simulate, in place of those in the settings.
///
/// The crisis is there unless an error was found that cannot be accepted
/// ([`codes::Code::accepted`]); whoever runs it has to refuse the errors that were not.
pub fn read(folder: &Folder, days: Option<u32>) -> (Option<Crisis>, Vec<Problem>) {
    let mut problems = Problems::default();
    other_files::report(folder, &TABLES, &[], &mut problems);
    let source = folder.text(SETTINGS, &mut problems);
    let crisis = match &source {
        Some(source) => crisis(folder, source, days, &mut problems),
        // That it is there and cannot be read has been said.
        None if folder.has(SETTINGS) => None,
        None => missing(SETTINGS, "title, dates and rules", &mut problems),
    };
    let problems = problems.into_vec();
    let possible = codes::can_be_accepted(&problems);
    (crisis.filter(|_| possible), problems)
}

fn crisis(
    folder: &Folder,
    source: &SourceText,
    days: Option<u32>,
    problems: &mut Problems,
) -> Option<Crisis> {
    let document = toml_table::document(source, problems);
    let top = document.as_ref().map(|table| TomlTable { source, table });
    let mut crisis = settings::empty();
    let has_dates = top.and_then(|top| settings::read(&top, &mut crisis, problems)).is_some();
    if !has_dates {
        // Without the dates of the run the tables can still be checked, but for what depends on them.
        let mut found = Problems::default();
        read_tables(folder, &mut crisis, &mut found);
        let errors = found.into_vec().into_iter();
        errors.filter(|found| found.severity == Severity::Error).for_each(|e| problems.push(e));
        return None;
    }
    // Rows after the end of a run that was asked to be shorter are no mistake of the folder's.
    crisis.days = days.map_or(crisis.days, |days| days.max(crisis.days));
    let spots = read_tables(folder, &mut crisis, problems);
    crisis_size::check(crisis.places.len(), problems);
    // With a row left out, everything behind it would seem to be wrong.
    if !problems.has_errors() {
        actors::check_strength(&crisis, &spots.actors, problems);
        control::check_start(&crisis, &spots.places, problems);
        network::check(&crisis, &spots.places, problems);
        for (campaign, at) in crisis.campaigns.iter().zip(&spots.campaigns) {
            campaigns::check(&crisis, campaign, at, problems);
        }
    }
    if let Some(top) = &top {
        what_ifs::read(top, &mut crisis, problems);
        question::read(top, &mut crisis, problems);
    }
    crisis.days = days.unwrap_or(crisis.days);
    crisis.origin = crisis.origin.min(crisis.days);
    Some(crisis)
}

/// Where things are that are checked once everything has been read.
struct Spots {
    places: Vec<Spot>,
    actors: Vec<Spot>,
    campaigns: Vec<Spot>,
}

/// Reads the tables, each after those whose ids it names.
fn read_tables(folder: &Folder, crisis: &mut Crisis, problems: &mut Problems) -> Spots {
    let places = needed(folder, "places.csv", places::COLUMNS, problems, |table, problems| {
        places::read(table, crisis, problems)
    });
    let spots = places.as_deref().unwrap_or_default();
    needed(folder, "links.csv", links::COLUMNS, problems, |table, problems| {
        links::read(table, crisis, spots, problems);
    });
    let actors = needed(folder, "actors.csv", actors::COLUMNS, problems, |table, problems| {
        actors::read(table, crisis, problems)
    });
    table(folder, "supply_sources.csv", supply::COLUMNS, problems, |table, problems| {
        supply::read(table, crisis, problems);
    });
    needed(folder, "control.csv", control::COLUMNS, problems, |table, problems| {
        control::read(table, crisis, problems);
    });
    let campaigns =
        table(folder, "campaigns.csv", campaigns::COLUMNS, problems, |table, problems| {
            campaigns::read(table, crisis, problems)
        });
    table(folder, "crossings.csv", crossings::COLUMNS, problems, |table, problems| {
        crossings::read(table, crisis, problems);
    });
    table(folder, "havens.csv", havens::COLUMNS, problems, |table, problems| {
        havens::read(table, crisis, problems);
    });
    read_people(folder, crisis, problems);
    read_past(folder, crisis, problems);
    Spots {
        places: places.unwrap_or_default(),
        actors: actors.unwrap_or_default(),
        campaigns: campaigns.unwrap_or_default(),
    }
}

/// Who lives where, and whom they fear.
fn read_people(folder: &Folder, crisis: &mut Crisis, problems: &mut Problems) {
    let groups = table(folder, "groups.csv", groups::COLUMNS, problems, |table, problems| {
        groups::read(Some(table), crisis, problems);
    });
    if groups.is_none() {
        groups::read(None, crisis, problems);
    }
    table(folder, "fear.csv", fear::COLUMNS, problems, |table, problems| {
        fear::read(table, crisis, problems);
    });
}

/// What happened and what was counted.
fn read_past(folder: &Folder, crisis: &mut Crisis, problems: &mut Problems) {
    table(folder, "events.csv", events::COLUMNS, problems, |table, problems| {
        events::read(table, crisis, problems);
    });
    let damage = table(folder, "damage.csv", dated_values::COLUMNS, problems, |table, problems| {
        dated_values::read(table, "damage", crisis, problems)
    });
    crisis.damage = damage.unwrap_or_default();
    let services =
        table(folder, "services.csv", dated_values::COLUMNS, problems, |table, problems| {
            dated_values::read(table, "hardship", crisis, problems)
        });
    crisis.services = services.unwrap_or_default();
    table(folder, "observations.csv", observations::COLUMNS, problems, |table, problems| {
        observations::read(table, crisis, problems);
    });
    if folder.has(parameter_table::FILE) {
        let source = folder.text(parameter_table::FILE, problems);
        let learnt = source.and_then(|source| parameter_table::read_learnt(&source, problems));
        crisis.priors.learn(learnt);
    }
    table(folder, "needs.csv", needs::COLUMNS, problems, |table, problems| {
        needs::read(table, crisis, problems);
    });
}

/// What is read from a table that every crisis has.
fn needed<T>(
    folder: &Folder,
    name: &str,
    columns: Columns,
    problems: &mut Problems,
    read: impl FnOnce(&Table<'_>, &mut Problems) -> T,
) -> Option<T> {
    if !folder.has(name) {
        let what = format!("a table with the columns {}", columns.required.join(", "));
        return missing(name, &what, problems);
    }
    table(folder, name, columns, problems, read)
}
