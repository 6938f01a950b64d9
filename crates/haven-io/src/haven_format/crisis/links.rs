//! `links.csv`: the roads. Each can be travelled both ways.

use super::facts;
use super::names;
use crate::codes;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::problems::Problems;
use haven_core::crisis::scenario::{Crisis, Link, PlaceKind};
use haven_core::id::PlaceId;
use std::collections::BTreeMap;

/// The columns of `links.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["from", "to", "km"],
    optional: &["mode", "state", "supply_capacity"],
    unused: &[],
};

/// Reads the open links, in an order that does not depend on that of the rows. A link whose state is
/// `closed` is closed for the whole run, so it is left out.
pub fn read(table: &Table<'_>, crisis: &mut Crisis, problems: &mut Problems) {
    let mut first: BTreeMap<(PlaceId, PlaceId), usize> = BTreeMap::new();
    let mut links = Vec::new();
    for line in table.lines() {
        let Some(link) = link(&line, crisis, problems) else { continue };
        let state = line.choice("state", &["open", "closed"], problems);
        let ends = (link.from, link.to);
        let [from, to] = [link.from, link.to].map(|end| &crisis.places[end.index()]);
        if let Some(earlier) = first.get(&ends) {
            let message = format!(
                "`{}` and `{}` are already linked in line {earlier}; both links are used",
                from.id, to.id
            );
            let hint = "links go both ways: keep one of the rows, unless there are two roads";
            problems.push(codes::DUPLICATE_LINK.at(line.spot("from"), message).hint(hint));
        }
        let about = format!("road {} - {}", from.name, to.name);
        facts::note(&mut crisis.facts, &line, || about);
        first.entry(ends).or_insert(line.spot("from").line);
        if state != Some("closed") {
            links.push(link);
        }
    }
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
    let (from, to) = (from?, to?);
    if from == to {
        let id = &crisis.places[from.index()].id;
        let message = format!("`{id}` is linked to itself; the row is left out");
        problems.push(codes::SELF_LOOP.at(line.spot("to"), message));
        return None;
    }
    check_border(line, crisis, [from, to], problems);
    let (from, to) = (from.min(to), from.max(to));
    Some(Link { from, to, km: km?, supply_capacity: supply.unwrap_or(1.0) })
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
