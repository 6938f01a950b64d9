//! Arrivals abroad by home, cause, route, crossing and week, as they are kept.

use super::answer::Answer;
use haven_core::crisis::scenario::Home;
use haven_core::crisis::{Cause, World};
use haven_core::id::PlaceId;

/// Mean arrivals of one kind in one week.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrivalsCell {
    /// Week, from 0.
    pub week: usize,
    /// Id of the home, or its area while people may be on these ways; `unknown` if nobody knows.
    pub origin: String,
    /// Id of the group; empty if nobody knows.
    pub group: String,
    /// Why they left; `unknown` if nobody knows.
    pub cause: &'static str,
    /// Ids of the last places before the crossing; empty if they are not told.
    pub route: Vec<String>,
    /// Id of the crossing.
    pub crossing: String,
    /// People: the mean of members.
    pub people: f64,
}

/// People who are written as 0.01.
const LEAST_PEOPLE: f64 = 0.005;

/// Mean arrivals of an answer whose arrivals are told apart. While people may be on these ways, origins
/// are administrative areas, and routes are not told. What would read 0.00 is left out: there are many
/// routes on which next to nobody of an origin is to be expected.
pub fn arrivals(answer: &Answer, is_sensitive: bool) -> Option<Vec<ArrivalsCell>> {
    let explained = answer.explained.as_ref()?;
    let crisis = &answer.asked.crisis;
    let world = World::new(crisis);
    let place = |id: PlaceId| crisis.places[id.index()].id.clone();
    let area = |id: PlaceId| crisis.places[id.index()].admin1.clone();
    let origin = |home: &Home| if is_sensitive { area(home.place) } else { place(home.place) };
    let cells = explained.cells().filter(|cell| cell.people >= LEAST_PEOPLE).map(|cell| {
        let home = crisis.homes.get(cell.origin);
        ArrivalsCell {
            week: cell.week,
            origin: home.map_or_else(|| "unknown".to_owned(), origin),
            group: home.map_or_else(String::new, |home| crisis.groups[home.group].id.clone()),
            cause: cell.cause.map_or("unknown", Cause::name),
            route: cell.route.places().map(place).collect(),
            crossing: place(world.gates()[cell.gate]),
            people: cell.people,
        }
    });
    Some(cells.collect())
}
