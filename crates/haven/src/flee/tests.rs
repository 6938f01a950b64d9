//! What is read of records that are written by hand, of two camps and an inn on the way.

use super::counted::Counted;
use super::ensembled::Ensembled;
use super::provenance::{data_cut_off, information_level};
use super::published::{flee_out, summary};
use crate::keep::Keep;
use crate::source::{self, ScenarioRequest};
use crate::sources::InMemory;
use haven_core::draw::Draws;
use haven_core::flee::scenario::{Report, ScaleDivisor, Scenario};
use haven_core::flee::{Measure, SeriesKey, Track, World};
use haven_core::scope::Scope;
use haven_core::series::{Record, Recording};
use haven_study::ensemble::Plan;
use std::collections::BTreeMap;

const SETTINGS: &str = "title = \"Two camps\"\nstart = 2030-01-01\ndays = 3\nmovement = \"flee\"\n\
    departures = \"observed\"\nhome_country = \"XAA\"\n";
const PLACES: &str = "id,name,kind,country,lat,lon,residents,capacity\n\
    inn,Inn,settlement,XAA,10.2,20.0,,\nmill,Mill,settlement,XAA,10.1,20.0,,\n\
    north,North,camp,XBB,10.5,20.2,,\nsouth,South,camp,XBB,10.6,20.2,,\ntown,Town,settlement,XAA,10.0,20.0,3000,\n";
const LINKS: &str =
    "from,to,km\ntown,inn,50\ntown,mill,50\nmill,inn,20\ninn,north,90\ninn,south,60\n";
const EVENTS: &str = "date,place,intensity\n2030-01-01,town,1\n";
/// North counts 10, 15, 20; South 30 on each day.
const COUNTS: &str = "date,place,measure,value\n2030-01-01,total,stock,40\n2030-01-03,total,stock,50\n\
    2030-01-01,north,stock,10\n2030-01-03,north,stock,20\n";
const SOUTH: &str = "2030-01-01,south,stock,30\n2030-01-03,south,stock,30\n";

/// The two camps, both of which are counted.
fn two_camps() -> Scenario {
    counted_by(&format!("{COUNTS}{SOUTH}"))
}

fn counted_by(observations: &str) -> Scenario {
    let files = [
        ("scenario.toml", SETTINGS),
        ("places.csv", PLACES),
        ("links.csv", LINKS),
        ("events.csv", EVENTS),
        ("observations.csv", observations),
    ];
    let files: BTreeMap<_, _> =
        files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into();
    let scenarios = [("two-camps".to_owned(), files)].into();
    let sources = InMemory { scenarios, ..InMemory::default() };
    let request = ScenarioRequest { source: "two-camps".to_owned(), ..ScenarioRequest::default() };
    let reading = source::read(&request, &sources).expect("it is there");
    reading.scenario.unwrap_or_else(|| panic!("{:?}", reading.problems))
}

/// Records of members m = 1, 2, …: North has 10 m + d on day d, South 30 − 5 d, and so on.
fn records(
    scenario: &Scenario,
    recording: &Recording<SeriesKey>,
    members: u32,
) -> Vec<(u32, Record)> {
    let id = |place: haven_core::id::PlaceId| scenario.places[place.index()].id.as_str();
    let number = |m: f64, key: &SeriesKey, d: f64| match (key.measure, key.scope) {
        (Measure::Stock, Scope::Place(place)) => match id(place) {
            "north" => 10.0 * m + d,
            "south" => 30.0 - 5.0 * d,
            "inn" => d * m,
            "town" => 9.0 * d,
            _ => 0.0,
        },
        (Measure::Arrived, Scope::Place(place)) if id(place) == "north" => m,
        (Measure::Arrived, Scope::Place(_)) => 2.0 * d,
        (Measure::OutsideCamps, Scope::System) => 100.0 + d,
        (Measure::BeyondCapacity, Scope::System) => 200.0 + d,
        (Measure::OnRoad, Scope::System) => 300.0 + d,
        (Measure::Displaced, Scope::System) => 400.4 + d,
        (Measure::Reported, Scope::System) => 100.0 * (d + 1.0),
        (Measure::Debt, Scope::System) => 0.5 + d,
        _ => 7.0,
    };
    let record = |member: u32| {
        let mut record = recording.record(Draws::Expected);
        for day in 0..recording.days {
            let note = |key: &SeriesKey| number(f64::from(member) + 1.0, key, f64::from(day));
            recording.note(day, &mut record, note);
        }
        (member, record)
    };
    (0..members).map(record).collect()
}

