//! Movement in small networks, against closed forms.

use super::*;
use crate::crisis::Advance;
use crate::crisis::actors::Actors;
use crate::crisis::conditions::Conditions;
use crate::crisis::ledger::Route;
use crate::crisis::ledger::{Leaving, Whereabouts};
use crate::crisis::request::Request;
use crate::crisis::run::{self, Run};
use crate::crisis::scenario::{CrossingPeriod, GateState, HomeId, Place, PlaceKind};
use crate::crisis::state::State;
use crate::crisis::testing::{self, CrisisBuilder, HOME, request, town};
use crate::crisis::world::World;
use crate::draw::Draws;
use crate::id::PlaceId;
use crate::math;
use crate::prior::Prior;
use crate::rng::Purpose;

/// A member whose places are all calm.
fn member(world: &World, draws: Draws) -> Run<'_> {
    let mut member = Run::start(world, Request { draws, ..request(3, Advance::Achieved) });
    let places = world.crisis().places.len();
    member.state.pressure.quiet_days = vec![1.0; places];
    member.state.pressure.fear_at = vec![0.0; places];
    member
}

/// What people on the move go by, and what they change.
fn on_the_move(
    member: &mut Run<'_>,
    act: impl FnOnce(&Conditions<'_>, &Surroundings<'_>, &mut Moving<'_>, &mut Scratch),
) {
    let (now, world, derived, state, flows, scratch) = member.parts();
    let State { control, pressure, gates, havens, hazard, decided, ledger, paths, .. } = state;
    let around = Surroundings {
        network: &world.network,
        first_paths: &world.first_paths,
        usual: &derived.usual_attraction,
        rhythm: &derived.rhythm,
        control,
        pressure,
        gates,
        havens,
        hazard,
    };
    act(&now, &around, &mut Moving { ledger, flows, decided, paths }, &mut scratch.movement);
}

/// People leave a home.
fn leave(member: &mut Run<'_>, home: u32, people: f64) {
    let from = pack(member, home, people);
    let key = member.world.geography.home_keys[home as usize];
    on_the_move(member, |now, around, moving, scratch| {
        let mut stream = now.streams().at(Purpose::Destination, key);
        moving.paths.update(around.network, around.control, &now.geography.foes);
        around.judge(now, moving.ledger, &mut scratch.attraction);
        travel::set_out(now, around, moving, (from, &mut stream), scratch);
        moving.ledger.mix();
        travel::arrive(now, around, moving);
    });
}

/// The paths from a place under today's control.
fn find(member: &mut Run<'_>, from: usize) {
    on_the_move(member, |now, around, moving, scratch| {
        let map = (around.network, around.first_paths);
        moving.paths.update(around.network, around.control, &now.geography.foes);
        moving.paths.find(from, map, now.parameters(), &mut scratch.search);
    });
}

/// So many people travel from one node to another.
fn go(member: &mut Run<'_>, from: usize, to: usize, people: f64) {
    on_the_move(member, |now, around, moving, _| {
        travel::go(now, around, moving, from, [(to, people)].into_iter());
    });
}

fn arrive(member: &mut Run<'_>) {
    on_the_move(member, |now, around, moving, _| travel::arrive(now, around, moving));
}

/// People have left a home and are about to set out; from where.
fn pack(member: &mut Run<'_>, home: u32, people: f64) -> PlaceId {
    let place = member.world.crisis().homes[home as usize].place;
    let leaving = Leaving { people, shares: &[1.0] };
    member.state.ledger.depart(HomeId(home), false, Whereabouts::Leaving(place), &leaving);
    place
}

/// Days of movement; everybody is somewhere after each.
fn days(member: &mut Run<'_>, days: std::ops::Range<u32>) {
    for day in days {
        let before = member.state.ledger.total();
        (member.day, member.flows) = (day, crate::crisis::Flows::new(99));
        run::open(member.parts());
        run::travel(member.parts());
        run::pass(member.parts());
        assert!((member.state.ledger.total() - before).abs() < 1e-6);
    }
}

fn unsettled(member: &Run<'_>) -> f64 {
    member.state.ledger.unsettled.iter().sum::<f64>() + member.state.ledger.on_road()
}

fn with(stage: CrisisBuilder, parameters: &[(&str, f64)]) -> CrisisBuilder {
    parameters.iter().fold(stage, |stage, (key, value)| stage.parameter(key, *value))
}

/// a – b (the enemy's) – c, with a way round from a to c by d.
fn front() -> CrisisBuilder {
    front_and(Vec::new())
}

/// The same with other places.
fn front_and(others: Vec<Place>) -> CrisisBuilder {
    let mut places = ["a", "b", "c", "d"].map(|id| town(id, [0.0, 0.0], 60_000.0)).to_vec();
    places.extend(others);
    CrisisBuilder::new(50, places)
        .link("a", "b", 10.0)
        .link("b", "c", 10.0)
        .link("a", "d", 40.0)
        .link("d", "c", 40.0)
        .actor("army", 1.0)
        .actor("rebels", 1.0)
        .hostile("army", "rebels")
        .holds("army", &["a", "c", "d"])
        .holds("rebels", &["b"])
}

#[test]
fn people_avoid_a_front_line_by_a_detour_and_go_through_when_it_is_gone() {
    let known = [("front_weight", 0.1), ("softening_km", 10.0), ("distance_power", 1.0)];
    let world = World::new(&with(front(), &known).crisis);
    let mut member = member(&world, Draws::Expected);
    let way = |member: &mut Run<'_>| {
        find(member, 0);
        member.state.paths.deterrence(0)[2]
    };
    assert_eq!(way(&mut member), 1.0 / 90.0);
    member.state.control.holders[1] = member.state.control.holders[0];
    member.state.control.epoch += 1;
    assert_eq!(way(&mut member), 1.0 / 30.0);
    // Under assault, b may be left, but not entered without passing the front.
    member.state.control.assaulting[1] = Actors(2);
    member.state.control.assaulting[3] = Actors(2);
    assert_eq!(way(&mut member), 0.1 / 30.0);
}

