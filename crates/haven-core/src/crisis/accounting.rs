//! Everybody is in a table: laws of random crises, by what an observer can ask of a day.

use super::scenario::{
    CampaignKind, Crisis, CrossingPeriod, GateState, Haven, Measure, Place, PlaceKind, Scope,
};
use super::testing::{CrisisBuilder, HOME, place, request, town};
use super::{Advance, Request, Today, World};
use crate::draw::Draws;
use crate::id::PlaceId;
use crate::prior::Prior;
use proptest::prelude::*;
use std::ops::ControlFlow;

/// Countries abroad.
const ABROAD: [&str; 2] = ["BBB", "CCC"];

/// A gate, what is behind it, and what it lets through.
#[derive(Clone, Debug)]
struct AnyGate {
    country: usize,
    town: usize,
    state: GateState,
    quota: f64,
    from: i64,
    /// Room of a camp behind it, if there is one.
    camp: Option<f64>,
    /// Room of a host behind it, if there is one; infinite without a limit.
    host: Option<f64>,
}

fn any_gate() -> impl Strategy<Value = AnyGate> {
    let state = prop_oneof![
        3 => Just(GateState::Limited),
        1 => Just(GateState::Open),
        1 => Just(GateState::Informal),
        1 => Just(GateState::Closed),
    ];
    let behind = (
        prop::option::of(1.0..2_000.0_f64),
        prop::option::of(prop_oneof![1.0..2_000.0_f64, Just(f64::INFINITY)]),
    );
    (0..2_usize, 0..5_usize, state, 0.0..900.0_f64, 0..20_i64, behind).prop_map(
        |(country, town, state, quota, from, (camp, host))| AnyGate {
            country,
            town,
            state,
            quota,
            from,
            camp,
            host,
        },
    )
}

/// A limited place's room, and the people who are there from the start.
fn limited(place: Place, room: f64, already: f64) -> Place {
    Place { capacity: Some(room), capacity_per_day: 0.25, displaced_at_start: already, ..place }
}

fn places(residents: &[u32], gates: &[AnyGate], camp: f64, already: [f64; 2]) -> Vec<Place> {
    let x = |index: usize| index as f64 * 15.0;
    let towns = residents.iter().enumerate();
    let mut all: Vec<Place> = towns
        .map(|(index, people)| town(&format!("t{index}"), [x(index), 0.0], f64::from(*people)))
        .collect();
    all[1].displaced_at_start = already[1];
    all.push(limited(place("camp", PlaceKind::Camp, HOME, [20.0, 10.0]), camp, already[0]));
    for (index, gate) in gates.iter().enumerate() {
        let north = |id: &str, kind, km| {
            place(&format!("{id}{index}"), kind, ABROAD[gate.country], [x(gate.town), km])
        };
        all.push(north("gate", PlaceKind::Crossing, 20.0));
        if let Some(room) = gate.camp {
            all.push(limited(north("refuge", PlaceKind::Camp, 30.0), room, already[0]));
        }
        if let Some(room) = gate.host {
            let host = north("host", PlaceKind::Host, 60.0);
            let capacity = Some(room).filter(|room| room.is_finite());
            all.push(Place { capacity, displaced_at_start: already[1], ..host });
        }
    }
    all
}

fn stage(residents: &[u32], gates: &[AnyGate], camp: f64, already: [f64; 2]) -> CrisisBuilder {
    let mut stage = CrisisBuilder::new(45, places(residents, gates, camp, already));
    for index in 1..residents.len() {
        stage = stage.link(&format!("t{}", index - 1), &format!("t{index}"), 15.0);
    }
    stage = stage.link("t1", "camp", 12.0);
    for (index, gate) in gates.iter().enumerate() {
        let (town, id) = (gate.town % residents.len(), format!("gate{index}"));
        stage = stage.link(&format!("t{town}"), &id, 20.0);
        if gate.camp.is_some() {
            stage = stage.link(&id, &format!("refuge{index}"), 10.0);
        }
        if gate.host.is_some() {
            stage = stage.link(&id, &format!("host{index}"), 40.0);
        }
        stage.crisis.crossings.push(CrossingPeriod {
            place: stage.at(&id),
            from: gate.from,
            until: 60,
            state: gate.state,
            quota_per_day: Prior::Fixed(gate.quota),
            shared_draw: None,
        });
    }
    stage
}

prop_compose! {
    fn any_crisis()(
        residents in prop::collection::vec(200..20_000_u32, 3..6),
        gates in prop::collection::vec(any_gate(), 0..3),
        camp in 1.0..3_000.0_f64,
        already in (0..1_500_u32, 0..1_500_u32),
        haven in prop::option::of((5..30_i64, 10.0..4_000.0_f64)),
        rates in (1e-3..0.2_f64, 0.0..0.02_f64, 0.0..0.05_f64),
        omega in 0.0..1.0_f64,
    ) -> Crisis {
        let already = [f64::from(already.0), f64::from(already.1)];
        let mut stage = stage(&residents, &gates, camp, already);
        stage = stage.actor("army", 3_000.0).actor("rebels", 1_000.0).hostile("army", "rebels");
        stage = stage.feared("army", omega).holds("army", &["t0"]).holds("rebels", &["t1", "t2", "camp"]);
        stage = stage.campaign(CampaignKind::Advance, "army", &["t1", "t2"]);
        if let Some((from, capacity)) = haven {
            stage.crisis.havens.push(Haven {
                id: "area".into(),
                name: "area".into(),
                places: vec![stage.at("t2"), stage.at("camp")],
                from,
                capacity,
                credibility: Prior::Fixed(0.7),
                services: 1.0,
            });
        }
        let (leave, returns, onward) = rates;
        stage = stage.parameter("base_departure", leave).parameter("km_per_day", 25.0);
        stage.parameter("return_internal", returns).parameter("quiet_days", 5.0).parameter("onward", onward).crisis
    }
}

