//! Where arrivals abroad come from: origin × cause × route × gate × week.

use haven_core::crisis::{Cause, Route, Today, World};
use haven_core::id::PlaceId;
use std::collections::BTreeMap;

/// Expected arrivals abroad given the counts, summed over the days of a run (or over members).
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// Weeks of the run, the last may be short.
    pub weeks: usize,
    /// Homes, and one for those whose home is not known.
    pub origins: usize,
    /// By way, each as in `People::labels`; only ways that somebody came by. In single precision, as
    /// that is: a run of `aleppo-2014` takes 11 MB.
    people: BTreeMap<Way, Vec<f32>>,
}

/// When and by which way people came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Way {
    pub(super) gate: usize,
    pub(super) week: usize,
    pub(super) route: Route,
}

/// A cell of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Position in `World::gates`.
    pub gate: usize,
    /// Week, from 0.
    pub week: usize,
    /// By which way they came to the gate; no places if that is not told.
    pub route: Route,
    /// Position in `Crisis::homes`; one past the last for those whose home is not known.
    pub origin: usize,
    /// Why they left; not known of those whose home is not known.
    pub cause: Option<Cause>,
    /// People.
    pub people: f64,
}

impl Explained {
    /// Nobody has arrived.
    pub fn new(world: &World) -> Self {
        let weeks = world.crisis().days.div_ceil(7) as usize;
        Self { weeks, origins: world.crisis().homes.len() + 1, people: BTreeMap::new() }
    }

    /// Adds those who crossed today; `at`: only those who stay with this host.
    pub fn add(&mut self, today: &Today<'_>, at: Option<PlaceId>) {
        let week = (today.day / 7) as usize;
        for (gate, place) in today.gates().iter().enumerate() {
            let share = at.map_or(1.0, |host| today.flows.hosted_share(*place, host)) as f32;
            if share == 0.0 {
                continue;
            }
            for (route, people) in today.flows.crossed_by_route[place.index()].iter() {
                self.add_way(Way { gate, week, route }, people, share);
            }
        }
    }

    /// Forgets those who came through other gates than these (positions in `World::gates`).
    pub fn keep_gates(&mut self, kept: impl Fn(usize) -> bool) {
        self.people.retain(|way, _| kept(way.gate));
    }

    /// A table for each gate (position in `World::gates`) and route by which somebody came.
    pub fn split_by_route(&self) -> BTreeMap<(usize, Route), Self> {
        let mut tables = BTreeMap::new();
        for (way, people) in &self.people {
            let nobody = || Self { people: BTreeMap::new(), ..*self };
            let table = tables.entry((way.gate, way.route)).or_insert_with(nobody);
            table.people.insert(*way, people.clone());
        }
        tables
    }

    /// Adds another table of the same shape.
    pub fn merge(&mut self, other: &Self) {
        other.people.iter().for_each(|(way, people)| self.add_way(*way, people, 1.0));
    }

    /// Multiplies everything, for instance to make a mean of a sum.
    pub fn scale(&mut self, by: f64) {
        self.people.values_mut().flatten().for_each(|people| *people *= by as f32);
    }

    /// The cells in which there is anybody, by gate, week, route, origin and cause.
    pub fn cells(&self) -> impl Iterator<Item = Cell> {
        let unknown = self.origins - 1;
        self.people.iter().flat_map(move |(way, row)| {
            let Way { gate, week, route } = *way;
            let some = row.iter().enumerate().filter(|(_, people)| **people > 0.0);
            some.map(move |(at, people)| {
                let (origin, cause) = (at / Cause::ALL.len(), Cause::ALL[at % Cause::ALL.len()]);
                let cause = (origin != unknown).then_some(cause);
                Cell { gate, week, route, origin, cause, people: f64::from(*people) }
            })
        })
    }

    /// The rows in which there is anybody: by which way, and who, as in `People::labels`.
    pub(super) fn rows(&self) -> impl Iterator<Item = (Way, &[f32])> {
        self.people.iter().map(|(way, row)| (*way, row.as_slice()))
    }

