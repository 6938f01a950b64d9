//! The toy scenarios of Flee's specification, and of more that goes on in them.

use super::common::{conflict, link, place, scenario, series};
use haven_core::flee::scenario::{
    Closure, ClosureKind, ConflictSpawning, Correction, Group, KindChange, Observed, PlaceKind,
    RateMode, Scenario,
};
use haven_core::id::PlaceId;

/// Places that people flee: two of them, two towns, two camps abroad and one at home.
fn toy() -> Scenario {
    let mut places = vec![
        place("Alpha", PlaceKind::Conflict, "HOME"),
        place("Bravo", PlaceKind::Town, "HOME"),
        place("Town1", PlaceKind::Town, "HOME"),
        place("Town2", PlaceKind::Town, "HOME"),
        place("Camp1", PlaceKind::Camp, "AWAY"),
        place("Camp2", PlaceKind::Camp, "AWAY"),
        place("Camp3", PlaceKind::IdpCamp, "HOME"),
    ];
    for (index, place) in places.iter_mut().enumerate() {
        (place.latitude, place.longitude) = (index as f64, (index * index) as f64 / 3.0);
    }
    (places[0].residents, places[1].residents) = (100_000, 50_000);
    (places[4].capacity, places[5].capacity) = (Some(2000), Some(1000));
    let links = vec![
        link(0, 1, 100.0),
        link(0, 2, 200.0),
        link(1, 3, 75.0),
        link(2, 4, 150.0),
        link(2, 3, 140.0),
        link(3, 5, 250.0),
        link(3, 6, 60.0),
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

/// The toy with something else.
fn with(change: impl Fn(&mut Scenario)) -> Scenario {
    let mut toy = toy();
    change(&mut toy);
    toy
}

fn on_foot(toy: &mut Scenario) {
    toy.rules.travel.start_on_foot = true;
    toy.rules.travel.max_km_per_day = 90.0;
    toy.links[2].walk_probability = Some(0.4);
    toy.links[3].max_km_per_day = Some(55.0);
}

fn short_stints(toy: &mut Scenario) {
    toy.rules.travel.avoid_short_stints = true;
    toy.rules.choice.awareness = 2;
}

fn full_camps(toy: &mut Scenario) {
    toy.rules.choice.awareness = 2;
    (toy.places[4].capacity, toy.places[5].capacity) = (Some(360), Some(240));
    toy.places[5].capacity_growth_per_day = 3;
    toy.places[4].deactivation_per_day = 0.05;
    toy.rules.capacity.camps_are_sinks = true;
    toy.rules.move_chances.camp = 0.1;
}

fn in_batches(toy: &mut Scenario) {
    full_camps(toy);
    toy.rules.capacity.batch = 0.05;
}

fn closures(toy: &mut Scenario) {
    toy.rules.travel.max_km_per_day = 90.0;
    let close = |kind, start, end| Closure { kind, start, end };
    toy.timeline.closures = vec![
        close(ClosureKind::Countries("HOME".into(), "AWAY".into()), 6, 12),
        close(ClosureKind::Place(PlaceId(3)), 9, 15),
        close(ClosureKind::Link(PlaceId(0), PlaceId(2)), 2, 4),
        close(ClosureKind::Camp(PlaceId(4)), 14, 17),
        close(ClosureKind::IdpCamp(PlaceId(6)), 3, 30),
    ];
}

fn powers(toy: &mut Scenario) {
    toy.rules.spawning.decay = vec![1.0, 0.5, 0.1];
    toy.rules.spawning.decay_interval_days = 4;
    toy.rules.choice.weight_power = 2.0;
    toy.rules.choice.distance_power = 0.5;
    toy.rules.choice.pruning_threshold = 3.0;
    toy.rules.move_chances.population_power = 0.2;
    toy.rules.weights.use_population = true;
    toy.rules.weights.stay_close_to_home = true;
}

fn groups(toy: &mut Scenario) {
    let places = toy.places.len();
    let group = |name: &str, share| Group { name: name.into(), share: vec![share; places] };
    toy.groups = vec![group("one", 0.25), group("other", 0.75)];
    toy.listed_people = vec![(PlaceId(1), 17)];
    toy.places[6].initial_displaced = 40;
    let (kind, place) = (PlaceKind::Conflict, PlaceId(2));
    toy.timeline.kind_changes = vec![KindChange { place, kind, intensity: 0.5, day: 8 }];
    toy.observed.corrections = vec![Correction { series: 1, day: 10 }];
}

fn by_conflict(mode: RateMode) -> impl Fn(&mut Scenario) {
    move |toy| {
        let rate_per_day = if mode == RateMode::PopulationRatio { 0.001 } else { 40.5 };
        toy.rules.spawning.by_conflict = Some(ConflictSpawning { mode, rate_per_day });
        toy.rules.spawning.take_from_population = true;
        toy.timeline.conflicts[1].intensity.iter_mut().for_each(|intensity| *intensity *= 0.7);
        toy.rules.compatibility.honour_intensity_changes = true;
    }
}

/// Every toy, by name.
pub fn toys() -> Vec<(&'static str, Scenario)> {
    vec![
        ("defaults", toy()),
        ("on foot", with(on_foot)),
        ("short stints", with(short_stints)),
        ("full camps", with(full_camps)),
        ("in batches", with(in_batches)),
        ("closures", with(closures)),
        ("powers", with(powers)),
        ("groups", with(groups)),
        ("by population", with(by_conflict(RateMode::PopulationRatio))),
        ("by chance", with(by_conflict(RateMode::Poisson))),
    ]
}
