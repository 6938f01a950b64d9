//! Small scenarios whose answer is known in closed form.
//!
//! Means are checked within four standard errors; the seeds are fixed, so a test that passes
//! passes always.

mod common;

use common::{conflict, link, moments, place, request, run, run_one, scenario, series};
use haven_core::draw::Draws;
use haven_core::flee::scenario::{Closure, ClosureKind, Observed, PlaceKind, Scenario};
use haven_core::flee::{Request, World};
use haven_core::math;

/// Source in conflict – town – camp in a line; `people` set out on day 1 and nobody returns to the
/// source, whose attractiveness is 0, or leaves the camp.
fn line(people: i64, km: [f64; 2], days: u32) -> Scenario {
    let mut places = vec![
        place("Source", PlaceKind::Conflict, "HOME"),
        place("Town", PlaceKind::Town, "HOME"),
        place("Camp", PlaceKind::Camp, "AWAY"),
    ];
    places[0].residents = 1_000_000;
    let mut line = scenario(days, places, vec![link(0, 1, km[0]), link(1, 2, km[1])]);
    line.timeline.conflicts = vec![conflict(0, 0, days as usize)];
    line.rules.weights.conflict = 0.0;
    line.rules.move_chances.camp = 0.0;
    line.observed = Observed {
        series: vec![
            series("total", None, &[(0, 0), (1, people)]),
            series("Camp", Some(2), &[(0, 0), (1, people)]),
        ],
        corrections: Vec::new(),
    };
    line
}

fn assert_mean(values: impl Iterator<Item = f64> + Clone, expected: f64, what: &str) {
    let n = values.clone().count() as f64;
    let (mean, spread) = moments(values);
    let error = (spread / n.sqrt()).max(1e-9);
    assert!(
        (mean - expected).abs() <= 4.0 * error,
        "{what}: {mean} ± {error}, expected {expected}"
    );
}

#[test]
fn a_link_of_length_l_takes_l_over_v_days_and_one() {
    for (km, day_of_arrival) in [(100.0, 1), (360.0, 2), (361.0, 2), (720.0, 3), (1000.0, 3)] {
        let mut line = line(50, [km, 10.0], 8);
        line.rules.move_chances.default = 0.0;
        // Towns that are hardly left would become camps: leaving is forbidden by a far camp.
        line.rules.move_chances.default = 0.005;
        line.links[1].km = 1e9;
        let stocks = &run(&line, 1, |today| today.stock[1] + today.stock[2])[0];
        let first = stocks.iter().position(|people| *people > 0.0);
        assert_eq!(first, Some(day_of_arrival), "{km} km");
    }
}

#[test]
fn waiting_in_a_town_is_geometric() {
    // Everyone reaches the town on day 1 and leaves it for the camp with chance 0.3 at each
    // decision: one on arrival and one each later morning. The road on takes part of a day.
    let line = line(400, [100.0, 100.0], 15);
    let runs = run(&line, 300, |today| today.stock[2]);
    for day in 1..15 {
        let expected = 400.0 * (1.0 - math::powi(0.7, day));
        assert_mean(runs.iter().map(|run| run[day as usize]), expected, &format!("day {day}"));
    }
}

#[test]
fn those_who_pass_a_town_stay_less_as_soon_as_it_is_in_conflict() {
    // Conflict changes no score here (its weight is 1), only the chance of leaving the town, from .3 to 1.
    // From then on nobody who sets out from the source stops there, and of those who are there half
    // reach the camp each day; the others go to the source and back, which ends their day.
    let mut line = line(30_000, [300.0, 10.0], 6);
    line.rules.weights.conflict = 1.0;
    line.rules.travel.max_km_per_day = 360.0;
    line.rules.choice.distance_power = 0.0;
    line.timeline.conflicts.push(conflict(1, 3, 6));
    let runs = run(&line, 100, |today| today.stock[1]);
    for day in 3..6 {
        let share = runs.iter().map(|run| run[day] / run[day - 1]);
        assert_mean(share, 0.5, &format!("day {day}"));
    }
}

#[test]
fn a_cohort_spreads_like_a_binomial() {
    let line = line(400, [100.0, 100.0], 4);
    let runs = run(&line, 2_000, |today| today.stock[2]);
    let (_, spread) = moments(runs.iter().map(|run| run[2]));
    let expected = (400.0_f64 * 0.51 * 0.49).sqrt();
    assert!((spread / expected - 1.0).abs() < 0.07, "{spread}, expected {expected}");
}

