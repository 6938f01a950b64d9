//! Reading the folder of a crisis: the small good one, with rows permuted, with one mistake each.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod bad_cases;
#[path = "bad_cases/reading.rs"]
mod reading;

use bad_cases::{Case, all_in, good_crisis};
use haven_core::crisis::scenario::Crisis;
use haven_core::problem::Problem;
use haven_io::codes;
use haven_io::haven_format::crisis;
use haven_io::sources::Folder;
use reading::{
    Read, assert_read_if_accepted, assert_reported, codes_named_in, not_shown, permuted,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

type Files = BTreeMap<String, Vec<u8>>;

fn read(files: Files) -> (Option<Crisis>, Vec<Problem>) {
    crisis::read(&Folder::in_memory(files), None)
}

#[test]
fn the_good_crisis_is_read_without_a_problem() {
    let (crisis, problems) = read(good_crisis());
    assert_eq!(problems, []);
    let crisis = crisis.unwrap();
    assert_eq!((crisis.origin, crisis.days), (10, 60));
}

#[test]
fn permuting_the_rows_of_every_table_changes_nothing() {
    let facts_aside = |files: Files| {
        let mut crisis = read(files).0.unwrap();
        crisis
            .facts
            .sort_by(|one, other| (&one.file, &one.about).cmp(&(&other.file, &other.about)));
        crisis
    };
    let plain = facts_aside(good_crisis());
    for turn in 1..4 {
        let files = permuted(good_crisis(), turn);
        assert_eq!(facts_aside(files), plain, "rows moved by {turn}");
    }
}

fn cases() -> Vec<Read<Crisis>> {
    let read = |case: Case| {
        let (crisis, problems) = read(case.files.clone());
        (case, crisis, problems)
    };
    all_in("crisis/cases", &good_crisis()).into_iter().map(read).collect()
}

#[test]
fn every_mistake_is_reported_where_it_is() {
    assert_reported(&cases());
}

#[test]
fn there_is_a_crisis_whenever_every_error_can_be_accepted() {
    let cases = cases();
    assert!(cases.iter().all(|(_, _, problems)| !problems.is_empty()));
    assert_read_if_accepted(&cases);
}

#[test]
fn every_code_that_the_reader_can_report_has_a_mistake_that_shows_it() {
    let missing = not_shown(&cases(), &["haven_format/crisis"]);
    assert!(missing.is_empty(), "no mistake in bad/crisis shows {missing:?}");
}

#[test]
fn the_page_of_a_code_that_only_a_crisis_has_shows_what_is_really_reported() {
    let reported: Vec<_> = cases().into_iter().flat_map(|(_, _, problems)| problems).collect();
    let elsewhere = ["haven_format", "haven_format/flee", "flee_folder"];
    let elsewhere = elsewhere.into_iter().flat_map(codes_named_in).collect();
    for code in codes_named_in("haven_format/crisis").difference(&elsewhere) {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/problems");
        let page = fs::read_to_string(page.join(format!("{code}.md"))).unwrap();
        assert!(page.contains(codes::code(code).unwrap().summary), "{code}: summary");
        let mut own = reported.iter().filter(|problem| problem.code == *code);
        assert!(
            own.any(|problem| page.contains(&problem.to_string())),
            "docs/problems/{code}.md shows nothing that is reported"
        );
    }
}
