//! `links.csv`: the roads. Each can be travelled both ways.

use super::facts;
use super::names;
use crate::codes;
use crate::distances::Distances;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::haven_format::roads::{self, Linked};
use crate::positions::{self, Position};
use crate::problems::Problems;
use haven_core::crisis::scenario::{Crisis, Link, PlaceKind};
use haven_core::id::PlaceId;
use haven_core::problem::Spot;

/// The columns of `links.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["from", "to", "km"],
    optional: &["mode", "state", "supply_capacity"],
    unused: &[],
};

/// Reads the open links, in an order that does not depend on that of the rows. A link whose state is
/// `closed` is closed for the whole run, so it is left out. `spots`: where the places are.
pub fn read(table: &Table<'_>, crisis: &mut Crisis, spots: &[Spot], problems: &mut Problems) {
    let (mut linked, mut distances) = (Linked::default(), Distances::default());
    let positions = crisis.places.iter().zip(spots).map(|(place, at)| Position {
        name: &place.name,
        at,
        degrees: [place.latitude, place.longitude],
    });
    let is_off = positions::check(&positions.collect::<Vec<_>>(), problems);
    let mut links = Vec::new();
    for line in table.lines() {
        let Some(link) = link(&line, crisis, problems) else { continue };
        let ends = [link.from, link.to];
        let is_open = linked.is_open(&line, ends, |place| id(crisis, place), problems);
        let [from, to] = ends.map(|end| &crisis.places[end.index()]);
        let at = [from, to].map(|end| (end.name.as_str(), [end.latitude, end.longitude]));
        // A length that does not fit coordinates that were reported only follows.
        if !ends.iter().any(|end| is_off[end.index()]) {
            distances.note(line.spot("km"), at, link.km);
        }
        let about = format!("road {} - {}", from.name, to.name);
        facts::note(&mut crisis.facts, &line, || about);
        if is_open {
            links.push(link);
        }
    }
    distances.report(table.whole(), problems);
    links.sort_by(|one, other| {
        (one.from, one.to)
            .cmp(&(other.from, other.to))
            .then(one.km.total_cmp(&other.km))
            .then(one.supply_capacity.total_cmp(&other.supply_capacity))
    });
    crisis.links = links;
}

fn link(line: &Line<'_>, crisis: &Crisis, problems: &mut Problems) -> Option<Link> {
    let from = names::place_in(crisis, line, "from", problems);
    let to = names::place_in(crisis, line, "to", problems);
    let km = line.required("km", problems);
    let km = km.and_then(|_| line.number("km", [0.001, f64::MAX], problems));
    line.choice("mode", &["road", "foot"], problems);
    let supply = line.number("supply_capacity", [0.0, f64::MAX], problems);
    let named = [from?, to?];
    let [from, to] = roads::ends(line, named, |place| id(crisis, place), problems)?;
    check_border(line, crisis, named, problems);
    Some(Link { from, to, km: km?, supply_capacity: supply.unwrap_or(1.0) })
}

fn id(crisis: &Crisis, place: PlaceId) -> &str {
    &crisis.places[place.index()].id
}

fn check_border(line: &Line<'_>, crisis: &Crisis, ends: [PlaceId; 2], problems: &mut Problems) {
    let [from, to] = ends.map(|end| &crisis.places[end.index()]);
    let leads_abroad = crisis.is_at_home(ends[0]) != crisis.is_at_home(ends[1]);
    let has_gate = [from, to].iter().any(|end| end.kind == PlaceKind::Crossing);
    if leads_abroad && !has_gate && ![from, to].iter().any(|end| end.country.is_empty()) {
        let message =
            format!("the link leads from {} to {} and passes no gate", from.country, to.country);
        let hint = "add a place of kind crossing between them, and link both to it";
        problems.push(codes::NO_GATE.at(line.spot("from"), message).hint(hint));
    }
}
