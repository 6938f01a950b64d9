//! Gates, havens and registers in small scenarios, against closed forms.

use crate::crisis::Advance;
use crate::crisis::ledger::{Leaving, Whereabouts};
use crate::crisis::request::Request;
use crate::crisis::run::{self, Run};
use crate::crisis::scenario::{
    CrossingPeriod, GateState, Haven, HomeId, Measure, Observation, PlaceKind,
};
use crate::crisis::testing::{self, CrisisBuilder, HOME, request, town};
use crate::crisis::world::World;
use crate::draw::Draws;
use crate::id::PlaceId;
use crate::math;
use crate::prior::Prior;

const TOWN: PlaceId = PlaceId(0);
const GATE: PlaceId = PlaceId(1);
const HOST: PlaceId = PlaceId(2);

/// A town, a gate and a host abroad.
fn stage(parameters: &[(&str, f64)]) -> CrisisBuilder {
    let places = vec![
        town("a", [0.0, 0.0], 1_000_000.0),
        testing::place("gate", PlaceKind::Crossing, "BBB", [0.0, 0.0]),
        testing::place("host", PlaceKind::Host, "BBB", [0.0, 0.0]),
        town("near", [0.0, 0.0], 60_000.0),
        testing::place("z_camp", PlaceKind::Camp, HOME, [0.0, 0.0]),
    ];
    let stage = CrisisBuilder::new(200, places)
        .link("a", "gate", 10.0)
        .link("gate", "host", 30.0)
        .link("a", "near", 20.0)
        .link("near", "z_camp", 5.0);
    parameters.iter().fold(stage, |stage, (key, value)| stage.parameter(key, *value))
}

fn gate(
    mut plan: CrisisBuilder,
    state: GateState,
    days: std::ops::Range<i64>,
    quota: f64,
) -> CrisisBuilder {
    plan.crisis.crossings.push(CrossingPeriod {
        place: plan.at("gate"),
        from: days.start,
        until: days.end,
        state,
        quota_per_day: Prior::Fixed(quota),
        shared_draw: None,
    });
    plan
}

fn member(world: &World, draws: Draws, number: u32) -> Run<'_> {
    let mut member = Run::start(world, Request { draws, ..request(number, Advance::Achieved) });
    let places = world.crisis().places.len();
    member.state.pressure.quiet_days = vec![1.0; places];
    member.state.pressure.fear_at = vec![0.0; places];
    member
}

/// People come straight to the gate.
fn come(member: &mut Run<'_>, people: f64) {
    let leaving = Leaving { people, shares: &[1.0] };
    member.state.ledger.depart(HomeId(0), false, Whereabouts::Waiting(GATE), &leaving);
}

fn day(member: &mut Run<'_>, day: u32, mut before_noon: impl FnMut(&mut Run<'_>)) {
    let total = member.state.ledger.total();
    member.day = day;
    member.flows.clear();
    run::open(member.parts());
    before_noon(member);
    run::pass(member.parts());
    run::register(member.parts());
    assert!((member.state.ledger.total() - total).abs() < 1e-6);
}

#[test]
fn the_queue_of_a_gate_is_that_of_the_closed_form() {
    let rates = [("settle_gate", 0.03), ("divert", 0.02), ("back", 0.02), ("irregular", 0.01)];
    let stage = gate(stage(&rates), GateState::Limited, 0..200, 1_000.0);
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Expected, 0);
    let (mut crossed, mut irregular) = (0.0, 0.0);
    for today in 0..30 {
        day(&mut member, today, |member| come(member, 3_000.0));
        crossed += member.flows.crossed[GATE.index()];
        irregular += member.flows.crossed_irregularly[GATE.index()];
        if today == 0 {
            let known = 1_846.232_7;
            assert!((member.state.ledger.waiting[GATE.index()] / known - 1.0).abs() < 1e-7);
        }
    }
    assert!((member.state.ledger.waiting[GATE.index()] / 21_834.891_6 - 1.0).abs() < 1e-7);
    assert!((irregular / 4_770.638_6 - 1.0).abs() < 1e-7);
    assert!((crossed - irregular - 30_000.0).abs() < 1e-6);
    assert!((member.state.ledger.settled[HOST.index()] - crossed).abs() < 1e-6);
}

