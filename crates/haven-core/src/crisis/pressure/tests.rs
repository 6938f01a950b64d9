//! Known answers of each term of pressure.

use super::*;
use crate::crisis::World;
use crate::crisis::actors::Actors;
use crate::crisis::control::Capture;
use crate::crisis::control::Control;
use crate::crisis::request::{Advance, Request};
use crate::crisis::run::{self, Run};
use crate::crisis::scenario::{DatedValue, Event, EventKind};
use crate::crisis::testing::{CrisisBuilder, request, town};
use crate::draw::Draws;
use crate::math;
use crate::rng::Purpose;

fn close(found: f64, known: f64) {
    assert!((found - known).abs() <= 1e-6 * known.abs(), "{found} instead of {known}");
}

fn expected() -> Request {
    Request { draws: Draws::Expected, ..request(0, Advance::Achieved) }
}

/// A town of the defender, whom two others fight, who are feared by 1 and by .5.
fn front() -> CrisisBuilder {
    CrisisBuilder::new(400, vec![town("a", [0.0, 0.0], 1_000.0)])
        .actor("defender", 1.0)
        .actor("near", 1.0)
        .actor("far", 1.0)
        .hostile("near", "defender")
        .hostile("far", "defender")
        .feared("near", 1.0)
        .feared("far", 0.5)
        .holds("defender", &["a"])
        .parameter("fear_days", 3.0)
}

/// Presses the civilians of day `day`, on this ground.
fn press_on(member: &mut Run<'_>, day: u32) {
    member.day = day;
    run::press(member.parts());
}

#[test]
fn violence_of_five_acts_at_five_distances_is_the_known_one() {
    let names = ["a", "b", "c", "d", "e"];
    let towns = names.iter().enumerate();
    let towns = towns.map(|(index, name)| town(name, [2.0 * index as f64, 0.0], 1_000.0));
    let stage = CrisisBuilder::new(1, towns.collect()).actor("army", 1.0).actor("rebels", 1.0);
    let stage = stage
        .holds("rebels", &names)
        .parameter("event_hazard", 0.0185)
        .parameter("kernel_km", 12.8)
        .parameter("memory_days", 12.0);
    for (days, known) in [(0..1, 0.083_269_79), (-11..1, 0.647_711_47), (-30..1, 0.647_711_47)] {
        let mut crisis = stage.crisis.clone();
        crisis.origin = 1;
        for (day, name) in days.flat_map(|day| names.map(|name| (day, name))) {
            let (place, actor) = (stage.at(name), stage.who("army"));
            let kind = EventKind::Assault;
            crisis.events.push(Event { day, place, actor, kind, count: 1.0 });
        }
        let world = World::new(&crisis);
        let mut member = Run::start(&world, expected());
        press_on(&mut member, 0);
        close(member.state.pressure.violence[0], known);
    }
}

#[test]
fn an_actor_s_own_violence_is_not_felt_behind_its_lines() {
    let towns = vec![town("bombed", [0.0, 0.0], 1_000.0), town("bombing", [5.0, 0.0], 1_000.0)];
    let stage = CrisisBuilder::new(1, towns).actor("army", 1.0).actor("rebels", 1.0);
    let stage = stage.holds("rebels", &["bombed"]).holds("army", &["bombing"]);
    let mut crisis = stage.crisis.clone();
    crisis.origin = 1;
    let (place, actor) = (stage.at("bombed"), stage.who("army"));
    crisis.events.push(Event { day: 0, place, actor, kind: EventKind::Air, count: 5.0 });
    let world = World::new(&crisis);
    let mut member = Run::start(&world, expected());
    press_on(&mut member, 0);
    let violence = |name| member.state.pressure.violence[stage.at(name).index()];
    assert!(violence("bombed") > 0.0);
    assert_eq!(violence("bombing"), 0.0);
}