#[test]
fn ways_that_are_kept_are_those_that_a_new_search_finds() {
    let ids: Vec<String> = (0..30).map(|index| format!("p{index:02}")).collect();
    let places = ids.iter().map(|id| town(id, [0.0, 0.0], 1_000.0)).collect();
    let mut stage = CrisisBuilder::new(50, places).actor("army", 1.0).actor("rebels", 1.0);
    let mut numbers = crate::draw::testing::stream(5);
    for one in 0..30 {
        for _ in 0..2 {
            let other = numbers.below(30) as usize;
            if other != one {
                // Lengths without ties.
                let km = 5.0 + 60.0 * numbers.uniform();
                stage = stage.link(&ids[one], &ids[other], km);
            }
        }
        let holder = ["army", "rebels"][one % 2];
        stage = stage.control(0, &ids[one], &[(holder, 1.0)]);
    }
    let world = World::new(&stage.hostile("army", "rebels").crisis);
    let mut member = member(&world, Draws::Sampled);
    for day in 0..60 {
        member.day = day;
        let flipped = numbers.below(30) as usize;
        member.state.control.holders[flipped] = Actors(1 + numbers.below(2) as u32);
        member.state.control.epoch += 1;
        let attacked = numbers.below(30) as usize;
        member.state.control.assaulting[attacked] = Actors(numbers.below(2) as u32);
        let mut fresh = Paths::start(&world.network, &world.first_paths);
        fresh.update(&world.network, &member.state.control, &world.geography.foes);
        for from in 0..30 {
            fresh.find_from_nothing(from, &world.network, &member.inputs.parameters);
            find(&mut member, from);
            let [one, other] = [&member.state.paths, &fresh].map(|known| known.deterrence(from));
            assert_eq!(one, other, "day {day} from {from}");
            for to in 0..30 {
                let [one, other] =
                    [&mut member.state.paths, &mut fresh].map(|known| known.from(from).go(to, 0.0));
                assert_eq!(one, other, "day {day} from {from} to {to}");
            }
        }
    }
}