#[test]
fn a_long_queue_deters_and_a_closed_gate_does_so_most() {
    let known = [("tau_q", 7.0), ("w_min", 0.05), ("irregular", 0.0)];
    let rates = [("settle_gate", 0.0), ("divert", 0.0), ("back", 0.0)];
    let stage = gate(stage(&known), GateState::Limited, 0..100, 100.0);
    let stage = gate(stage, GateState::Closed, 20..100, 0.0);
    let stage = rates.iter().fold(stage, |stage, (key, value)| stage.parameter(key, *value));
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Sampled, 0);
    day(&mut member, 0, |member| come(member, 1_500.0));
    day(&mut member, 1, |_| ());
    // 1,400 waited on one of the last seven evenings: a mean of 200, two days of the quota.
    let weight = member.state.gates.weight[GATE.index()];
    assert!((weight - math::exp(-2.0 / 7.0)).abs() < 1e-12, "{weight}");
    day(&mut member, 20, |_| ());
    assert_eq!(member.state.gates.weight[GATE.index()], 0.05);
    assert_eq!(member.flows.crossed[GATE.index()], 0.0);
}

#[test]
fn fractions_of_a_quota_are_not_lost() {
    let stage = gate(stage(&[("irregular", 0.0)]), GateState::Medical, 0..100, 0.3);
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Sampled, 0);
    let mut crossed = 0.0;
    for today in 0..100 {
        day(&mut member, today, |member| come(member, 5.0));
        crossed += member.flows.crossed[GATE.index()];
    }
    assert_eq!(crossed, 30.0);
}

/// Crossed in all when the one gate is open until a day, by member.
fn crossed_until(shut: i64, quota: f64, number: u32) -> f64 {
    let stage = gate(stage(&[("irregular", 0.0)]), GateState::Limited, 0..shut, quota);
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Sampled, number);
    let mut crossed = 0.0;
    for today in 0..60 {
        day(&mut member, today, |member| {
            let leaving = Leaving { people: 800.0, shares: &[1.0] };
            let from = Whereabouts::Leaving(member.world.crisis().homes[0].place);
            member.state.ledger.depart(HomeId(0), false, from, &leaving);
            run::travel(member.parts());
        });
        crossed += member.flows.crossed[GATE.index()];
    }
    crossed
}

#[test]
fn with_all_gates_shut_and_no_irregular_crossing_nobody_crosses() {
    assert_eq!(crossed_until(0, 500.0, 1), 0.0);
}

#[test]
fn shutting_the_only_gate_earlier_never_lets_more_people_cross() {
    for number in 0..8 {
        for quota in [30.0, 300.0, 5_000.0] {
            let crossed = [0, 3, 10, 11, 30, 60].map(|shut| crossed_until(shut, quota, number));
            assert!(crossed.is_sorted(), "{quota}: {crossed:?}");
            assert!(crossed[5] > 0.0);
        }
    }
}

fn haven(mut stage: CrisisBuilder, capacity: f64) -> CrisisBuilder {
    stage.crisis.havens.push(Haven {
        id: "area".into(),
        name: "area".into(),
        places: vec![stage.at("near"), stage.at("z_camp")],
        from: 5,
        capacity,
        credibility: Prior::Fixed(0.8),
        services: 0.5,
    });
    stage
}

#[test]
fn a_haven_attracts_protects_and_loses_trust_under_attack() {
    let known = [("k", 0.5), ("g", 0.02), ("chi", 0.0), ("gamma", 0.5), ("haven_weight", 4.0)];
    let stage = haven(stage(&known).actor("army", 1.0), 25_000.0);
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Sampled, 0);
    day(&mut member, 4, |_| ());
    assert!(!member.state.havens.protects(PlaceId(3)));
    day(&mut member, 5, |_| ());
    assert!(member.state.havens.protects(PlaceId(3)) && !member.state.havens.protects(TOWN));
    // 4 × .8 × √(1/4) × .5, over two places.
    assert!((member.state.havens.weight[3] - 0.4).abs() < 1e-12);
    // Bombs of .2 on one of two places are an attack of .1.
    member.state.control.air[4] = 0.2;
    (6..11).for_each(|today| day(&mut member, today, |_| ()));
    let weight = member.state.havens.weight[3];
    assert!((weight / (0.646_669_15 / 2.0) - 1.0).abs() < 1e-7, "{weight}");
}

