//! # Who is on the road
//! **What**     How many people reach each place on each day to come.
//! **Units**    people; days
//! **Keeps**    whoever sets out before the last day of the run is found again on the day of arrival
//!
//! People who are bound for the same place differ in nothing else that matters for what they do
//! next; who they are is in the ledger, in one composition a destination.

use crate::id::PlaceId;

/// Arrivals to come.
#[derive(Clone, Debug, PartialEq)]
pub struct InTransit {
    places: usize,
    /// By day × places + place.
    due: Vec<f64>,
}

impl InTransit {
    /// Nobody is on the road to any of so many places, in a run of so many days.
    pub fn new(places: usize, days: u32) -> Self {
        Self { places, due: vec![0.0; days as usize * places] }
    }

    /// People will reach a place on a day. After the last day of the run nobody asks any more.
    pub fn expect(&mut self, day: u32, place: PlaceId, people: f64) {
        if let Some(due) = self.due.get_mut(day as usize * self.places + place.index()) {
            *due += people;
        }
    }

    /// How many reach a place on a day.
    pub fn due(&self, day: u32, place: PlaceId) -> f64 {
        self.due.get(day as usize * self.places + place.index()).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrivals_add_up_and_those_after_the_end_are_not_seen() {
        let mut road = InTransit::new(3, 10);
        road.expect(4, PlaceId(1), 5.0);
        road.expect(4, PlaceId(1), 2.0);
        road.expect(40, PlaceId(2), 9.0);
        assert_eq!([road.due(4, PlaceId(1)), road.due(5, PlaceId(1))], [7.0, 0.0]);
        assert_eq!(road.due(40, PlaceId(2)), 0.0);
    }
}