#[test]
fn people_choose_by_attraction_over_distance() {
    let known = [
        ("softening_km", 10.0),
        ("distance_power", 2.0),
        ("size_power", 0.5),
        ("camp_weight", 3.0),
        ("km_per_day", 1000.0),
    ];
    let places = vec![
        town("a", [0.0, 0.0], 5_000.0),
        town("b", [0.0, 0.0], 60_000.0),
        town("c", [0.0, 0.0], 240_000.0),
        testing::place("d", PlaceKind::Camp, HOME, [0.0, 0.0]),
        testing::place("e", PlaceKind::Hub, HOME, [0.0, 0.0]),
    ];
    let stage = CrisisBuilder::new(50, places).link("a", "b", 10.0).link("b", "c", 10.0);
    let world = World::new(&with(stage.link("a", "d", 30.0).link("a", "e", 1.0), &known).crisis);
    let weights = [1.0 / 400.0, 2.0 / 900.0, 3.0 / 1_600.0];
    let total: f64 = weights.iter().sum();
    let mut expected = member(&world, Draws::Expected);
    leave(&mut expected, 0, 1_000.0);
    let found = |member: &Run<'_>| {
        let people = &member.state.ledger;
        [people.unsettled[1], people.unsettled[2], people.settled[3]]
    };
    for (found, weight) in found(&expected).iter().zip(weights) {
        assert!((found - 1_000.0 * weight / total).abs() < 1e-9, "{found}");
    }
    let mut sampled = member(&world, Draws::Sampled);
    for day in 0..20 {
        sampled.day = day;
        leave(&mut sampled, 0, 203.0);
    }
    for (found, weight) in found(&sampled).iter().zip(weights) {
        let (n, p) = (20.0 * 203.0, weight / total);
        // Households widen the variance of a count by their size.
        assert!((found - n * p).abs() < 4.0 * (5.0 * n * p * (1.0 - p)).sqrt(), "{found}");
    }
    assert_eq!(sampled.state.paths.used(&world.network).iter().sum::<f64>(), {
        let [b, c, d] = found(&sampled);
        b + 2.0 * c + d
    });
}

#[test]
fn a_long_way_takes_its_days_and_a_change_of_the_ground_is_noticed_on_it() {
    let known = [("km_per_day", 30.0), ("front_delay", 2.0)];
    let world = World::new(&with(CrisisBuilder::chain(50, 5, 20.0), &known).crisis);
    let mut member = member(&world, Draws::Expected);
    find(&mut member, 0);
    // 80 km at 30 km a day, by stages of 20 km: a rest at each place.
    pack(&mut member, 0, 10.0);
    go(&mut member, 0, 4, 10.0);
    assert_eq!(member.state.paths.used(&world.network), [10.0; 4]);
    for day in [1, 2, 3] {
        assert_eq!(member.state.ledger.on_road(), 10.0);
        member.day = day;
        arrive(&mut member);
    }
    assert_eq!(member.state.ledger.count(Whereabouts::Unsettled(PlaceId(4))), 10.0);
    // Others are on the way when their destination is attacked: they stop before it.
    pack(&mut member, 0, 7.0);
    go(&mut member, 0, 4, 7.0);
    member.state.control.assaulting[4] = Actors(1);
    member.day = 6;
    arrive(&mut member);
    assert_eq!(member.state.ledger.count(Whereabouts::Unsettled(PlaceId(3))), 7.0);
    // With a day of 50 km people come two stages far and rest there.
    let world =
        World::new(&with(CrisisBuilder::chain(50, 5, 20.0), &[("km_per_day", 50.0)]).crisis);
    let mut member = Run::start(&world, member.request);
    find(&mut member, 0);
    let days = [1, 2, 3, 4].map(|to| member.state.paths.from(0).go(to, 0.0));
    assert_eq!(days, [0, 0, 1, 1]);
}

#[test]
fn in_a_line_the_share_that_settles_on_the_way_is_that_of_the_closed_form() {
    let known = [("settle", 0.2), ("move_on", 0.1), ("km_per_day", 1000.0)];
    // Whoever moves on from b goes to a or c; from each of them only b attracts, and nobody
    // settles but in b, as the others are not safe.
    let world = World::new(&with(CrisisBuilder::chain(400, 3, 10.0), &known).crisis);
    for draws in [Draws::Expected, Draws::Sampled] {
        let mut member = member(&world, draws);
        member.derived.rhythm.every_day();
        member.state.pressure.quiet_days = vec![0.0, 1.0, 0.0];
        leave(&mut member, 0, 1_000.0);
        member.day = 1;
        let arrived = member.state.ledger.unsettled[1];
        days(&mut member, 1..2);
        // Of those who came to b, 1 − e^(−.3) do something on the next day: two thirds settle.
        let settled = member.state.ledger.settled[1];
        let known = arrived * -math::exp_m1(-0.3) * 2.0 / 3.0;
        let tolerance = if draws == Draws::Expected { 1e-9 } else { 4.0 * known.sqrt() };
        assert!((settled - known).abs() <= tolerance, "{settled} {known}");
        days(&mut member, 2..400);
        assert!(unsettled(&member) < 1.0);
        assert!((member.state.ledger.settled[1] - 1_000.0).abs() < 1.0);
    }
}

