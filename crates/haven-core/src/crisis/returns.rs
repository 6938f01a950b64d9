//! # Returns and onward movement
//! **What**     Displaced people whose home has become quiet go home; some abroad move on out of
//!              the modelled system.
//! **Equation** a home is quiet after `tau_r` quiet days, held by nobody whom its group fears;
//!              chance 1 − exp(−r₀·e^(−`k_d`·damage)) a day, r₀ = `r_0` inside, `r_0_abroad` abroad;
//!              of n people at a place X ~ Binomial(n, Σ c·p / n), split over homes ∝ c·p (c: expected
//!              number of them from a home, p: its chance); onward 1 − e^(−`onward`)
//! **Units**    people; rates per day
//! **Reads**    pressure, ground, fear, people.  **Changes** people, clocks, flows
//! **Keeps**    never more people come home than have left it; who waits at a gate or is on the
//!              road does not turn round for home
//! **Source**   model.md §9; `quiet`; merging of clocks: model-notes.md c1
//! **Doubts**   X has the right mean, and a binomial's spread where the true one is a little
//!              smaller, as homes are not drawn; the cap binds only when chance has it that more
//!              of a home would return than are away

use super::compositions::weighted;
use super::day::Member;
use super::people::Whereabouts;
use super::quiet::return_chance;
use super::scenario::{Home, HomeId};
use crate::draw::Weights;
use crate::id::PlaceId;
use crate::rng::{Purpose, Stream};
use crate::run::Draws;

/// Up to this many people are drawn one by one.
const FEW: f64 = 30.0;

/// A home to which people may return today.
struct Quiet {
    home: HomeId,
    /// People who have left it and are not back.
    away: f64,
    returned: f64,
}

/// Who may return today.
struct Returning {
    homes: Vec<Quiet>,
    /// Chances of those inside the country and abroad, by home.
    chances: [Vec<f32>; 2],
}

/// Returns and onward movement.
pub(super) fn go_home(member: &mut Member<'_>) {
    let mut returning = quiet_homes(member);
    let places = member.world.crisis().places.len() as u32;
    for place in (0..places).map(PlaceId) {
        if !returning.homes.is_empty() && member.displaced_at(place) > 0.0 {
            let mut stream = member.streams().at(Purpose::Return, member.world.keys[place.index()]);
            for from in [Whereabouts::Settled(place), Whereabouts::Unsettled(place)] {
                return_from(member, from, &mut returning, &mut stream.fork());
            }
        }
        move_onward(member, place);
    }
    for quiet in returning.homes.iter().filter(|quiet| quiet.returned > 0.0) {
        let residents = residents(member, quiet.home) - quiet.returned;
        member.state.clocks.merge_home(quiet.home, residents, quiet.returned);
    }
}

fn residents(member: &Member<'_>, home: HomeId) -> f64 {
    member.state.people.at_home[home.index()] + member.state.people.trapped[home.index()]
}

fn quiet_homes(member: &Member<'_>) -> Returning {
    let (state, setting) = (&member.state, &member.setting);
    let (ground, parameters) = (&state.ground, &setting.parameters);
    let is_quiet = |home: &Home| {
        let feared =
            |actor: super::scenario::ActorId| setting.fear[home.group][actor.index()] > 0.0;
        let place = home.place.index();
        state.pressure.quiet_days[place] >= parameters.quiet_days
            && !ground.holders[place].iter().any(feared)
    };
    let mut returning = Returning { homes: Vec::new(), chances: [(); 2].map(|()| Vec::new()) };
    for (index, home) in member.world.crisis().homes.iter().enumerate() {
        let id = HomeId(index as u32);
        let away = setting.residents[index] - residents(member, id);
        let may_return = away > 0.0 && is_quiet(home);
        if may_return {
            returning.homes.push(Quiet { home: id, away, returned: 0.0 });
        }
        let damage = state.pressure.damage[home.place.index()];
        let hazards = [parameters.return_internal, parameters.return_abroad];
        for (chances, hazard) in returning.chances.iter_mut().zip(hazards) {
            let chance = return_chance(hazard, parameters.return_damage, damage);
            chances.push(if may_return { chance as f32 } else { 0.0 });
        }
    }
    returning
}