/// Chances of the four outcomes of a random walk, by powers of its matrix.
#[test]
fn an_absorbing_chain_ends_where_its_matrix_says() {
    // Camp1 – TownA – TownB – Camp2, all roads a day long (so that each hop takes the whole day):
    // from TownA half go to Camp1, from TownB half to Camp2, as all ends score alike.
    let mut places = vec![
        place("Source", PlaceKind::Conflict, "HOME"),
        place("TownA", PlaceKind::Town, "HOME"),
        place("TownB", PlaceKind::Town, "HOME"),
        place("Camp1", PlaceKind::Camp, "AWAY"),
        place("Camp2", PlaceKind::Camp, "AWAY"),
    ];
    places[0].residents = 1_000_000;
    let km = 359.0;
    let links = vec![link(0, 1, km), link(1, 2, km), link(1, 3, km), link(2, 4, km)];
    let mut chain = scenario(30, places, links);
    chain.timeline.conflicts = vec![conflict(0, 0, 30)];
    chain.rules.weights.conflict = 0.0;
    chain.rules.move_chances.camp = 0.0;
    chain.rules.move_chances.default = 1.0;
    chain.rules.travel.max_km_per_day = 360.0;
    chain.observed = Observed {
        series: vec![
            series("total", None, &[(0, 0), (1, 1_000)]),
            series("Camp1", Some(3), &[(0, 0), (1, 1_000)]),
            series("Camp2", Some(4), &[(0, 0)]),
        ],
        corrections: Vec::new(),
    };
    // A road of 359 km leaves 1 km of the day, enough to decide again and do another road of 359
    // (a full day's speed on each): two hops a day, then 718 km ≥ 360 end it.
    let mut chances = [1.0, 0.0, 0.0, 0.0];
    let hop = |chances: [f64; 4]| {
        let [a, b, camp1, camp2] = chances;
        [b / 2.0, a / 2.0, camp1 + a / 2.0, camp2 + b / 2.0]
    };
    let runs =
        run(&chain, 300, |today| [today.stock[1], today.stock[2], today.stock[3], today.stock[4]]);
    // Day 1: Source → TownA, then one more hop.
    chances = hop(chances);
    for day in 1..8 {
        for end in 0..4 {
            let expected = 1_000.0 * chances[end];
            let what = format!("day {day}, end {end}");
            assert_mean(runs.iter().map(|run| run[day][end]), expected, &what);
        }
        chances = hop(hop(chances));
    }
}

#[test]
fn a_camp_fills_to_the_first_arrivals_beyond_half_its_buffer() {
    // 30 a day reach a camp of 200 on the day they set out. A camp is set out for while at least
    // half of its room is left: up to 190 people. The seventh day's 30 bring it to 210.
    let mut fill = line(0, [10.0, 10.0], 20);
    fill.links = vec![link(0, 2, 10.0)];
    fill.places[2].capacity = Some(200);
    fill.observed.series = vec![
        series("total", None, &[(0, 0), (20, 600)]),
        series("Camp", Some(2), &[(0, 0), (20, 600)]),
    ];
    for batch in [0.0, 0.005] {
        fill.rules.capacity.batch = batch;
        let runs = run(&fill, 5, |today| today.stock[2]);
        for stocks in runs {
            let expected: Vec<f64> = (0..20).map(|day| f64::from(30 * day.min(7))).collect();
            assert_eq!(stocks, expected);
        }
    }
}

#[test]
fn nobody_passes_a_closed_border_and_travellers_come_back() {
    let mut closed = line(100, [100.0, 1000.0], 20);
    closed.rules.move_chances.default = 1.0;
    // They set out for the camp on day 1, 1000 km away; the border closes on day 2.
    closed.timeline.closures = vec![Closure {
        kind: ClosureKind::Countries("HOME".into(), "AWAY".into()),
        start: 2,
        end: -1,
    }];
    let run = &run(&closed, 1, |today| (today.stock[1], today.stock[2], today.on_road))[0];
    assert!(run.iter().all(|(_, camp, _)| *camp == 0.0));
    assert_eq!(run[2].2, 100.0, "they walk on to the end of the road");
    assert_eq!(run[3], (100.0, 0.0, 0.0), "and are back after its third day");
    assert_eq!(run[19], (100.0, 0.0, 0.0));
}

#[test]
fn streams_split_by_weight_and_merge_again() {
    // Source → {Near, Far} → Camp; from the source the weights are 1/(10+90) and 1/(10+190).
    let mut places = vec![
        place("Source", PlaceKind::Conflict, "HOME"),
        place("Near", PlaceKind::Town, "HOME"),
        place("Far", PlaceKind::Town, "HOME"),
        place("Camp", PlaceKind::Camp, "AWAY"),
    ];
    places[0].residents = 1_000_000;
    let links = vec![link(0, 1, 90.0), link(0, 2, 190.0), link(1, 3, 400.0), link(2, 3, 400.0)];
    let mut diamond = scenario(12, places, links);
    diamond.timeline.conflicts = vec![conflict(0, 0, 12)];
    diamond.rules.weights.conflict = 0.0;
    diamond.rules.move_chances.camp = 0.0;
    diamond.rules.move_chances.default = 1.0;
    diamond.observed = Observed {
        series: vec![
            series("total", None, &[(0, 0), (1, 900)]),
            series("Camp", Some(3), &[(0, 0), (1, 900)]),
        ],
        corrections: Vec::new(),
    };
    let runs = run(&diamond, 400, |today| (today.stock[3], today.arrived[3]));
    assert!(runs.iter().all(|run| run[11].0 == 900.0), "they all meet in the camp");
    // The road of 400 km takes two days from either town: all arrive together on day 2.
    assert!(runs.iter().all(|run| run[2].1 == 900.0));
    diamond.links[3].km = 800.0;
    let runs = run(&diamond, 400, |today| today.arrived[3]);
    assert_mean(runs.iter().map(|run| run[2]), 600.0, "the near way");
    assert_mean(runs.iter().map(|run| run[3]), 300.0, "the far way");
    let (_, spread) = moments(runs.iter().map(|run| run[2]));
    let expected = (900.0_f64 * 2.0 / 9.0).sqrt();
    assert!((spread / expected - 1.0).abs() < 0.15, "{spread}, expected {expected}");
}

