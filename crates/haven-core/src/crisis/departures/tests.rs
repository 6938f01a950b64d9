//! Known answers of departures.

use super::hazard::Hazard;
use super::*;
use crate::crisis::World;
use crate::crisis::actors::Actors;
use crate::crisis::derived::Derived;
use crate::crisis::request::{Advance, Request};
use crate::crisis::run::{self, Run};
use crate::crisis::state::State;
use crate::crisis::testing::{CrisisBuilder, request, town};
use crate::draw::Draws;
use crate::math;

pub(super) fn close(found: f64, known: f64, tolerance: f64) {
    assert!((found - known).abs() <= tolerance * known.abs(), "{found} instead of {known}");
}

/// One town of an actor; nobody leaves unless a test says so.
pub(super) fn calm(residents: f64) -> CrisisBuilder {
    let stage = CrisisBuilder::new(200, vec![town("a", [0.0, 0.0], residents)]);
    let none = ["alpha_c", "lambda_0", "stayers", "cv", "shock"];
    let stage = none.iter().fold(stage, |stage, key| stage.parameter(key, 0.0));
    stage.actor("holder", 1.0).holds("holder", &["a"])
}

pub(super) fn member(world: &World, draws: Draws, number: u32) -> Run<'_> {
    let request = Request { draws, track_causes: true, ..request(number, Advance::Achieved) };
    let mut member = Run::start(world, request);
    member.derived.rhythm.every_day();
    run::press(member.parts());
    member
}

/// What today's hazards are made of.
pub(super) fn threat<'a>(member: &'a Run<'_>) -> Threat<'a> {
    let (state, parameters) = (&member.state, &member.inputs.parameters);
    Threat { pressure: &state.pressure, control: &state.control, parameters }
}

/// The next morning, after what was pressed upon the civilians.
pub(super) fn next_day(member: &mut Run<'_>) {
    member.flows.clear();
    run::depart(member.parts());
    member.day += 1;
}

#[test]
fn departures_and_their_causes_are_the_known_ones() {
    let stage = calm(100_000.0)
        .parameter("violence_departure", 0.03)
        .parameter("fear_departure", 0.06)
        .parameter("damage_departure", 0.009)
        .parameter("base_departure", 0.001);
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Expected, 0);
    let pressure = &mut member.state.pressure;
    (pressure.violence[0], pressure.fear[0], pressure.new_damage[0]) = (1.0, 1.0, 1.0);
    let shares = Hazard::at_home(&threat(&member), stage.at("a"), HomeId(0)).shares(1.0);
    next_day(&mut member);
    let left = member.flows.departed[0];
    close(left, 9_516.258, 1e-6);
    let known = [0.0, 2_854.877, 5_709.755, 0.0, 0.0, 856.463, 0.0, 0.0, 95.163];
    for (share, known) in shares.iter().zip(known) {
        assert!((share * left - known).abs() < 1e-3, "{shares:?}");
    }
    assert_eq!(member.state.ledger.at_home[0], 100_000.0 - left);
}

#[test]
fn frailty_weighs_pressure_against_assault() {
    let stage =
        calm(1_000.0).parameter("assault_departure", 0.5).parameter("violence_departure", 0.5);
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Expected, 0);
    (member.state.pressure.violence[0], member.state.pressure.assault[0]) = (1.0, 1.0);
    let shares = Hazard::at_home(&threat(&member), stage.at("a"), HomeId(0)).shares(0.25);
    assert_eq!(shares[..2], [0.8, 0.2]);
}

/// Share that has left after 180 days of two neighbours who follow each other, 1 % of both on the
/// day before.
fn left_by_contagion(alpha: f64) -> f64 {
    let towns = vec![town("a", [0.0, 0.0], 1e6), town("b", [300.0, 0.0], 1e6)];
    let none = ["lambda_0", "stayers", "cv", "alpha_v"];
    let stage = CrisisBuilder::new(200, towns).link("a", "b", 300.0);
    let stage = none.iter().fold(stage, |stage, key| stage.parameter(key, 0.0));
    let stage = stage.actor("holder", 1.0).holds("holder", &["a", "b"]);
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Expected, 0);
    member.inputs.parameters.contagion_departure = alpha;
    let mut stayed = 0.99;
    member.day = 1;
    for place in ["a", "b"] {
        member.state.left_home.note(stage.at(place), 0.01, 1.0);
    }
    for _ in 0..180 {
        run::press(member.parts());
        let before = member.state.ledger.at_home[0];
        next_day(&mut member);
        stayed *= 1.0 - member.flows.departed[0] / before;
    }
    1.0 - stayed
}

