//! A run of Flee's rules can be kept on an evening, resumed to the same bits, and played on under
//! other assumptions.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;
#[path = "common/flee_toys.rs"]
mod flee_toys;

use common::{link, place};
use flee_toys::toys;
use haven_core::draw::Draws;
use haven_core::flee::scenario::{Closure, ClosureKind, Group, KindChange, PlaceKind, Scenario};
use haven_core::flee::{NotResumable, Request, Run, Stopped, Today, Track, World};
use haven_core::id::PlaceId;

const DAYS: u32 = 120;
const KEPT: u32 = 60;

/// A toy that goes on for longer than its tables.
fn longer(mut toy: Scenario) -> Scenario {
    toy.days = DAYS;
    for conflict in &mut toy.timeline.conflicts {
        let last = *conflict.intensity.last().unwrap();
        conflict.intensity.resize(DAYS as usize + 1, last);
    }
    for series in &mut toy.observed.series {
        let reports = &mut series.sources[0];
        let mut last = *reports.last().unwrap();
        (last.day, last.people) = (i64::from(DAYS), last.people * 3);
        reports.push(last);
    }
    toy
}

/// A toy of so many people that most of their days are drawn from tables.
fn of_many(mut toy: Scenario) -> Scenario {
    toy.rules.choice.awareness = 1;
    for place in &mut toy.places {
        place.residents *= 100;
        place.capacity = place.capacity.map(|people| people * 100);
    }
    let reports = toy.observed.series.iter_mut().flat_map(|series| &mut series.sources[0]);
    reports.for_each(|report| report.people *= 100);
    toy
}

/// The toys, with what happens in their first weeks happening about the kept evening as well.
fn long_toys() -> impl Iterator<Item = (&'static str, Scenario)> {
    let of_many_people = [("defaults", "many"), ("full camps", "many in full camps")];
    let many = of_many_people.map(|(name, many)| {
        let (_, toy) = toys().into_iter().find(|(other, _)| *other == name).unwrap();
        (many, of_many(toy))
    });
    toys().into_iter().chain(many).map(|(name, toy)| {
        let mut toy = longer(toy);
        let later = toy.timeline.closures.clone().into_iter().map(|closure| Closure {
            start: closure.start + 50,
            end: closure.end + 50,
            ..closure
        });
        toy.timeline.closures.extend(later);
        (name, toy)
    })
}

/// Every number that an observer sees of a day, as bits.
fn seen(today: &Today<'_>) -> Vec<u64> {
    let totals = [today.on_road, today.displaced, today.reported, today.debt];
    let labels = today.labels.iter().flat_map(|label| {
        let place = [label.place, label.origin, label.group].map(f64::from);
        place.into_iter().chain([label.people])
    });
    let numbers = [today.stock, today.arrived, today.departed, &totals].concat();
    let numbers = numbers.into_iter().chain(labels).map(f64::to_bits);
    [u64::from(today.day), today.splits].into_iter().chain(numbers).collect()
}

/// What is seen of up to so many days of a run, and why it stopped.
fn days(run: &mut Run<'_>, most: u32) -> Vec<Result<Vec<u64>, Stopped>> {
    let mut days = Vec::new();
    while days.len() < most as usize {
        match run.step() {
            Ok(Some(today)) => days.push(Ok(seen(&today))),
            Ok(None) => break,
            Err(stopped) => {
                days.push(Err(stopped));
                break;
            }
        }
    }
    days
}

fn requests(scenario: &Scenario) -> impl Iterator<Item = Request> {
    let group = !scenario.groups.is_empty();
    [Draws::Sampled, Draws::Expected].into_iter().flat_map(move |draws| {
        [false, true].map(|tracked| Request {
            seed: 7,
            member: 2,
            draws,
            track: Track { origin: tracked, group: tracked && group },
        })
    })
}

#[test]
fn a_run_that_is_resumed_goes_on_to_the_same_bits() {
    for (name, scenario) in long_toys() {
        let world = World::new(&scenario);
        for request in requests(&scenario) {
            let mut whole = Run::start(&world, request);
            let first = days(&mut whole, KEPT);
            let mut half = Run::start(&world, request);
            assert!(first == days(&mut half, KEPT), "{name}: the same days twice");
            let evening = half.save();
            drop(half);
            assert_eq!((evening.days_played(), evening.request()), (whole.days_played(), &request));
            let mut resumed = World::new(&scenario).resume(&evening).unwrap().save();
            assert!(resumed == evening, "{name}: nothing is lost");
            for day in KEPT..DAYS {
                // Saved and resumed every evening, against a run that never was.
                let again = World::new(&scenario);
                let mut run = again.resume(&resumed).unwrap();
                assert!(days(&mut run, 1) == days(&mut whole, 1), "{name}, {request:?}: {day}");
                resumed = run.save();
            }
            assert!(resumed == whole.save(), "{name}: the same state in the end");
        }
    }
}