/// Does something with two members of a scenario.
fn with<T>(scenario: &Scenario, of: impl FnOnce(&World, &Counted, &Ensembled<'_>, Plan) -> T) -> T {
    let world = World::new(scenario);
    let (counted, recording) = (Counted::of(&world), Keep::Default.recording(&world));
    let records = records(scenario, &recording, 2);
    let ensembled = Ensembled::new(&world, &counted, &recording, &records);
    let (draws, track) = (Draws::Expected, Track::default());
    let plan = Plan { seed: 1, members: 0..2, draws, track, recording: recording.clone() };
    of(&world, &counted, &ensembled, plan)
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn counts_are_interpolated_and_the_total_is_known_if_every_camp_is_counted() {
    let all = |scenario: &Scenario| {
        let counted = Counted::of(&World::new(scenario));
        let at = |id: &str| {
            let place = scenario.place(id).expect("it is a place");
            [0, 1, 2].map(|day| counted.at(place, day))
        };
        (at("north"), at("south"), at("inn"), [0, 1, 2].map(|day| counted.total(day)))
    };
    let (north, south, inn, total) = all(&two_camps());
    assert_eq!(north, [10.0, 15.0, 20.0].map(Some));
    assert_eq!((south, inn), ([Some(30.0); 3], [None; 3]));
    assert_eq!(total, [40.0, 45.0, 50.0].map(Some));
    let (north, south, _, total) = all(&counted_by(COUNTS));
    assert_eq!((north[2], south, total), (Some(20.0), [None; 3], [None; 3]));
}

#[test]
fn counts_are_people_also_where_one_stands_for_several() {
    let mut scenario = two_camps();
    scenario.rules.scale_divisor = ScaleDivisor(5);
    let counted = Counted::of(&World::new(&scenario));
    let north = scenario.place("north").expect("it is a place");
    assert_eq!([0, 1, 2].map(|day| counted.at(north, day)), [10.0, 15.0, 20.0].map(Some));
    assert_eq!(counted.total(2), Some(50.0));
}

#[test]
fn each_camp_is_told_with_its_arrivals_its_people_and_how_far_they_are_off() {
    let outcome = with(&two_camps(), |_, _, ensembled, _| ensembled.outcome());
    let [north, south] = &outcome.places[..] else { panic!("two camps") };
    assert_eq!((north.name.as_str(), south.name.as_str()), ("North", "South"));
    // Three days of m; 0 + 2 + 4.
    assert_eq!((north.arrivals.quantiles[2], north.arrivals.sd), (4.5, Some(4.5_f64.sqrt())));
    assert_eq!((south.arrivals.mean, south.arrivals.sd), (6.0, Some(0.0)));
    // On day 2: 12 and 22; 20.
    assert_eq!((north.stock.mean, south.stock.mean), (17.0, 20.0));
    assert_eq!((north.data, south.data), (Some(20.0), Some(30.0)));
    // North: 10, 11, 12 against 10, 15, 20 are off by 0 + 4 + 8 = 12 of 45; 20, 21, 22 by 10 + 6 + 2 = 18.
    assert!(close(north.off_by.expect("counted").mean, 15.0 / 45.0));
    // South: 30, 25, 20 against 30 each are off by 15 of 90.
    assert!(close(south.off_by.expect("counted").mean, 15.0 / 90.0));
    // Together 40, 36, 32 against 40, 45, 50 are off by 27 of 135, and 50, 46, 42 by 10 + 1 + 8 = 19.
    assert!(close(outcome.total.off_by.expect("counted").mean, 23.0 / 135.0));
    assert_eq!((outcome.total.stock.mean, outcome.total.data), (37.0, Some(50.0)));
    assert_eq!(outcome.total.arrivals.mean, 10.5);
    let days: Vec<_> = outcome.days.iter().map(|day| (day.stock.mean, day.data)).collect();
    assert_eq!(days, [(45.0, Some(40.0)), (41.0, Some(45.0)), (37.0, Some(50.0))]);
    assert_eq!(outcome.end.to_string(), "2030-01-03");
}

#[test]
fn distances_by_day_weigh_the_same_whatever_is_counted() {
    let ard = with(&two_camps(), |_, _, ensembled, _| ensembled.outcome().ard.expect("counted"));
    // Camp by camp, over days: 0 + 0, 4 + 5, 8 + 10 of 40, 45, 50; and 10 + 0, 6 + 5, 2 + 10.
    let one = (0.0 / 40.0 + 9.0 / 45.0 + 18.0 / 50.0) / 3.0;
    let two = (10.0 / 40.0 + 11.0 / 45.0 + 12.0 / 50.0) / 3.0;
    assert!(close(ard.plain.mean, f64::midpoint(one, two)), "{ard:?}");
    // Flee's denominators: 100, 200, 300.
    let one = (9.0 / 200.0 + 18.0 / 300.0) / 3.0;
    let two = (10.0 / 100.0 + 11.0 / 200.0 + 12.0 / 300.0) / 3.0;
    assert!(close(ard.flee.mean, f64::midpoint(one, two)), "{ard:?}");
}

#[test]
fn only_camps_that_are_counted_are_scored() {
    let outcome = with(&counted_by(COUNTS), |_, _, ensembled, _| ensembled.outcome());
    // North alone: 0, 4, 8 of 10, 15, 20; and 10, 6, 2.
    let one = (4.0 / 15.0 + 8.0 / 20.0) / 3.0;
    let two = (10.0 / 10.0 + 6.0 / 15.0 + 2.0 / 20.0) / 3.0;
    assert!(close(outcome.ard.expect("one is counted").plain.mean, f64::midpoint(one, two)));
    assert!(outcome.places[0].off_by.is_some());
    assert_eq!((outcome.places[1].off_by, outcome.places[1].data), (None, None));
    assert_eq!(
        (outcome.total.off_by, outcome.total.data, outcome.days[0].data),
        (None, None, None)
    );
}

#[test]
fn those_elsewhere_are_told_by_place_and_in_all_as_of_the_last_day() {
    let outcome = with(&two_camps(), |_, _, ensembled, _| ensembled.outcome());
    let elsewhere: Vec<_> =
        outcome.elsewhere.iter().map(|it| (it.name.as_str(), it.stock.mean)).collect();
    // Nobody is at the mill. At the inn are 2 and 4, in the town 18.
    assert_eq!(elsewhere, [("Town", 18.0), ("Inn", 3.0)]);
    let totals =
        [outcome.outside_camps, outcome.beyond_capacity, outcome.on_road, outcome.displaced];
    assert_eq!(totals.map(|total| total.mean), [102.0, 202.0, 302.0, 402.4]);
}

#[test]
fn flee_s_output_is_the_first_member_in_whole_people() {
    let out =
        with(&two_camps(), |world, counted, ensembled, _| flee_out(ensembled, world, counted));
    let out = out.expect("there is a member");
    assert_eq!(out.destinations, ["north", "south"]);
    let day = &out.days[2];
    assert_eq!((day.day, &day.simulated[..], &day.counted[..]), (2, &[12, 20][..], &[20, 30][..]));
    // 402.4 and 2.5: halves go up.
    assert_eq!((day.displaced, day.reported, day.debt), (402, 300, 3));
    let out = with(&counted_by(COUNTS), |world, counted, ensembled, _| {
        flee_out(ensembled, world, counted)
    });
    // Who is not counted counts as nobody.
    assert_eq!(out.expect("there is a member").days[0].counted, [10, 0]);
}

#[test]
fn a_summary_has_the_series_that_belong_in_tables() {
    let summary = with(&two_camps(), |world, counted, ensembled, plan| {
        summary(&plan, ensembled, world, counted)
    });
    let find = |place: &str, measure: &str| {
        summary.series.iter().find(|it| it.place == place && it.measure == measure)
    };
    let north = find("north", "stock").expect("it is kept");
    assert_eq!(north.days.iter().map(|day| day.mean).collect::<Vec<_>>(), [15.0, 16.0, 17.0]);
    assert_eq!(north.counted, [10.0, 15.0, 20.0].map(Some));
    assert_eq!(find("inn", "stock").expect("it is kept").counted, [None; 3]);
    assert!(find("north", "arrived").expect("it is kept").counted.is_empty());
    assert!(find("total", "reported").is_none() && find("total", "debt").is_none());
    let total = summary.series.last().expect("there is a total");
    assert_eq!((total.place.as_str(), total.measure, total.days[1].mean), ("total", "stock", 41.0));
    assert_eq!(total.counted, [40.0, 45.0, 50.0].map(Some));
    assert!(!summary.is_sampled);
}

#[test]
fn what_a_run_was_told_ends_with_the_report_that_it_interpolates_towards() {
    let scenario = two_camps();
    assert_eq!(information_level(&scenario), "given-totals");
    let cut_off = |scenario: &Scenario| data_cut_off(scenario).map(|date| date.to_string());
    // The reports of the third end a run of three days, and one of two goes towards them. One of a day needs
    // none but those of the first.
    let one_day = Scenario { days: 1, ..scenario.clone() };
    assert_eq!(cut_off(&one_day).as_deref(), Some("2030-01-01"));
    for days in [2, 3, 9] {
        let scenario = Scenario { days, ..scenario.clone() };
        assert_eq!(cut_off(&scenario).as_deref(), Some("2030-01-03"), "{days}");
    }
    let report = |day| Report { day, people: 1 };
    let with = |reports: &[i64]| {
        let mut scenario = scenario.clone();
        for series in &mut scenario.observed.series {
            series.sources = vec![reports.iter().map(|day| report(*day)).collect()];
        }
        scenario
    };
    // Day 2 is the last: of 5 and 9 the nearer; a report on the last day itself needs none after it.
    assert_eq!(cut_off(&with(&[0, 1, 9, 5])).as_deref(), Some("2030-01-06"));
    assert_eq!(cut_off(&with(&[0, 2])).as_deref(), Some("2030-01-03"));
    assert_eq!(cut_off(&with(&[0, 2, 9])).as_deref(), Some("2030-01-03"));
    assert_eq!(cut_off(&with(&[-3])).as_deref(), Some("2029-12-29"));
    assert_eq!(cut_off(&with(&[])), None);
    // Of several series the latest counts.
    let mut both = with(&[0, 1]);
    both.observed.series[1].sources.push(vec![report(7)]);
    assert_eq!(cut_off(&both).as_deref(), Some("2030-01-08"));
}
