//! # Turns
//! **What**     People do not decide every day whether to leave: those of a place do so when it has its
//!              turn, and every day while it is attacked. Residents have theirs every [`MOST_DAYS`], and
//!              every [`FEWER_DAYS`] if enough has happened ([`MANY`]); displaced people, who also settle
//!              or move on, every k days, and every [`FEWER_DAYS`] where they are a crowd ([`CROWD`]).
//! **Equation** what residents are exposed to is summed up until their turn, so that the number who
//!              have left by then is the same as if they had decided every day. For displaced people,
//!              p the chance of a day to settle or move on: k is 6, 3 or 1, the first that is at most
//!              2/p − 1; their chance at a turn after d days is d/(d + 1/p − (d+1)/2)
//! **Units**    days
//! **Keeps**    the mean wait of the displaced from arrival to decision, 1/p, for those who arrive on
//!              any of the d days alike; places have their turns on different days, so that a day's
//!              sum over all places is as even as before, and the two kinds of turns on the same days
//! **Source**   renewal: a wait of (d+1)/2 days for the first turn, then of d days a turn
//! **Doubts**   people of a place that is not attacked leave up to two days late, and together; if few
//!              wish to leave, up to five days. In the recorded flight from Kobani, deciding every day
//!              lets 4 % more people cross within four days, and as many within a week

use super::residents;
use crate::crisis::day::Member;
use crate::id::{PlaceId, StableKey};

/// Most days from one turn to the next (assumed).
const MOST_DAYS: u32 = 6;

/// Days from one turn to the next where that is too long (assumed).
const FEWER_DAYS: u32 = 3;

/// Residents do not wait for [`MOST_DAYS`] if the hazards of the days so far add up to more than this:
/// one in a hundred of them would leave (assumed).
const MANY: f64 = 0.01;

/// Displaced people do not wait for [`MOST_DAYS`] where the unsettled are more than this share of the
/// residents (assumed): there somebody has just come, and quick flights are made of such moves.
const CROWD: f64 = 0.05;

/// When the people at each place decide.
#[derive(Clone, Debug)]
pub struct DecisionDays {
    /// Most days from turn to turn of residents.
    home_days: u32,
    /// Days from turn to turn of displaced people.
    days: u32,
    /// By place.
    places: Vec<PlaceTurns>,
}

/// When the people at a place decide.
#[derive(Clone, Copy, Debug)]
struct PlaceTurns {
    /// Days by which its turns come before those of others.
    first: u32,
    /// The day after the last turn of residents, and of displaced people.
    since: [u32; 2],
}

impl DecisionDays {
    /// Nobody has had a turn. `hazard`: of settling and moving on, per day; `keys`: of the places.
    pub(super) fn new(keys: &[StableKey], hazard: f64) -> Self {
        let wait = 1.0 / chance_of_day(hazard);
        let fits = |days: &u32| f64::from(*days) <= 2.0 * wait - 1.0;
        let days = [MOST_DAYS, FEWER_DAYS].into_iter().find(fits).unwrap_or(1);
        let first = |key: &StableKey| (key.0 % u64::from(MOST_DAYS)) as u32;
        let places = keys.iter().map(|key| PlaceTurns { first: first(key), since: [0; 2] });
        Self { home_days: MOST_DAYS, days, places: places.collect() }
    }

    /// Everybody has a turn every day.
    #[cfg(test)]
    pub fn every_day(&mut self) {
        (self.home_days, self.days) = (1, 1);
    }

    /// The turn of residents at a place is over, on this day.
    pub(super) fn home_over(&mut self, place: PlaceId, day: u32) {
        self.places[place.index()].since[0] = day + 1;
    }

    /// The turn of displaced people at a place is over, on this day.
    pub(in crate::crisis) fn over(&mut self, place: PlaceId, day: u32) {
        self.places[place.index()].since[1] = day + 1;
    }
}

