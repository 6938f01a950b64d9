//! `places.csv`: the nodes of the network.

use crate::codes;
use crate::formula;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::haven_format::country::{assigned, is_country};
use crate::nearest::nearest;
use crate::problems::Problems;
use haven_core::flee::scenario::{Place, PlaceKind};
use haven_core::id::PlaceId;
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
        "capacity",
        "capacity_per_day",
    ],
    unused: &["residents_low", "residents_high"],
};

/// The identifier that means all places together, in observations.
pub const TOTAL: &str = "total";

const KINDS: [&str; 7] = ["settlement", "district", "crossing", "camp", "haven", "host", "hub"];

/// What kind of place the table says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A settlement, or a district of a city: people live here, and leave when there is conflict.
    Settlement,
    /// A border crossing: a way point, never a destination.
    Crossing,
    /// A camp, a haven or a host region: people arrive and mostly stay.
    Destination,
    /// A hub that everyone leaves again at once.
    Hub,
}

/// The places, in the order of their ids, so that the order of rows has no meaning.
#[derive(Debug, Default)]
pub struct Places {
    /// As the engine sees them.
    pub all: Vec<Place>,
    /// Their kinds; none where the table does not say it in a way that can be read, which has been
    /// reported.
    pub kinds: Vec<Option<Kind>>,
    /// Where each is in the table.
    pub spots: Vec<Spot>,
    /// Where the capacity of each is.
    pub capacities: Vec<Spot>,
}

/// A row of the table.
struct Row {
    place: Place,
    kind: Option<Kind>,
    at: Spot,
    capacity: Spot,
}

impl Places {
    /// Reads the table.
    pub fn read(table: &Table<'_>, problems: &mut Problems) -> Self {
        let mut by_id: BTreeMap<String, Row> = BTreeMap::new();
        for line in table.lines() {
            let Some((place, kind)) = place(&line, problems) else { continue };
            let (at, capacity) = (line.spot("id"), line.spot("capacity"));
            if let Some(Row { at: first, .. }) = by_id.get(&place.id) {
                let message = format!("the place `{}` is already in line {}", place.id, first.line);
                let hint = "give each place an id of its own; several names go into `alt_names`";
                problems.push(codes::DUPLICATE_PLACE.at(at, message).hint(hint));
                continue;
            }
            by_id.insert(place.id.clone(), Row { place, kind, at, capacity });
        }
        let mut places = Self::default();
        for row in by_id.into_values() {
            places.all.push(row.place);
            places.kinds.push(row.kind);
            places.spots.push(row.at);
            places.capacities.push(row.capacity);
        }
        places
    }

    /// The place with this id.
    pub fn find(&self, id: &str) -> Option<PlaceId> {
        let found = self.all.binary_search_by(|place| place.id.as_str().cmp(id));
        found.ok().map(|index| PlaceId(index as u32))
    }

    /// The place that a cell names; that there is none is reported.
    pub fn named(&self, line: &Line<'_>, column: &str, problems: &mut Problems) -> Option<PlaceId> {
        let id = line.required(column, problems)?;
        let found = self.find(id);
        if found.is_none() {
            let at = line.spot(column);
            let costly = problems.is_full(codes::UNKNOWN_PLACE.code, &at.file);
            let message = format!("no place has the id `{id}` ({column})");
            let problem = codes::UNKNOWN_PLACE.at(at, message);
            let advice = if costly { None } else { self.meant(id) };
            problems.push(match advice {
                Some(advice) => problem.hint(advice),
                None => problem.hint("add it to places.csv, or remove the row"),
            });
        }
        found
    }

    fn meant(&self, id: &str) -> Option<String> {
        if let Some(place) = self.all.iter().find(|place| place.name == id) {
            return Some(format!("tables name places by id: `{}` is `{}`", id, place.id));
        }
        let close = nearest(id, self.all.iter().map(|place| place.id.as_str()))?;
        Some(format!("did you mean `{close}`?"))
    }

    /// Whether a place is known to be of another kind.
    pub fn is_not(&self, place: PlaceId, kind: Kind) -> bool {
        self.kinds[place.index()].is_some_and(|own| own != kind)
    }

    /// Id of a place.
    pub fn id(&self, place: PlaceId) -> &str {
        &self.all[place.index()].id
    }
}

