//! Reading Haven's own folders: the tutorial's, with rows permuted, with one mistake each.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod bad_cases;

use bad_cases::{Case, all_in, first_steps};
use haven_core::problem::{Problem, Severity};
use haven_core::scenario::Scenario;
use haven_io::codes;
use haven_io::haven_folder;
use haven_io::sources::Folder;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Files = BTreeMap<String, Vec<u8>>;

fn read(files: Files) -> (Option<Scenario>, Vec<Problem>) {
    haven_folder::read(&Folder::in_memory(files), None)
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
        let mut files = first_steps();
        for (_, bytes) in files.iter_mut().filter(|(name, _)| *name != "scenario.toml") {
            *bytes = rotated(&String::from_utf8(bytes.clone()).unwrap(), turn).into_bytes();
        }
        assert_eq!(read(files).0, plain, "rows moved by {turn}");
    }
}

/// The table with its rows in reverse, then moved up by `turn`.
fn rotated(table: &str, turn: usize) -> String {
    let mut lines: Vec<&str> = table.lines().collect();
    lines[1..].reverse();
    let rows = lines.len() - 1;
    lines[1..].rotate_left(turn % rows);
    lines.join("\n")
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

fn cases() -> Vec<(Case, Option<Scenario>, Vec<Problem>)> {
    let read = |case: Case| {
        let (scenario, problems) = read(case.files.clone());
        (case, scenario, problems)
    };
    all_in("haven", &first_steps()).into_iter().map(read).collect()
}

#[test]
fn every_mistake_is_reported_where_it_is() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for (case, _, problems) in cases() {
        let lines: Vec<String> = problems.iter().map(|problem| format!("{problem}\n")).collect();
        let found = lines.concat();
        if bless {
            fs::write(&case.path, format!("{}{found}", case.head)).unwrap();
        } else if found != case.expected {
            wrong.push(format!("{}\nexpected:\n{}found:\n{found}", case.name(), case.expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_is_a_scenario_whenever_every_error_can_be_accepted() {
    for (case, scenario, problems) in cases() {
        let can_be_accepted = problems.iter().all(|problem| {
            let code = codes::code(problem.code).unwrap();
            assert_eq!(code.severity, problem.severity, "{}", problem.code);
            problem.severity == Severity::Warning || code.accepted.is_some()
        });
        assert_eq!(scenario.is_some(), can_be_accepted, "{}: {problems:#?}", case.name());
    }
}

#[test]
fn every_code_that_the_reader_can_report_has_a_mistake_that_shows_it() {
    let shown: BTreeSet<_> =
        cases().iter().flat_map(|(_, _, problems)| problems).map(|problem| problem.code).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/haven_folder");
    let paths = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let source: String = paths.map(|path| fs::read_to_string(path).unwrap()).collect();
    let constant = |code: &str| code.to_uppercase().replace('-', "_");
    let missing: Vec<_> = codes::CODES
        .iter()
        .map(|code| code.code)
        .filter(|code| {
            let words = source.split(|c: char| !c.is_alphanumeric() && c != '_');
            words.clone().any(|word| word == constant(code)) && !shown.contains(code)
        })
        .collect();
    assert!(missing.is_empty(), "no mistake in bad/haven shows {missing:?}");
}
