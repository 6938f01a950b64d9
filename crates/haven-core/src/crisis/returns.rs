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
//! **Doubts**   a home that is quiet for less than a week may miss its turn; which home the people at a place are from is not drawn, so by bad luck somebody
//!              drawn to return from a place is not there; then he returns on another day

use super::day::Member;
use super::people::Whereabouts;
use super::quiet::return_chance;
use super::scenario::{Home, HomeId};
use crate::id::{PlaceId, StableKey};
use crate::rng::Purpose;
use crate::run::Draws;

/// Days from one day on which people return to a home, or leave a place abroad for elsewhere, to the
/// next (assumed): few do, and what draws them home changes slowly.
const TURN_DAYS: u32 = 7;

/// People who return together (assumed; as on the way out).
const HOUSEHOLD: f64 = 5.0;

/// Whether the day is that of a home or place with this key.
fn has_turn(day: u32, key: StableKey) -> bool {
    u64::from(day % TURN_DAYS) == key.0 % u64::from(TURN_DAYS)
}

/// A home to which people may return today.
struct Quiet {
    home: HomeId,
    /// People who have left it and are not back.
    away: f64,
    /// Chances of those inside the country and abroad.
    chances: [f64; 2],
}

/// Somebody goes home.
struct Return {
    from: Whereabouts,
    home: HomeId,
    people: f64,
}

/// Returns and onward movement.
pub(super) fn go_home(member: &mut Member<'_>) {
    let quiet = quiet_homes(member);
    if !quiet.is_empty() {
        let sides = sides(member, &quiet);
        let mut returns = Vec::new();
        for (column, home) in quiet.iter().enumerate() {
            choose(member, (column, home), &sides, &mut returns);
        }
        carry_out(member, &mut returns);
    }
    let places = 0..member.world.crisis().places.len() as u32;
    places.map(PlaceId).for_each(|place| move_onward(member, place));
}

fn residents(member: &Member<'_>, home: HomeId) -> f64 {
    member.state.people.at_home[home.index()] + member.state.people.trapped[home.index()]
}

fn quiet_homes(member: &Member<'_>) -> Vec<Quiet> {
    let (state, setting) = (&member.state, &member.setting);
    let (ground, parameters) = (&state.ground, &setting.parameters);
    let is_quiet = |home: &Home| {
        let feared =
            |actor: super::scenario::ActorId| setting.fear[home.group][actor.index()] > 0.0;
        let place = home.place.index();
        state.pressure.quiet_days[place] >= parameters.quiet_days
            && !ground.holders[place].iter().any(feared)
    };
    let homes = member.world.crisis().homes.iter().enumerate();
    let today = |index: usize| has_turn(member.day, member.world.home_keys[index]);
    let quiet =
        homes.filter(|(index, home)| today(*index) && is_quiet(home)).map(|(index, home)| {
            let damage = state.pressure.damage[home.place.index()];
            let hazards = [parameters.return_internal, parameters.return_abroad];
            let id = HomeId(index as u32);
            let chances = hazards.map(|hazard| {
                return_chance(hazard * f64::from(TURN_DAYS), parameters.return_damage, damage)
            });
            Quiet { home: id, away: setting.residents[index] - residents(member, id), chances }
        });
    quiet.filter(|quiet| quiet.away > 0.0).collect()
}

/// Everybody of these homes inside the country, and abroad, who may go home.
fn sides(member: &Member<'_>, quiet: &[Quiet]) -> [Displaced; 2] {
    let (world, people) = (member.world, &member.state.people);
    let homes: Vec<usize> = quiet.iter().map(|quiet| quiet.home.index()).collect();
    let places = world.crisis().places.len();
    let mut sides = [(); 2].map(|()| Displaced::new(homes.len(), 2 * places));
    for place in (0..places as u32).map(PlaceId) {
        let side = &mut sides[usize::from(!world.at_home[place.index()])];
        for at in [Whereabouts::Settled(place), Whereabouts::Unsettled(place)] {
            if people.count(at) > 0.0 {
                side.add(at, people.origins(at), &homes);
            }
        }
    }
    sides
}