/// Two towns inside, a camp and a gate to a host.
fn border() -> CrisisBuilder {
    let places: Vec<Place> = vec![
        town("a", [0.0, 0.0], 50_000.0),
        town("b", [0.0, 0.0], 60_000.0),
        testing::place("camp", PlaceKind::Camp, HOME, [0.0, 0.0]),
        testing::place("gate", PlaceKind::Crossing, "BBB", [0.0, 0.0]),
        testing::place("host", PlaceKind::Host, "BBB", [0.0, 0.0]),
    ];
    CrisisBuilder::new(60, places)
        .link("a", "b", 20.0)
        .link("b", "gate", 15.0)
        .link("b", "camp", 5.0)
        .link("gate", "host", 40.0)
}

#[test]
fn with_gates_shut_the_displaced_settle_instead_of_going_to_and_fro() {
    let world = World::new(&border().crisis);
    let mut member = member(&world, Draws::Sampled);
    leave(&mut member, 0, 20_000.0);
    let mut restless = vec![unsettled(&member)];
    for week in 0..20 {
        days(&mut member, 1 + 7 * week..8 + 7 * week);
        restless.push(unsettled(&member) + member.state.ledger.waiting[3]);
    }
    assert!(restless.windows(2).skip(1).all(|week| week[1] <= week[0]), "{restless:?}");
    assert!(restless[20] < 0.1 * restless[0], "{restless:?}");
}

#[test]
fn a_camp_is_overfilled_only_by_those_on_their_way_when_it_filled_up() {
    let mut stage = with(border(), &[("camp_weight", 100.0), ("km_per_day", 1000.0)]);
    stage.crisis.places[2].capacity = Some(500.0);
    let world = World::new(&stage.crisis);
    let mut member = member(&world, Draws::Sampled);
    let mut most: f64 = 0.0;
    for day in 0..50 {
        (member.day, member.flows) = (day, crate::crisis::Flows::new(99));
        let before = member.state.ledger.displaced_at(PlaceId(2));
        run::open(member.parts());
        pack(&mut member, 0, 100.0);
        run::travel(member.parts());
        let after = member.state.ledger.displaced_at(PlaceId(2));
        assert!(member.state.ledger.settled[2] <= 500.0);
        assert!(after <= f64::max(before, 500.0 + 100.0 + 500.0), "{before} {after}");
        if before >= 500.0 {
            assert!(after <= before, "a full camp attracts nobody");
        }
        most = most.max(after);
    }
    assert!(most >= 500.0, "{most}");
}

#[test]
fn host_ties_draw_people_to_their_own_without_taking_everybody() {
    // Two equal towns b and c at equal distance of a; 1,000 people of a are already in b.
    let known = [("eta", 0.5), ("host_ties_scale", 100.0), ("km_per_day", 1000.0)];
    let places = ["a", "b", "c"].map(|id| town(id, [0.0, 0.0], 60_000.0)).to_vec();
    let stage = CrisisBuilder::new(400, places).link("a", "b", 10.0).link("a", "c", 10.0);
    let world = World::new(&with(stage, &known).crisis);
    let mut member = member(&world, Draws::Expected);
    let people = &mut member.state.ledger;
    let early = Leaving { people: 1_000.0, shares: &[1.0] };
    people.depart(HomeId(0), false, Whereabouts::Settled(PlaceId(1)), &early);
    leave(&mut member, 0, 100.0);
    let (drawn, equal) = (11.0_f64.sqrt(), 1.0);
    let known = 100.0 * drawn / (drawn + equal);
    let found = member.state.ledger.unsettled[1];
    assert!((found - known).abs() < 1e-9, "{found} {known}");
    // With eta below 1 the urn does not run away: later shares come nearer to equal ones.
    for day in 1..400 {
        member.day = day;
        leave(&mut member, 0, 100.0);
    }
    let [b, c] = [1, 2].map(|place| member.state.ledger.displaced_at(PlaceId(place)));
    assert!(c / (b + c) > 0.4, "{b} {c}");
}

#[test]
fn people_prefer_those_whom_they_do_not_fear_where_affinity_is_on() {
    let known = [("affinity", 1.0), ("km_per_day", 1000.0)];
    let places = ["a", "b", "c"].map(|id| town(id, [0.0, 0.0], 60_000.0)).to_vec();
    let stage = CrisisBuilder::new(50, places).link("a", "b", 10.0).link("a", "c", 10.0);
    let stage = stage.actor("army", 1.0).actor("rebels", 1.0).feared("army", 0.75);
    let stage = stage.holds("rebels", &["a", "c"]).holds("army", &["b"]);
    let world = World::new(&with(stage, &known).crisis);
    let mut member = member(&world, Draws::Expected);
    leave(&mut member, 0, 100.0);
    assert!((member.state.ledger.unsettled[1] - 20.0).abs() < 1e-9);
}

