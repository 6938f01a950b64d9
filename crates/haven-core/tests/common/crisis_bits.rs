//! Everything that an observer can see of members of a crisis, as fingerprints.

use super::pins::{Fingerprint, Pins};
use haven_core::crisis::scenario::{Crisis, Measure, Scope};
use haven_core::crisis::{Advance, Request, Today, Whereabouts, World};
use haven_core::draw::Draws;
use haven_core::id::PlaceId;
use std::ops::ControlFlow;

/// What is told apart when results differ.
#[derive(Default)]
struct Parts {
    /// Uncertain numbers that were drawn.
    numbers: Fingerprint,
    /// The first measures that there were, in every scope, and people on every link, by day.
    measures: Fingerprint,
    /// Measures that came later, in every scope, by day: a new one moves nothing but this.
    later: Fingerprint,
    /// Who holds how much of what, and captures, by day.
    control: Fingerprint,
    /// From which homes people are, by whereabouts and day.
    origins: Fingerprint,
    /// For which causes they left, and by which routes they crossed, by day.
    labels: Fingerprint,
}

/// Measures when results were pinned first.
const FIRST: [Measure; 15] = [
    Measure::Residents,
    Measure::Departed,
    Measure::ReDeparted,
    Measure::OnRoad,
    Measure::Internal,
    Measure::InHaven,
    Measure::InCamp,
    Measure::Waiting,
    Measure::Trapped,
    Measure::Crossed,
    Measure::CrossedIrregularly,
    Measure::Stock,
    Measure::Registered,
    Measure::Returned,
    Measure::Onward,
];

/// Pins a crisis: {achieved, attempted} × {sampled, expected} × {causes and routes tracked, not},
/// three seeds together.
pub fn pin(crisis: &Crisis, file: &str) {
    let (world, mut pins) = (World::new(crisis), Pins::default());
    for (advance, how) in [(Advance::Achieved, "achieved"), (Advance::Attempted, "attempted")] {
        for (draws, drawn) in [(Draws::Sampled, "sampled"), (Draws::Expected, "expected")] {
            for (tracked, labels) in [(false, "plain"), (true, "tracked")] {
                let mut parts = Parts::default();
                for seed in 1..=3 {
                    let (track_causes, track_routes) = (tracked, tracked);
                    let request =
                        Request { seed, member: 0, draws, advance, track_causes, track_routes };
                    play(&world, &request, &mut parts);
                }
                let Parts { numbers, measures, later, control, origins, labels: causes } = parts;
                let parts = [
                    ("numbers", numbers),
                    ("measures", measures),
                    ("later", later),
                    ("control", control),
                    ("origins", origins),
                    ("labels", causes),
                ];
                pins.row(&format!("{how} {drawn} {labels}"), &parts);
            }
        }
    }
    pins.hold(file);
}

fn play(world: &World, request: &Request, parts: &mut Parts) {
    let days = world.crisis().days;
    let played = world.run(request, &mut |today| {
        if today.day == 0 {
            parts.numbers.all(today.inputs.numbers());
        }
        measures(world, today, parts);
        if today.day + 1 == days {
            parts.measures.all(today.supply_at_risk());
        }
        control(today, &mut parts.control);
        people(world, today, parts);
        ControlFlow::Continue(())
    });
    assert!(played.is_continue());
}

fn measures(world: &World, today: &Today<'_>, parts: &mut Parts) {
    let countries = 0..world.countries().len() as u16;
    let places = 0..world.crisis().places.len() as u32;
    let scopes = std::iter::once(Scope::System)
        .chain(countries.map(Scope::Country))
        .chain(places.map(|place| Scope::Place(PlaceId(place))));
    for scope in scopes {
        parts.measures.all(FIRST.map(|measure| today.value(measure, scope)));
        let later = Measure::ALL.into_iter().filter(|measure| !FIRST.contains(measure));
        parts.later.all(later.map(|measure| today.value(measure, scope)));
    }
    parts.measures.all(today.used_roads());
}

fn control(today: &Today<'_>, seen: &mut Fingerprint) {
    let control = today.control();
    seen.all(control.share.iter().copied());
    control.holders.iter().for_each(|holders| seen.number(u64::from(holders.0)));
    for capture in control.captured.iter().flatten() {
        let (day, place, by) = (capture.day, capture.place.0, capture.by.0);
        for number in [u64::from(day), u64::from(place), u64::from(by)] {
            seen.number(number);
        }
    }
}

fn people(world: &World, today: &Today<'_>, parts: &mut Parts) {
    use Whereabouts::{Bound, Settled, Unsettled, Waiting};
    let wide = |row: &[f32]| row.iter().copied().map(f64::from).collect::<Vec<_>>();
    let ledger = today.ledger();
    for place in (0..world.crisis().places.len() as u32).map(PlaceId) {
        for at in [Unsettled(place), Settled(place), Waiting(place), Bound(place)] {
            parts.origins.all(wide(ledger.origins(at)));
            parts.labels.all(ledger.labels(at).map(wide).unwrap_or_default());
        }
        for (route, crossed) in today.flows.crossed_by_route[place.index()].iter() {
            route.places().for_each(|place| parts.labels.number(u64::from(place.0)));
            parts.labels.all(wide(crossed));
        }
    }
}
