//! Arrivals abroad of one member, by one label at a time.

use super::explained::Explained;
use haven_core::crisis::{Cause, Route};
use std::collections::BTreeMap;

/// What is left of a member's table when it has been added to those of the others: sums over all
/// labels but one. People.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// By gate, in the order of `World::gates`.
    gates: Vec<OfGate>,
}

/// Those who came through one gate.
#[derive(Clone, Debug, PartialEq)]
struct OfGate {
    /// By home, and last those whose home is not known.
    origins: Vec<f64>,
    /// By cause, and last those of whom it is not known.
    causes: Vec<f64>,
    weeks: Vec<f64>,
    routes: BTreeMap<Route, f64>,
}

impl Parts {
    /// The parts of a table. `gates`: how many there are.
    pub fn of(table: &Explained, gates: usize) -> Self {
        let nobody = || OfGate {
            origins: vec![0.0; table.origins],
            causes: vec![0.0; Cause::ALL.len() + 1],
            weeks: vec![0.0; table.weeks],
            routes: BTreeMap::new(),
        };
        let mut parts = Self { gates: (0..gates).map(|_| nobody()).collect() };
        for (way, row) in table.rows() {
            let gate = &mut parts.gates[way.gate];
            let mut all = 0.0;
            for (origin, causes) in row.chunks(Cause::ALL.len()).enumerate() {
                let is_known = origin + 1 < table.origins;
                let people: f64 = causes.iter().copied().map(f64::from).sum();
                all += people;
                gate.origins[origin] += people;
                if is_known {
                    let sums = gate.causes.iter_mut().zip(causes);
                    sums.for_each(|(sum, people)| *sum += f64::from(*people));
                } else {
                    gate.causes[Cause::ALL.len()] += people;
                }
            }
            gate.weeks[way.week] += all;
            *gate.routes.entry(way.route).or_insert(0.0) += all;
        }
        parts
    }

    /// Forgets those who came through other gates than these (positions in `World::gates`).
    pub fn keep_gates(&mut self, kept: impl Fn(usize) -> bool) {
        for gate in (0..self.gates.len()).filter(|gate| !kept(*gate)) {
            let OfGate { origins, causes, weeks, routes } = &mut self.gates[gate];
            for people in [origins, causes, weeks] {
                people.fill(0.0);
            }
            routes.clear();
        }
    }

    /// By home, and last those whose home is not known.
    pub fn by_origin(&self) -> Vec<f64> {
        self.sum(|gate| &gate.origins)
    }

    /// By cause, and last those of whom it is not known.
    pub fn by_cause(&self) -> Vec<f64> {
        self.sum(|gate| &gate.causes)
    }

    /// By week.
    pub fn by_week(&self) -> Vec<f64> {
        self.sum(|gate| &gate.weeks)
    }

    /// By gate.
    pub fn by_gate(&self) -> Vec<f64> {
        self.gates.iter().map(|gate| gate.weeks.iter().sum()).collect()
    }

    /// By gate and route, those by which somebody came.
    pub fn by_route(&self) -> impl Iterator<Item = (usize, Route, f64)> {
        let gates = self.gates.iter().enumerate();
        gates.flat_map(|(gate, of)| {
            of.routes.iter().map(move |(route, people)| (gate, *route, *people))
        })
    }

    fn sum(&self, list: impl Fn(&OfGate) -> &Vec<f64>) -> Vec<f64> {
        let mut sums = vec![0.0; self.gates.first().map_or(0, |gate| list(gate).len())];
        for gate in &self.gates {
            sums.iter_mut().zip(list(gate)).for_each(|(sum, people)| *sum += people);
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::super::explained::tests::{table, way};
    use super::*;

    #[test]
    fn parts_are_the_margins_of_the_table() {
        let table = table(&[(way(0, 0, 7), 8.0), (way(0, 1, 9), 4.0), (way(1, 0, 7), 2.0)]);
        let mut parts = Parts::of(&table, 2);
        assert_eq!(parts.by_origin(), table.by_origin());
        assert_eq!(parts.by_cause(), table.by_cause());
        assert_eq!(parts.by_week(), table.by_week());
        assert_eq!(parts.by_gate(), table.by_gate(2));
        let by_route: Vec<f64> = parts.by_route().map(|(_, _, people)| people).collect();
        assert_eq!(by_route, [9.0, 5.0, 3.0]);
        parts.keep_gates(|gate| gate == 1);
        assert_eq!((parts.by_origin(), parts.by_gate()), (vec![2.0, 1.0], vec![0.0, 3.0]));
        assert_eq!(parts.by_route().count(), 1);
    }
}
