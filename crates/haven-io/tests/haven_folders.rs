//! Reading Haven's own folders: the tutorial's, with rows permuted, with one mistake each.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod bad_cases;
#[path = "bad_cases/reading.rs"]
mod reading;

use bad_cases::{Case, all_in, first_steps};
use haven_core::flee::scenario::Scenario;
use haven_core::problem::Problem;
use haven_io::haven_format::flee;
use haven_io::sources::Folder;
use reading::{Read, assert_read_if_accepted, assert_reported, not_shown, permuted};
use std::collections::BTreeMap;

type Files = BTreeMap<String, Vec<u8>>;

fn read(files: Files) -> (Option<Scenario>, Vec<Problem>) {
    flee::read(&Folder::in_memory(files), None)
}

#[test]
fn the_tutorial_is_read_without_a_problem() {
    let (scenario, problems) = read(first_steps());
    assert_eq!(problems, []);
    let scenario = scenario.unwrap();
    let ids: Vec<_> = scenario.places.iter().map(|place| place.id.as_str()).collect();
    assert_eq!(ids, ["grey-bridge", "harrow", "lindow", "orrin", "tarn", "vell"]);
    assert_eq!(scenario.links.len(), 6);
    let closure = &scenario.timeline.closures[0];
    assert_eq!((closure.start, closure.end), (30, 40), "the bridge is closed on days 30 to 39");
    let tarn = scenario.place("tarn").unwrap();
    let conflict = scenario.timeline.conflicts.iter().find(|c| c.place == tarn).unwrap();
    assert_eq!([conflict.intensity[0], conflict.intensity[25]], [0.6, 1.0]);
    assert_eq!(scenario.observed.series[0].label, "total");
    let sum = &scenario.observed.series[0].sources[0];
    assert_eq!((sum[1].day, sum[1].people), (7, 270));
}

#[test]
fn permuting_the_rows_of_every_table_changes_nothing() {
    let (plain, _) = read(first_steps());
    for turn in 1..4 {
        let files = permuted(first_steps(), turn);
        assert_eq!(read(files).0, plain, "rows moved by {turn}");
    }
}

#[test]
fn columns_are_found_by_name_in_any_order() {
    let (plain, _) = read(first_steps());
    let mut files = first_steps();
    for (_, bytes) in files.iter_mut().filter(|(name, _)| *name != "scenario.toml") {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let backwards = |line: &str| line.split(',').rev().collect::<Vec<_>>().join(",");
        *bytes = text.lines().map(backwards).collect::<Vec<_>>().join("\r\n").into_bytes();
    }
    assert_eq!(read(files).0, plain);
}

#[test]
fn a_link_may_be_written_from_either_end() {
    let (plain, _) = read(first_steps());
    let mut files = first_steps();
    let links = String::from_utf8(files["links.csv"].clone()).unwrap();
    let turned = links.replace("tarn,vell,", "vell,tarn,");
    files.insert("links.csv".to_owned(), turned.into_bytes());
    assert_eq!(read(files).0, plain);
}

fn cases() -> Vec<Read<Scenario>> {
    let read = |case: Case| {
        let (scenario, problems) = read(case.files.clone());
        (case, scenario, problems)
    };
    all_in("haven", &first_steps()).into_iter().map(read).collect()
}

#[test]
fn every_mistake_is_reported_where_it_is() {
    assert_reported(&cases());
}

#[test]
fn there_is_a_scenario_whenever_every_error_can_be_accepted() {
    let cases = cases();
    assert_read_if_accepted(&cases);
}

#[test]
fn every_code_that_the_reader_can_report_has_a_mistake_that_shows_it() {
    let missing = not_shown(&cases(), &["haven_format", "haven_format/flee"]);
    assert!(missing.is_empty(), "no mistake in bad/haven shows {missing:?}");
}
