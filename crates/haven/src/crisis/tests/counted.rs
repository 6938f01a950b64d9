//! Where arrivals are counted: a country, a gate, or a host.

use super::super::counted::{Counted, counted, country, counts, name};
use super::{at, two_gates};
use crate::changed::tests::aleppo;
use haven_core::crisis::World;
use haven_core::crisis::scenario::Crisis;
use haven_core::crisis::scenario::Scope::{self, Country, Place, System};
use haven_core::id::PlaceId;

fn asked(text: &str) -> Result<(Scope, Option<PlaceId>, String), String> {
    let crisis = two_gates();
    let found = counted(&crisis, Some(text)).map_err(|failure| failure.to_string())?;
    Ok((found.scope, found.host, name(&crisis, found)))
}

#[test]
fn without_a_place_it_is_the_country_that_the_scenario_asks_about() {
    let mut crisis = two_gates();
    let told = |crisis: &Crisis| {
        let found = counted(crisis, None).expect("nothing is asked for");
        (found.scope, found.host, name(crisis, found))
    };
    assert_eq!(told(&crisis), (Country(1), None, "in XAB".to_owned()));
    crisis.claim = None;
    assert_eq!(told(&crisis), (System, None, "in all countries abroad".to_owned()));
    let aleppo = aleppo();
    let turkey = counted(&aleppo, Some("turkey")).expect("it is a country");
    assert_eq!(name(&aleppo, turkey), "in Turkey");
}

#[test]
fn a_place_is_called_by_id_or_name_in_any_letters() {
    let east = Place(at("east_gate"));
    for text in ["east_gate", "East Gate", "EAST GATE"] {
        assert_eq!(asked(text), Ok((east, None, "through East Gate".to_owned())), "{text}");
    }
    let quay = at("quay");
    assert_eq!(asked("Quay"), Ok((Place(quay), Some(quay), "at Quay".to_owned())));
    let tents = at("tents");
    assert_eq!(asked("tents"), Ok((Place(tents), Some(tents), "at Tents".to_owned())));
    assert_eq!(asked("xac"), Ok((Country(2), None, "in XAC".to_owned())));
}

#[test]
fn inside_the_country_nobody_arrives() {
    let expected = |text: &str| {
        Err(format!(
            "`{text}` is inside the country: arrivals are told apart abroad only\n  \
             hint: name a country, a gate or a town abroad; `haven places` lists them"
        ))
    };
    assert_eq!(asked("hill"), expected("hill"));
    // The home country itself is no less inside.
    assert_eq!(asked("XAA"), expected("XAA"));
    let syria = counted(&aleppo(), Some("Syria")).map_err(|failure| failure.to_string());
    assert_eq!(syria.err(), expected("Syria").err());
}

#[test]
fn what_is_not_there_may_have_been_meant_otherwise() {
    let expected = "`quai` is no country and no place\n  hint: did you mean `quay`?";
    assert_eq!(asked("quai"), Err(expected.to_owned()));
    let expected =
        "`Atlantis` is no country and no place\n  hint: `haven places` lists what there is";
    assert_eq!(asked("Atlantis"), Err(expected.to_owned()));
    let near = counted(&aleppo(), Some("Turky")).map_err(|failure| failure.to_string());
    assert!(near.is_err_and(|text| text.ends_with("did you mean `Turkey`?")));
}

#[test]
fn through_which_gates_people_come_follows_from_where_they_are_counted() {
    let world = World::new(&two_gates());
    let [east, west] = ["east_gate", "west_gate"].map(at);
    let through =
        |scope, host| [east, west].map(|gate| counts(&world, Counted { scope, host }, gate));
    assert_eq!(through(System, None), [true, true]);
    assert_eq!(through(Country(1), None), [true, false]);
    assert_eq!(through(Country(2), None), [false, true]);
    assert_eq!(through(Place(west), None), [false, true]);
    // Who is at a host came through a gate of its country.
    assert_eq!(through(Place(at("farms")), Some(at("farms"))), [false, true]);
    assert_eq!(through(Place(at("tents")), Some(at("tents"))), [true, false]);
    assert_eq!([Country(2), System, Place(west)].map(country), [Some(2), None, None]);
}
