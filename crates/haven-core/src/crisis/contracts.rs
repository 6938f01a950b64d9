//! Contracts of runs that are kept: resumed to the same bits, branched without a trace.

use super::evening::{Evening, NotResumable};
use super::laws::crisis;
use super::observe::Today;
use super::request::{Advance, Request};
use super::run::Run;
use super::scenario::{
    CampaignKind, Crisis, CrossingPeriod, GateState, Haven, Measure, PlaceKind, Scope, SupplySource,
};
use super::testing::{CrisisBuilder, request};
use super::world::World;
use crate::draw::Draws;
use crate::id::PlaceId;
use crate::prior::Prior;

/// Every measure everywhere, origins, holders, used roads: the bits of an evening.
fn bits(today: &Today<'_>) -> Vec<u64> {
    let places = || (0..9).map(PlaceId);
    let scopes = || places().map(Scope::Place).chain([Scope::System, Scope::Country(1)]);
    let values = Measure::ALL.into_iter().flat_map(|measure| {
        scopes().map(move |scope| today.value(measure, scope).to_bits()).collect::<Vec<_>>()
    });
    let holders = today.control().holders.iter().map(|holders| u64::from(holders.0));
    let roads = today.used_roads().into_iter().map(f64::to_bits);
    values.chain(holders).chain(roads).collect()
}

fn rest(run: &mut Run<'_>) -> Vec<Vec<u64>> {
    std::iter::from_fn(|| run.step().map(|today| bits(&today))).collect()
}

/// A run after so many days.
fn after(world: &World, asked: Request, days: u32) -> Run<'_> {
    let mut run = Run::start(world, asked);
    while run.days_played() < days && run.step().is_some() {}
    run
}

/// The crisis of the laws for 120 days, with all that has a memory: origins and routes that count,
/// sieges, air strikes, supplies, a history before the origin.
fn eventful() -> CrisisBuilder {
    let mut stage = crisis().parameter("host_ties", 0.4).parameter("affinity", 0.5);
    stage.crisis.days = 120;
    stage.crisis.campaigns[0].until = 120;
    stage.crisis.places[3].capacity = Some(3_000.0);
    let (actor, place) = (stage.who("rebels"), stage.at("t4"));
    let strength_per_day = Prior::Fixed(5.0);
    stage.crisis.supply_sources.push(SupplySource { actor, place, strength_per_day });
    stage.campaign(CampaignKind::Air, "army", &["t2"]).campaign(
        CampaignKind::Siege,
        "army",
        &["t3"],
    )
}

fn requests() -> impl Iterator<Item = Request> {
    let advances = [Advance::Achieved, Advance::Attempted];
    let draws = [Draws::Sampled, Draws::Expected];
    let both = advances.into_iter().flat_map(move |advance| draws.map(|draws| (advance, draws)));
    both.enumerate().map(|(number, (advance, draws))| {
        let is_told = number % 2 == 0;
        let asked = request(number as u32, advance);
        Request { draws, track_causes: is_told, track_routes: is_told, ..asked }
    })
}

#[test]
fn sixty_days_kept_and_resumed_for_sixty_are_a_hundred_and_twenty() {
    for origin in [0, 40, 75] {
        let mut stage = eventful();
        stage.crisis.origin = origin;
        let stage = stage.control(20, "t1", &[("army", 1.0)]);
        let world = World::new(&stage.crisis);
        for asked in requests() {
            let mut whole = after(&world, asked, 60);
            let kept = whole.save();
            let mut resumed = world.resume(&kept).unwrap();
            while let Some(one) = whole.step().map(|today| bits(&today)) {
                let other = resumed.step().map(|today| bits(&today)).unwrap();
                assert_eq!(one, other, "origin {origin}, day {}", whole.days_played());
                assert!(whole.save() == resumed.save(), "day {}", whole.days_played());
            }
            assert!(resumed.step().is_none());
        }
    }
}

