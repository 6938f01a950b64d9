//! Arrivals abroad by everything at once: the cells that may be shown.

use super::few::{MIN_CELL, rounded};
use super::labels::CountedArrivals;
use super::names::{Name, Names, Origin, cause};
use haven_core::crisis::{Cause, Route};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What may be shown of the table of everything.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Cells {
    /// Its large cells.
    pub cells: Vec<Cell>,
    /// People in all others together, in whole 25s: the mean of members.
    pub in_smaller_cells_mean_people: f64,
}

/// People of one origin (or area), cause, route, gate and week.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Cell {
    /// Where they lived.
    pub from: String,
    /// Its id.
    pub from_id: String,
    /// Why they left.
    #[serde(rename = "because of")]
    pub because_of: String,
    /// Its id.
    pub because_of_id: String,
    /// Names of the last places before the gate, if they are known and may be told.
    pub route: Option<Vec<String>>,
    /// Their ids.
    pub route_ids: Option<Vec<String>>,
    /// The gate, with its country.
    pub through: String,
    /// Its id.
    pub through_id: String,
    /// When.
    #[serde(rename = "in")]
    pub week_name: String,
    /// Which week, from 0.
    pub week: usize,
    /// How many, in whole 25s: the mean of members.
    pub mean_people: f64,
}

/// Who is in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'c> {
    origin: Origin<'c>,
    cause: Option<Cause>,
    route: Route,
    /// Position in `World::gates`.
    gate: usize,
    /// From 0.
    week: usize,
}

/// What other tables tell: everybody, a row by one label, or an origin of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Margin<'c> {
    Everybody,
    Origin(Origin<'c>),
    Cause(Option<Cause>),
    Route(usize, Route),
    OriginOfRoute(Origin<'c>, usize, Route),
    Gate(usize),
    Week(usize),
}

impl<'c> Key<'c> {
    fn margins(self) -> [Margin<'c>; 7] {
        let Self { origin, cause, route, gate, week } = self;
        [
            Margin::Everybody,
            Margin::Origin(origin),
            Margin::Cause(cause),
            Margin::Route(gate, route),
            Margin::OriginOfRoute(origin, gate, route),
            Margin::Gate(gate),
            Margin::Week(week),
        ]
    }
}

/// The cells that may be shown, and how many people are in the others.
pub fn cells(apart: &CountedArrivals<'_>) -> Cells {
    let mut people = BTreeMap::new();
    for cell in apart.means.cells() {
        let origin = Origin::of(apart.crisis, cell.origin, apart.is_sensitive);
        let (cause, gate, week) = (cell.cause, cell.gate, cell.week);
        let route = if apart.routes { cell.route } else { Route::default() };
        *people.entry(Key { origin, cause, route, gate, week }).or_insert(0.0) += cell.people;
    }
    let (mut shown, small): (Vec<_>, Vec<_>) =
        people.into_iter().partition(|(_, people)| *people >= MIN_CELL);
    let rest = hide_remainders(&mut shown, small);
    let names = Names::of(apart.crisis);
    Cells {
        cells: shown.into_iter().map(|cell| described(cell, &names)).collect(),
        in_smaller_cells_mean_people: if rest < MIN_CELL { 0.0 } else { rounded(rest) },
    }
}

fn described((key, people): (Key<'_>, f64), names: &Names<'_>) -> Cell {
    let (from, why) = (names.origin(key.origin), cause(key.cause));
    let (gate, week) = (names.gate(key.gate), names.week(key.week));
    let along = (key.route != Route::default()).then(|| names.along(key.route));
    let listed = |of: fn(&Name) -> &String| {
        along.as_ref().map(|along| along.iter().map(|place| of(place).clone()).collect())
    };
    Cell {
        from: from.name,
        from_id: from.id,
        because_of: why.name,
        because_of_id: why.id,
        route: listed(|place| &place.name),
        route_ids: listed(|place| &place.id),
        through: gate.name,
        through_id: gate.id,
        week_name: week.name,
        week: key.week,
        mean_people: rounded(people),
    }
}

/// Hides more cells until nothing small is left of any margin: whoever knows its people could otherwise
/// subtract the cells that are shown. How many people are hidden.
fn hide_remainders<'c>(shown: &mut Vec<(Key<'c>, f64)>, small: Vec<(Key<'c>, f64)>) -> f64 {
    let mut hidden = BTreeMap::new();
    for cell in small {
        count(cell, &mut hidden);
    }
    while let Some(at) = least_in_small_margin(shown, &hidden) {
        count(shown.remove(at), &mut hidden);
    }
    hidden.get(&Margin::Everybody).copied().unwrap_or(0.0)
}

fn count<'c>((key, people): (Key<'c>, f64), hidden: &mut BTreeMap<Margin<'c>, f64>) {
    key.margins().into_iter().for_each(|margin| *hidden.entry(margin).or_insert(0.0) += people);
}

/// The smallest cell of those margins of which few people are hidden.
fn least_in_small_margin(
    shown: &[(Key<'_>, f64)],
    hidden: &BTreeMap<Margin<'_>, f64>,
) -> Option<usize> {
    let is_small = |margin: &Margin<'_>| hidden.get(margin).is_some_and(|it| *it < MIN_CELL);
    let cells = shown.iter().enumerate();
    let candidates = cells.filter(|(_, (key, _))| key.margins().iter().any(is_small));
    candidates.min_by(|(_, one), (_, other)| one.1.total_cmp(&other.1)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(origin: &str, week: usize) -> Key<'_> {
        let origin = Origin::Area(origin);
        Key { origin, cause: Some(Cause::Assault), route: Route::default(), gate: 0, week }
    }

    #[test]
    fn no_margin_shows_a_small_group_by_what_is_left_of_it() {
        // Of `b`, of week 1 and of everybody 10 people would be left.
        let mut shown = vec![
            (cell("a", 0), 900.0),
            (cell("a", 1), 300.0),
            (cell("a", 2), 30.0),
            (cell("b", 0), 80.0),
            (cell("b", 2), 60.0),
        ];
        let rest = hide_remainders(&mut shown, vec![(cell("b", 1), 10.0)]);
        // The smallest of all keeps them from the total, then that of `b`, and the other one of week 1.
        assert_eq!(shown, [(cell("a", 0), 900.0), (cell("b", 0), 80.0)]);
        assert_eq!(rest, 400.0);
        assert_eq!(hide_remainders(&mut shown, Vec::new()), 0.0);
    }
}
