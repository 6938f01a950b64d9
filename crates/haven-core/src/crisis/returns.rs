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
//! **Reads**    pressure, ground, fear, people.  **Changes** people, clocks, flows
//! **Keeps**    never more people come home than have left it, nor leave a place than are there; who
//!              waits at a gate or is on the road does not turn round for home
//! **Source**   model.md §9; `quiet`; merging of clocks: model-notes.md c1
//! **Doubts**   a home that is quiet for less than a week may miss its turn; which home the people at a
//!              place are from is not drawn, so by bad luck somebody drawn to return from a place is not
//!              there; then he returns on another day

use super::day::Member;
use super::geography::Geography;
use super::ledger::Whereabouts;
use super::scenario::{Home, HomeId};
use crate::draw::Draws;
use crate::id::{PlaceId, StableKey};
use crate::rng::Purpose;

/// Days from one day on which people return to a home, or leave a place abroad for elsewhere, to the
/// next (assumed): few do, and what draws them home changes slowly.
const TURN_DAYS: u32 = 7;

/// People who return together (assumed; as on the way out).
const HOUSEHOLD: f64 = 5.0;

/// Homes to which people return, and places abroad that they leave for elsewhere, by day of the week.
#[derive(Clone, Debug, Default)]
pub(super) struct Weekdays([Weekday; TURN_DAYS as usize]);

/// Whose turn is on one day of the week, in rising order.
#[derive(Clone, Debug, Default)]
struct Weekday {
    homes: Vec<HomeId>,
    abroad: Vec<PlaceId>,
}