#[test]
fn a_run_is_stepped_to_the_end_of_its_scenario_and_no_further() {
    let (_, scenario) = toys().remove(0);
    let world = World::new(&scenario);
    let request = common::request(0);
    let mut run = Run::start(&world, request);
    let stepped = days(&mut run, u32::MAX);
    let at_once = common::run_one(&world, &request, &seen);
    assert!(stepped.into_iter().map(Result::unwrap).eq(at_once));
    assert_eq!(run.days_played(), scenario.days);
    let state = run.save();
    assert!(run.step().unwrap().is_none());
    assert!(run.save() == state);
    assert!(world.resume(&state).unwrap().step().unwrap().is_none());
}

#[test]
fn a_run_that_stopped_stays_so_when_it_is_resumed() {
    let (_, mut scenario) = toys().remove(0);
    scenario.timeline.conflicts.clear();
    scenario.places[0].kind = PlaceKind::Town;
    let world = World::new(&scenario);
    let mut run = Run::start(&world, common::request(0));
    let stopped = days(&mut run, u32::MAX).pop().unwrap();
    assert!(matches!(stopped, Err(Stopped::NoSource { .. })));
    assert_eq!(run.step().err(), stopped.clone().err());
    assert_eq!(world.resume(&run.save()).unwrap().step().err(), stopped.err());
}

/// What happens only after the evening that is kept.
fn changed_later(scenario: &Scenario) -> Scenario {
    let mut later = scenario.clone();
    let intensity = &mut later.timeline.conflicts[0].intensity;
    intensity[70..80].fill(0.0);
    later.timeline.closures.push(Closure {
        kind: ClosureKind::Camp(PlaceId(4)),
        start: KEPT.into(),
        end: 90,
    });
    later.timeline.kind_changes.push(KindChange {
        place: PlaceId(2),
        kind: PlaceKind::Camp,
        intensity: 0.0,
        day: 65,
    });
    later
}

#[test]
fn a_branch_plays_out_as_if_its_timeline_had_held_from_the_start() {
    for (name, scenario) in long_toys() {
        let (world, other) = (World::new(&scenario), World::new(&changed_later(&scenario)));
        for request in requests(&scenario).filter(|request| request.draws == Draws::Sampled) {
            let mut run = Run::start(&world, request);
            days(&mut run, KEPT);
            let mut branch = other.branch(&run.save()).unwrap();
            let mut known = Run::start(&other, request);
            days(&mut known, KEPT);
            let branched = days(&mut branch, DAYS);
            assert!(branched == days(&mut known, DAYS), "{name}, {request:?}");
            assert!(branched != days(&mut run, DAYS), "{name}: the timeline makes a difference");
        }
    }
}

#[test]
fn a_branch_takes_the_capacities_of_its_world_at_once() {
    let (_, scenario) = long_toys().find(|(name, _)| *name == "full camps").unwrap();
    let mut wider = scenario.clone();
    wider.places[4].capacity = Some(100_000);
    let (world, wider) = (World::new(&scenario), World::new(&wider));
    let mut run = Run::start(&world, common::request(0));
    days(&mut run, KEPT);
    let evening = run.save();
    assert_eq!(wider.resume(&evening).err(), Some(NotResumable::OtherAssumptions));
    let mut branch = wider.branch(&evening).unwrap();
    let in_camp = |run: &mut Run<'_>| run.step().unwrap().unwrap().stock[4];
    for _ in 0..10 {
        in_camp(&mut branch);
        in_camp(&mut run);
    }
    assert!(in_camp(&mut branch) > 1.5 * in_camp(&mut run));
}

#[test]
fn an_evening_is_refused_where_it_would_mean_something_else() {
    let (_, scenario) = toys().remove(0);
    let world = World::new(&scenario);
    let evening = Run::start(&world, common::request(0)).save();
    let refused = |change: fn(&mut Scenario)| {
        let mut other = scenario.clone();
        change(&mut other);
        World::new(&other).branch(&evening).err()
    };
    assert_eq!(refused(|_| ()), None);
    assert_eq!(
        refused(|other| other.places.push(place("Elsewhere", PlaceKind::Town, "HOME"))),
        Some(NotResumable::OtherPlaces)
    );
    assert_eq!(refused(|other| other.places.swap(2, 3)), Some(NotResumable::OtherPlaces));
    assert_eq!(
        refused(|other| other.links.push(link(0, 5, 400.0))),
        Some(NotResumable::OtherLinks)
    );
    assert_eq!(
        refused(|other| other.links[0].max_km_per_day = Some(80.0)),
        Some(NotResumable::OtherLinks)
    );
    assert_eq!(refused(|other| other.rules.choice.awareness = 2), Some(NotResumable::OtherTravel));
    assert_eq!(
        refused(|other| {
            let share = vec![1.0; other.places.len()];
            other.groups = vec![Group { name: "all".into(), share }];
        }),
        Some(NotResumable::OtherGroups)
    );
}
