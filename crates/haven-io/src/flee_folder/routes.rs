//! `routes.csv`: the links.

use super::layout::Layout;
use super::locations::Locations;
use super::positional::{Columns, Positional};
use crate::cells::Cells;
use crate::codes;
use crate::distances::Distances;
use crate::positions::{self, Position};
use crate::problems::Problems;
use haven_core::flee::scenario::Link;
use haven_core::id::PlaceId;
use std::collections::BTreeMap;

const COLUMNS: Columns =
    &["name1", "name2", "distance|distance [km]|distance_km", "forced_redirection"];

/// Reads the links, in file order.
pub(super) fn read(
    layout: &Layout<'_>,
    locations: &Locations,
    problems: &mut Problems,
) -> Vec<Link> {
    let Some(source) = layout.required_table("routes.csv", problems) else { return Vec::new() };
    let table = Positional::read(&source, COLUMNS, problems);
    if table.rows.is_empty() {
        let message = "there are no routes: nobody can move";
        problems.push(codes::EMPTY_TABLE.at(source.whole(), message));
    }
    let places = locations.places.iter().zip(&locations.rows);
    let positions = places.map(|(place, at)| Position {
        name: &place.name,
        at,
        degrees: [place.latitude, place.longitude],
    });
    let is_off = positions::check(&positions.collect::<Vec<_>>(), problems);
    let mut links = Vec::new();
    let (mut seen, mut distances) = (BTreeMap::new(), Distances::default());
    for row in &table.rows {
        let cells = Cells { source: &source, row };
        let Some((link, copies)) = link(&cells, &table, locations, problems) else { continue };
        warn_of_repeat(&cells, &link, &mut seen, problems);
        let ends = [link.from, link.to];
        // A length that does not fit coordinates that were reported only follows.
        if !ends.iter().any(|end| is_off[end.index()]) {
            let ends = ends.map(|end| locations.place(end));
            let ends = ends.map(|end| (end.name.as_str(), [end.latitude, end.longitude]));
            distances.note(cells.at(2), ends, link.km);
        }
        links.extend(std::iter::repeat_n(link, copies));
    }
    distances.report(source.whole(), problems);
    links
}

/// A link and how often Flee makes it.
fn link(
    cells: &Cells<'_>,
    table: &Positional<'_>,
    locations: &Locations,
    problems: &mut Problems,
) -> Option<(Link, usize)> {
    if cells.row.fields.len() < 3 {
        let message = format!(
            "the row has {} cells; a route needs 3: two places and the distance",
            cells.row.fields.len()
        );
        problems.push(codes::MISSING_CELLS.at(cells.at(3), message));
        return None;
    }
    let from = locations.names.find(cells, 0, problems);
    let to = locations.names.find(cells, 1, problems);
    let km = cells.number(2, "distance", [0.0, f64::MAX], problems);
    let copies = copies(cells, problems);
    let extra = |column: &str, range: [f64; 2], problems: &mut Problems| {
        let index = *table.extra.get(column)?;
        if cells.is_blank(index) {
            return None;
        }
        cells.number(index, column, range, problems)
    };
    // Slower than this, a journey would last longer than any simulation.
    let max_km_per_day = extra("max_move_speed", [1e-6, f64::MAX], problems);
    let walk_probability = extra("walk_probability", [0.0, 1.0], problems);
    let link = Link { from: from?, to: to?, km: km?, max_km_per_day, walk_probability };
    if link.km == 0.0 {
        let message = "the distance is 0: people are there at once";
        problems.push(codes::ZERO_DISTANCE.at(cells.at(2), message));
    }
    Some((link, copies))
}

fn copies(cells: &Cells<'_>, problems: &mut Problems) -> usize {
    if cells.is_blank(3) {
        return 1;
    }
    let flag = cells.whole(3, "forced_redirection", [i64::MIN, i64::MAX], problems);
    let inert = "the flag of forced redirection itself has no effect, as in Flee";
    match flag {
        None | Some(0) => 1,
        Some(1) => {
            let message =
                format!("`forced_redirection` 1 makes the route twice, as in Flee; {inert}");
            problems.push(codes::FORCED_REDIRECTION.at(cells.at(3), message));
            2
        }
        Some(2) => {
            problems.push(codes::FORCED_REDIRECTION.at(cells.at(3), inert));
            1
        }
        Some(other) => {
            let message = format!("`forced_redirection` is {other}; it takes 0, 1 or 2");
            problems.push(codes::BAD_REDIRECTION.at(cells.at(3), message));
            1
        }
    }
}

fn warn_of_repeat(
    cells: &Cells<'_>,
    link: &Link,
    seen: &mut BTreeMap<(PlaceId, PlaceId), usize>,
    problems: &mut Problems,
) {
    if link.from == link.to {
        let message = "the route leads back to where it starts";
        problems.push(codes::SELF_LOOP.at(cells.at(1), message));
    }
    let ends = (link.from.min(link.to), link.from.max(link.to));
    if let Some(line) = seen.get(&ends) {
        let message = format!(
            "these two places are linked in line {line} already: as in Flee, the neighbour counts twice"
        );
        problems.push(codes::DUPLICATE_LINK.at(cells.at(0), message));
    } else {
        seen.insert(ends, cells.row.line);
    }
}
