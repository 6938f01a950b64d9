//! Returns against closed forms.

use super::*;
use crate::crisis::Advance;
use crate::crisis::ledger::Leaving;
use crate::crisis::request::Request;
use crate::crisis::run::{self, Run};
use crate::crisis::testing::{CrisisBuilder, request};
use crate::crisis::world::World;
use crate::math;

/// Two towns, both of whose residents fled to the third, and none of which is feared.
fn world() -> World {
    let known = [("r_0", 0.002), ("k_d", 3.0), ("tau_r", 30.0)];
    let stage =
        CrisisBuilder::chain(90, 3, 10.0).actor("army", 1.0).holds("army", &["a", "b", "c"]);
    World::new(&known.iter().fold(stage, |stage, (key, value)| stage.parameter(key, *value)).crisis)
}

fn fled(world: &World, draws: Draws, people: [f64; 2]) -> Run<'_> {
    let mut member = Run::start(world, Request { draws, ..request(1, Advance::Achieved) });
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

fn days(member: &mut Run<'_>, days: u32) {
    let before = member.state.ledger.total();
    for day in 0..days {
        member.day = day;
        member.flows.clear();
        run::go_home(member.parts());
        assert!((member.state.ledger.total() - before).abs() < 1e-6);
    }
}

#[test]
fn returns_are_those_of_the_closed_form_and_only_to_quiet_homes() {
    let world = world();
    let mut member = fled(&world, Draws::Expected, [100_000.0, 50_000.0]);
    // Thirteen weeks, so that every home has had as many turns as the closed form.
    days(&mut member, 91);
    let known = -100_000.0 * math::exp_m1(-91.0 * 0.002 * math::exp(-1.2));
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