#[test]
fn contagion_dies_out_below_its_threshold_and_empties_towns_above_it() {
    for (alpha, known) in
        [(0.05, 0.015_304), (0.1, 0.032_606), (0.14, 0.236_204), (0.16, 0.955_858)]
    {
        close(left_by_contagion(alpha), known, 4e-5);
    }
}

#[test]
fn no_prior_of_contagion_lets_flight_feed_itself() {
    let declared = crate::crisis::parameter::declarations();
    let contagion =
        declared.iter().find(|declared| declared.key == "contagion_departure").expect("declared");
    assert!(contagion.range[1] * 7.0 < 1.0);
}

#[test]
fn who_is_held_back_leaves_when_exits_open_or_calms_down() {
    let stage = calm(1_000.0)
        .parameter("open_exits", 0.5)
        .parameter("calm", 0.05)
        .parameter("violence_departure", 0.1);
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Expected, 0);
    member.inputs.exit_closure = vec![1.0];
    (member.state.pressure.violence[0], member.state.pressure.quiet_days[0]) = (1.0, 0.0);
    (0..10).for_each(|_| next_day(&mut member));
    let trapped = 1_000.0 * -math::exp_m1(-1.0);
    close(member.state.ledger.trapped[0], trapped, 1e-12);
    (member.state.pressure.violence[0], member.state.pressure.quiet_days[0]) = (0.0, 1.0);
    (0..4).for_each(|_| next_day(&mut member));
    let calmed = trapped * math::exp(-0.2);
    close(member.state.ledger.trapped[0], calmed, 1e-12);
    close(member.state.ledger.at_home[0], 1_000.0 - calmed, 1e-12);
    member.inputs.exit_closure = vec![0.25];
    member.state.pressure.quiet_days[0] = 0.0;
    (0..3).for_each(|_| next_day(&mut member));
    let stays = 1.0 - 0.75 * -math::exp_m1(-0.5);
    close(member.state.ledger.trapped[0], calmed * math::powi(stays, 3), 1e-12);
}

#[test]
fn a_siege_that_cuts_all_ways_shuts_the_door() {
    let world = World::new(&calm(1_000.0).crisis);
    let mut member = member(&world, Draws::Expected, 0);
    let closed = |member: &Run<'_>| {
        member.state.control.exits_closed(&member.inputs.exit_closure, PlaceId(0))
    };
    member.state.control.exits_cut[0] = 0.5;
    assert_eq!(closed(&member), 0.0);
    member.state.control.siege[0] = 0.8;
    assert_eq!(closed(&member), 0.4);
    member.inputs.exit_closure = vec![0.9];
    assert_eq!(closed(&member), 0.9);
}

#[test]
fn mobility_has_a_mean_of_1_over_the_residents() {
    let mut crisis = calm(1_000.0).parameter("assault_departure", 0.1).crisis;
    let mut mobile = crisis.groups[0].clone();
    (mobile.id, mobile.mobility) = ("mobile".into(), 3.0);
    crisis.groups.push(mobile);
    crisis.homes[0].share = 0.75;
    crisis.homes.push(crate::crisis::scenario::Home {
        group: 1,
        share: 0.25,
        ..crisis.homes[0].clone()
    });
    let world = World::new(&crisis);
    let mut member = member(&world, Draws::Expected, 0);
    assert_eq!(member.derived.dispositions.mobility, [1.0 / 1.5, 2.0]);
    member.state.pressure.assault[0] = 1.0;
    next_day(&mut member);
    close(member.state.ledger.at_home[0], 750.0 * math::exp(-0.1 / 1.5), 1e-12);
    close(member.state.ledger.at_home[1], 250.0 * math::exp(-0.2), 1e-12);
}