impl Weekdays {
    /// Those of a crisis.
    pub(super) fn new(geography: &Geography) -> Self {
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

/// Returns and onward movement.
pub(super) fn go_home(member: &mut Member<'_>) {
    let today = member.world.weekdays.on(member.day);
    let quiet = quiet_homes(member, today);
    if !quiet.is_empty() {
        let mut returning = std::mem::take(&mut member.state.returning);
        let mut displaced = Displaced::look(member);
        for quiet in &quiet {
            choose(member, quiet, &mut displaced, &mut returning);
        }
        carry_out(member, &mut returning);
        member.state.returning = returning;
    }
    today.abroad.iter().for_each(|place| move_onward(member, *place));
}

fn residents(member: &Member<'_>, home: HomeId) -> f64 {
    member.state.ledger.at_home[home.index()] + member.state.ledger.trapped[home.index()]
}

fn quiet_homes(member: &Member<'_>, today: &Weekday) -> Vec<Quiet> {
    let (state, inputs) = (&member.state, &member.inputs);
    let (control, parameters) = (&state.control, &inputs.parameters);
    let homes = &member.world.crisis().homes;
    let is_quiet = |home: &Home| {
        let feared = |actor: super::scenario::ActorId| inputs.fear[home.group][actor.index()] > 0.0;
        let place = home.place.index();
        state.pressure.quiet_days[place] >= parameters.quiet_days
            && !control.holders[place].iter().any(feared)
    };
    let quiet = today.homes.iter().filter(|home| is_quiet(&homes[home.index()])).map(|home| {
        let damage = state.pressure.damage[homes[home.index()].place.index()];
        let hazards = [parameters.return_internal, parameters.return_abroad];
        let chances = hazards.map(|hazard| {
            return_chance(hazard * f64::from(TURN_DAYS), parameters.return_damage, damage)
        });
        let away = inputs.residents[home.index()] - residents(member, *home);
        Quiet { home: *home, away, chances }
    });
    quiet.filter(|quiet| quiet.away > 0.0).collect()
}

/// Chance per day that a displaced person whose home is quiet returns:
/// 1 − exp(−r₀·e^(−k·damage)), with `hazard` r₀ per day and damage from 0 to 1.
fn return_chance(hazard: f64, deterrence: f64, damage: f64) -> f64 {
    -(-hazard * (-deterrence * damage).exp()).exp_m1()
}

/// Who goes home to one home.
fn choose(
    member: &Member<'_>,
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
    if member.request.draws == Draws::Expected {
        for (at, people, side) in displaced.of(quiet.home) {
            returning.go(at, quiet.home, people * quiet.chances[side]);
        }
        return;
    }
    let key = member.world.geography.home_keys[quiet.home.index()];
    let mut stream = member.streams().at(Purpose::Return, key);
    let mut left = member.request.draws.binomial(quiet.away, expected / quiet.away, &mut stream);
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
    fn look(member: &'a Member<'_>) -> Self {
        let mut at = Vec::with_capacity(2 * member.world.geography.at_home.len());
        add_side(member, true, &mut at);
        let abroad = at.len();
        add_side(member, false, &mut at);
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
fn add_side<'a>(member: &'a Member<'_>, inside: bool, at: &mut Vec<(Whereabouts, &'a [f32])>) {
    let (world, people) = (member.world, &member.state.ledger);
    let mut add = |here: Whereabouts, count: f64| {
        if count > 0.0 {
            at.push((here, people.origins(here)));
        }
    };
    for (index, at_home) in world.geography.at_home.iter().enumerate() {
        if *at_home == inside {
            let place = PlaceId(index as u32);
            add(Whereabouts::Settled(place), people.settled[index]);
            add(Whereabouts::Unsettled(place), people.unsettled[index]);
        }
    }
}

/// Who goes home today, and from where.
#[derive(Clone, Debug, Default)]
pub struct Returning {
    /// How many to each home, in rising order, by where they are settled and then by where they are
    /// unsettled.
    from: Vec<Vec<(HomeId, f64)>>,
}

impl Returning {
    /// Nobody goes home to one of so many places.
    pub(super) fn new(places: usize) -> Self {
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
fn carry_out(member: &mut Member<'_>, returning: &mut Returning) {
    let places = returning.from.len() / 2;
    let mut returned = vec![0.0; member.world.crisis().homes.len()];
    for (list, by_home) in
        returning.from.iter_mut().enumerate().filter(|(_, some)| !some.is_empty())
    {
        let place = PlaceId((list % places) as u32);
        let at = if list < places { Whereabouts::Settled } else { Whereabouts::Unsettled }(place);
        let mut left = member.state.ledger.count(at);
        for (home, people) in by_home.iter_mut() {
            *people = people.min(left);
            left -= *people;
            returned[home.index()] += *people;
        }
        member.state.ledger.go_home(at, by_home);
        by_home.clear();
    }
    for (index, returned) in returned.into_iter().enumerate().filter(|(_, some)| *some > 0.0) {
        let home = HomeId(index as u32);
        let place = member.world.crisis().homes[index].place;
        member.flows.returned[place.index()] += returned;
        let residents = residents(member, home) - returned;
        member.state.clocks.merge_home(home, residents, returned);
    }
}

/// Those who leave a place abroad for elsewhere.
fn move_onward(member: &mut Member<'_>, place: PlaceId) {
    let there = member.state.ledger.settled[place.index()];
    if there <= 0.0 {
        return;
    }
    let chance = -(-member.inputs.parameters.onward * f64::from(TURN_DAYS)).exp_m1();
    let mut stream =
        member.streams().at(Purpose::Onward, member.world.geography.keys[place.index()]);
    let leaving = member.request.draws.binomial(there, chance, &mut stream);
    member.state.ledger.leave_system(Whereabouts::Settled(place), leaving);
    member.flows.onward[place.index()] += leaving;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crisis::Advance;
    use crate::crisis::ledger::Leaving;
    use crate::crisis::request::Request;
    use crate::crisis::testing::{CrisisBuilder, request};
    use crate::crisis::world::World;

    /// Two towns, both of whose residents fled to the third, and none of which is feared.
    fn world() -> World {
        let known = [("r_0", 0.002), ("k_d", 3.0), ("tau_r", 30.0)];
        let stage =
            CrisisBuilder::chain(90, 3, 10.0).actor("army", 1.0).holds("army", &["a", "b", "c"]);
        World::new(
            &known.iter().fold(stage, |stage, (key, value)| stage.parameter(key, *value)).crisis,
        )
    }

    fn fled(world: &World, draws: Draws, people: [f64; 2]) -> Member<'_> {
        let mut member = Member::new(world, Request { draws, ..request(1, Advance::Achieved) });
        for (home, people) in people.into_iter().enumerate() {
            let leaving = Leaving { people, shares: &[1.0] };
            let to = Whereabouts::Settled(PlaceId(2));
            member.state.ledger.at_home[home] = people;
            member.inputs.residents[home] = people;
            member.state.ledger.depart(HomeId(home as u32), false, to, &leaving);
        }
        member.state.pressure.quiet_days = vec![30.0, 29.0, 0.0];
        member.state.pressure.damage = vec![0.4; 3];
        member
    }

    fn days(member: &mut Member<'_>, days: u32) {
        let before = member.state.ledger.total();
        for day in 0..days {
            member.day = day;
            member.flows.clear();
            go_home(member);
            assert!((member.state.ledger.total() - before).abs() < 1e-6);
        }
    }

    #[test]
    fn returns_are_those_of_the_closed_form_and_only_to_quiet_homes() {
        let world = world();
        let mut member = fled(&world, Draws::Expected, [100_000.0, 50_000.0]);
        // Thirteen weeks, so that every home has had as many turns as the closed form.
        days(&mut member, 91);
        let known = -100_000.0 * (-91.0 * 0.002 * (-1.2_f64).exp()).exp_m1();
        let at_home = &member.state.ledger.at_home;
        assert!((at_home[0] / known - 1.0).abs() < 1e-6, "{}", at_home[0]);
        assert_eq!(at_home[1], 0.0);
    }

    #[test]
    fn sampled_returns_are_whole_and_have_the_expected_mean() {
        let world = world();
        let mut member = fled(&world, Draws::Sampled, [100_000.0, 50_000.0]);
        days(&mut member, 91);
        let home = member.state.ledger.at_home[0];
        assert_eq!(home.fract(), 0.0);
        assert!((home - 5_334.2).abs() < 4.0 * 5_334.2_f64.sqrt(), "{home}");
    }

    #[test]
    fn never_more_come_home_than_have_left() {
        let known = [("r_0", 5.0), ("k_d", 0.0)];
        let stage =
            CrisisBuilder::chain(90, 3, 10.0).actor("army", 1.0).holds("army", &["a", "b", "c"]);
        let stage = known.iter().fold(stage, |stage, (key, value)| stage.parameter(key, *value));
        let world = World::new(&stage.crisis);
        let mut member = fled(&world, Draws::Sampled, [20.0, 5_000.0]);
        days(&mut member, 30);
        assert_eq!(member.state.ledger.at_home[..2], [20.0, 0.0]);
    }

    #[test]
    fn nobody_returns_to_the_rule_of_those_whom_he_fears() {
        let known = world().crisis().clone();
        let world = World::new(&CrisisBuilder { crisis: known }.feared("army", 0.5).crisis);
        let mut member = fled(&world, Draws::Sampled, [100_000.0, 0.0]);
        days(&mut member, 90);
        assert_eq!(member.state.ledger.at_home[0], 0.0);
    }

    #[test]
    fn every_home_and_place_abroad_has_one_day_of_the_week() {
        let keys: Vec<StableKey> = (0..20).map(|number| StableKey(number * number)).collect();
        let at_home: Vec<bool> = (0..20).map(|number| number % 3 == 0).collect();
        let days = Weekdays::of(&keys, &keys, &at_home);
        for (index, key) in keys.iter().enumerate() {
            for day in 0..14 {
                let (today, is_turn) = (days.on(day), u64::from(day) % 7 == key.0 % 7);
                assert_eq!(today.homes.contains(&HomeId(index as u32)), is_turn);
                let leaves = today.abroad.contains(&PlaceId(index as u32));
                assert_eq!(leaves, is_turn && !at_home[index]);
            }
        }
    }

    #[test]
    fn returns_in_90_days_are_those_of_the_closed_form() {
        let away = (0..90).fold(100_000.0, |away, _| away * (1.0 - return_chance(0.002, 3.0, 0.4)));
        assert!(((100_000.0 - away) / 5_277.153_0 - 1.0).abs() < 1e-7, "{away}");
    }
}