    /// Sums by home, and last those whose home is not known.
    pub fn by_origin(&self) -> Vec<f64> {
        self.margin(self.origins, |cell| cell.origin)
    }

    /// Sums by cause, and last those of whom it is not known.
    pub fn by_cause(&self) -> Vec<f64> {
        let unknown = Cause::ALL.len();
        let position = |cause: Cause| Cause::ALL.iter().position(|other| *other == cause);
        self.margin(unknown + 1, |cell| cell.cause.and_then(position).unwrap_or(unknown))
    }

    /// Sums by gate, of which there are so many.
    pub fn by_gate(&self, gates: usize) -> Vec<f64> {
        self.margin(gates, |cell| cell.gate)
    }

    /// Sums by week.
    pub fn by_week(&self) -> Vec<f64> {
        self.margin(self.weeks, |cell| cell.week)
    }

    /// Sums over everything but what `of` says a cell belongs to (a number below `length`).
    fn margin(&self, length: usize, of: impl Fn(&Cell) -> usize) -> Vec<f64> {
        let mut sums = vec![0.0; length];
        self.cells().for_each(|cell| sums[of(&cell)] += cell.people);
        sums
    }

    /// Adds a share of people.
    fn add_way(&mut self, way: Way, more: &[f32], share: f32) {
        let row = self.people.entry(way).or_insert_with(|| vec![0.0; more.len()]);
        row.iter_mut().zip(more).for_each(|(people, more)| *people += share * more);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn way(gate: usize, week: usize, place: u32) -> Way {
        Way { gate, week, route: Route::backwards([PlaceId(place)].into_iter()) }
    }

    /// One home, through two gates; and those whose home is not known.
    pub fn table(ways: &[(Way, f32)]) -> Explained {
        let mut table = Explained { weeks: 2, origins: 2, people: BTreeMap::new() };
        for (way, people) in ways {
            let mut row = vec![0.0; Cause::ALL.len() + 1];
            (row[1], row[Cause::ALL.len()]) = (*people, 1.0);
            table.add_way(*way, &row, 1.0);
        }
        table
    }

    fn cells(table: &Explained) -> Vec<(usize, usize, Vec<u32>, usize, f64)> {
        let places = |cell: &Cell| cell.route.places().map(|place| place.0).collect();
        let cells = table.cells();
        cells.map(|cell| (cell.gate, cell.week, places(&cell), cell.origin, cell.people)).collect()
    }

    #[test]
    fn tables_of_members_are_added_up_way_by_way() {
        let mut sum = table(&[(way(0, 0, 7), 8.0), (way(0, 1, 9), 4.0)]);
        sum.merge(&table(&[(way(0, 0, 7), 6.0), (way(1, 0, 7), 2.0)]));
        sum.scale(0.5);
        let known = [
            (0, 0, vec![7], 0, 7.0),
            (0, 0, vec![7], 1, 1.0),
            (0, 1, vec![9], 0, 2.0),
            (0, 1, vec![9], 1, 0.5),
            (1, 0, vec![7], 0, 1.0),
            (1, 0, vec![7], 1, 0.5),
        ];
        assert_eq!(cells(&sum), known);
        let causes: Vec<_> = sum.cells().take(2).map(|cell| cell.cause).collect();
        assert_eq!(causes, [Some(Cause::Violence), None]);
        sum.keep_gates(|gate| gate == 1);
        assert_eq!(cells(&sum), known[4..]);
    }

    #[test]
    fn parts_by_route_are_the_table() {
        let all = table(&[(way(0, 0, 7), 8.0), (way(0, 1, 7), 3.0), (way(0, 0, 9), 4.0)]);
        let parts = all.split_by_route();
        let people = parts.values().map(Explained::by_week);
        assert_eq!(people.collect::<Vec<_>>(), [[9.0, 4.0], [5.0, 0.0]]);
    }
}
