//! Folders written for Flee, read unchanged.
//!
//! Each file has its reader here; `docs/flee.md` says what is read, and what deliberately differs from
//! Flee. Numbers go into the scenario as they stand in the files: scaling, interpolation and
//! corrections are the run's.

mod changes;
mod closures;
mod conflict_spawning;
mod conflicts;
mod corrections;
mod differences;
mod find;
mod keys;
mod kinds;
mod layout;
mod locations;
mod names;
mod network;
mod observed;
mod period;
mod positional;
mod routes;
mod series;
mod settings;
mod settings_of_flee_2;
mod sources_of_people;
mod surplus;
mod totals;

pub use find::{has_settings, holds_only_tables, is_flee_folder, is_whole_with};
pub use layout::Options;

use crate::problems::Problems;
use crate::sources::Folder;
use crate::{codes, leak};
use haven_core::flee::scenario::{Observed, PlaceKind, Rules, Scenario, Timeline};
use haven_core::problem::{Problem, Spot};
use layout::Layout;
use locations::Locations;
use series::Window;

/// Reads a Flee folder and reports everything that is wrong with it.
///
/// The scenario is there unless an error was found that cannot be accepted
/// ([`codes::Code::accepted`]); whoever runs it has to refuse the errors that were not.
pub fn read(folder: &Folder, options: &Options) -> (Option<Scenario>, Vec<Problem>) {
    let mut problems = Problems::default();
    let scenario = build(folder, options, &mut problems);
    let problems = problems.into_vec();
    let possible = codes::can_be_accepted(&problems);
    (scenario.filter(|_| possible), problems)
}

fn build(folder: &Folder, options: &Options, problems: &mut Problems) -> Option<Scenario> {
    let layout = Layout::find(folder, options, problems)?;
    let settings = settings::read(&layout, problems);
    let period = period::read(&layout, options.days, problems);
    let locations = locations::read(&layout, problems)?;
    let links = routes::read(&layout, &locations, problems);
    let days = period.as_ref().map_or(0, |period| period.days);
    let timetable = conflicts::read(&layout, &locations, days, problems);
    let intensity = settings.default_intensity;
    let timeline = Timeline {
        closures: closures::read(&layout, &locations, problems),
        conflicts: timetable.conflicts,
        kind_changes: changes::read_kind_changes(&layout, &locations, intensity, problems),
    };
    let listed_people = if settings.read_agents {
        changes::read_agents(&layout, &locations, problems)
    } else {
        Vec::new()
    };
    warn_of_ignored_files(&layout, settings.read_agents, problems);
    // Without a start, no date has a day: the data cannot be checked.
    let window = period.map(|p| Window {
        start: p.start,
        days: p.days,
        residents: locations.residents(),
    })?;
    let scenario = Scenario {
        title: folder.title(),
        summary: summary(&locations, links.len(), window),
        start: window.start,
        days: window.days,
        home_country: locations.home_country(),
        places: locations.places.clone(),
        links,
        differences: differences::of(&layout, &settings, &timeline.closures),
        observed: observed(&layout, &locations, &settings.rules, window, problems),
        rules: settings.rules,
        timeline,
        listed_people,
        groups: Vec::new(),
    };
    sources_of_people::check(&scenario, &layout, &timetable.lines, problems);
    check_whole(&scenario, &layout, &locations, problems);
    Some(scenario)
}

/// Checks what only shows in the whole.
fn check_whole(
    scenario: &Scenario,
    layout: &Layout<'_>,
    locations: &Locations,
    problems: &mut Problems,
) {
    network::check(scenario, locations, problems);
    let data = Spot::file(layout.data_path("data_layout.csv"));
    sources_of_people::check_residents(scenario, data.clone(), problems);
    totals::check(scenario, data, problems);
    leak::check(scenario, &locations.capacities, problems);
    warn_of_towns_as_camps(scenario, locations, problems);
}

fn observed(
    layout: &Layout<'_>,
    locations: &Locations,
    rules: &Rules,
    window: Window,
    problems: &mut Problems,
) -> Observed {
    let (series, are_whole) = observed::read(layout, locations, window, problems);
    observed::check(layout, locations, &series, rules, problems);
    let corrections = corrections::read(layout, (&series, &are_whole), window, problems);
    Observed { series, corrections }
}

fn summary(locations: &Locations, links: usize, window: Window) -> String {
    let camps = locations.places.iter().filter(|place| kinds::is_camp(place.kind)).count();
    format!(
        "A Flee folder: {} places ({camps} camps), {links} links, {} days from {}. The home country is \
         {}, that of the first row of locations.csv; every other country is abroad.",
        locations.places.len(),
        window.days,
        window.start,
        locations.home_country()
    )
}

/// Files that are there and that nothing reads, for want of a rule or a switch.
fn warn_of_ignored_files(layout: &Layout<'_>, read_agents: bool, problems: &mut Problems) {
    let mut ignored = vec![
        ("region_attributes_IPC.csv", "no food security rule is in use"),
        ("flood_level.csv", "no flood rule is in use"),
        ("major_routes.csv", "fixed routes are not in use"),
        ("coupled_locations.csv", "Haven does not couple simulations"),
    ];
    if layout.folder().has(&layout.table_path("sim_period.csv")) {
        ignored.push(("conflict_period.csv", "the period is that of sim_period.csv"));
    }
    if !read_agents {
        ignored.push(("agents.csv", "`read_from_agents_csv_file` is off"));
    }
    for (name, why) in ignored {
        if layout.folder().has(&layout.table_path(name)) {
            let at = Spot::file(layout.table_path(name));
            problems.push(codes::IGNORED_FILE.at(at, format!("the file is not read: {why}")));
        }
    }
    for name in layout.table_names() {
        if name.starts_with("demographics_") {
            let why = "the file is not read: no rule uses demographic groups";
            problems.push(codes::IGNORED_FILE.at(Spot::file(layout.table_path(&name)), why));
        }
    }
}

/// A place that people hardly leave is a camp to Flee, whatever its type.
fn warn_of_towns_as_camps(scenario: &Scenario, locations: &Locations, problems: &mut Problems) {
    let chances = &scenario.rules.move_chances;
    for (place, row) in scenario.places.iter().zip(&locations.rows) {
        let chance = match place.kind {
            PlaceKind::Town => chances.default,
            PlaceKind::Conflict => chances.conflict,
            _ => continue,
        };
        if chance < 0.005 {
            let message = format!(
                "`{}` counts as a camp: the chance of leaving it, {chance}, is below 0.005, as in Flee",
                place.name
            );
            problems.push(codes::TOWN_BECOMES_CAMP.at(row.clone(), message));
        }
    }
}