#[test]
fn nobody_flees_into_a_place_that_is_sealed_off() {
    let places = ["a", "b", "c"].map(|id| town(id, [0.0, 0.0], 60_000.0)).to_vec();
    let stage = CrisisBuilder::new(50, places).link("a", "b", 10.0).link("a", "c", 10.0);
    let stage = stage.actor("rebels", 1.0).holds("rebels", &["a", "b", "c"]);
    let world = World::new(&with(stage, &[("km_per_day", 1000.0)]).crisis);
    let mut member = member(&world, Draws::Expected);
    (member.state.control.exits_cut[1], member.state.control.siege[1]) = (1.0, 1.0);
    leave(&mut member, 0, 100.0);
    assert_eq!(member.state.ledger.unsettled[1], 0.0);
}

/// a and its two roads to c, over the enemy's b and round it by d, with a gate behind c.
fn two_roads() -> CrisisBuilder {
    let gate = testing::place("gate", PlaceKind::Crossing, "BBB", [0.0, 0.0]);
    let host = testing::place("host", PlaceKind::Host, "BBB", [0.0, 0.0]);
    let stage = front_and(vec![gate, host]);
    let mut stage = stage.link("c", "gate", 5.0).link("gate", "host", 5.0);
    stage.crisis.crossings.push(CrossingPeriod {
        place: stage.at("gate"),
        from: 0,
        until: 50,
        state: GateState::Limited,
        quota_per_day: Prior::Fixed(100.0),
        shared_draw: None,
    });
    with(stage, &[("km_per_day", 1000.0), ("irregular", 0.0)])
}

/// All who are leaving a place set out for the gate by the roads of today.
fn go_to_gate(member: &mut Run<'_>, from: usize) {
    let (world, gate) = (member.world, member.world.geography.gates[0]);
    let leaving = member.state.ledger.leaving[from];
    let node = world.network.node(gate).expect("gates are nodes");
    find(member, from);
    go(member, from, node, leaving);
    member.state.ledger.mix();
}

/// Those on the road come to the gate. Who crosses today, by the names of the places of their route.
fn crossing(member: &mut Run<'_>) -> Vec<(String, f64)> {
    member.flows = crate::crisis::Flows::new(99);
    arrive(member);
    run::open(member.parts());
    run::pass(member.parts());
    let (gate, places) = (member.world.geography.gates[0], &member.world.crisis().places);
    let crossed = member.flows.crossed_by_route[gate.index()].iter();
    let name =
        |route: Route| route.places().map(|place| places[place.index()].id.as_str()).collect();
    crossed
        .map(|(route, labels)| (name(route), labels.iter().map(|l| f64::from(*l)).sum()))
        .collect()
}

fn assert_shares(crossed: &[(String, f64)], known: &[(&str, f64)]) {
    assert_eq!(crossed.len(), known.len(), "{crossed:?}");
    for ((name, people), (route, share)) in crossed.iter().zip(known) {
        assert_eq!(name, route);
        assert!((people - 100.0 * share).abs() < 1e-3, "{crossed:?} {known:?}");
    }
}

#[test]
fn who_crosses_is_told_by_the_road_of_the_last_journey() {
    let world = World::new(&two_roads().crisis);
    let asked = Request {
        draws: Draws::Expected,
        track_causes: true,
        track_routes: true,
        ..request(3, Advance::Achieved)
    };
    let mut member = Run::start(&world, asked);
    // 300 go round the front line, and 100 straight when it is gone.
    pack(&mut member, 0, 300.0);
    go_to_gate(&mut member, 0);
    member.state.control.holders[1] = member.state.control.holders[0];
    member.state.control.epoch += 1;
    pack(&mut member, 0, 100.0);
    go_to_gate(&mut member, 0);
    assert_shares(&crossing(&mut member), &[("abc", 0.25), ("adc", 0.75)]);
    // Some of the others have been turned away: now they come from c.
    let (waiting, near) =
        (Whereabouts::Waiting(world.geography.gates[0]), Whereabouts::Unsettled(PlaceId(2)));
    let (still, again) = (member.state.ledger.count(waiting), member.state.ledger.count(near));
    assert!(still > 100.0 && again > 1.0);
    member.day = 1;
    member.state.ledger.transfer(near, Whereabouts::Leaving(PlaceId(2)), again);
    go_to_gate(&mut member, 2);
    let straight = 0.25 * still / (still + again);
    let known = [("abc", straight), ("adc", 3.0 * straight), ("c", again / (still + again))];
    assert_shares(&crossing(&mut member), &known);
}
