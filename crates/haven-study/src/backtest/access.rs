//! Where newcomers can go on a day, by the schedule of closures: what is shut, and which site of a country
//! opened last.
//!
//! A host country opens a site when those that it has are full, and sends people there until it opens another:
//! so new camps fill within months while the old ones beside them stay as they are. (Not so in a country at war,
//! where people shelter near where they fled from.) Across a shut border nobody new comes, whoever came before.

use haven_core::flee::scenario::{Closure, ClosureKind, Scenario};
use haven_core::id::PlaceId;
use std::collections::{BTreeMap, BTreeSet};

/// The schedule, as far as it concerns counted places.
#[derive(Debug)]
pub struct Access<'s> {
    scenario: &'s Scenario,
    places: &'s [PlaceId],
    /// Countries with a place that is ever in conflict.
    at_war: BTreeSet<&'s str>,
}

impl<'s> Access<'s> {
    /// Of places in a scenario.
    pub fn new(scenario: &'s Scenario, places: &'s [PlaceId]) -> Self {
        let fought_over = scenario
            .timeline
            .conflicts
            .iter()
            .filter(|conflict| conflict.intensity.iter().any(|intensity| *intensity > 0.0));
        let at_war = fought_over
            .map(|conflict| scenario.places[conflict.place.index()].country.as_str())
            .collect();
        Self { scenario, places, at_war }
    }

    /// Whether nobody new can come to a place (by position) on a day: it is shut, or its border with a
    /// country at war is.
    pub fn is_shut(&self, position: usize, day: i64) -> bool {
        let mut in_force =
            self.scenario.timeline.closures.iter().filter(|closure| is_in_force(closure, day));
        in_force.any(|closure| match &closure.kind {
            ClosureKind::Countries(one, other) => {
                let here = self.country(position);
                let is_war_beyond = |beyond: &String| self.at_war.contains(beyond.as_str());
                (here == one && is_war_beyond(other)) || (here == other && is_war_beyond(one))
            }
            kind => site(kind) == Some(self.places[position]),
        })
    }

    /// Moves a part of every host country's shares to the site that opened there last, if one has opened
    /// since the start.
    pub fn lead_to_newest(&self, shares: &mut [f64], part: f64, day: i64) {
        let mut newest: BTreeMap<&str, (i64, usize)> = BTreeMap::new();
        for position in 0..self.places.len() {
            let is_host = !self.at_war.contains(self.country(position));
            if let Some(opened) = self.opened(position, day).filter(|_| is_host) {
                let last = newest.entry(self.country(position)).or_insert((opened, position));
                *last = (*last).max((opened, position));
            }
        }
        for (country, (_, newest)) in newest {
            for position in 0..shares.len() {
                if position != newest && self.country(position) == country {
                    let moved = part * shares[position];
                    shares[position] -= moved;
                    shares[newest] += moved;
                }
            }
        }
    }

    fn country(&self, position: usize) -> &'s str {
        &self.scenario.places[self.places[position].index()].country
    }

    /// The day on which a place that was not open at the start opened, if it is open on a day. A camp that is
    /// shut for a while and opens again is no new one.
    fn opened(&self, position: usize, day: i64) -> Option<i64> {
        let closures = self.scenario.timeline.closures.iter();
        let here = closures.filter(|one| site(&one.kind) == Some(self.places[position]));
        let new = here.filter(|one| one.start == 0 && one.end > 0 && one.end <= day);
        new.map(|one| one.end).max().filter(|_| !self.is_shut(position, day))
    }
}

/// The site that a closure shuts.
fn site(kind: &ClosureKind) -> Option<PlaceId> {
    match kind {
        ClosureKind::Place(place) | ClosureKind::Camp(place) | ClosureKind::IdpCamp(place) => {
            Some(*place)
        }
        ClosureKind::Countries(..) | ClosureKind::Link(..) => None,
    }
}

/// An end before the start is none.
fn is_in_force(closure: &Closure, day: i64) -> bool {
    let is_over = closure.end >= closure.start && closure.end <= day;
    closure.start >= 0 && closure.start <= day && !is_over
}

#[cfg(test)]
mod tests {
    use super::super::tests::crisis;
    use super::*;

    fn closure(kind: ClosureKind, start: i64, end: i64) -> Closure {
        Closure { kind, start, end }
    }

    #[test]
    fn a_site_and_a_border_are_shut_from_the_first_day_to_the_day_of_opening() {
        let mut scenario = crisis();
        let (north, south) = (PlaceId(2), PlaceId(3));
        let border = ClosureKind::Countries("There".to_owned(), "Here".to_owned());
        scenario.timeline.closures =
            vec![closure(ClosureKind::Place(north), 0, 20), closure(border, 50, -1)];
        let places = [north, south];
        let access = Access::new(&scenario, &places);
        let shut = |day| [0, 1].map(|position| access.is_shut(position, day));
        assert_eq!(shut(0), [true, false]);
        assert_eq!(shut(20), [false, false]);
        assert_eq!(shut(50), [true, true], "an end before the start is none");
    }

    #[test]
    fn a_country_sends_newcomers_to_the_site_that_opened_last() {
        let mut scenario = crisis();
        let (north, south) = (PlaceId(2), PlaceId(3));
        scenario.timeline.closures = vec![
            closure(ClosureKind::Camp(north), 0, 20),
            closure(ClosureKind::Place(south), 0, 30),
        ];
        let places = [north, south];
        let access = Access::new(&scenario, &places);
        let led = |part, day| {
            let mut shares = [0.5, 0.5];
            access.lead_to_newest(&mut shares, part, day);
            shares
        };
        assert_eq!(led(1.0, 19), [0.5, 0.5]);
        assert_eq!(led(1.0, 20), [1.0, 0.0]);
        assert_eq!(led(1.0, 30), [0.0, 1.0]);
        assert_eq!(led(0.5, 30), [0.25, 0.75]);
    }
}
