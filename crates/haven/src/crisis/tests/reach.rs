//! What members have in common whose arrivals lie in a range.

use super::super::counted::Counted;
use super::super::play::Played;
use super::super::reach::{ChangesHands, Reach, reach};
use super::{at, played, played_of, two_gates};
use haven_core::crisis::Capture;
use haven_core::crisis::inputs::Inputs;
use haven_core::crisis::scenario::Scope::{self, Country, Place, System};
use haven_core::crisis::scenario::{ActorId, GateState};
use std::ops::RangeInclusive;

const OUTCOMES: [f64; 4] = [100.0, 200.0, 300.0, 400.0];

fn of(played: &Played, scope: Scope, range: RangeInclusive<f64>) -> Reach {
    reach("a+b".to_owned(), played, Counted { scope, host: None }, (&OUTCOMES, &range))
}

/// Four members of whom nothing is known.
fn nothing() -> Played {
    played(4, |_, _, _| 0.0)
}

#[test]
fn members_inside_a_range_are_counted_with_both_ends() {
    let found = of(&nothing(), Country(1), 200.0..=300.0);
    assert_eq!((found.id.as_str(), found.range), ("a+b", [200.0, 300.0]));
    assert_eq!((found.members, found.of), (2, 4));
    let none = of(&nothing(), Country(1), 450.0..=1e6);
    assert_eq!((none.members, none.nearest), (0, 400.0));
    assert!(none.shifts.is_empty() && none.changes_hands.is_empty());
    assert_eq!(of(&nothing(), Country(1), 0.0..=60.0).nearest, 100.0);
}

#[test]
fn numbers_that_differ_inside_are_told_and_strengths_are_not() {
    let names = Inputs::names(&two_gates());
    let find = |start: &str| names.iter().position(|name| name.starts_with(start)).expect(start);
    let (stayers, strength) = (find("stayers: "), find("strength: "));
    let mut played = nothing();
    for (number, member) in played.members.iter_mut().enumerate() {
        member.numbers = vec![1.0; names.len()];
        // The more the stronger, and the fewer stay.
        member.numbers[stayers] = 0.9 - 0.1 * number as f64;
        member.numbers[strength] = number as f64;
    }
    let found = of(&played, Country(1), 250.0..=400.0);
    let [shift] = &found.shifts[..] else { panic!("{:?}", found.shifts) };
    assert_eq!(shift.name, names[stayers]);
    // In order 0.6, 0.7, 0.8, 0.9, of whom the first two are inside: third of all, second of them.
    assert!((shift.usual - 0.8).abs() < 1e-12 && (shift.needed - 0.7).abs() < 1e-12, "{shift:?}");
    // Ranks 0 and 1 of four: the middle of the lower half.
    assert_eq!(shift.mean_rank, 0.25);
}

#[test]
fn places_that_change_hands_more_or_less_often_inside_are_told() {
    let [hill, mill, quay] = ["hill", "mill", "quay"].map(at);
    let capture = |day, place| Capture { day, place, by: ActorId(0) };
    let mut played = nothing();
    // The hill in both inside and in none else, twice in one; the mill in one outside; the quay in all.
    played.members[2].captures = vec![capture(1, hill), capture(2, hill), capture(3, quay)];
    played.members[3].captures = vec![capture(5, hill), capture(6, quay)];
    played.members[0].captures = vec![capture(2, mill), capture(2, quay)];
    played.members[1].captures = vec![capture(2, quay)];
    let found = of(&played, Country(1), 250.0..=400.0);
    let of_place = |id: &str, name: &str, share, usual_share| ChangesHands {
        place: id.to_owned(),
        name: name.to_owned(),
        share,
        usual_share,
    };
    let expected = [of_place("hill", "Hill", 1.0, 0.5), of_place("mill", "Mill", 0.0, 0.25)];
    assert_eq!(found.changes_hands, expected);
}

#[test]
fn gates_let_through_at_most_their_quotas_on_every_day_that_they_are_open() {
    let limit = |scope| of(&nothing(), scope, 0.0..=1.0).gate_limit_people;
    // 900 and 90 a day for ten days.
    assert_eq!(limit(Country(1)), 9_000.0);
    assert_eq!(limit(Place(at("west_gate"))), 900.0);
    assert_eq!(limit(System), 9_900.0);
    let mut crisis = two_gates();
    let mut closed = crisis.crossings[0].clone();
    (closed.state, closed.from) = (GateState::Closed, 4);
    crisis.crossings.push(closed);
    let played = played_of(&crisis, 4, |_, _, _| 0.0);
    // Open on the first four days alone.
    assert_eq!(of(&played, Country(1), 0.0..=1.0).gate_limit_people, 3_600.0);
}

#[test]
fn nobody_comes_who_does_not_live_there() {
    // 900 on the hill and 100 at the mill; those who live abroad do not count.
    assert_eq!(of(&nothing(), Country(1), 0.0..=1.0).people_in_the_country, 1_000.0);
}
