//! What a what-if changes.

use super::campaigns::{self, Names};
use super::fields::Fields;
use super::named::{entries, every_gate, is_campaign};
use super::places::PEOPLE;
use super::{crossings, dates, factors, havens, names, parameters};
use crate::codes;
use crate::haven_format::toml_table::TomlTable;
use crate::problems::Problems;
use haven_core::crisis::parameter::declarations;
use haven_core::crisis::scenario::{Change, Crisis, CrossingPeriod};
use haven_core::problem::{Problem, Severity};
use std::borrow::Cow;

/// Keys of a what-if.
pub const KEYS: &[&str] = &[
    "id",
    "axis",
    "title",
    "about",
    "campaigns",
    "end_campaigns",
    "crossings",
    "havens",
    "intensity",
    "supply",
    factors::QUOTA,
    factors::IRREGULAR,
    factors::CAPACITY,
    factors::TEMPO,
    factors::INTENSITY,
    "residents",
    "parameters",
    "source",
    "basis",
];

const CAMPAIGN_KEYS: &[&str] = &[
    "id",
    "actor",
    "kind",
    "target",
    "objectives",
    "announced",
    "from",
    "to",
    "km_per_day",
    "days_to_take",
    "intensity",
];

const CROSSING_KEYS: &[&str] =
    &["place", "country", "from", "to", "state", "quota_per_day", "shared_draw"];

const HAVEN_KEYS: &[&str] =
    &["id", "name", "places", "from", "capacity", "credibility", "services"];

/// All gates, in place of the id of one.
const EVERY: &str = "*";

/// The changes of a what-if.
pub fn read(table: &TomlTable<'_>, crisis: &Crisis, problems: &mut Problems) -> Vec<Change> {
    let mut changes = campaigns_of(table, crisis, problems);
    end_campaigns(table, crisis, &mut changes, problems);
    for inner in table.tables("crossings", problems) {
        gates(&inner, crisis, &mut changes, problems);
    }
    for inner in table.tables("havens", problems) {
        inner.only(HAVEN_KEYS, problems);
        let haven = havens::haven(&inner, crisis, problems);
        changes.extend(haven.map(|(haven, _)| Change::AddHaven(haven)));
    }
    factors::read(table, crisis, &mut changes, problems);
    residents(table, crisis, &mut changes, problems);
    if let Some(inner) = table.inner("parameters", problems) {
        let declared = declarations();
        changes.extend(
            parameters::priors(&inner, problems).into_iter().map(|(position, prior, _)| {
                Change::SetPrior { key: declared[position].key, prior }
            }),
        );
    }
    changes
}

fn campaigns_of(table: &TomlTable<'_>, crisis: &Crisis, problems: &mut Problems) -> Vec<Change> {
    let names = Names { target: "target", speed: "km_per_day" };
    let mut changes = Vec::new();
    for inner in table.tables("campaigns", problems) {
        inner.only(CAMPAIGN_KEYS, problems);
        let Some(campaign) = campaigns::campaign(&inner, names, crisis, problems) else { continue };
        // Where rows have been left out, roads and ground would seem to be missing.
        if problems.iter().all(|found| !is_in_the_way(found)) {
            campaigns::check(crisis, &campaign, &Fields::spot(&inner, "objectives"), problems);
        }
        changes.push(Change::AddCampaign(campaign));
    }
    changes
}

fn is_in_the_way(problem: &Problem) -> bool {
    problem.severity == Severity::Error && problem.code != codes::NO_PATH.code
}

fn end_campaigns(
    table: &TomlTable<'_>,
    crisis: &Crisis,
    changes: &mut Vec<Change>,
    problems: &mut Problems,
) {
    for inner in table.tables("end_campaigns", problems) {
        inner.only(&["id", "on"], problems);
        let id = inner.needed("id", problems).map(Cow::into_owned);
        let at = Fields::spot(&inner, "id");
        let id = id.filter(|id| is_campaign(id, at, crisis, changes, problems));
        let on = dates::beginning(crisis, &inner, "on", problems);
        if let (Some(id), Some((_, day))) = (id, on) {
            changes.push(Change::EndCampaign { id, day });
        }
    }
}

/// The states of one gate, or of every gate of a country.
fn gates(
    table: &TomlTable<'_>,
    crisis: &Crisis,
    changes: &mut Vec<Change>,
    problems: &mut Problems,
) {
    table.only(CROSSING_KEYS, problems);
    let gates = match table.needed("place", problems) {
        None => Vec::new(),
        Some(place) if place == EVERY => every_gate(table, crisis, problems),
        Some(id) => {
            let at = Fields::spot(table, "place");
            let place = names::place(crisis, &id, at.clone(), problems);
            place
                .filter(|place| crossings::is_gate(crisis, *place, at, problems))
                .into_iter()
                .collect()
        }
    };
    let first = gates.first().copied();
    let period = crossings::period(table, ["from", "to"], crisis, first, problems);
    let Some(period) = period else { return };
    let everywhere = gates.into_iter().map(|place| CrossingPeriod { place, ..period.clone() });
    changes.extend(everywhere.map(Change::AddCrossing));
}

fn residents(
    table: &TomlTable<'_>,
    crisis: &Crisis,
    changes: &mut Vec<Change>,
    problems: &mut Problems,
) {
    for (id, inner, at) in entries(table, "residents", problems) {
        let place = names::place(crisis, &id, at.clone(), problems);
        let place = place.filter(|place| {
            let has_homes = crisis.homes.iter().any(|home| home.place == *place);
            if !has_homes {
                let message =
                    format!("`{id}` has no residents in places.csv that could be changed");
                problems.push(codes::WRONG_KIND.at(at, message));
            }
            has_homes
        });
        if let (Some(people), Some(place)) = (inner.prior(&id, PEOPLE, problems), place) {
            changes.push(Change::SetResidents { place, people });
        }
    }
}
