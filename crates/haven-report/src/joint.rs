//! Arrivals abroad by everything at once: the cells that may be shown.

use super::arrivals::origin_name;
use super::numbers::MIN_CELL;
use haven_core::crisis::scenario::Crisis;
use haven_core::crisis::{Cause, Route};
use haven_study::crisis::explained::Explained;
use std::collections::BTreeMap;

/// A cell: the people of one origin (or area), cause, route, gate and week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell<'c> {
    /// Name of the origin.
    pub origin: &'c str,
    /// Why they left, if that is known.
    pub cause: Option<Cause>,
    /// By which way they came.
    pub route: Route,
    /// Position in `World::gates`.
    pub gate: usize,
    /// Week, from 0.
    pub week: usize,
}

/// What other tables tell: everybody, a row by one label, or an origin of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Row<'c> {
    Everybody,
    Origin(&'c str),
    Cause(Option<Cause>),
    Route(usize, Route),
    OriginOfRoute(&'c str, usize, Route),
    Gate(usize),
    Week(usize),
}

impl<'c> Cell<'c> {
    fn rows(self) -> [Row<'c>; 7] {
        let Self { origin, cause, route, gate, week } = self;
        [
            Row::Everybody,
            Row::Origin(origin),
            Row::Cause(cause),
            Row::Route(gate, route),
            Row::OriginOfRoute(origin, gate, route),
            Row::Gate(gate),
            Row::Week(week),
        ]
    }
}

/// The cells of [`MIN_CELL`] people or more, and how many people are in the others.
pub(super) fn cells<'c>(
    explained: &Explained,
    crisis: &'c Crisis,
    coarse: bool,
) -> (Vec<(Cell<'c>, f64)>, f64) {
    let mut people = BTreeMap::new();
    for cell in explained.cells() {
        let origin = origin_name(crisis, cell.origin, coarse);
        let (cause, route, gate, week) = (cell.cause, cell.route, cell.gate, cell.week);
        *people.entry(Cell { origin, cause, route, gate, week }).or_insert(0.0) += cell.people;
    }
    let (mut shown, small): (Vec<_>, Vec<_>) =
        people.into_iter().partition(|(_, people)| *people >= MIN_CELL);
    let rest = hide_remainders(&mut shown, small);
    (shown, rest)
}

/// Hides more cells until nothing small is left of any row: whoever knows the people of a row could
/// otherwise subtract the cells that are shown. How many people are hidden.
fn hide_remainders<'c>(shown: &mut Vec<(Cell<'c>, f64)>, small: Vec<(Cell<'c>, f64)>) -> f64 {
    let mut hidden = BTreeMap::new();
    for cell in small {
        count(cell, &mut hidden);
    }
    while let Some(at) = least_in_small_row(shown, &hidden) {
        count(shown.remove(at), &mut hidden);
    }
    hidden.get(&Row::Everybody).copied().unwrap_or(0.0)
}

fn count<'c>((cell, people): (Cell<'c>, f64), hidden: &mut BTreeMap<Row<'c>, f64>) {
    cell.rows().into_iter().for_each(|row| *hidden.entry(row).or_insert(0.0) += people);
}

/// The smallest cell of those rows of which few people are hidden.
fn least_in_small_row(shown: &[(Cell<'_>, f64)], hidden: &BTreeMap<Row<'_>, f64>) -> Option<usize> {
    let is_small = |row: &Row<'_>| hidden.get(row).is_some_and(|people| *people < MIN_CELL);
    let cells = shown.iter().enumerate();
    let candidates = cells.filter(|(_, (cell, _))| cell.rows().iter().any(is_small));
    candidates.min_by(|(_, one), (_, other)| one.1.total_cmp(&other.1)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(origin: &str, week: usize) -> Cell<'_> {
        Cell { origin, cause: Some(Cause::Assault), route: Route::default(), gate: 0, week }
    }

    #[test]
    fn no_row_shows_a_small_group_by_what_is_left_of_it() {
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
