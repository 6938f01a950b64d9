//! `control.csv`: who held what, from when.

use super::fields::Fields;
use super::{dates, facts, names};
use crate::codes;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::problems::Problems;
use haven_core::crisis::scenario::{ActorId, ControlRow, ControlStatus, Crisis};
use haven_core::id::PlaceId;
use haven_core::problem::Spot;
use std::collections::BTreeMap;

/// The columns of `control.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["valid_from", "place", "actor"],
    optional: &["share", "status", "confidence"],
    unused: &[],
};

/// How far the shares of a place may be from 1 in sum; they are then scaled to it.
const TOLERANCE: f64 = 0.005;

const STATUSES: [(&str, ControlStatus); 3] = [
    ("held", ControlStatus::Held),
    ("contested", ControlStatus::Contested),
    ("besieged", ControlStatus::Besieged),
];

/// The rows of one place and day.
struct Holders {
    shares: BTreeMap<ActorId, f64>,
    status: ControlStatus,
    at: Spot,
}

/// Reads who held what into a crisis, in the order of days.
pub fn read(table: &Table<'_>, crisis: &mut Crisis, problems: &mut Problems) {
    let mut rows: BTreeMap<(i64, PlaceId), Holders> = BTreeMap::new();
    for line in table.lines() {
        let Some((day, place, actor)) = row(&line, crisis, problems) else { continue };
        let share = line.number("share", [1e-6, 1.0], problems).unwrap_or(1.0);
        let status = line.word("status", &STATUSES, problems).unwrap_or(ControlStatus::Held);
        let about = format!(
            "control of {} from {}: {}",
            crisis.places[place.index()].name,
            dates::date(crisis, day),
            crisis.actors[actor.index()].name
        );
        facts::note(&mut crisis.facts, &line, || about);
        let at = line.spot("share");
        let holders = rows.entry((day, place)).or_insert_with(|| Holders {
            shares: BTreeMap::new(),
            status,
            at: at.clone(),
        });
        if holders.status != status {
            let message = "the rows of one place and day say different things about its status";
            problems.push(codes::CONTRADICTION.at(line.spot("status"), message));
        }
        *holders.shares.entry(actor).or_default() += share;
    }
    for ((day, place), holders) in &rows {
        check_sum(crisis, *day, *place, holders, problems);
    }
    crisis.control = rows.into_iter().map(|((day, place), row)| control(day, place, row)).collect();
}

fn row(
    line: &Line<'_>,
    crisis: &Crisis,
    problems: &mut Problems,
) -> Option<(i64, PlaceId, ActorId)> {
    let from = dates::beginning(crisis, line, "valid_from", problems);
    let place = names::place_in(crisis, line, "place", problems);
    let actor = names::leaf_in(crisis, line, "actor", problems);
    let place = place.filter(|place| is_ground(line, crisis, *place, problems));
    let (from, day) = from?;
    let known = dates::is_known(crisis, line, from, problems);
    known.then_some((day, place?, actor?))
}

fn is_ground(line: &Line<'_>, crisis: &Crisis, place: PlaceId, problems: &mut Problems) -> bool {
    let is_ground = names::is_ground(crisis, place);
    if !is_ground {
        let id = &crisis.places[place.index()].id;
        let message = format!("`{id}` is a gate or abroad: nobody fights over it");
        let hint =
            "control is about places of the home country; gates have states in crossings.csv";
        problems.push(codes::WRONG_KIND.at(line.spot("place"), message).hint(hint));
    }
    is_ground
}

fn check_sum(
    crisis: &Crisis,
    day: i64,
    place: PlaceId,
    holders: &Holders,
    problems: &mut Problems,
) {
    let sum: f64 = holders.shares.values().sum();
    if (sum - 1.0).abs() > TOLERANCE {
        let (id, from) = (&crisis.places[place.index()].id, dates::date(crisis, day));
        let message =
            format!("the shares of `{id}` from {from} sum to {sum:.3}; they have to sum to 1");
        let hint = "all rows of one place and date together say who holds it";
        problems.push(codes::CONTROL_SHARES.at(holders.at.clone(), message).hint(hint));
    }
}

fn control(day: i64, place: PlaceId, holders: Holders) -> ControlRow {
    let sum: f64 = holders.shares.values().sum();
    let shares = holders.shares.into_iter().map(|(actor, share)| (actor, share / sum)).collect();
    ControlRow { day, place, shares, status: holders.status }
}

/// Reports every place of the home country that nobody holds on day 0. `places`: their spots.
pub fn check_start(crisis: &Crisis, places: &[Spot], problems: &mut Problems) {
    for (index, place) in crisis.places.iter().enumerate() {
        let id = PlaceId(index as u32);
        if !names::is_ground(crisis, id) {
            continue;
        }
        let first = crisis.control.iter().find(|control| control.place == id);
        let message = match first {
            Some(control) if control.day <= 0 => continue,
            Some(control) => format!(
                "nobody is said to hold `{}` before {}",
                place.id,
                dates::date(crisis, control.day)
            ),
            None => format!("nobody is said to hold `{}`", place.id),
        };
        let hint = format!("add a row to control.csv that holds on {}", crisis.start);
        problems.push(codes::NO_CONTROL.at(places[index].clone(), message).hint(hint));
    }
}

/// Who holds a place on a day by the table; nobody if it has no row until then.
pub fn holders(crisis: &Crisis, place: PlaceId, day: i64) -> &[(ActorId, f64)] {
    let until = |control: &&ControlRow| control.place == place && control.day <= day.max(0);
    crisis.control.iter().rev().find(until).map_or(&[], |control| &control.shares)
}
