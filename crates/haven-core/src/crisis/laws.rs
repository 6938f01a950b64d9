//! Laws of whole days, with everything going on at once.

use super::ledger::Ledger;
use super::request::Request;
use super::run::Run;
use super::scenario::{CampaignKind, CrossingPeriod, GateState, Haven, PlaceKind};
use super::testing::{CrisisBuilder, HOME, place, request, town};
use super::{Advance, World};
use crate::draw::Draws;
use crate::prior::Prior;

/// An army advances through a row of towns towards a gate with a small quota; there are a camp and
/// a haven.
pub(super) fn crisis() -> CrisisBuilder {
    let mut places: Vec<_> = (0..6)
        .map(|index| town(&format!("t{index}"), [f64::from(index) * 15.0, 0.0], 20_000.0))
        .collect();
    places[5].displaced_at_start = 3_000.0;
    let mut camp = place("camp", PlaceKind::Camp, HOME, [60.0, 10.0]);
    camp.capacity = Some(2_000.0);
    let gate = place("gate", PlaceKind::Crossing, "BBB", [90.0, 0.0]);
    places.extend([camp, gate, place("host", PlaceKind::Host, "BBB", [120.0, 0.0])]);
    let mut stage = (0..5).fold(CrisisBuilder::new(90, places), |stage, index| {
        stage.link(&format!("t{index}"), &format!("t{}", index + 1), 15.0)
    });
    stage = stage.link("t5", "gate", 15.0).link("gate", "host", 30.0).link("t4", "camp", 10.0);
    stage = stage.actor("army", 3_000.0).actor("rebels", 1_000.0).hostile("army", "rebels");
    stage = stage.feared("army", 0.8).holds("army", &["t0"]);
    stage = stage.holds("rebels", &["t1", "t2", "t3", "t4", "t5", "camp"]);
    stage = stage.campaign(CampaignKind::Advance, "army", &["t1", "t2", "t3"]);
    stage.crisis.crossings.push(CrossingPeriod {
        place: stage.at("gate"),
        from: 10,
        until: 60,
        state: GateState::Limited,
        quota_per_day: Prior::Fixed(70.5),
        shared_draw: None,
    });
    stage.crisis.havens.push(Haven {
        id: "area".into(),
        name: "area".into(),
        places: vec![stage.at("t5")],
        from: 30,
        capacity: 9_000.0,
        credibility: Prior::Fixed(0.7),
        services: 1.0,
    });
    stage.parameter("quiet_days", 10.0).parameter("km_per_day", 40.0).parameter("onward", 1e-3)
}

/// Plays all days; `look` at each evening, after which `day` is the next one.
fn play(stage: &CrisisBuilder, request: Request, mut look: impl FnMut(&Run<'_>)) {
    let world = World::new(&stage.crisis);
    let mut run = Run::start(&world, request);
    while run.step().is_some() {
        look(&run);
    }
}

fn least(people: &Ledger) -> f64 {
    let lists =
        [&people.at_home, &people.trapped, &people.unsettled, &people.settled, &people.waiting];
    lists.into_iter().flatten().copied().fold(f64::INFINITY, f64::min)
}

#[test]
fn everybody_is_somewhere_on_every_day() {
    let stage = crisis();
    let (mut departed, mut crossed, mut displaced_again) = (0.0, 0.0, 0.0);
    for number in 0..12 {
        let draws = if number == 0 { Draws::Expected } else { Draws::Sampled };
        let asked = Request { draws, track_causes: true, ..request(number, Advance::Achieved) };
        play(&stage, asked, |member| {
            let people = &member.state.ledger;
            let total = people.total();
            assert!((total - 123_000.0).abs() < 1e-6, "day {} {total}", member.day);
            assert!(least(people) > -1e-6, "day {}", member.day);
            if draws == Draws::Sampled {
                let all = people.settled.iter().chain(&people.unsettled).chain(&people.waiting);
                assert!(all.chain(&people.at_home).all(|count| count.fract() == 0.0));
            }
            departed += member.flows.departed.iter().sum::<f64>();
            crossed += member.flows.crossed.iter().sum::<f64>();
            displaced_again += member.flows.re_departed.iter().sum::<f64>();
        });
    }
    assert!(departed > 10_000.0 && crossed > 1_000.0 && displaced_again > 100.0);
}

#[test]
fn compositions_sum_up_to_counts() {
    use super::ledger::Whereabouts::{Settled, Unsettled, Waiting};
    let asked = Request { track_causes: true, ..request(5, Advance::Achieved) };
    play(&crisis(), asked, |member| {
        let people = &member.state.ledger;
        for place in (0..9).map(crate::id::PlaceId) {
            for at in [Settled(place), Unsettled(place), Waiting(place)] {
                let (count, labels) = (people.count(at), people.labels(at).unwrap());
                for sum in [labels, people.origins(at)].map(super::ledger::sum) {
                    let error = (sum - count).abs();
                    assert!(error <= 1e-5 * count, "day {} {at:?} {sum} {count}", member.day);
                }
            }
        }
    });
}

#[test]
fn routes_sum_up_to_labels_and_to_those_who_cross() {
    use super::ledger::Whereabouts::{Bound, Waiting};
    let asked = Request { track_causes: true, track_routes: true, ..request(5, Advance::Achieved) };
    let (mut routes, mut waited) = (std::collections::BTreeSet::new(), 0.0_f64);
    play(&crisis(), asked, |member| {
        let (people, flows) = (&member.state.ledger, &member.flows);
        for gate in &member.world.geography.gates {
            for at in [Bound(*gate), Waiting(*gate)] {
                let (labels, parties) = (people.labels(at).unwrap(), people.parties(at).unwrap());
                let error = 1e-3 + 1e-5 * people.count(at);
                for (part, label) in labels.iter().enumerate() {
                    let sum: f32 = parties.iter().map(|(_, labels)| labels[part]).sum();
                    assert!(f64::from((sum - label).abs()) < error, "{at:?} {sum} {label}");
                }
            }
            let crossed = &flows.crossed_by_route[gate.index()];
            let sum: f64 = crossed.iter().map(|(_, row)| super::ledger::sum(row)).sum();
            let count = flows.crossed[gate.index()];
            assert!((sum - count).abs() <= 1e-4 * count, "day {} {sum} {count}", member.day);
            routes.extend(crossed.iter().map(|(route, _)| route.places().collect::<Vec<_>>()));
            waited = waited.max(people.count(Waiting(*gate)));
        }
    });
    // By t5 alone, and over t4 from t3 or the camp or from t4 itself: the gate is behind a row of towns.
    let [camp, t3, t4, t5] = ["camp", "t3", "t4", "t5"].map(|place| crisis().at(place));
    let known = [vec![t5], vec![t4, t5], vec![t3, t4, t5], vec![camp, t4, t5]];
    assert_eq!(routes, known.into_iter().collect());
    assert!(waited > 100.0);
}

#[test]
fn telling_causes_apart_changes_no_count() {
    let counts = |track_causes| {
        let mut counts = Vec::new();
        play(
            &crisis(),
            Request { track_causes, track_routes: track_causes, ..request(7, Advance::Achieved) },
            |member| {
                let people = &member.state.ledger;
                counts.push([
                    people.at_home.clone(),
                    people.settled.clone(),
                    people.waiting.clone(),
                ]);
            },
        );
        counts
    };
    assert_eq!(counts(false), counts(true));
}