#[test]
fn returnees_are_readier_to_leave_than_those_who_stayed() {
    let stage = calm(1_000.0).parameter("violence_departure", 0.5).parameter("frailty_cv", 1.2);
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Expected, 0);
    member.state.pressure.violence[0] = 1.0;
    (0..3).for_each(|_| next_day(&mut member));
    let (clocks, dispositions) = (&mut member.state.hazard, &member.derived.dispositions);
    let (before, residents) = (clocks.home[0], member.state.ledger.at_home[0]);
    close(before, 1.5, 1e-12);
    clocks.merge_home(dispositions, HomeId(0), residents, 0.0);
    close(clocks.home[0], before, 1e-9);
    clocks.merge_home(dispositions, HomeId(0), residents, residents);
    assert!(clocks.home[0] < before);
}

#[test]
fn displaced_people_are_exposed_on_a_clock_of_their_own() {
    let stage = calm(1_000.0).parameter("violence_departure", 0.1).parameter("redisplace", 2.0);
    let mut crisis = stage.parameter("stayers", 0.5).parameter("frailty_cv", 1.0).crisis;
    crisis.places[0].displaced_at_start = 50.0;
    let world = World::new(&crisis);
    let mut member = member(&world, Draws::Expected, 0);
    member.state.pressure.violence[0] = 1.0;
    run::depart(member.parts());
    close(member.state.hazard.chance_of_leaving_again(PlaceId(0)), 1.0 - 1.0 / 1.2, 1e-12);
    close(member.state.hazard.displaced[0], 0.2, 1e-12);
    let dispositions = &member.derived.dispositions;
    member.state.hazard.merge_displaced(dispositions, PlaceId(0), 50.0, 150.0);
    // Mean frailty 1/(1 + H): a quarter at 1/1.2, the rest at 1.
    let mean: f64 = 0.25 / 1.2 + 0.75;
    close(member.state.hazard.displaced[0], 1.0 / mean - 1.0, 1e-9);
    member.state.hazard.merge_displaced(dispositions, PlaceId(0), 0.0, 10.0);
    assert_eq!(member.state.hazard.displaced[0], 0.0);
}

/// Days of the first two weeks on which the residents of the one place have a turn, and on which
/// displaced people there have one.
fn turns(member: &mut Run<'_>) -> [Vec<u32>; 2] {
    let mut turns = [Vec::new(), Vec::new()];
    for day in 0..12 {
        member.day = day;
        let (now, _, derived, state, ..) = member.parts();
        let State { control, hazard, decided, ledger, .. } = state;
        let (rhythm, place) = (&derived.rhythm, PlaceId(0));
        let exposures = &hazard.exposures;
        let found = [
            rhythm.turn_of_residents(&now, (control, exposures), decided, place),
            rhythm.turn_of_displaced(&now, (control, ledger), decided, place),
        ];
        for (turns, days) in turns.iter_mut().zip(found) {
            if days > 0.0 {
                turns.push(day);
            }
        }
    }
    turns
}

fn gaps(turns: &[u32]) -> Vec<u32> {
    turns.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[test]
fn many_do_not_wait_as_long_as_few() {
    let calm = calm(1_000.0).parameter("settle", 0.05).parameter("move_on", 0.05);
    let world = World::new(&calm.parameter("violence_departure", 1.0).crisis);
    let mut member = Run::start(&world, request(0, Advance::Achieved));
    assert_eq!(turns(&mut member).map(|turns| gaps(&turns)), [[6], [6]]);
    // Two in a hundred residents would leave, and as many displaced people come as a tenth of them.
    member.state.pressure.violence[0] = 0.02;
    let (now, _, derived, state, _, scratch) = member.parts();
    let State { control, pressure, hazard, .. } = state;
    let Derived { dispositions, rhythm, .. } = derived;
    let motives = Motives { dispositions, rhythm, control, pressure };
    expose(&now, &motives, hazard, &mut scratch.shared);
    let from_home = Leaving { people: 91.0, shares: &[1.0] };
    let here = Whereabouts::Unsettled(PlaceId(0));
    member.state.ledger.depart(HomeId(0), false, here, &from_home);
    assert_eq!(turns(&mut member).map(|turns| gaps(&turns)), [[3, 3, 3], [3, 3, 3]]);
    member.state.control.assaulting[0] = Actors(1);
    assert_eq!(turns(&mut member).map(|turns| turns.len()), [12, 12]);
}
