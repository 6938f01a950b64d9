//! The toy scenarios of the Flee 3 specification (appendix A): means and spreads of 60 runs of
//! Flee against 600 members of ours.

mod common;

use common::{conflict, link, moments, place, run, scenario, series};
use haven_core::flee::World;
use haven_core::flee::scenario::{Closure, ClosureKind, Observed, PlaceKind, Scenario};
use haven_core::id::PlaceId;
use haven_core::math;

const DAYS: [usize; 4] = [4, 9, 14, 19];

/// Mean and standard deviation of the people in each camp.
type Cell = [(f64, f64); 2];

fn toy() -> Scenario {
    let mut places = vec![
        place("Alpha", PlaceKind::Conflict, "HOME"),
        place("Bravo", PlaceKind::Town, "HOME"),
        place("Town1", PlaceKind::Town, "HOME"),
        place("Town2", PlaceKind::Town, "HOME"),
        place("Camp1", PlaceKind::Camp, "AWAY"),
        place("Camp2", PlaceKind::Camp, "AWAY"),
    ];
    (places[0].residents, places[1].residents) = (100_000, 50_000);
    (places[4].capacity, places[5].capacity) = (Some(2000), Some(1000));
    let links = vec![
        link(0, 1, 100.0),
        link(0, 2, 200.0),
        link(1, 3, 75.0),
        link(2, 4, 150.0),
        link(2, 3, 140.0),
        link(3, 5, 250.0),
    ];
    let mut toy = scenario(20, places, links);
    toy.rules.weights.conflict = 0.25;
    toy.timeline.conflicts = vec![conflict(0, 0, 21), conflict(1, 5, 21)];
    toy.observed = Observed {
        series: vec![
            series("total", None, &[(0, 100), (10, 1100), (20, 1600)]),
            series("Camp1", Some(4), &[(0, 60), (10, 660), (20, 960)]),
            series("Camp2", Some(5), &[(0, 40), (10, 440), (20, 640)]),
        ],
        corrections: Vec::new(),
    };
    toy
}

/// Checks means within four standard errors of the difference and spreads within what 60 runs
/// tell (their relative error is 9 %, so 4 of those).
fn agrees(name: &str, scenario: &Scenario, flee: [Cell; 4]) {
    let (flee_runs, members) = (60.0_f64, 600.0_f64);
    let runs = run(scenario, members as u32, |today| [today.stock[4], today.stock[5]]);
    for (day, cell) in DAYS.iter().zip(flee) {
        for camp in 0..2 {
            let (mean, spread) = moments(runs.iter().map(|run| run[*day][camp]));
            let (flee_mean, flee_spread) = cell[camp];
            let error =
                (math::powi(flee_spread, 2) / flee_runs + math::powi(spread, 2) / members).sqrt();
            let z = (mean - flee_mean) / error;
            assert!(z.abs() < 4.0, "{name}, day {day}, camp {}: {mean:.1}, z {z:.1}", camp + 1);
            let ratio = spread / flee_spread;
            assert!((0.64..1.56).contains(&ratio), "{name}, day {day}: spread ratio {ratio:.2}");
        }
    }
}

#[test]
fn s1_defaults() {
    agrees(
        "S1",
        &toy(),
        [
            [(100.3, 6.0), (56.3, 3.7)],
            [(282.3, 14.1), (203.5, 12.3)],
            [(497.3, 16.3), (351.6, 14.7)],
            [(678.5, 17.2), (475.1, 18.0)],
        ],
    );
}

#[test]
fn s2_starting_on_foot_and_avoiding_short_stints() {
    let mut toy = toy();
    toy.rules.travel.start_on_foot = true;
    toy.rules.travel.avoid_short_stints = true;
    agrees(
        "S2",
        &toy,
        [
            [(80.4, 4.1), (69.8, 5.0)],
            [(281.2, 12.7), (234.7, 13.2)],
            [(545.7, 15.7), (406.9, 15.4)],
            [(730.9, 17.4), (530.4, 16.4)],
        ],
    );
}

#[test]
fn s3_slow_travel_and_avoiding_short_stints() {
    let mut toy = toy();
    toy.rules.travel.max_km_per_day = 90.0;
    toy.rules.travel.avoid_short_stints = true;
    agrees(
        "S3",
        &toy,
        [
            [(75.1, 3.6), (42.5, 1.5)],
            [(206.4, 10.8), (133.1, 9.8)],
            [(413.9, 15.2), (271.8, 15.0)],
            [(587.9, 16.6), (396.9, 18.1)],
        ],
    );
}