impl Member<'_> {
    /// The days for which the displaced people at a place decide today; 0 if it is not their turn.
    pub(in crate::crisis) fn turn_of(&self, place: PlaceId) -> f64 {
        let turns = &self.state.clocks.turns;
        let unsettled = self.state.ledger.unsettled[place.index()];
        let is_crowd = || unsettled > CROWD * residents(self, place);
        let is_due = self.is_attacked(place)
            || self.is_slot(place, turns.days)
            || (turns.days > FEWER_DAYS && self.is_slot(place, FEWER_DAYS) && is_crowd());
        if is_due { self.days_since(turns.places[place.index()].since[1], turns.days) } else { 0.0 }
    }

    /// The days for which the residents of a place decide today; 0 if it is not their turn.
    pub(super) fn home_turn_of(&self, place: PlaceId) -> f64 {
        let turns = &self.state.clocks.turns;
        let many = || {
            let homes = &self.world.geography.homes_at[place.index()];
            self.state.clocks.exposures.of_residents(place, homes) > MANY
        };
        let is_due = self.is_attacked(place)
            || self.is_slot(place, turns.home_days)
            || (self.is_slot(place, FEWER_DAYS) && many());
        let since = turns.places[place.index()].since[0];
        if is_due { self.days_since(since, turns.home_days) } else { 0.0 }
    }

    fn is_attacked(&self, place: PlaceId) -> bool {
        !self.state.control.assaulting[place.index()].is_empty()
    }

    /// Whether today is a turn of a place that has one every so many days.
    fn is_slot(&self, place: PlaceId, every: u32) -> bool {
        let first = self.state.clocks.turns.places[place.index()].first;
        (self.day + first).is_multiple_of(every)
    }

    /// Days since a turn, the day of which is given, with today, at most so many.
    fn days_since(&self, turn: u32, most: u32) -> f64 {
        f64::from((self.day + 1).saturating_sub(turn).min(most))
    }
}

/// Chance to do something on a day.
fn chance_of_day(hazard: f64) -> f64 {
    -(-hazard).exp_m1()
}

/// Chance to do something at a turn that stands for so many days, with this hazard a day.
pub(in crate::crisis) fn chance_at_turn(hazard: f64, days: f64) -> f64 {
    let once = chance_of_day(hazard);
    if once <= 0.0 || days <= 0.0 {
        return 0.0;
    }
    (days / (days + 1.0 / once - f64::midpoint(days, 1.0))).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::super::tests::calm;
    use super::*;
    use crate::crisis::ledger::{Leaving, Whereabouts};
    use crate::crisis::scenario::HomeId;
    use crate::crisis::testing::request;
    use crate::crisis::{Actors, Advance, World};

    /// Days of the first two weeks on which these have a turn.
    fn turns<'w>(member: &mut Member<'w>, of: fn(&Member<'w>, PlaceId) -> f64) -> Vec<u32> {
        let turns = (0..12).filter(|day| {
            member.day = *day;
            of(member, PlaceId(0)) > 0.0
        });
        turns.collect()
    }

    fn gaps(turns: &[u32]) -> Vec<u32> {
        turns.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    #[test]
    fn many_do_not_wait_as_long_as_few() {
        let stage = calm(1_000.0).parameter("settle", 0.05).parameter("move_on", 0.05);
        let world = World::new(&stage.parameter("alpha_v", 1.0).crisis);
        let mut member = Member::new(&world, request(0, Advance::Achieved));
        assert_eq!(gaps(&turns(&mut member, Member::home_turn_of)), [6]);
        assert_eq!(gaps(&turns(&mut member, Member::turn_of)), [6]);
        // Two in a hundred residents would leave, and as many displaced people come as a tenth of them.
        member.state.pressure.violence[0] = 0.02;
        super::super::expose(&mut member);
        let from_home = Leaving { people: 91.0, shares: &[1.0] };
        let here = Whereabouts::Unsettled(PlaceId(0));
        member.state.ledger.depart(HomeId(0), false, here, &from_home);
        assert_eq!(gaps(&turns(&mut member, Member::home_turn_of)), [3, 3, 3]);
        assert_eq!(gaps(&turns(&mut member, Member::turn_of)), [3, 3, 3]);
        member.state.control.assaulting[0] = Actors(1);
        assert_eq!(turns(&mut member, Member::home_turn_of).len(), 12);
        assert_eq!(turns(&mut member, Member::turn_of).len(), 12);
    }

    #[test]
    fn the_mean_wait_is_that_of_a_chance_every_day() {
        for (hazard, known) in [(0.03, 6), (0.1, 6), (0.3, 6), (0.4, 3), (0.6, 3), (0.8, 1)] {
            let turns = DecisionDays::new(&[StableKey(0)], hazard);
            assert_eq!(turns.days, known);
            let days = f64::from(turns.days);
            let chance = chance_at_turn(hazard, days);
            // People arrive on any day between two turns; at each turn some decide.
            let (mut waiting, mut mean) = (1.0, 0.0);
            for turn in 0..2_000 {
                mean += waiting * chance * (f64::midpoint(days, 1.0) + f64::from(turn) * days);
                waiting *= 1.0 - chance;
            }
            assert!((mean * chance_of_day(hazard) - 1.0).abs() < 1e-9, "{hazard}: {mean}");
        }
        assert!((chance_at_turn(0.25, 1.0) - chance_of_day(0.25)).abs() < 1e-15);
        assert_eq!(chance_at_turn(0.0, 7.0), 0.0);
    }
}
