//! People to receive at each host, camp and gate abroad.

use super::super::planning::{HostPlan, Planning, of};
use super::{at, close, combined, played};
use haven_core::crisis::scenario::Measure::{OutsideCamps, Stock};
use haven_core::crisis::scenario::Scope::Place;
use haven_study::crisis::recording::Key;

/// Of member m = 1, 2. The quay had 40 at the start and takes 10 m a day from the first evening on; the tents
/// take 50 and keep 20 from day 7 on; at the east gate stay 6 m a day, of whom `stay` says whether they do.
fn numbers(stay: f64) -> impl Fn(u32, Key, u32) -> f64 {
    let [quay, tents, east_gate] = ["quay", "tents", "east_gate"].map(at);
    move |member, key, day| {
        let (m, d) = (f64::from(member) + 1.0, f64::from(day));
        match (key.measure, key.scope) {
            (Stock, Place(place)) if place == quay => 40.0 + 10.0 * m * (d + 1.0),
            (Stock, Place(place)) if place == tents && day < 7 => 50.0,
            (Stock, Place(place)) if place == tents => 20.0,
            // Those who wait and those who stay: it is the second that are to be received.
            (Stock, Place(place)) if place == east_gate => 1e6,
            (OutsideCamps, Place(place)) if place == east_gate => stay * m * (d + 1.0),
            _ => 0.0,
        }
    }
}

fn plan(stay: f64, abroad: Option<u16>) -> Planning {
    of(&combined(""), &played(2, numbers(stay)), abroad)
}

fn names(hosts: &[HostPlan]) -> Vec<&str> {
    hosts.iter().map(|host| host.name.as_str()).collect()
}

#[test]
fn a_host_receives_what_it_has_more_than_at_the_start() {
    let plan = plan(0.0, Some(1));
    let [quay, tents] = &plan.hosts[..] else { panic!("{:?}", names(&plan.hosts)) };
    assert_eq!((quay.name.as_str(), quay.province.as_str()), ("Quay", "Coast"));
    assert_eq!((quay.total.id.as_str(), quay.total.title.as_str()), ("quay", "Quay"));
    assert_eq!(quay.place, at("quay"));
    // Ten days of 10 and of 20.
    assert_eq!(quay.total.values, [100.0, 200.0]);
    // The first week: 70 and 140, of which 70 + 0.8 × 70 is enough in four of five; then three days: 30, 60.
    assert_eq!(quay.weekly_planning_figure.len(), 2);
    assert!(close(quay.weekly_planning_figure[0], 126.0), "{:?}", quay.weekly_planning_figure);
    assert!(close(quay.weekly_planning_figure[1], 54.0), "{:?}", quay.weekly_planning_figure);
    // Nobody is received in a week in which people leave.
    assert_eq!((tents.name.as_str(), &tents.total.values[..]), ("Tents", &[20.0, 20.0][..]));
    assert_eq!(tents.weekly_planning_figure, [50.0, 0.0]);
}

#[test]
fn gates_are_hosts_if_people_stay_there_and_the_largest_comes_first() {
    assert_eq!(names(&plan(0.0, Some(1)).hosts), ["Quay", "Tents"]);
    let with_gate = plan(6.0, Some(1));
    assert_eq!(names(&with_gate.hosts), ["Quay", "East Gate", "Tents"]);
    assert_eq!(with_gate.hosts[1].total.values, [60.0, 120.0]);
    assert_eq!(names(&plan(60.0, Some(1)).hosts), ["East Gate", "Quay", "Tents"]);
}

#[test]
fn hosts_are_those_of_the_country_asked_about_or_all_abroad() {
    assert_eq!(names(&plan(6.0, Some(2)).hosts), ["Farms"]);
    assert_eq!(names(&plan(6.0, None).hosts), ["Quay", "East Gate", "Tents", "Farms"]);
}

#[test]
fn provinces_sum_up_their_hosts_member_by_member() {
    let told = |plan: Planning| -> Vec<(String, Vec<f64>)> {
        plan.provinces.into_iter().map(|province| (province.id, province.values)).collect()
    };
    let of = |name: &str, values: [f64; 2]| (name.to_owned(), values.to_vec());
    // Quay and gate: 100 + 60, 200 + 120.
    let expected = [of("Coast", [160.0, 320.0]), of("Plain", [20.0, 20.0])];
    assert_eq!(told(plan(6.0, Some(1))), expected);
    let [coast, plain] = expected;
    assert_eq!(told(plan(6.0, None)), [coast, plain, of("Border", [0.0, 0.0])]);
}

#[test]
fn the_largest_province_comes_first_whatever_its_name() {
    let [quay, tents] = ["quay", "tents"].map(at);
    let numbers = |_: u32, key: Key, _: u32| match (key.measure, key.scope) {
        (Stock, Place(place)) if place == tents => 70.0,
        (Stock, Place(place)) if place == quay => 41.0,
        _ => 0.0,
    };
    let plan = of(&combined(""), &played(1, numbers), Some(1));
    let provinces: Vec<_> =
        plan.provinces.iter().map(|it| (it.id.as_str(), it.values[0])).collect();
    assert_eq!(provinces, [("Plain", 70.0), ("Coast", 1.0)]);
}
