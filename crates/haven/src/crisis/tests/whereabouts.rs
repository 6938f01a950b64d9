//! Where everybody is at the end.

use super::super::whereabouts::{Group, Whereabouts};
use super::{at, played};
use haven_core::crisis::scenario::Measure::{
    self, BeyondCapacity, InCamp, InHaven, OnRoad, OnwardSoFar, OutsideCamps, Residents, Stock,
    Waiting,
};
use haven_core::crisis::scenario::Scope::{self, Country, Place, System};
use haven_study::crisis::recording::Key;

/// Each group has another power of two; on days before the last there are a thousand times as many.
fn numbers(member: u32, key: Key, day: u32) -> f64 {
    let people = match (key.measure, key.scope) {
        (Residents, System) => 1.0,
        (InHaven, Country(0)) => 2.0,
        (InCamp, Country(0)) => 4.0,
        (OutsideCamps, Country(0)) => 8.0,
        (InCamp, Country(1)) => 16.0,
        (OutsideCamps, Country(1)) => 32.0,
        (Waiting, Country(1)) => 64.0,
        (InCamp, Country(2)) => 128.0,
        (OutsideCamps, Country(2)) => 256.0,
        (Waiting, Country(2)) => 512.0,
        (OnRoad, System) => 1024.0,
        (OnwardSoFar, System) => 2048.0,
        (BeyondCapacity, Country(country)) => f64::from(country) + 5.0,
        (measure, Place(place)) => {
            return at_places(member, measure, &super::two_gates().places[place.index()].id);
        }
        _ => 1e9,
    };
    people * f64::from(member + 1) * if day == 9 { 1.0 } else { 1e3 }
}

fn at_places(member: u32, measure: Measure, id: &str) -> f64 {
    match (id, measure) {
        ("tents", Stock) => 16.0,
        ("quay", Stock) => 10.0,
        ("east_gate", OutsideCamps) => 22.0,
        ("east_gate", Waiting) => 64.0,
        // In one member of two.
        ("farms", Stock) => 256.0 * f64::from(member),
        ("west_gate", Waiting) => 512.0,
        ("east_gate" | "west_gate", Stock) => 1e9,
        _ => 0.0,
    }
}

fn told(group: &Group) -> (Measure, Scope, f64) {
    (group.measure, group.scope, group.people.values[0])
}

#[test]
fn everybody_is_in_one_group_and_they_add_up() {
    let found = Whereabouts::of(&played(2, numbers));
    let expected = [
        (Residents, System, 1.0),
        (InHaven, Country(0), 2.0),
        (InCamp, Country(0), 4.0),
        (OutsideCamps, Country(0), 8.0),
        (InCamp, Country(1), 16.0),
        (OutsideCamps, Country(1), 32.0),
        (Waiting, Country(1), 64.0),
        (InCamp, Country(2), 128.0),
        (OutsideCamps, Country(2), 256.0),
        (Waiting, Country(2), 512.0),
        (OnRoad, System, 1024.0),
        (OnwardSoFar, System, 2048.0),
    ];
    assert_eq!(found.groups.iter().map(told).collect::<Vec<_>>(), expected);
    // Twelve powers of two from 1: 4095; twice as many in the second member.
    assert_eq!(found.everybody.values, [4095.0, 8190.0]);
    assert_eq!(
        (found.everybody.id.as_str(), found.everybody.title.as_str()),
        ("everybody", "Everybody")
    );
}

#[test]
fn a_group_is_called_by_its_country() {
    let found = Whereabouts::of(&played(1, numbers));
    let names: Vec<&str> = found.groups.iter().map(|group| group.people.id.as_str()).collect();
    let expected =
        ["total", "XAA", "XAA", "XAA", "XAB", "XAB", "XAB", "XAC", "XAC", "XAC", "total", "total"];
    assert_eq!(names, expected);
}

#[test]
fn those_without_room_are_told_of_each_country_beside_the_groups() {
    let found = Whereabouts::of(&played(2, numbers));
    let beyond: Vec<_> = found
        .beyond_capacity
        .iter()
        .map(|(scope, people)| (*scope, people.values.clone()))
        .collect();
    let expected = [
        (Country(0), vec![5.0, 10.0]),
        (Country(1), vec![6.0, 12.0]),
        (Country(2), vec![7.0, 14.0]),
    ];
    assert_eq!(beyond, expected);
}

#[test]
fn places_of_a_group_are_those_with_people_and_most_come_first() {
    let found = Whereabouts::of(&played(2, numbers));
    let places = |measure: Measure, scope: Scope| -> Vec<(String, f64)> {
        let group = found.groups.iter().find(|it| (it.measure, it.scope) == (measure, scope));
        let places = &group.expect("there is such a group").places;
        places.iter().map(|(_, people)| (people.title.clone(), people.spread.mean)).collect()
    };
    let of = |name: &str, people: f64| (name.to_owned(), people);
    assert_eq!(places(InCamp, Country(1)), [of("Tents", 16.0)]);
    // Those on the far side of the gate are more than those at the quay.
    assert_eq!(places(OutsideCamps, Country(1)), [of("East Gate", 22.0), of("Quay", 10.0)]);
    assert_eq!(places(Waiting, Country(1)), [of("East Gate", 64.0)]);
    assert_eq!(places(InCamp, Country(2)), []);
    // Nobody stays at the west gate; of 0 and 256 the mean is 128.
    assert_eq!(places(OutsideCamps, Country(2)), [of("Farms", 128.0)]);
    assert_eq!(places(Waiting, Country(2)), [of("West Gate", 512.0)]);
    assert_eq!(places(InCamp, Country(0)), []);
    assert_eq!(places(Residents, System), []);
    let quay = found.groups[5].places[1].0;
    assert_eq!(quay, at("quay"));
}
