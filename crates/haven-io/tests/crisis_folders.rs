//! Reading the folder of a crisis: the small good one, with rows permuted, with one mistake each.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod bad_cases;

use bad_cases::{Case, all_in, good_crisis};
use haven_core::crisis::scenario::Crisis;
use haven_core::problem::{Problem, Severity};
use haven_io::sources::Folder;
use haven_io::{codes, crisis_folder};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Files = BTreeMap<String, Vec<u8>>;

fn read(files: Files) -> (Option<Crisis>, Vec<Problem>) {
    crisis_folder::read(&Folder::in_memory(files), None)
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
        let mut files = good_crisis();
        for (_, bytes) in files.iter_mut().filter(|(name, _)| *name != "scenario.toml") {
            *bytes = rotated(&String::from_utf8(bytes.clone()).unwrap(), turn).into_bytes();
        }
        assert_eq!(facts_aside(files), plain, "rows moved by {turn}");
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

fn cases() -> Vec<(Case, Option<Crisis>, Vec<Problem>)> {
    let read = |case: Case| {
        let (crisis, problems) = read(case.files.clone());
        (case, crisis, problems)
    };
    all_in("crisis/cases", &good_crisis()).into_iter().map(read).collect()
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
fn there_is_a_crisis_whenever_every_error_can_be_accepted() {
    for (case, crisis, problems) in cases() {
        assert!(!problems.is_empty(), "{}", case.name());
        let can_be_accepted = problems.iter().all(|problem| {
            let code = codes::code(problem.code).unwrap();
            assert_eq!(code.severity, problem.severity, "{}", problem.code);
            problem.severity == Severity::Warning || code.accepted.is_some()
        });
        assert_eq!(crisis.is_some(), can_be_accepted, "{}: {problems:#?}", case.name());
    }
}

#[test]
fn every_code_that_the_reader_can_report_has_a_mistake_that_shows_it() {
    let shown: BTreeSet<_> =
        cases().iter().flat_map(|(_, _, problems)| problems).map(|problem| problem.code).collect();
    let named = codes_named_in("crisis_folder");
    let missing: Vec<_> = named.difference(&shown).collect();
    assert!(missing.is_empty(), "no mistake in bad/crisis shows {missing:?}");
}

#[test]
fn the_page_of_a_code_that_only_a_crisis_has_shows_what_is_really_reported() {
    let reported: Vec<_> = cases().into_iter().flat_map(|(_, _, problems)| problems).collect();
    let elsewhere = &codes_named_in("haven_folder") | &codes_named_in("flee_folder");
    for code in codes_named_in("crisis_folder").difference(&elsewhere) {
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

/// The codes that the source in a folder of the crate names.
fn codes_named_in(folder: &str) -> BTreeSet<&'static str> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
    let paths = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let source: String = paths.map(|path| fs::read_to_string(path).unwrap()).collect();
    let words: BTreeSet<&str> = source.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let constant = |code: &str| code.to_uppercase().replace('-', "_");
    let named = codes::CODES.iter().map(|code| code.code);
    named.filter(|code| words.contains(constant(code).as_str())).collect()
}
