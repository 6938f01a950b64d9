//! What one recorded number counts: which movements or stocks, where, when.

use super::Today;
use super::scenario::{Measure, Scope};
use crate::id::PlaceId;

/// A number of people that somebody counted in a crisis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What is counted.
    pub counted: Counted,
    /// Where; their sum.
    pub places: Vec<PlaceId>,
    /// First day, from the scenario's first.
    pub from: u32,
    /// Last day.
    pub to: u32,
}

/// What somebody may have counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Those who left home there.
    Departed,
    /// Those who entered another country there.
    Crossed,
    /// Those who ended a journey there, whether they stay or not.
    Arrived,
    /// Displaced people there on the last evening, less those on the evening before the first day.
    StockGained,
    /// Everybody there on the last evening: residents, displaced people, those who wait at a gate.
    Present,
}

impl Counted {
    /// Everything that may be counted, with its name in files.
    pub const ALL: [(&'static str, Self); 5] = [
        ("departed", Self::Departed),
        ("crossed", Self::Crossed),
        ("arrived", Self::Arrived),
        ("stock_gained", Self::StockGained),
        ("present", Self::Present),
    ];
}

impl Count {
    /// What a day adds to the number, people.
    pub fn added(&self, today: &Today<'_>) -> f64 {
        let is_within = (self.from..=self.to).contains(&today.day);
        let is_last = today.day == self.to;
        match self.counted {
            Counted::Departed if is_within => self.sum(&today.flows.departed),
            Counted::Crossed if is_within => self.sum(&today.flows.crossed),
            Counted::Arrived if is_within => self.sum(&today.flows.arrived),
            Counted::StockGained if is_last => self.of(Measure::Stock, today),
            Counted::StockGained if today.day + 1 == self.from => -self.of(Measure::Stock, today),
            Counted::Present if is_last => {
                self.of(Measure::Stock, today) + self.of(Measure::Residents, today)
            }
            _ => 0.0,
        }
    }

    fn sum(&self, flow: &[f64]) -> f64 {
        self.places.iter().map(|place| flow[place.index()]).sum()
    }

    fn of(&self, stock: Measure, today: &Today<'_>) -> f64 {
        self.places.iter().map(|place| today.value(stock, Scope::Place(*place))).sum()
    }
}

/// What a recorded range says about the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It lies within.
    Within,
    /// Nearly everybody left, so that the hazard is bounded from below only.
    NearlyAll,
    /// "More than so many".
    AtLeast,
    /// No number was recorded: more would have been.
    AtMost,
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CrisisBuilder, request};
    use super::super::{Advance, World};
    use super::*;
    use std::ops::ControlFlow;

    #[test]
    fn each_count_counts_what_its_name_says() {
        let stage = CrisisBuilder::chain(6, 2, 10.0).parameter("base_departure", 0.01);
        let stage = stage.parameter("km_per_day", 100.0).parameter("move_on", 0.0);
        let [a, b] = ["a", "b"].map(|place| stage.at(place));
        let count = |counted, places: &[PlaceId]| Count {
            counted,
            places: places.to_vec(),
            from: 1,
            to: 5,
        };
        let counts = [
            count(Counted::Departed, &[a]),
            count(Counted::Arrived, &[b]),
            count(Counted::StockGained, &[b]),
            count(Counted::Present, &[a, b]),
            count(Counted::Crossed, &[a, b]),
        ];
        let (mut numbers, mut on_road, mut stock) = ([0.0; 5], 0.0, [0.0; 2]);
        let played = World::new(&stage.crisis).run(&request(1, Advance::Achieved), &mut |today| {
            numbers.iter_mut().zip(&counts).for_each(|(sum, count)| *sum += count.added(today));
            on_road = today.value(Measure::OnRoad, Scope::System);
            let at_b = today.value(Measure::Stock, Scope::Place(b));
            stock[usize::from(today.day > 0)] = at_b;
            ControlFlow::Continue(())
        });
        assert!(played.is_continue());
        let [departed, arrived, gained, present, crossed] = numbers;
        assert!(departed > 0.0 && arrived > 0.0, "{numbers:?}");
        assert_eq!(gained, stock[1] - stock[0]);
        assert_eq!((present + on_road, crossed), (2_000.0, 0.0));
    }
}