#[test]
fn drawn_acts_leave_as_many_unharmed_as_their_mean_says() {
    let stage = front()
        .parameter("memory_days", 1.0)
        .parameter("front_events", 4.0)
        .parameter("event_hazard", 0.05);
    let world = World::new(&stage.parameter("weight_front", 0.4).crisis);
    let unharmed = |request: Request| {
        let mut member = Run::start(&world, request);
        member.state.control.front[0] = true;
        press_on(&mut member, 0);
        1.0 - member.state.pressure.violence[0]
    };
    let mean = unharmed(expected());
    close(mean, math::exp(-4.0 * 0.05 * 0.4));
    let drawn: Vec<f64> =
        (0..2_000).map(|member| unharmed(request(member, Advance::Achieved))).collect();
    let found = drawn.iter().sum::<f64>() / 2_000.0;
    let variance = drawn.iter().map(|x| math::powi(x - found, 2)).sum::<f64>() / 2_000.0;
    assert!((found - mean).abs() < 4.0 * (variance / 2_000.0).sqrt(), "{found} {mean}");
}

#[test]
fn what_goes_on_at_fronts_has_gone_on_before_unless_the_table_speaks() {
    let mut stage = front().parameter("memory_days", 10.0).parameter("front_events", 2.0);
    let violence = |stage: &CrisisBuilder| {
        let world = World::new(&stage.crisis);
        let mut member = Run::start(&world, expected());
        member.state.control.front[0] = true;
        press_on(&mut member, 0);
        let first = member.state.pressure.violence[0];
        (1..30).for_each(|day| press_on(&mut member, day));
        (first, member.state.pressure.violence[0])
    };
    let (first, last) = violence(&stage);
    close(first, last);
    let (place, actor, kind) = (stage.at("a"), stage.who("near"), EventKind::Front);
    stage.crisis.events.push(Event { day: -3, place, actor, kind, count: 0.0 });
    let (first, later) = violence(&stage);
    close(later, last);
    assert!(first < 0.2 * last, "{first} {last}");
}

#[test]
fn fear_of_two_who_approach_is_the_known_one() {
    let stage = front();
    let world = World::new(&stage.crisis);
    let [defender, near, far] = ["defender", "near", "far"].map(|actor| stage.who(actor));
    let mut member = Run::start(&world, expected());
    let mut fear_with = |change: &dyn Fn(&mut Control)| {
        let control = &mut member.state.control;
        control.km_to = vec![0.0, 20.0, f64::INFINITY];
        (control.expected_speed, control.km_gained) = (vec![4.0; 3], vec![56.0; 3]);
        control.assaulting[0] = Actors::default();
        control.holders[0] = Actors::default().with(defender);
        change(control);
        control.outlook += 1;
        press_on(&mut member, 0);
        member.state.pressure.fear[0]
    };
    let both = |control: &mut Control| control.km_to[far.index()] = 40.0;
    close(fear_with(&|_| ()), 0.188_875_60);
    close(fear_with(&both), 0.203_343_63);
    let only_far = 0.5 * math::exp(-10.0 / 3.0);
    close(
        fear_with(&|control| {
            both(control);
            control.assaulting[0] = Actors::default().with(near);
        }),
        only_far,
    );
    close(
        fear_with(&|control| {
            both(control);
            control.holders[0] = control.holders[0].with(near);
        }),
        only_far,
    );
}

#[test]
fn a_capture_is_feared_and_the_fear_of_it_fades() {
    let stage = front().parameter("occupation_days", 5.0);
    let world = World::new(&stage.crisis);
    let mut member = Run::start(&world, expected());
    let (place, by) = (stage.at("a"), stage.who("far"));
    member.state.control.captured[0] = Some(Capture { day: 1, place, by });
    press_on(&mut member, 11);
    close(member.state.pressure.occupation[0], 0.5 * math::exp(-2.0));
    close(member.state.pressure.fear_at[0], 0.5 * math::exp(-2.0));
}

