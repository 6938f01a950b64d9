//! # Returns and onward movement
//! **What**     Displaced people whose home has become quiet go home; some abroad move on out of
//!              the modelled system.
//! **Equation** a home is quiet after `tau_r` quiet days, held by nobody whom its group fears;
//!              every [`TURN_DAYS`] days, on days that differ from home to home, chance
//!              p = 1 − exp(−[`TURN_DAYS`]·r₀·e^(−`k_d`·damage)), r₀ = `r_0` inside, `r_0_abroad`
//!              abroad; of n people away from a home X ~ Binomial(n, Σ c·p / n) return, household by
//!              household from the places where they are ∝ c·p (c: expected number of them there);
//!              onward likewise 1 − e^(−[`TURN_DAYS`]·`onward`)
//! **Units**    people; rates per day
//! **Reads**    all that is fixed today, control, pressure, dispositions.
//!              **Changes** ledger, flows, cumulative hazard
//! **Keeps**    never more people come home than have left it, nor leave a place than are there; who
//!              waits at a gate or is on the road does not turn round for home
//! **Source**   model.md §9; merging of clocks: model-notes.md c1
//! **Doubts**   a home that is quiet for less than a week may miss its turn; which home the people at a
//!              place are from is not drawn, so by bad luck somebody drawn to return from a place is not
//!              there; then he returns on another day

use super::conditions::Conditions;
use super::control::Control;
use super::departures::{CumulativeHazard, Dispositions};
use super::flows::Flows;
use super::geography::Geography;
use super::ledger::{Ledger, Whereabouts};
use super::pressure::Pressure;
use super::scenario::{ActorId, Home, HomeId};
use crate::draw::Draws;
use crate::id::{PlaceId, StableKey};
use crate::math;
use crate::rng::Purpose;

/// Days from one day on which people return to a home, or leave a place abroad for elsewhere, to the
/// next (assumed): few do, and what draws them home changes slowly.
const TURN_DAYS: u32 = 7;

/// People who return together (assumed; as on the way out).
const HOUSEHOLD: f64 = 5.0;

/// Homes to which people return, and places abroad that they leave for elsewhere, by day of the week.
#[derive(Clone, Debug, Default)]
pub struct Weekdays([Weekday; TURN_DAYS as usize]);

/// Whose turn is on one day of the week, in rising order.
#[derive(Clone, Debug, Default)]
struct Weekday {
    homes: Vec<HomeId>,
    abroad: Vec<PlaceId>,
}

impl Weekdays {
    /// Those of a crisis.
    pub fn new(geography: &Geography) -> Self {
        Self::of(&geography.home_keys, &geography.keys, &geography.at_home)
    }

    /// Of homes with these keys, and of places with theirs, some of which are in the home country.
    fn of(home_keys: &[StableKey], keys: &[StableKey], at_home: &[bool]) -> Self {
        let mut days = Self::default();
        let weekday = |key: &StableKey| (key.0 % u64::from(TURN_DAYS)) as usize;
        for (index, key) in home_keys.iter().enumerate() {
            days.0[weekday(key)].homes.push(HomeId(index as u32));
        }
        for (index, key) in keys.iter().enumerate().filter(|(index, _)| !at_home[*index]) {
            days.0[weekday(key)].abroad.push(PlaceId(index as u32));
        }
        days
    }

    fn on(&self, day: u32) -> &Weekday {
        &self.0[(day % TURN_DAYS) as usize]
    }
}

/// A home to which people may return today.
struct Quiet {
    home: HomeId,
    /// People who have left it and are not back.
    away: f64,
    /// Chances of those inside the country and abroad.
    chances: [f64; 2],
}

/// What returns depend on.
#[derive(Clone, Copy)]
pub struct Prospects<'a> {
    /// Whose turn is when.
    pub weekdays: &'a Weekdays,
    /// Who holds what.
    pub control: &'a Control,
    /// How quiet it is, and how much is destroyed.
    pub pressure: &'a Pressure,
    /// How readily those who come home would leave again.
    pub dispositions: &'a Dispositions,
}

/// What returns change.
pub struct Homecoming<'a> {
    /// Who is where.
    pub ledger: &'a mut Ledger,
    /// What moves today.
    pub flows: &'a mut Flows,
    /// What people have withstood.
    pub hazard: &'a mut CumulativeHazard,
}