/// Who goes home to one home, which has this column in both sides.
fn choose(
    member: &Member<'_>,
    (column, quiet): (usize, &Quiet),
    sides: &[Displaced; 2],
    returns: &mut Vec<Return>,
) {
    let (home, people) = (quiet.home.index(), &member.state.people);
    let there = [0, 1].map(|side| sides[side].of(column) * quiet.chances[side]);
    let expected = there[0] + there[1];
    if expected <= 0.0 {
        return;
    }
    let mut go = |from, people| returns.push(Return { from, home: quiet.home, people });
    if member.request.draws == Draws::Expected {
        for (side, chance) in sides.iter().zip(quiet.chances) {
            side.at.iter().for_each(|at| go(*at, f64::from(people.origins(*at)[home]) * chance));
        }
        return;
    }
    let mut stream = member.streams().at(Purpose::Return, member.world.home_keys[home]);
    let mut left = member.request.draws.binomial(quiet.away, expected / quiet.away, &mut stream);
    while left > 0.0 {
        let number = stream.uniform() * expected;
        let (side, below) = if number < there[0] { (0, number) } else { (1, number - there[0]) };
        let household = HOUSEHOLD.min(left);
        left -= household;
        go(sides[side].find(column, below / quiet.chances[side]), household);
    }
}

/// Where displaced people of some homes are, by which somebody of a home is found fast.
struct Displaced {
    at: Vec<Whereabouts>,
    /// Expected number of people of each home up to and including each of these whereabouts: rows of
    /// whereabouts × columns of homes.
    up_to: Vec<f64>,
    /// The last row.
    sums: Vec<f64>,
}

impl Displaced {
    /// Nobody, with room for so many whereabouts.
    fn new(homes: usize, room: usize) -> Self {
        let (at, up_to) = (Vec::with_capacity(room), Vec::with_capacity(room * homes));
        Self { at, up_to, sums: vec![0.0; homes] }
    }

    fn add(&mut self, at: Whereabouts, origins: &[f32], homes: &[usize]) {
        for (sum, home) in self.sums.iter_mut().zip(homes) {
            *sum += f64::from(origins[*home]);
        }
        self.up_to.extend_from_slice(&self.sums);
        self.at.push(at);
    }

    /// Expected number of people of a home.
    fn of(&self, column: usize) -> f64 {
        self.sums[column]
    }

    /// Where the person of a home is before whom there are so many, place by place; there must be
    /// somebody.
    fn find(&self, column: usize, before: f64) -> Whereabouts {
        let up_to = |row: usize| self.up_to[row * self.sums.len() + column];
        let (mut first, mut end) = (0, self.at.len() - 1);
        // By rounding `before` may be everybody: then it is the first row that reaches them.
        let before = before.min(up_to(end) * (1.0 - f64::EPSILON));
        while first < end {
            let middle = first.midpoint(end);
            if up_to(middle) <= before { first = middle + 1 } else { end = middle }
        }
        self.at[first]
    }
}