/// Those who go home from one place.
fn return_from(
    member: &mut Member<'_>,
    from: Whereabouts,
    all: &mut Returning,
    stream: &mut Stream,
) {
    let (Whereabouts::Settled(place) | Whereabouts::Unsettled(place)) = from else { return };
    let (people, draws, crisis) =
        (&member.state.people, member.request.draws, member.world.crisis());
    let there = people.count(from);
    if there <= 0.0 {
        return;
    }
    let origins = people.origins(from);
    let chances = &all.chances[usize::from(!crisis.is_at_home(place))];
    let returning = draws.binomial(there, weighted(origins, chances) / there, stream);
    if returning <= 0.0 {
        return;
    }
    let weigh = |quiet: &Quiet| {
        let home = quiet.home.index();
        let may_return = quiet.away > quiet.returned;
        if may_return { f64::from(origins[home] * chances[home]) } else { 0.0 }
    };
    let mut sums = Vec::with_capacity(all.homes.len());
    sums.extend(all.homes.iter().map(weigh).scan(0.0, |sum, weight| {
        *sum += weight;
        Some(*sum)
    }));
    let by_home = split(returning, &sums, draws, stream);
    let by_home = by_home.into_iter().map(|(index, people)| {
        let quiet = &mut all.homes[index];
        let people = people.min(quiet.away - quiet.returned);
        quiet.returned += people;
        (quiet.home, people)
    });
    let by_home: Vec<_> = by_home.collect();
    for (home, people) in &by_home {
        member.flows.returned[crisis.homes[home.index()].place.index()] += people;
    }
    member.state.people.go_home(from, &by_home);
}

/// Splits people over homes whose weights have these sums up to and including each.
fn split(people: f64, sums: &[f64], draws: Draws, stream: &mut Stream) -> Vec<(usize, f64)> {
    let total = sums.last().copied().unwrap_or(0.0);
    if total <= 0.0 {
        return Vec::new();
    }
    if draws == Draws::Sampled && people <= FEW {
        let last = sums.partition_point(|sum| *sum < total);
        let home = |at: f64| sums.partition_point(|sum| *sum <= at).min(last);
        return (0..people as u32).map(|_| (home(stream.uniform() * total), 1.0)).collect();
    }
    let before = std::iter::once(&0.0).chain(sums);
    let weights: Vec<f64> = sums.iter().zip(before).map(|(sum, before)| sum - before).collect();
    let mut by_home = Vec::new();
    draws.multinomial(people, &Weights::new(&weights), stream, |home, people| {
        by_home.push((home, people));
    });
    by_home
}

/// Those who leave a place abroad for elsewhere.
fn move_onward(member: &mut Member<'_>, place: PlaceId) {
    let there = member.state.people.settled[place.index()];
    if there <= 0.0 || member.world.crisis().is_at_home(place) {
        return;
    }
    let chance = -(-member.setting.parameters.onward).exp_m1();
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
        days(&mut member, 90);
        let at_home = &member.state.people.at_home;
        assert!((at_home[0] / 5_277.153_0 - 1.0).abs() < 1e-6, "{}", at_home[0]);
        assert_eq!(at_home[1], 0.0);
    }

    #[test]
    fn sampled_returns_are_whole_and_have_the_expected_mean() {
        let world = world();
        let mut member = fled(&world, Draws::Sampled, [100_000.0, 50_000.0]);
        days(&mut member, 90);
        let home = member.state.people.at_home[0];
        assert_eq!(home.fract(), 0.0);
        assert!((home - 5_277.0).abs() < 4.0 * 5_277.0_f64.sqrt(), "{home}");
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