/// Returns and onward movement.
pub fn go_home(
    now: &Conditions<'_>,
    prospects: &Prospects<'_>,
    homecoming: &mut Homecoming<'_>,
    returning: &mut Returning,
) {
    let today = prospects.weekdays.on(now.day);
    let quiet = quiet_homes(now, prospects, homecoming.ledger, today);
    if !quiet.is_empty() {
        let mut displaced = Displaced::list(now.geography, homecoming.ledger);
        for quiet in &quiet {
            choose(now, quiet, &mut displaced, returning);
        }
        carry_out(now, prospects.dispositions, homecoming, returning);
    }
    for place in &today.abroad {
        move_onward(now, *place, homecoming.ledger, homecoming.flows);
    }
}

fn quiet_homes(
    now: &Conditions<'_>,
    Prospects { control, pressure, .. }: &Prospects<'_>,
    ledger: &Ledger,
    today: &Weekday,
) -> Vec<Quiet> {
    let (inputs, parameters, homes) = (now.inputs, now.parameters(), &now.crisis.homes);
    let is_quiet = |home: &Home| {
        let feared = |actor: ActorId| inputs.fear[home.group][actor.index()] > 0.0;
        let place = home.place.index();
        pressure.quiet_days[place] >= parameters.quiet_days
            && !control.holders[place].iter().any(feared)
    };
    let quiet = today.homes.iter().filter(|home| is_quiet(&homes[home.index()])).map(|home| {
        let damage = pressure.damage[homes[home.index()].place.index()];
        let hazards = [parameters.return_internal, parameters.return_abroad];
        let chances = hazards.map(|hazard| {
            return_chance(hazard * f64::from(TURN_DAYS), parameters.return_damage, damage)
        });
        let away = inputs.residents[home.index()] - ledger.residents_of(*home);
        Quiet { home: *home, away, chances }
    });
    quiet.filter(|quiet| quiet.away > 0.0).collect()
}

/// Chance per day that a displaced person whose home is quiet returns:
/// 1 − exp(−r₀·e^(−k·damage)), with `hazard` r₀ per day and damage from 0 to 1.
fn return_chance(hazard: f64, deterrence: f64, damage: f64) -> f64 {
    -math::exp_m1(-hazard * math::exp(-deterrence * damage))
}

/// Who goes home to one home.
fn choose(
    now: &Conditions<'_>,
    quiet: &Quiet,
    displaced: &mut Displaced<'_>,
    returning: &mut Returning,
) {
    let there = displaced.count(quiet.home);
    let expected_of = [0, 1].map(|side| there[side] * quiet.chances[side]);
    let expected = expected_of[0] + expected_of[1];
    if expected <= 0.0 {
        return;
    }
    if now.draws() == Draws::Expected {
        for (at, people, side) in displaced.of(quiet.home) {
            returning.go(at, quiet.home, people * quiet.chances[side]);
        }
        return;
    }
    let key = now.geography.home_keys[quiet.home.index()];
    let mut stream = now.streams().at(Purpose::Return, key);
    let mut left = now.draws().binomial(quiet.away, expected / quiet.away, &mut stream);
    while left > 0.0 {
        let number = stream.uniform() * expected;
        let (side, below) =
            if number < expected_of[0] { (0, number) } else { (1, number - expected_of[0]) };
        let household = HOUSEHOLD.min(left);
        left -= household;
        returning.go(displaced.find(side, below / quiet.chances[side]), quiet.home, household);
    }
}

/// Where displaced people are, by which somebody of a home is found fast.
struct Displaced<'a> {
    /// Whereabouts of some, and from where they come: first those inside the country, then those abroad.
    at: Vec<(Whereabouts, &'a [f32])>,
    /// Where those abroad begin.
    abroad: usize,
    /// Expected number of people of the home that was counted last up to and including each of these
    /// whereabouts, on each side of the border.
    up_to: Vec<f64>,
}

impl<'a> Displaced<'a> {
    /// Everybody who may go home.
    fn list(geography: &Geography, ledger: &'a Ledger) -> Self {
        let mut at = Vec::with_capacity(2 * geography.at_home.len());
        add_side(geography, ledger, true, &mut at);
        let abroad = at.len();
        add_side(geography, ledger, false, &mut at);
        let up_to = vec![0.0; at.len()];
        Self { at, abroad, up_to }
    }

    /// Expected number of people of a home inside the country, and abroad.
    fn count(&mut self, home: HomeId) -> [f64; 2] {
        let (inside, abroad) = self.up_to.split_at_mut(self.abroad);
        let (at_inside, at_abroad) = self.at.split_at(self.abroad);
        [(inside, at_inside), (abroad, at_abroad)].map(|(up_to, at)| {
            let mut sum = 0.0;
            for (up_to, (_, origins)) in up_to.iter_mut().zip(at) {
                sum += f64::from(origins[home.index()]);
                *up_to = sum;
            }
            sum
        })
    }

