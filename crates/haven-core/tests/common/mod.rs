//! Scenarios for tests, and running them many times.
#![allow(dead_code, reason = "each test uses its own part")]

use haven_core::draw::Draws;
use haven_core::flee::scenario::{
    Conflict, Link, Observed, Place, PlaceKind, Report, Rules, Scenario, Series, Timeline,
};
use haven_core::flee::{Request, Stopped, Today, Track, World};
use haven_core::id::PlaceId;
use haven_core::math;
use std::ops::ControlFlow;

/// A place with usual values.
pub fn place(id: &str, kind: PlaceKind, country: &str) -> Place {
    Place {
        id: id.into(),
        name: id.into(),
        region: "unknown".into(),
        country: country.into(),
        latitude: 0.0,
        longitude: 0.0,
        kind,
        residents: 0,
        capacity: matches!(kind, PlaceKind::Camp | PlaceKind::IdpCamp).then_some(0),
        capacity_growth_per_day: 0,
        initial_intensity: 1.0,
        initial_displaced: 0,
        deactivation_per_day: 0.0,
    }
}

/// A link between places by position.
pub fn link(from: u32, to: u32, km: f64) -> Link {
    Link { from: PlaceId(from), to: PlaceId(to), km, max_km_per_day: None, walk_probability: None }
}

/// A series of reports.
pub fn series(label: &str, place: Option<u32>, reports: &[(i64, i64)]) -> Series {
    let reports = reports.iter().map(|(day, people)| Report { day: *day, people: *people });
    Series { label: label.into(), place: place.map(PlaceId), sources: vec![reports.collect()] }
}

/// A scenario of these places and links, without conflict, closures or observations.
pub fn scenario(days: u32, places: Vec<Place>, links: Vec<Link>) -> Scenario {
    Scenario {
        title: "test".into(),
        summary: String::new(),
        start: "2020-01-01".parse().expect("a date"),
        days,
        home_country: places[0].country.clone(),
        places,
        links,
        rules: Rules::default(),
        timeline: Timeline::default(),
        observed: Observed::default(),
        listed_people: Vec::new(),
        groups: Vec::new(),
        differences: Vec::new(),
    }
}

/// Conflict of intensity 1 from a day on.
pub fn conflict(place: u32, from: usize, days: usize) -> Conflict {
    let intensity = (0..days).map(|day| if day >= from { 1.0 } else { 0.0 }).collect();
    Conflict { place: PlaceId(place), intensity }
}

/// A request for a member.
pub fn request(member: u32) -> Request {
    Request { seed: 2014, member, draws: Draws::Sampled, track: Track::default() }
}

/// Runs members `0..members` and gives `look(day)` of every day: members × days.
pub fn run<T>(scenario: &Scenario, members: u32, look: impl Fn(&Today<'_>) -> T) -> Vec<Vec<T>> {
    let world = World::new(scenario);
    (0..members).map(|member| run_one(&world, &request(member), &look)).collect()
}

/// Runs one member and gives `look(day)` of every day.
pub fn run_one<T>(world: &World, request: &Request, look: &impl Fn(&Today<'_>) -> T) -> Vec<T> {
    let mut days = Vec::new();
    play(world, request, &mut |today| days.push(look(today)));
    days
}

/// Shows every day to `look`, until the run ends or no place is left to set out from.
pub fn play(world: &World, request: &Request, look: &mut impl FnMut(&Today<'_>)) {
    let ended = world.run(request, &mut |today| {
        look(today);
        ControlFlow::Continue(())
    });
    assert!(matches!(ended, Ok(()) | Err(Stopped::NoSource { .. })), "{ended:?}");
}

/// Mean and standard deviation.
pub fn moments(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let n = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / n;
    let variance = values.map(|x| math::powi(x - mean, 2)).sum::<f64>() / (n - 1.0).max(1.0);
    (mean, variance.sqrt())
}