#[test]
fn the_expected_run_is_the_mean_of_sampled_runs_where_no_capacity_binds() {
    let line = line(500, [100.0, 150.0], 15);
    let world = World::new(&line);
    let expected = run_one(
        &world,
        &Request { draws: Draws::Expected, ..request(0) },
        &|today: &haven_core::flee::Today<'_>| today.stock.to_vec(),
    );
    let runs = run(&line, 400, |today| today.stock.to_vec());
    for day in 0..15 {
        for place in 0..3 {
            let values = runs.iter().map(|run| run[day][place]);
            assert_mean(values, expected[day][place], &format!("day {day}, place {place}"));
        }
    }
}

/// A town between many, with a marker off the roads or without.
fn crossroads(people: i64, with_marker: bool) -> Scenario {
    let mut places: Vec<_> =
        (0..6).map(|i| place(&format!("Town{i}"), PlaceKind::Town, "HOME")).collect();
    places[0].kind = PlaceKind::Conflict;
    places[0].residents = 10_000_000;
    places.push(place("Camp", PlaceKind::Camp, "AWAY"));
    places.push(place(
        "Alone",
        if with_marker { PlaceKind::Marker } else { PlaceKind::Town },
        "HOME",
    ));
    let links = vec![
        link(0, 1, 60.0),
        link(0, 2, 110.0),
        link(1, 2, 45.0),
        link(1, 3, 80.0),
        link(2, 4, 70.0),
        link(3, 4, 130.0),
        link(3, 5, 500.0),
        link(4, 5, 90.0),
        link(5, 6, 120.0),
    ];
    let mut crossroads = scenario(12, places, links);
    crossroads.timeline.conflicts = vec![conflict(0, 0, 12), conflict(2, 4, 12)];
    crossroads.observed = Observed {
        series: vec![
            series("total", None, &[(0, 0), (12, people)]),
            series("Camp", Some(6), &[(0, 0), (12, people)]),
        ],
        corrections: Vec::new(),
    };
    crossroads
}

/// Whether the evenings of the crossroads, drawn in whichever way suits so many people, follow the
/// law of journeys that are split road by road, as they are where there is a marker.
fn assert_law_of_journeys(people: i64) {
    let members = 300;
    let look = |today: &haven_core::flee::Today<'_>| {
        [today.stock, today.arrived].concat().into_iter().chain([today.on_road]).collect::<Vec<_>>()
    };
    let plain = run(&crossroads(people, false), members, look);
    let by_journey = run(&crossroads(people, true), members, look);
    let mut squares = 0.0;
    let mut cells = 0.0;
    for day in 0..12 {
        for value in 0..17 {
            let (mean, spread) = moments(plain.iter().map(|run| run[day][value]));
            let (twin_mean, twin_spread) = moments(by_journey.iter().map(|run| run[day][value]));
            let error =
                ((math::powi(spread, 2) + math::powi(twin_spread, 2)) / f64::from(members)).sqrt();
            if error > 0.0 {
                let z = (mean - twin_mean) / error;
                assert!(z.abs() < 4.5, "day {day}, value {value}: {mean} and {twin_mean}");
                squares += z * z;
                cells += 1.0;
            }
        }
    }
    assert!((squares / cells) < 1.5, "{}", squares / cells);
}

#[test]
fn the_table_of_days_ends_gives_the_law_of_the_journeys() {
    assert_law_of_journeys(24_000);
}

// Below 20,000 people there is no table. Cohorts of thousands are split and those of a few followed.
#[test]
fn people_followed_one_by_one_follow_the_law_of_the_journeys() {
    assert_law_of_journeys(15_000);
    assert_law_of_journeys(300);
}

#[test]
fn sinks_hold_people_at_their_rate() {
    let mut sink = line(1_000, [10.0, 10.0], 12);
    sink.links = vec![link(0, 2, 10.0)];
    sink.rules.capacity.camps_are_sinks = true;
    sink.rules.move_chances.camp = 1.0;
    sink.rules.weights.conflict = 1.0;
    sink.places[2].deactivation_per_day = 1.0;
    let runs = run(&sink, 3, |today| today.stock[2]);
    // Held from the first evening on: nobody comes out again.
    assert!(runs.iter().all(|run| run.windows(2).all(|days| days[1] >= days[0])));
}
