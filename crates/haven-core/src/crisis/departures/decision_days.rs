//! # Decision days
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

use super::exposure::Exposures;
use crate::crisis::conditions::Conditions;
use crate::crisis::control::Control;
use crate::crisis::ledger::Ledger;
use crate::id::{PlaceId, StableKey};
use crate::math;

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

/// How often the people at each place decide; it follows from the inputs of a member alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Rhythm {
    /// Most days from turn to turn of residents.
    home_days: u32,
    /// Days from turn to turn of displaced people.
    days: u32,
    /// Days by which the turns of a place come before those of others, by place.
    first: Vec<u32>,
}

/// When the people at each place decided last.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionDays {
    /// The day after the last turn of residents, by place.
    after_residents: Vec<u32>,
    /// The day after the last turn of displaced people, by place.
    after_displaced: Vec<u32>,
}

/// A place on a day.
#[derive(Clone, Copy)]
struct Today {
    day: u32,
    place: PlaceId,
    is_attacked: bool,
}

impl DecisionDays {
    /// Nobody has had a turn at one of so many places.
    pub fn new(places: usize) -> Self {
        Self { after_residents: vec![0; places], after_displaced: vec![0; places] }
    }

    /// The turn of residents at a place is over, on this day.
    pub(super) fn home_over(&mut self, place: PlaceId, day: u32) {
        self.after_residents[place.index()] = day + 1;
    }

    /// The turn of displaced people at a place is over, on this day.
    pub fn over(&mut self, place: PlaceId, day: u32) {
        self.after_displaced[place.index()] = day + 1;
    }
}

impl Rhythm {
    /// `hazard`: of settling and moving on, per day; `keys`: of the places.
    pub fn new(keys: &[StableKey], hazard: f64) -> Self {
        let wait = 1.0 / chance_of_day(hazard);
        let fits = |days: &u32| f64::from(*days) <= 2.0 * wait - 1.0;
        let days = [MOST_DAYS, FEWER_DAYS].into_iter().find(fits).unwrap_or(1);
        let first = |key: &StableKey| (key.0 % u64::from(MOST_DAYS)) as u32;
        Self { home_days: MOST_DAYS, days, first: keys.iter().map(first).collect() }
    }

    /// Everybody has a turn every day.
    #[cfg(test)]
    pub fn every_day(&mut self) {
        (self.home_days, self.days) = (1, 1);
    }

    /// The days for which the displaced people at a place decide today; 0 if it is not their turn.
    pub fn turn_of_displaced(
        &self,
        now: &Conditions<'_>,
        (control, ledger): (&Control, &Ledger),
        decided: &DecisionDays,
        place: PlaceId,
    ) -> f64 {
        let today = Today { day: now.day, place, is_attacked: control.is_attacked(place) };
        let unsettled = ledger.unsettled[place.index()];
        let is_crowd =
            || unsettled > CROWD * ledger.residents_at(&now.geography.homes_at[place.index()]);
        let is_due = today.is_attacked
            || self.is_slot(today, self.days)
            || (self.days > FEWER_DAYS && self.is_slot(today, FEWER_DAYS) && is_crowd());
        let after = decided.after_displaced[place.index()];
        if is_due { today.days_since(after, self.days) } else { 0.0 }
    }

    /// The days for which the residents of a place decide today; 0 if it is not their turn.
    pub(super) fn turn_of_residents(
        &self,
        now: &Conditions<'_>,
        (control, exposures): (&Control, &Exposures),
        decided: &DecisionDays,
        place: PlaceId,
    ) -> f64 {
        let today = Today { day: now.day, place, is_attacked: control.is_attacked(place) };
        let homes = &now.geography.homes_at[place.index()];
        let many = || exposures.of_residents(place, homes) > MANY;
        let is_due = today.is_attacked
            || self.is_slot(today, self.home_days)
            || (self.is_slot(today, FEWER_DAYS) && many());
        let after = decided.after_residents[place.index()];
        if is_due { today.days_since(after, self.home_days) } else { 0.0 }
    }

    /// Whether a place that has a turn every so many days has one today.
    fn is_slot(&self, today: Today, every: u32) -> bool {
        (today.day + self.first[today.place.index()]).is_multiple_of(every)
    }
}

impl Today {
    /// Days since a turn, after which this day was the first, with today, at most so many.
    fn days_since(self, after: u32, most: u32) -> f64 {
        f64::from((self.day + 1).saturating_sub(after).min(most))
    }
}

/// Chance to do something on a day.
fn chance_of_day(hazard: f64) -> f64 {
    -math::exp_m1(-hazard)
}

/// Chance to do something at a turn that stands for so many days, with this hazard a day.
pub fn chance_at_turn(hazard: f64, days: f64) -> f64 {
    let once = chance_of_day(hazard);
    if once <= 0.0 || days <= 0.0 {
        return 0.0;
    }
    (days / (days + 1.0 / once - f64::midpoint(days, 1.0))).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_wait_is_that_of_a_chance_every_day() {
        for (hazard, known) in [(0.03, 6), (0.1, 6), (0.3, 6), (0.4, 3), (0.6, 3), (0.8, 1)] {
            let rhythm = Rhythm::new(&[StableKey(0)], hazard);
            assert_eq!(rhythm.days, known);
            let days = f64::from(rhythm.days);
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