/// They leave where they are, if they are there, and are at home.
fn carry_out(member: &mut Member<'_>, returns: &mut [Return]) {
    let place = |at: Whereabouts| match at {
        Whereabouts::Settled(place) => (0, place.index()),
        Whereabouts::Unsettled(place) => (1, place.index()),
        _ => unreachable!("nobody returns from elsewhere"),
    };
    returns.sort_by_key(|one| (place(one.from), one.home.index()));
    let mut returned = vec![0.0; member.world.crisis().homes.len()];
    let mut by_home: Vec<(HomeId, f64)> = Vec::new();
    for of_place in returns.chunk_by(|one, other| one.from == other.from) {
        let mut left = member.state.people.count(of_place[0].from);
        by_home.clear();
        for of_home in of_place.chunk_by(|one, other| one.home == other.home) {
            let people = of_home.iter().map(|one| one.people).sum::<f64>().min(left);
            left -= people;
            returned[of_home[0].home.index()] += people;
            by_home.push((of_home[0].home, people));
        }
        member.state.people.go_home(of_place[0].from, &by_home);
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
    let there = member.state.people.settled[place.index()];
    let today = has_turn(member.day, member.world.keys[place.index()]);
    if !today || there <= 0.0 || member.world.at_home[place.index()] {
        return;
    }
    let chance = -(-member.setting.parameters.onward * f64::from(TURN_DAYS)).exp_m1();
    let mut stream = member.streams().at(Purpose::Onward, member.world.keys[place.index()]);
    let leaving = member.request.draws.binomial(there, chance, &mut stream);
    member.state.people.leave_system(Whereabouts::Settled(place), leaving);
    member.flows.onward[place.index()] += leaving;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crisis::Advance;
    use crate::crisis::day::Request;
    use crate::crisis::people::Leaving;
    use crate::crisis::testing::{Stage, request};
    use crate::crisis::world::World;

    /// Two towns, both of whose residents fled to the third, and none of which is feared.
    fn world() -> World {
        let known = [("r_0", 0.002), ("k_d", 3.0), ("tau_r", 30.0)];
        let stage = Stage::chain(90, 3, 10.0).actor("army", 1.0).holds("army", &["a", "b", "c"]);
        World::new(
            &known.iter().fold(stage, |stage, (key, value)| stage.parameter(key, *value)).crisis,
        )
    }

    fn fled(world: &World, draws: Draws, people: [f64; 2]) -> Member<'_> {
        let mut member = Member::new(world, Request { draws, ..request(1, Advance::Achieved) });
        for (home, people) in people.into_iter().enumerate() {
            let leaving = Leaving { people, shares: &[1.0] };
            let to = Whereabouts::Settled(PlaceId(2));
            member.state.people.at_home[home] = people;
            member.setting.residents[home] = people;
            member.state.people.depart(HomeId(home as u32), false, to, &leaving);
        }
        member.state.pressure.quiet_days = vec![30.0, 29.0, 0.0];
        member.state.pressure.damage = vec![0.4; 3];
        member
    }

    fn days(member: &mut Member<'_>, days: u32) {
        let before = member.state.people.total();
        for day in 0..days {
            member.day = day;
            member.flows.clear();
            go_home(member);
            assert!((member.state.people.total() - before).abs() < 1e-6);
        }
    }

    #[test]
    fn returns_are_those_of_the_closed_form_and_only_to_quiet_homes() {
        let world = world();
        let mut member = fled(&world, Draws::Expected, [100_000.0, 50_000.0]);
        // Thirteen weeks, so that every home has had as many turns as the closed form.
        days(&mut member, 91);
        let known = -100_000.0 * (-91.0 * 0.002 * (-1.2_f64).exp()).exp_m1();
        let at_home = &member.state.people.at_home;
        assert!((at_home[0] / known - 1.0).abs() < 1e-6, "{}", at_home[0]);
        assert_eq!(at_home[1], 0.0);
    }

    #[test]
    fn sampled_returns_are_whole_and_have_the_expected_mean() {
        let world = world();
        let mut member = fled(&world, Draws::Sampled, [100_000.0, 50_000.0]);
        days(&mut member, 91);
        let home = member.state.people.at_home[0];
        assert_eq!(home.fract(), 0.0);
        assert!((home - 5_334.2).abs() < 4.0 * 5_334.2_f64.sqrt(), "{home}");
    }

    #[test]
    fn never_more_come_home_than_have_left() {
        let known = [("r_0", 5.0), ("k_d", 0.0)];
        let stage = Stage::chain(90, 3, 10.0).actor("army", 1.0).holds("army", &["a", "b", "c"]);
        let stage = known.iter().fold(stage, |stage, (key, value)| stage.parameter(key, *value));
        let world = World::new(&stage.crisis);
        let mut member = fled(&world, Draws::Sampled, [20.0, 5_000.0]);
        days(&mut member, 30);
        assert_eq!(member.state.people.at_home[..2], [20.0, 0.0]);
    }

    #[test]
    fn nobody_returns_to_the_rule_of_those_whom_he_fears() {
        let known = world().crisis().clone();
        let world = World::new(&Stage { crisis: known }.feared("army", 0.5).crisis);
        let mut member = fled(&world, Draws::Sampled, [100_000.0, 0.0]);
        days(&mut member, 90);
        assert_eq!(member.state.people.at_home[0], 0.0);
    }
}
