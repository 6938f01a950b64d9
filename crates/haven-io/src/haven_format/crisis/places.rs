//! `places.csv`: the nodes of the network.

use super::facts;
use super::fields::{Fields, uncertain};
use crate::cells::MOST_PEOPLE;
use crate::codes;
use crate::formula;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::haven_format::country::{assigned, is_country};
use crate::nearest::nearest;
use crate::problems::Problems;
use haven_core::crisis::scenario::{Crisis, Place, PlaceKind};
use haven_core::prior::Prior;
use haven_core::problem::Spot;
use std::collections::BTreeMap;

/// The columns of `places.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["id", "kind", "country", "lat", "lon"],
    optional: &[
        "name",
        "alt_names",
        "admin1",
        "admin2",
        "pcode",
        "residents",
        "residents_low",
        "residents_high",
        "shared_draw",
        "share_left",
        "displaced_at_start",
        "capacity",
        "capacity_per_day",
        "attraction",
    ],
    unused: &[],
};

/// The identifier that means all places together, in observations.
pub const TOTAL: &str = "total";

/// The number of people that a place can have.
pub const PEOPLE: [f64; 2] = [0.0, MOST_PEOPLE as f64];

const KINDS: [(&str, PlaceKind); 7] = [
    ("settlement", PlaceKind::Settlement),
    ("district", PlaceKind::District),
    ("crossing", PlaceKind::Crossing),
    ("camp", PlaceKind::Camp),
    ("haven", PlaceKind::Haven),
    ("host", PlaceKind::Host),
    ("hub", PlaceKind::Hub),
];

/// Reads the places into a crisis, in the order of their ids, and gives the spot of each.
pub fn read(table: &Table<'_>, crisis: &mut Crisis, problems: &mut Problems) -> Vec<Spot> {
    let mut by_id: BTreeMap<String, (Place, Spot)> = BTreeMap::new();
    for line in table.lines() {
        let Some(place) = place(&line, &crisis.home_country, problems) else { continue };
        let at = line.spot("id");
        if let Some((_, first)) = by_id.get(&place.id) {
            let message = format!("the place `{}` is already in line {}", place.id, first.line);
            let hint = "give each place an id of its own; several names go into `alt_names`";
            problems.push(codes::DUPLICATE_PLACE.at(at, message).hint(hint));
            continue;
        }
        facts::note(&mut crisis.facts, &line, || format!("place {}", place.name));
        by_id.insert(place.id.clone(), (place, at));
    }
    let (places, spots) = by_id.into_values().unzip();
    crisis.places = places;
    spots
}

/// The place of a row that has an id. Whatever else is wrong with it is reported, and the place kept,
/// so that rows that name it are not reported as well.
fn place(line: &Line<'_>, home: &str, problems: &mut Problems) -> Option<Place> {
    let id = line.required("id", problems)?;
    if id == TOTAL {
        let message = "`total` means all places together and cannot be the id of one";
        problems.push(codes::RESERVED_ID.at(line.spot("id"), message));
        return None;
    }
    for column in ["id", "name"] {
        formula::warn(line.given(column).unwrap_or_default(), line.spot(column), problems);
    }
    let kind = line.required("kind", problems).and_then(|_| line.word("kind", &KINDS, problems));
    let country = country(line, problems);
    let mut place = Place {
        id: id.to_owned(),
        name: line.given("name").unwrap_or(id).to_owned(),
        alt_names: line.list("alt_names", problems).into_iter().map(|(name, _)| name).collect(),
        kind: kind.unwrap_or(PlaceKind::Hub),
        country: country.to_owned(),
        admin1: line.given("admin1").unwrap_or_default().to_owned(),
        latitude: degrees(line, "lat", 90.0, problems),
        longitude: degrees(line, "lon", 180.0, problems),
        residents: Prior::Fixed(0.0),
        shared_draw: line.given("shared_draw").map(str::to_owned),
        share_left: share_left(line, problems),
        displaced_at_start: line.number("displaced_at_start", PEOPLE, problems).unwrap_or(0.0),
        capacity: line.number("capacity", PEOPLE, problems),
        capacity_per_day: line.number("capacity_per_day", PEOPLE, problems).unwrap_or(0.0),
        attraction: line.number("attraction", [1e-6, 1e6], problems).unwrap_or(1.0),
    };
    if let Some(kind) = kind {
        place.residents = residents(line, kind, country == home, problems);
        check_gate(line, kind, country, home, problems);
    }
    Some(place)
}

fn country<'a>(line: &Line<'a>, problems: &mut Problems) -> &'a str {
    let code = line.required("country", problems).unwrap_or_default();
    if !code.is_empty() && !is_country(code) {
        let message = format!("`country` is `{code}`, which is no ISO 3166 alpha-3 code");
        let problem = codes::BAD_COUNTRY.at(line.spot("country"), message);
        problems.push(match nearest(code, assigned()) {
            Some(close) => problem.hint(format!("did you mean `{close}`?")),
            None => problem.hint("three capital letters, such as SYR; XAA if it is invented"),
        });
    }
    code
}

fn degrees(line: &Line<'_>, column: &str, most: f64, problems: &mut Problems) -> f64 {
    let given = line.required(column, problems);
    given.and_then(|_| line.number(column, [-most, most], problems)).unwrap_or(0.0)
}

fn share_left(line: &Line<'_>, problems: &mut Problems) -> Prior {
    line.prior("share_left", [0.0, 1.0], problems).unwrap_or(Prior::Fixed(1.0))
}

/// Who lives there. Where people could flee from, the number has to be given.
fn residents(line: &Line<'_>, kind: PlaceKind, at_home: bool, problems: &mut Problems) -> Prior {
    let columns = ["residents", "residents_low", "residents_high"];
    let given = columns.iter().find(|column| line.given(column).is_some());
    match (kind, given) {
        (PlaceKind::Crossing | PlaceKind::Hub, Some(column)) => {
            let message = format!("`{column}` is not used: nobody lives at a place of this kind");
            problems.push(codes::UNUSED_CELL.at(line.spot(column), message));
            Prior::Fixed(0.0)
        }
        (PlaceKind::Settlement | PlaceKind::District, None) if at_home => {
            let message = "`residents` is empty: nobody could flee from here";
            let hint =
                "give a number, or `residents_low` and `residents_high`; 0 if nobody is there";
            problems.push(codes::EMPTY_CELL.at(line.spot("residents"), message).hint(hint));
            Prior::Fixed(0.0)
        }
        _ => uncertain(line, columns, PEOPLE, problems).unwrap_or(Prior::Fixed(0.0)),
    }
}

fn check_gate(
    line: &Line<'_>,
    kind: PlaceKind,
    country: &str,
    home: &str,
    problems: &mut Problems,
) {
    if kind == PlaceKind::Crossing && country == home && !home.is_empty() {
        let message = format!("the gate is in {home}, the home country");
        let hint = "write the country that it leads to: whoever is let through has left home";
        problems.push(codes::GATE_AT_HOME.at(line.spot("country"), message).hint(hint));
    }
}
