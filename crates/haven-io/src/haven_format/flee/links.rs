//! `links.csv`: the roads. Each can be travelled both ways.

use super::places::Places;
use crate::codes;
use crate::distances::Distances;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::haven_format::roads::{self, Linked};
use crate::positions::{self, Position};
use crate::problems::Problems;
use haven_core::flee::scenario::Link;
use haven_core::id::PlaceId;

/// The columns of `links.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["from", "to", "km"],
    optional: &["mode", "state", "max_km_per_day", "walk_probability"],
    unused: &["supply_capacity"],
};

/// Reads the open links, in an order that does not depend on that of the rows. A link whose state is
/// `closed` is closed for the whole run, so it is left out.
pub fn read(table: &Table<'_>, places: &Places, problems: &mut Problems) -> Vec<Link> {
    let (mut linked, mut distances) = (Linked::default(), Distances::default());
    let all = places.all.iter().zip(&places.spots);
    let positions = all.map(|(place, at)| Position {
        name: &place.name,
        at,
        degrees: [place.latitude, place.longitude],
    });
    let is_off = positions::check(&positions.collect::<Vec<_>>(), problems);
    let mut links = Vec::new();
    for line in table.lines() {
        let Some(link) = link(&line, places, problems) else { continue };
        let ends = [link.from, link.to];
        let place = |end: PlaceId| {
            let place = &places.all[end.index()];
            (place.name.as_str(), [place.latitude, place.longitude])
        };
        // A length that does not fit coordinates that were reported only follows.
        if !ends.iter().any(|end| is_off[end.index()]) {
            distances.note(line.spot("km"), ends.map(place), link.km);
        }
        if linked.is_open(&line, ends, |place| places.id(place), problems) {
            links.push(link);
        }
    }
    distances.report(table.whole(), problems);
    links.sort_by(|one, other| {
        (one.from, one.to)
            .cmp(&(other.from, other.to))
            .then(one.km.total_cmp(&other.km))
            .then(speed(one).total_cmp(&speed(other)))
            .then(walking(one).total_cmp(&walking(other)))
    });
    links
}

fn speed(link: &Link) -> f64 {
    link.max_km_per_day.unwrap_or(f64::MAX)
}

fn walking(link: &Link) -> f64 {
    link.walk_probability.unwrap_or(-1.0)
}

fn link(line: &Line<'_>, places: &Places, problems: &mut Problems) -> Option<Link> {
    let from = places.named(line, "from", problems);
    let to = places.named(line, "to", problems);
    let km = km(line, problems);
    let max_km_per_day = line.number("max_km_per_day", [1e-6, f64::MAX], problems);
    let walk = line.number("walk_probability", [0.0, 1.0], problems);
    let on_foot = line.choice("mode", &["road", "foot"], problems) == Some("foot");
    let [from, to] = roads::ends(line, [from?, to?], |place| places.id(place), problems)?;
    Some(Link {
        from,
        to,
        km: km?,
        max_km_per_day,
        walk_probability: walk.or(on_foot.then_some(1.0)),
    })
}

fn km(line: &Line<'_>, problems: &mut Problems) -> Option<f64> {
    line.required("km", problems)?;
    let km = line.number("km", [0.0, f64::MAX], problems)?;
    if km == 0.0 {
        let message = "the distance is 0 km: the two places are reached from each other at once";
        problems.push(codes::ZERO_DISTANCE.at(line.spot("km"), message));
    }
    Some(km)
}