#[test]
fn an_assault_on_a_city_is_near_a_part_of_its_residents() {
    let stage = front().parameter("assault_people", 60_000.0).parameter("assault_dilution", 0.5);
    for (residents, share) in [(240_000.0, 0.5), (1_000.0, 1.0)] {
        let mut crisis = stage.crisis.clone();
        crisis.places[0].residents = crate::prior::Prior::Fixed(residents);
        let world = World::new(&crisis);
        let mut member = Run::start(&world, expected());
        press_on(&mut member, 0);
        assert_eq!(member.state.pressure.assault, [0.0]);
        member.state.control.assaulting[0] = Actors::default().with(stage.who("near"));
        press_on(&mut member, 1);
        assert_eq!(member.state.pressure.assault, [share]);
        assert_eq!(member.state.pressure.quiet_days, [0.0]);
    }
}

#[test]
fn only_damage_of_the_last_30_days_is_new_and_a_first_assessment_says_what_had_been() {
    let mut stage = front().parameter("damage_per_exposure", 0.1).parameter("air_events", 3.0);
    stage = stage.parameter("event_hazard", 0.05).parameter("weight_air", 1.0);
    stage.crisis.origin = 60;
    let place = stage.at("a");
    for (day, value) in [(-100, 0.2), (20, 0.3)] {
        stage.crisis.damage.push(DatedValue { day, place, value });
    }
    let world = World::new(&stage.crisis);
    let mut member = Run::start(&world, expected());
    let mut new = Vec::new();
    for day in 0..90 {
        if day == 60 {
            let at = member.state.control.at(place, stage.who("near"));
            member.state.control.air[at] = 1.0;
        }
        press_on(&mut member, day);
        new.push(member.state.pressure.new_damage[0]);
    }
    assert_eq!((new[19], new[50]), (0.0, 0.0));
    close(new[20], 0.1);
    close(new[49], 0.1);
    let level = |days: i32| 1.0 - 0.7 * math::exp(-0.1 * 3.0 * 0.05 * f64::from(days));
    close(member.state.pressure.damage[0], level(30));
    close(new[89], level(30) - 0.3);
}

#[test]
fn shocks_have_a_mean_of_1_and_remember_yesterday() {
    let stage = front().parameter("shock", 0.5).parameter("shock_memory", 0.8);
    let world = World::new(&stage.crisis);
    let (mut first, mut last, mut product) = ([0.0; 2], 0.0, 0.0);
    for number in 0..4_000 {
        let mut member = Run::start(&world, request(number, Advance::Achieved));
        press_on(&mut member, 0);
        let before = member.state.pressure.shock[0];
        press_on(&mut member, 1);
        let after = member.state.pressure.shock[0];
        first = [first[0] + before, first[1] + before * before];
        last += after;
        product += before * after;
    }
    let [mean, square, after, product] =
        [first[0], first[1], last, product].map(|sum| sum / 4_000.0);
    let error = 4.0 * (math::exp_m1(0.25) / 4_000.0).sqrt();
    assert!((mean - 1.0).abs() < error && (after - 1.0).abs() < error, "{mean} {after}");
    assert!((math::ln(square) - 0.25).abs() < 0.06, "{square}");
    assert!((math::ln(product) - 0.8 * 0.25).abs() < 0.06, "{product}");
    let mut member = Run::start(&world, expected());
    press_on(&mut member, 0);
    assert_eq!(member.state.pressure.shock, [1.0]);
}

#[test]
fn the_acts_of_one_campaign_are_not_those_of_another() {
    let stage = front();
    let world = World::new(&stage.crisis);
    let member = Run::start(&world, request(1, Advance::Achieved));
    let place = stage.at("a");
    let act = |actor: &str, kind| acts::Act {
        place,
        actor: stage.who(actor),
        kind,
        count: 1.0,
        is_mean: true,
    };
    let scene =
        Scene { now: member.now(), felt: &member.derived.felt, control: &member.state.control };
    let keys =
        [act("near", EventKind::Air), act("far", EventKind::Air), act("far", EventKind::Front)]
            .map(|act| member.now().streams().at(Purpose::Events, acts::key(&scene, &act)).bits());
    assert!(keys[0] != keys[1] && keys[1] != keys[2]);
}