#[test]
fn s4_awareness_of_three_hops() {
    let mut toy = toy();
    toy.rules.choice.awareness = 3;
    agrees(
        "S4",
        &toy,
        [
            [(129.4, 7.7), (114.0, 7.9)],
            [(349.1, 12.1), (295.6, 14.7)],
            [(541.5, 16.6), (448.5, 17.5)],
            [(702.9, 19.6), (574.9, 18.8)],
        ],
    );
}

#[test]
fn s5_binding_capacity() {
    let mut toy = toy();
    toy.rules.choice.awareness = 2;
    (toy.places[4].capacity, toy.places[5].capacity) = (Some(360), Some(240));
    agrees(
        "S5",
        &toy,
        [
            [(137.8, 7.5), (76.5, 4.6)],
            [(291.5, 4.7), (195.5, 3.6)],
            [(293.1, 5.3), (195.2, 3.9)],
            [(295.1, 8.9), (195.9, 5.4)],
        ],
    );
}

#[test]
fn s6_closures_that_catch_people_on_the_way() {
    let mut toy = toy();
    toy.rules.travel.max_km_per_day = 90.0;
    toy.timeline.closures = vec![
        Closure { kind: ClosureKind::Countries("HOME".into(), "AWAY".into()), start: 6, end: 12 },
        Closure { kind: ClosureKind::Place(PlaceId(3)), start: 9, end: 15 },
    ];
    agrees(
        "S6",
        &toy,
        [
            [(64.0, 2.2), (40.6, 1.1)],
            [(73.0, 4.1), (42.5, 1.7)],
            [(227.4, 12.7), (141.4, 10.1)],
            [(507.0, 15.8), (313.9, 12.3)],
        ],
    );
}

#[test]
fn s8_decaying_conflict_and_powers() {
    let mut toy = toy();
    toy.rules.spawning.decay = vec![1.0, 0.5, 0.1];
    toy.rules.spawning.decay_interval_days = 4;
    toy.rules.choice.weight_power = 2.0;
    toy.rules.choice.distance_power = 0.5;
    agrees(
        "S8",
        &toy,
        [
            [(103.3, 7.0), (57.5, 4.1)],
            [(279.5, 15.8), (211.0, 10.8)],
            [(464.3, 18.3), (339.1, 13.1)],
            [(614.2, 18.8), (445.9, 13.2)],
        ],
    );
}

#[test]
fn the_columns_that_are_not_random_are_flees() {
    let runs = run(&toy(), 1, |today| (today.displaced, today.reported, today.debt));
    let expected = |day: usize| match day {
        0..=9 => 100.0 * (day + 1) as f64,
        _ => 1100.0 + 50.0 * (day - 10) as f64,
    };
    for (day, (displaced, reported, debt)) in runs[0].iter().enumerate() {
        assert_eq!((*displaced, *reported, *debt), (expected(day), expected(day) + 100.0, 0.0));
    }
}

/// Flee takes places of a kind that is hardly left for camps; one in conflict is a source all the same.
#[test]
fn a_place_that_is_hardly_left_is_a_camp_and_a_source_only_in_conflict() {
    let mut places = vec![
        place("Alpha", PlaceKind::Conflict, "HOME"),
        place("Town", PlaceKind::Town, "HOME"),
        place("Camp", PlaceKind::Camp, "AWAY"),
    ];
    (places[0].residents, places[1].residents) = (1_000, 9_000);
    // Nobody arrives anywhere within two days.
    let far = vec![link(0, 1, 100_000.0), link(0, 2, 100_000.0), link(1, 2, 100_000.0)];
    let mut hardly = scenario(2, places, far);
    hardly.observed.series = vec![
        series("total", None, &[(0, 0), (1, 500)]),
        series("Camp", Some(2), &[(0, 0), (1, 500)]),
    ];
    let stocks = |scenario: &Scenario| {
        let evenings = run(scenario, 1, |today| [today.stock[0], today.stock[1]]);
        evenings[0].last().copied().expect("there are two days")
    };
    let destinations = |scenario: &Scenario| World::new(scenario).destinations().to_vec();
    assert_eq!(destinations(&hardly), [PlaceId(2)]);
    hardly.rules.move_chances.default = 0.004;
    assert_eq!(destinations(&hardly), [PlaceId(1), PlaceId(2)], "the town is a camp");
    assert_eq!(stocks(&hardly)[1], 0.0, "and no source");
    hardly.rules.move_chances.conflict = 0.004;
    assert_eq!(destinations(&hardly), [PlaceId(0), PlaceId(1), PlaceId(2)]);
    let [alpha, town] = stocks(&hardly);
    assert!(alpha > 400.0 && town == 0.0, "most of 500 stay where they set out: {alpha}, {town}");
    hardly.rules.move_chances.default = 0.005;
    assert_eq!(destinations(&hardly), [PlaceId(0), PlaceId(2)], "a chance of 0.005 is not hardly");
}