#[test]
fn a_run_can_be_kept_on_any_evening() {
    let world = World::new(&eventful().crisis);
    let asked = request(3, Advance::Attempted);
    let mut run = Run::start(&world, asked);
    let last = after(&world, asked, 120).save();
    while run.days_played() < 120 {
        run = world.resume(&run.save()).unwrap();
        run.step();
    }
    assert!(run.save() == last);
    assert_eq!((last.days_played(), last.request()), (120, &asked));
}

/// What is different from a day on.
fn later(day: i64) -> Crisis {
    let mut crisis = eventful().crisis;
    let gate = crisis.place("gate").unwrap();
    crisis.crossings.push(CrossingPeriod {
        place: gate,
        from: day,
        until: 120,
        state: GateState::Closed,
        quota_per_day: Prior::Fixed(0.0),
        shared_draw: None,
    });
    crisis.havens.push(Haven {
        id: "another".into(),
        name: "another".into(),
        places: vec![crisis.place("t4").unwrap()],
        from: day + 3,
        capacity: 4_000.0,
        credibility: Prior::Fixed(0.9),
        services: 1.0,
    });
    let mut campaign = crisis.campaigns[0].clone();
    (campaign.id, campaign.announced, campaign.from) = ("second".into(), day, day + 10);
    campaign.objectives = vec![crisis.place("t4").unwrap()];
    crisis.campaigns.push(campaign);
    crisis
}

#[test]
fn a_branch_is_what_the_other_world_plays_from_then_on_and_leaves_the_run_alone() {
    let (world, other) = (World::new(&eventful().crisis), World::new(&later(60)));
    for asked in requests() {
        let mut run = after(&world, asked, 60);
        let (kept, mut copy) = (run.save(), run.clone());
        let mut branch = other.branch(&kept).unwrap();
        let branched = rest(&mut branch);
        assert_eq!(branched, rest(&mut after(&other, asked, 60)));
        let usual = rest(&mut run);
        assert_ne!(usual, branched);
        assert_eq!(usual, rest(&mut copy));
        assert!(kept == after(&world, asked, 60).save());
    }
}

#[test]
fn other_numbers_hold_from_the_branch_on() {
    let world = World::new(&eventful().crisis);
    let other = eventful().parameter("km_per_day", 15.0).parameter("memory_days", 20.0);
    let other = World::new(&other.parameter("supply_need", 0.9).crisis);
    let asked = Request { draws: Draws::Expected, ..request(0, Advance::Achieved) };
    let run = after(&world, asked, 60);
    let mut branch = other.branch(&run.save()).unwrap();
    let roads = run.state.paths.used(&world.network);
    assert_eq!(branch.state.paths.used(&world.network), roads);
    let before = run.state.ledger.total();
    while let Some(today) = branch.step() {
        assert!((today.ledger().total() - before).abs() < 1e-6);
    }
    assert_eq!(branch.inputs.residents, run.inputs.residents);
    let mut as_before = world.branch(&run.save()).unwrap();
    assert_eq!(rest(&mut as_before), rest(&mut run.clone()));
}

#[test]
fn what_does_not_fit_is_refused() {
    let world = World::new(&eventful().crisis);
    let kept: Evening = after(&world, request(0, Advance::Achieved), 10).save();
    let refused = World::new(&later(60)).resume(&kept).map(|_| ());
    assert_eq!(refused, Err(NotResumable::OtherAssumptions));
    let mut crisis = eventful().crisis;
    crisis.places.iter_mut().find(|place| place.kind == PlaceKind::Camp).unwrap().id = "new".into();
    let elsewhere = World::new(&crisis);
    assert_eq!(elsewhere.branch(&kept).map(|_| ()), Err(NotResumable::OtherCrisis));
    assert_eq!(elsewhere.resume(&kept).map(|_| ()), Err(NotResumable::OtherCrisis));
}