/// The place of a row that has an id. Whatever else is wrong with it is reported, and the place kept,
/// so that rows that name it are not reported as well.
fn place(line: &Line<'_>, problems: &mut Problems) -> Option<(Place, Option<Kind>)> {
    let id = line.required("id", problems)?;
    if id == TOTAL {
        let message = "`total` means all places together and cannot be the id of one";
        problems.push(codes::RESERVED_ID.at(line.spot("id"), message));
        return None;
    }
    for column in ["id", "name"] {
        formula::warn(line.given(column).unwrap_or_default(), line.spot(column), problems);
    }
    let kind = line.required("kind", problems).and_then(|_| kind(line, problems));
    let country = line.required("country", problems).unwrap_or_default();
    if !country.is_empty() {
        check_country(line, country, problems);
    }
    let capacity = capacity(line, problems);
    let residents = line.whole("residents", 0, problems);
    if let Some((kind, _)) = kind {
        check_unused(line, kind, problems);
    }
    let lived_in = matches!(kind, Some((Kind::Settlement | Kind::Hub, _)));
    let place = Place {
        id: id.to_owned(),
        name: line.given("name").unwrap_or(id).to_owned(),
        region: line.given("admin1").unwrap_or("unknown").to_owned(),
        country: country.to_owned(),
        latitude: degrees(line, "lat", 90.0, problems),
        longitude: degrees(line, "lon", 180.0, problems),
        kind: kind.map_or(PlaceKind::Town, |(_, kind)| kind),
        residents: residents.filter(|_| lived_in).unwrap_or(0),
        capacity: capacity.map(|(places, _)| places),
        capacity_growth_per_day: capacity.map_or(0, |(_, growth)| growth),
        initial_intensity: 0.0,
        initial_displaced: 0,
        deactivation_per_day: 0.0,
    };
    Some((place, kind.map(|(kind, _)| kind)))
}

fn degrees(line: &Line<'_>, column: &str, most: f64, problems: &mut Problems) -> f64 {
    let given = line.required(column, problems);
    given.and_then(|_| line.number(column, [-most, most], problems)).unwrap_or(0.0)
}

fn kind(line: &Line<'_>, problems: &mut Problems) -> Option<(Kind, PlaceKind)> {
    Some(match line.choice("kind", &KINDS, problems)? {
        "crossing" => (Kind::Crossing, PlaceKind::Marker),
        "hub" => (Kind::Hub, PlaceKind::ForwardingHub),
        "camp" | "haven" | "host" => (Kind::Destination, PlaceKind::Camp),
        _ => (Kind::Settlement, PlaceKind::Town),
    })
}

fn check_country(line: &Line<'_>, code: &str, problems: &mut Problems) {
    if is_country(code) {
        return;
    }
    let message = format!("`country` is `{code}`, which is no ISO 3166 alpha-3 code");
    let problem = codes::BAD_COUNTRY.at(line.spot("country"), message);
    problems.push(match nearest(code, assigned()) {
        Some(close) => problem.hint(format!("did you mean `{close}`?")),
        None => problem.hint("three capital letters, such as SYR; XAA if it is invented"),
    });
}

/// Capacity and its growth per day, if the place has a capacity.
fn capacity(line: &Line<'_>, problems: &mut Problems) -> Option<(u64, u64)> {
    let growth = line.whole("capacity_per_day", 0, problems);
    let Some(text) = line.given("capacity") else {
        if growth.is_some_and(|growth| growth > 0) {
            let message = "`capacity_per_day` is given, but no `capacity` that could grow";
            problems.push(codes::EMPTY_CELL.at(line.spot("capacity"), message));
        }
        return None;
    };
    if text == "0" {
        // To the engine, as to Flee, 0 is "no limit": the opposite of what the row seems to say.
        let message = "`capacity` is 0: a place without a limit has an empty cell, and a place that \
                       takes nobody is not a destination";
        problems.push(codes::BAD_NUMBER.at(line.spot("capacity"), message));
        return None;
    }
    Some((line.whole("capacity", 1, problems)?, growth.unwrap_or(0)))
}

fn check_unused(line: &Line<'_>, kind: Kind, problems: &mut Problems) {
    let (column, why) = match kind {
        Kind::Destination => ("residents", "counts displaced people only"),
        Kind::Crossing => ("capacity", "is passed through and never fills"),
        _ => return,
    };
    if line.given(column).is_some() {
        let message = format!("`{column}` is not used: a place of this kind {why}");
        problems.push(codes::UNUSED_CELL.at(line.spot(column), message));
    }
    if kind == Kind::Crossing && line.given("residents").is_some() {
        let message = "`residents` is not used: a place of this kind is passed through";
        problems.push(codes::UNUSED_CELL.at(line.spot("residents"), message));
    }
}