/// What the law has seen, so that it cannot hold for want of cases.
#[derive(Default)]
struct Seen {
    beyond: f64,
    abroad_outside_camps: f64,
    onward: f64,
}

/// Adds everybody up on a day, and gives the sum.
fn add_up(today: &Today<'_>, world: &World, seen: &mut Seen) -> f64 {
    let of = |measure, scope| today.value(measure, scope);
    let same = |one: f64, other: f64, what: &str| {
        let close = (one - other).abs() <= 1e-9 * one.abs().max(1.0);
        assert!(close, "day {}: {what}: {one} is not {other}", today.day);
    };
    let at_places = [Measure::InCamp, Measure::InHaven, Measure::OutsideCamps, Measure::Waiting];
    let parts = |scope| at_places.iter().map(|part| of(*part, scope)).sum::<f64>();
    let countries = || (0..world.countries().len() as u16).map(Scope::Country);
    let places = || (0..world.crisis().places.len() as u32).map(PlaceId);
    for scope in [Scope::System].into_iter().chain(countries()).chain(places().map(Scope::Place)) {
        same(of(Measure::Stock, scope), parts(scope), &format!("parts of {scope:?}"));
        let beyond = of(Measure::BeyondCapacity, scope);
        assert!((0.0..=of(Measure::Stock, scope)).contains(&beyond), "{scope:?} {beyond}");
    }
    for measure in at_places.into_iter().chain([Measure::Stock, Measure::BeyondCapacity]) {
        let all = of(measure, Scope::System);
        same(all, countries().map(|scope| of(measure, scope)).sum(), measure.name());
        same(all, places().map(|place| of(measure, Scope::Place(place))).sum(), measure.name());
    }
    let inside = of(Measure::OutsideCamps, Scope::Country(0));
    same(of(Measure::Internal, Scope::System), inside, "outside camps at home");
    assert!(of(Measure::Trapped, Scope::System) <= of(Measure::Residents, Scope::System));
    let home: f64 = places().map(|place| of(Measure::Residents, Scope::Place(place))).sum();
    same(of(Measure::Residents, Scope::System), home, "residents");
    seen.beyond += of(Measure::BeyondCapacity, Scope::System);
    seen.abroad_outside_camps += of(Measure::OutsideCamps, Scope::System) - inside;
    seen.onward += of(Measure::Onward, Scope::System);
    same(of(Measure::OnwardSoFar, Scope::System), seen.onward, "moved on so far");
    home + of(Measure::OnRoad, Scope::System) + of(Measure::Stock, Scope::System) + seen.onward
}

fn adds_up(crisis: &Crisis, member: u32, draws: Draws) -> Seen {
    let world = World::new(crisis);
    let people = |place: &Place| place.residents.median() + place.displaced_at_start;
    let known: f64 = crisis.places.iter().map(people).sum();
    let mut seen = Seen::default();
    let asked = Request { draws, ..request(member, Advance::Achieved) };
    let played = world.run(&asked, &mut |today| {
        let sum = add_up(today, &world, &mut seen);
        match draws {
            Draws::Sampled => assert_eq!(sum, known, "day {}", today.day),
            Draws::Expected => assert!((sum / known - 1.0).abs() < 1e-9, "day {}", today.day),
        }
        ControlFlow::Continue(())
    });
    assert!(played.is_continue());
    seen
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everybody_is_counted_once_on_every_day(crisis in any_crisis(), member: u32, expected: bool) {
        adds_up(&crisis, member, if expected { Draws::Expected } else { Draws::Sampled });
    }
}

#[test]
fn who_finds_no_room_in_camps_is_beyond_capacity_or_outside_camps() {
    let gate = AnyGate {
        country: 0,
        town: 1,
        state: GateState::Open,
        quota: 500.0,
        from: 0,
        camp: Some(100.0),
        host: None,
    };
    let mut stage = stage(&[20_000, 20_000, 20_000], &[gate], 100.0, [50.0, 70.0]);
    stage = stage.parameter("base_departure", 0.1).parameter("km_per_day", 25.0);
    let seen = adds_up(&stage.parameter("onward", 0.01).crisis, 3, Draws::Sampled);
    let Seen { beyond, abroad_outside_camps, onward } = seen;
    assert!(beyond > 100.0 && abroad_outside_camps > 1_000.0 && onward > 10.0, "{beyond} {onward}");
}
