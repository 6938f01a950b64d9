//! The few numbers that an answer opens with.

use super::super::headline::{Headline, quantity, value};
use super::{key, played, played_of, two_gates};
use haven_core::crisis::scenario::Measure::{
    Crossed, Departed, InHaven, Internal, OnRoad, Registered, Trapped, Waiting,
};
use haven_core::crisis::scenario::Scope::{self, Country, System};
use haven_study::crisis::recording::Key;

/// Of member m = 1, 2, …: flows that sum up over the ten days, stocks of which the last day counts.
fn numbers(member: u32, key: Key, day: u32) -> f64 {
    let (m, d) = (f64::from(member) + 1.0, f64::from(day));
    match (key.measure, key.scope) {
        (Departed, System) => m * (d + 1.0),
        (Crossed, System) => 3.0 * m,
        (Crossed, Country(1)) => 2.0 * m,
        (Crossed, Country(2)) => m,
        (Waiting, System) => m * d,
        (InHaven, System) => 7.0,
        (Trapped, System) => 100.0 - d,
        (Internal, System) => m + d,
        _ => 1e6,
    }
}

fn values(headline: &Headline, id: &str) -> Vec<f64> {
    headline.quantity(id).expect(id).values.clone()
}

#[test]
fn flows_are_summed_up_and_stocks_are_those_of_the_last_day() {
    let headline = Headline::of(&played(2, numbers), Some(1));
    // 1 + 2 + … + 10 = 55.
    assert_eq!(values(&headline, "displaced"), [55.0, 110.0]);
    // Into the country that is asked about alone: 2 a day for ten days.
    assert_eq!(values(&headline, "crossed"), [20.0, 40.0]);
    // The last of ten days is day 9.
    assert_eq!(values(&headline, "waiting"), [9.0, 18.0]);
    assert_eq!(values(&headline, "in_haven"), [7.0, 7.0]);
    assert_eq!(values(&headline, "trapped"), [91.0, 91.0]);
    assert_eq!(values(&headline, "internal"), [10.0, 11.0]);
}

#[test]
fn quantities_come_in_one_order_with_their_titles() {
    let titles = |abroad| {
        let headline = Headline::of(&played(1, numbers), abroad);
        let told = headline.quantities.into_iter().map(|told| (told.id, told.title));
        told.collect::<Vec<_>>()
    };
    let of = |into: &str| {
        [
            ("displaced", "Displaced from home"),
            ("crossed", into),
            ("waiting", "Waiting at gates"),
            ("in_haven", "In the haven"),
            ("trapped", "Trapped"),
            ("internal", "Displaced inside"),
        ]
        .map(|(id, title)| (id.to_owned(), title.to_owned()))
    };
    assert_eq!(titles(None), of("Crossed"));
    assert_eq!(titles(Some(2)), of("Crossed into XAC"));
}

#[test]
fn a_country_that_has_a_name_is_called_by_it() {
    let mut crisis = two_gates();
    for place in crisis.places.iter_mut().filter(|place| place.country == "XAB") {
        "TUR".clone_into(&mut place.country);
    }
    // In alphabetical order behind the home country: TUR, XAC.
    let headline = Headline::of(&played_of(&crisis, 1, numbers), Some(1));
    assert_eq!(headline.quantities[1].title, "Crossed into Turkey");
}

#[test]
fn without_a_country_that_is_asked_about_all_who_cross_count() {
    let headline = Headline::of(&played(2, numbers), None);
    assert_eq!(values(&headline, "crossed"), [30.0, 60.0]);
    assert_eq!(headline.quantity("crossed into"), None);
}

#[test]
fn a_planning_figure_is_enough_in_four_members_of_five() {
    // Sorted 10, 20, 30, 40, 60: level 0.8 of five numbers stands at position 0.8 × 4 = 3.2 from 0,
    // between 40 and 60: 40 + 0.2 × 20 = 44. The values stay in the order of members.
    let found = quantity("id", "Title", vec![60.0, 10.0, 40.0, 20.0, 30.0]);
    assert!(super::close(found.planning_figure, 44.0), "{}", found.planning_figure);
    assert_eq!(found.values, [60.0, 10.0, 40.0, 20.0, 30.0]);
    assert_eq!((found.spread.mean, found.spread.median()), (32.0, 30.0));
    assert_eq!((found.id.as_str(), found.title.as_str()), ("id", "Title"));
}

#[test]
fn what_was_not_kept_is_nothing() {
    let played = played(2, numbers);
    assert_eq!(value(&played, key(Departed, System), 3), [4.0, 8.0]);
    // Travellers are kept in total only, registers of countries abroad only.
    assert_eq!(value(&played, key(OnRoad, Country(1)), 3), [0.0, 0.0]);
    assert_eq!(value(&played, key(Registered, Country(0)), 3), [0.0, 0.0]);
    assert_eq!(value(&played, key(Departed, Scope::Place(super::at("hill"))), 3), [0.0, 0.0]);
}