#[test]
fn a_haven_whose_places_are_taken_collapses_for_good() {
    let stage = haven(stage(&[("g", 0.5)]).actor("army", 1.0), 25_000.0);
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Sampled, 0);
    (5..8).for_each(|today| day(&mut member, today, |_| ()));
    let by = crate::crisis::scenario::ActorId(0);
    member.state.control.captured[3] =
        Some(crate::crisis::Capture { day: 8, place: PlaceId(3), by });
    day(&mut member, 8, |_| ());
    assert!(!member.state.havens.protects(PlaceId(3)));
    assert_eq!(member.state.havens.weight[3], 0.0);
    let weight_of_trust = |trust: f64| member.inputs.parameters.haven_weight * trust * 0.5 * 0.25;
    let most = weight_of_trust(0.2);
    (9..60).for_each(|today| day(&mut member, today, |_| ()));
    assert!(!member.state.havens.protects(PlaceId(3)));
    assert!((member.state.havens.weight[3] / most - 1.0).abs() < 1e-6);
}

#[test]
fn under_constant_attack_havens_collapse_at_the_rate_of_their_hazard() {
    let stage = haven(stage(&[("chi", 0.1)]).actor("army", 1.0), 25_000.0);
    let world = World::new(&stage.crisis);
    let stand = (0..400).filter(|number| {
        let mut member = member(&world, Draws::Sampled, *number);
        member.state.control.air = vec![1.0; 5];
        (5..16).for_each(|today| day(&mut member, today, |_| ()));
        member.state.havens.protects(PlaceId(3))
    });
    // Ten days at .1 a day.
    let (share, known) = (stand.count() as f64 / 400.0, math::exp(-1.0));
    assert!((share - known).abs() < 4.0 * (known * (1.0 - known) / 400.0).sqrt(), "{share}");
}

#[test]
fn a_haven_settles_nobody_beyond_its_capacity() {
    let stage = haven(stage(&[("haven_weight", 100.0), ("km_per_day", 1000.0)]), 1_000.0);
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Sampled, 0);
    for today in 5..40 {
        day(&mut member, today, |member| {
            let leaving = Leaving { people: 200.0, shares: &[1.0] };
            let from = Whereabouts::Leaving(member.world.crisis().homes[0].place);
            member.state.ledger.depart(HomeId(0), false, from, &leaving);
            run::travel(member.parts());
        });
    }
    let sheltered = member.state.ledger.settled[3] + member.state.ledger.settled[4];
    assert!((900.0..=1_000.0).contains(&sheltered), "{sheltered}");
}

#[test]
fn registers_begin_with_what_was_known_and_catch_up_late() {
    let mut stage = stage(&[("coverage", 0.9), ("delay_days", 45.0), ("onward", 0.0)]);
    let observed = |measure, day, known, people| Observation {
        day,
        known,
        subject: "BBB".into(),
        measure,
        low: people,
        high: people,
    };
    stage.crisis.observations = vec![
        observed(Measure::Registered, -30, -20, 800_000.0),
        observed(Measure::Registered, -1, 0, 800_000.0 + 100_000.0),
        observed(Measure::Registered, 0, 9, 5.0),
        observed(Measure::Stock, -5, -5, 1_777_777.777_777_777_8),
    ];
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Expected, 0);
    assert_eq!(member.state.registers.registered(1), 900_000.0);
    (0..30).for_each(|today| day(&mut member, today, |_| ()));
    let new = member.state.registers.registered(1) - 900_000.0;
    assert!((new / 337_975.05 - 1.0).abs() < 1e-6, "{new}");
    assert_eq!(member.state.registers.registered(0), 0.0);
}

#[test]
fn arrivals_are_registered_as_the_delay_has_it() {
    let known = [("coverage", 0.9), ("delay_days", 30.0), ("delay_sd", 20.0), ("irregular", 0.0)];
    let stage = gate(stage(&known), GateState::Open, 0..200, 1e6);
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Expected, 0);
    for today in 0..=120 {
        day(&mut member, today, |member| match today {
            0 => come(member, 1_000.0),
            10 => come(member, 500.0),
            _ => (),
        });
    }
    let shown = member.state.registers.registered(1);
    assert!((shown / 1_346.793_725 - 1.0).abs() < 1e-6, "{shown}");
}