    /// Whereabouts, the expected number of people of a home there, and on which side of the border.
    fn of(&self, home: HomeId) -> impl Iterator<Item = (Whereabouts, f64, usize)> {
        self.at.iter().enumerate().map(move |(row, (at, origins))| {
            (*at, f64::from(origins[home.index()]), usize::from(row >= self.abroad))
        })
    }

    /// Where the person of the home counted last is before whom there are so many on this side, place
    /// by place; there must be somebody.
    fn find(&self, side: usize, before: f64) -> Whereabouts {
        let rows = if side == 0 { 0..self.abroad } else { self.abroad..self.at.len() };
        let up_to = &self.up_to[rows.clone()];
        let last = up_to.len() - 1;
        // By rounding `before` may be everybody: then it is the first row that reaches them.
        let before = before.min(up_to[last] * (1.0 - f64::EPSILON));
        self.at[rows.start + up_to[..last].partition_point(|sum| *sum <= before)].0
    }
}

/// Lists who is displaced on one side of the border.
fn add_side<'a>(
    geography: &Geography,
    ledger: &'a Ledger,
    inside: bool,
    at: &mut Vec<(Whereabouts, &'a [f32])>,
) {
    let mut add = |here: Whereabouts, count: f64| {
        if count > 0.0 {
            at.push((here, ledger.origins(here)));
        }
    };
    for (index, at_home) in geography.at_home.iter().enumerate() {
        if *at_home == inside {
            let place = PlaceId(index as u32);
            add(Whereabouts::Settled(place), ledger.settled[index]);
            add(Whereabouts::Unsettled(place), ledger.unsettled[index]);
        }
    }
}

/// Who goes home today, and from where. It is room to work in: at the end of a day nobody is in it.
#[derive(Clone, Debug, Default)]
pub struct Returning {
    /// How many to each home, in rising order, by where they are settled and then by where they are
    /// unsettled.
    from: Vec<Vec<(HomeId, f64)>>,
}

impl Returning {
    /// Nobody goes home to one of so many places.
    pub fn new(places: usize) -> Self {
        Self { from: vec![Vec::new(); 2 * places] }
    }

    /// People go home; homes come in rising order.
    fn go(&mut self, from: Whereabouts, home: HomeId, people: f64) {
        let places = self.from.len() / 2;
        let list = match from {
            Whereabouts::Settled(place) => place.index(),
            Whereabouts::Unsettled(place) => places + place.index(),
            _ => unreachable!("nobody returns from elsewhere"),
        };
        match self.from[list].last_mut() {
            Some((latest, so_far)) if *latest == home => *so_far += people,
            _ => self.from[list].push((home, people)),
        }
    }
}

/// They leave where they are, if they are there, and are at home.
fn carry_out(
    now: &Conditions<'_>,
    dispositions: &Dispositions,
    Homecoming { ledger, flows, hazard }: &mut Homecoming<'_>,
    returning: &mut Returning,
) {
    let places = returning.from.len() / 2;
    let mut returned = vec![0.0; now.crisis.homes.len()];
    for (list, by_home) in
        returning.from.iter_mut().enumerate().filter(|(_, some)| !some.is_empty())
    {
        let place = PlaceId((list % places) as u32);
        let at = if list < places { Whereabouts::Settled } else { Whereabouts::Unsettled }(place);
        let mut left = ledger.count(at);
        for (home, people) in by_home.iter_mut() {
            *people = people.min(left);
            left -= *people;
            returned[home.index()] += *people;
        }
        ledger.go_home(at, by_home);
        by_home.clear();
    }
    for (index, returned) in returned.into_iter().enumerate().filter(|(_, some)| *some > 0.0) {
        let home = HomeId(index as u32);
        let place = now.crisis.homes[index].place;
        flows.returned[place.index()] += returned;
        let residents = ledger.residents_of(home) - returned;
        hazard.merge_home(dispositions, home, residents, returned);
    }
}

/// Those who leave a place abroad for elsewhere.
fn move_onward(now: &Conditions<'_>, place: PlaceId, ledger: &mut Ledger, flows: &mut Flows) {
    let there = ledger.settled[place.index()];
    if there <= 0.0 {
        return;
    }
    let chance = -math::exp_m1(-now.parameters().onward * f64::from(TURN_DAYS));
    let mut stream = now.streams().at(Purpose::Onward, now.geography.keys[place.index()]);
    let leaving = now.draws().binomial(there, chance, &mut stream);
    ledger.leave_system(Whereabouts::Settled(place), leaving);
    flows.onward[place.index()] += leaving;
}

#[cfg(test)]
mod tests;
