//! Where arrivals abroad come from: origin × cause × gate × week.

use haven_core::crisis::{Cause, Today, World};

/// Expected arrivals abroad given the counts, summed over the days of a run (or over members).
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// Weeks of the run, the last may be short.
    pub weeks: usize,
    /// Homes, and one for those whose home is not known.
    pub origins: usize,
    /// By gate (order of `World::gates`), week, origin and cause.
    people: Vec<f64>,
}

/// A cell of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Position in `World::gates`.
    pub gate: usize,
    /// Week, from 0.
    pub week: usize,
    /// Position in `Crisis::homes`; one past the last for those whose home is not known.
    pub origin: usize,
    /// Why they left.
    pub cause: Cause,
    /// People.
    pub people: f64,
}

impl Explained {
    /// Nobody has arrived.
    pub fn new(world: &World) -> Self {
        let weeks = world.crisis().days.div_ceil(7) as usize;
        let origins = world.crisis().homes.len() + 1;
        let length = world.gates().len() * weeks * origins * Cause::ALL.len();
        Self { weeks, origins, people: vec![0.0; length] }
    }

    /// Adds those who crossed today.
    pub fn add(&mut self, today: &Today<'_>) {
        let week = (today.day / 7) as usize;
        let row = self.origins * Cause::ALL.len();
        for (gate, place) in today.gates().iter().enumerate() {
            let composition = &today.flows.crossed_labels[place.index()];
            let start = (gate * self.weeks + week) * row;
            let cells = &mut self.people[start..start + row];
            cells
                .iter_mut()
                .zip(composition)
                .for_each(|(cell, people)| *cell += f64::from(*people));
        }
    }

    /// Forgets those who came through other gates than these (positions in `World::gates`).
    pub fn keep_gates(&mut self, kept: impl Fn(usize) -> bool) {
        let of_gate = self.weeks * self.origins * Cause::ALL.len();
        for (gate, people) in self.people.chunks_mut(of_gate).enumerate() {
            if !kept(gate) {
                people.fill(0.0);
            }
        }
    }

    /// Adds another table of the same shape.
    pub fn merge(&mut self, other: &Self) {
        self.people.iter_mut().zip(&other.people).for_each(|(sum, people)| *sum += people);
    }

    /// Multiplies everything, for instance to make a mean of a sum.
    pub fn scale(&mut self, by: f64) {
        self.people.iter_mut().for_each(|people| *people *= by);
    }

    /// The cells in which there is anybody.
    pub fn cells(&self) -> impl Iterator<Item = Cell> {
        let (causes, origins, weeks) = (Cause::ALL.len(), self.origins, self.weeks);
        let some = self.people.iter().enumerate().filter(|(_, people)| **people > 0.0);
        some.map(move |(at, people)| Cell {
            gate: at / (causes * origins * weeks),
            week: at / (causes * origins) % weeks,
            origin: at / causes % origins,
            cause: Cause::ALL[at % causes],
            people: *people,
        })
    }

    /// Sums over everything but what `of` says a cell belongs to (a number below `length`).
    pub fn margin(&self, length: usize, of: impl Fn(&Cell) -> usize) -> Vec<f64> {
        let mut sums = vec![0.0; length];
        self.cells().for_each(|cell| sums[of(&cell)] += cell.people);
        sums
    }
}
