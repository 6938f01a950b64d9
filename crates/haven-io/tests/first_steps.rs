//! The tutorial's scenario tells the story that the tutorial tells: people arrive, the closed bridge
//! holds them up, the nearer camp fills up, and the observations can be compared with.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use haven_core::draw::Draws;
use haven_core::flee::scenario::Scenario;
use haven_core::flee::{Request, Today, Track, World};
use haven_io::haven_format::flee;
use haven_io::sources::Folder;
use std::ops::ControlFlow;
use std::path::Path;

fn first_steps() -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../haven/scenarios/first-steps");
    flee::read(&Folder::open(&path).unwrap(), None).0.unwrap()
}

/// One place on one day.
#[derive(Clone, Copy)]
struct Day {
    stock: f64,
    arrived: f64,
}

/// What happens at a place, by day, in one run.
fn days_at(scenario: &Scenario, place: &str) -> Vec<Day> {
    let place = scenario.place(place).unwrap().index();
    let request = Request { seed: 7, member: 0, draws: Draws::Sampled, track: Track::default() };
    let mut days = Vec::new();
    let mut look = |today: &Today<'_>| {
        days.push(Day { stock: today.stock[place], arrived: today.arrived[place] });
        ControlFlow::Continue(())
    };
    World::new(scenario).run(&request, &mut look).unwrap();
    days
}

/// The days on which the bridge is closed.
const CLOSED: std::ops::Range<usize> = 30..40;

#[test]
fn nobody_arrives_abroad_while_the_bridge_is_closed_and_many_do_afterwards() {
    let scenario = first_steps();
    for camp in ["lindow", "harrow"] {
        let days = days_at(&scenario, camp);
        assert!(days[CLOSED].iter().all(|day| day.arrived == 0.0), "{camp}");
        let before: f64 = days[25..30].iter().map(|day| day.arrived).sum();
        let after: f64 = days[40..45].iter().map(|day| day.arrived).sum();
        assert!(before > 0.0 && after > 1.5 * before, "{camp}: {before} before, {after} after");
    }
}

#[test]
fn people_wait_at_the_closed_bridge() {
    let bridge = days_at(&first_steps(), "grey-bridge");
    assert!(bridge[29].stock == 0.0 && bridge[39].stock > 50.0);
}

#[test]
fn without_the_closure_people_arrive_earlier() {
    let scenario = first_steps();
    let mut open = scenario.clone();
    open.timeline.closures.clear();
    let abroad = |scenario: &Scenario, day: usize| {
        days_at(scenario, "lindow")[day].stock + days_at(scenario, "harrow")[day].stock
    };
    assert!(abroad(&open, 39) > 1.5 * abroad(&scenario, 39));
    let late = abroad(&open, 79) / abroad(&scenario, 79);
    assert!((0.95..1.1).contains(&late), "closed or not, they come in the end: {late}");
}

#[test]
fn lindow_fills_up_and_harrow_takes_the_rest() {
    let scenario = first_steps();
    let (lindow, harrow) = (days_at(&scenario, "lindow"), days_at(&scenario, "harrow"));
    assert!(lindow[45..].iter().all(|day| (3_700.0..=4_000.0).contains(&day.stock)));
    assert!(harrow[79].stock > 1.5 * harrow[50].stock);
    let mut roomy = scenario.clone();
    roomy.places[scenario.place("lindow").unwrap().index()].capacity = Some(20_000);
    assert!(days_at(&roomy, "lindow")[79].stock > 5_000.0, "the capacity is what binds");
}

#[test]
fn simulation_and_observations_are_of_the_same_size() {
    let scenario = first_steps();
    let world = World::new(&scenario);
    for camp in ["lindow", "harrow"] {
        let simulated = days_at(&scenario, camp)[77].stock;
        let observed = world.observed(scenario.place(camp).unwrap(), 77).unwrap();
        assert!((simulated / observed - 1.0).abs() < 0.1, "{camp}: {simulated}, {observed}");
    }
}

#[test]
fn people_who_are_in_a_camp_at_the_start_take_room_once() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../haven/scenarios/first-steps");
    let mut folder = Folder::open(&path).unwrap();
    let settings = std::fs::read_to_string(path.join("scenario.toml")).unwrap();
    let by_conflict = settings.lines().find(|line| line.starts_with("departures")).unwrap();
    let observed = settings.replace(by_conflict, "departures = \"observed\"");
    folder.add("scenario.toml", observed.into_bytes());
    let counts = "date,place,measure,value\n2030-03-01,lindow,stock,2500\n\
                  2030-03-01,harrow,stock,0\n2030-05-01,harrow,stock,6000\n";
    folder.add("observations.csv", counts.as_bytes().to_vec());
    let scenario = flee::read(&folder, None).0.unwrap();
    let lindow = days_at(&scenario, "lindow");
    assert!((2_480.0..=2_500.0).contains(&lindow[0].stock));
    assert!(lindow[79].stock > 3_500.0, "of 4,000 places 1,500 are free: {}", lindow[79].stock);
}
