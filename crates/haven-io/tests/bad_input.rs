//! One mistake a folder: each is reported where it is, in words that help.
//!
//! `BLESS=1 cargo test -p haven-io --test bad_input` writes what is reported into the cases; the
//! difference then has to be read.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests")]

mod bad_cases;

use bad_cases::{Case, good, oddities};
use haven_core::flee::scenario::PARAMETERS;
use haven_core::problem::{Problem, Severity};
use haven_io::codes::{self, Code};
use haven_io::flee_folder::{self, Options};
use haven_io::sources::Folder;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn every_case() -> Vec<Case> {
    bad_cases::all().into_iter().chain(oddities()).collect()
}

fn read(case: &Case) -> (bool, Vec<Problem>) {
    let folder = Folder::in_memory(case.files.clone());
    let (scenario, problems) = flee_folder::read(&folder, &Options::default());
    (scenario.is_some(), problems)
}

#[test]
fn the_good_folder_has_no_problems() {
    let (scenario, problems) = flee_folder::read(&Folder::in_memory(good()), &Options::default());
    assert_eq!(problems, []);
    let scenario = scenario.unwrap();
    assert_eq!((scenario.places.len(), scenario.links.len(), scenario.days), (6, 6, 20));
    assert_eq!(scenario.observed.corrections.len(), 1);
}

#[test]
fn every_mistake_is_reported_where_it_is() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for case in every_case() {
        let (_, problems) = read(&case);
        let lines: Vec<String> = problems.iter().map(|problem| format!("{problem}\n")).collect();
        let found = lines.concat();
        if bless {
            std::fs::write(&case.path, format!("{}{found}", case.head)).unwrap();
        } else if found != case.expected {
            wrong.push(format!("{}\nexpected:\n{}found:\n{found}", case.name(), case.expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_at_least_forty_mistakes_and_each_is_an_error() {
    let cases = bad_cases::all();
    assert!(cases.len() >= 40);
    for case in &cases {
        let (_, problems) = read(case);
        let is_error = |problem: &Problem| problem.severity == Severity::Error;
        assert!(problems.iter().any(is_error), "{}: {problems:#?}", case.name());
    }
}

#[test]
fn oddities_are_worth_a_warning_and_no_more() {
    for case in oddities() {
        let (has_scenario, problems) = read(&case);
        assert!(has_scenario && !problems.is_empty(), "{}", case.name());
        for problem in problems {
            assert_eq!(problem.severity, Severity::Warning, "{}: {problem}", case.name());
        }
    }
}

#[test]
fn there_is_a_scenario_whenever_every_error_can_be_accepted() {
    for case in every_case() {
        let (has_scenario, problems) = read(&case);
        let code = |problem: &Problem| codes::code(problem.code).unwrap();
        let can_be_accepted =
            problems.iter().map(code).all(|code| !code.stops() || code.accepted.is_some());
        assert_eq!(has_scenario, can_be_accepted, "{}: {problems:#?}", case.name());
    }
}

#[test]
fn every_code_that_the_reader_can_report_has_a_case_that_shows_it() {
    let shown: BTreeSet<_> =
        every_case().iter().flat_map(|case| read(case).1).map(|problem| problem.code).collect();
    // Cannot be brought about in memory.
    let not_shown = ["unreadable-file"];
    let missing: Vec<_> = codes_in_source()
        .into_iter()
        .map(|code| code.code)
        .filter(|code| !shown.contains(code) && !not_shown.contains(code))
        .collect();
    assert!(missing.is_empty(), "no case in bad/ shows {missing:?}");
}

#[test]
fn the_list_of_problems_is_that_of_the_code() {
    let mut rows: Vec<String> = codes::CODES
        .iter()
        .map(|code| {
            let accepted = code.accepted.unwrap_or(if code.stops() { "cannot be" } else { "" });
            let (severity, summary) = (code.severity, code.summary);
            format!("| [`{0}`]({0}.md) | {severity} | {summary} | {accepted} |\n", code.code)
        })
        .collect();
    rows.sort();
    let path = bad_cases::bad().join("../docs/problems/README.md");
    let page = fs::read_to_string(&path).unwrap();
    let (head, _) = page.split_once("| --- | --- | --- | --- |\n").unwrap();
    let expected = format!("{head}| --- | --- | --- | --- |\n{}", rows.concat());
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, &expected).unwrap();
    } else {
        assert!(page == expected, "run this test with BLESS=1");
    }
}

#[test]
fn the_page_of_a_code_shows_what_is_really_reported() {
    let reported: Vec<String> = every_case()
        .iter()
        .flat_map(|case| read(case).1)
        .map(|problem| problem.to_string())
        .collect();
    for code in codes_in_source().into_iter().filter(|code| code.code != "unreadable-file") {
        let page = bad_cases::bad().join(format!("../docs/problems/{}.md", code.code));
        let page = fs::read_to_string(page).unwrap();
        assert!(page.contains(code.summary), "{}: summary", code.code);
        assert!(code.accepted.is_none_or(|text| page.contains(text)), "{}: acceptance", code.code);
        let shows = |problem: &&String| page.contains(problem.as_str());
        let example = reported.iter().find(shows);
        assert!(
            example.is_some_and(|problem| problem.contains(&format!("[{}]", code.code))),
            "docs/problems/{}.md shows nothing that is reported",
            code.code
        );
    }
}

#[test]
fn the_manual_names_every_setting() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manual = fs::read_to_string(root.join("../../docs/flee.md")).unwrap();
    let keys = fs::read_to_string(root.join("src/flee_folder/keys.rs")).unwrap();
    let quoted = keys.split('"').skip(1).step_by(2).filter(|text| !text.contains(' '));
    let parameters = PARAMETERS.iter().filter_map(|parameter| parameter.flee_key);
    for path in quoted.filter(|text| text.contains('.')).chain(parameters) {
        let key = path.rsplit('.').next().unwrap_or(path);
        let is_file = key == "csv";
        assert!(is_file || manual.contains(&format!("`{key}`")), "docs/flee.md lacks `{key}`");
    }
}

/// The codes that the source of the reader of Flee folders names.
fn codes_in_source() -> Vec<&'static Code> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let own = ["cells.rs", "sources.rs", "yaml.rs"].map(|name| source.join(name));
    let folder = source.join("flee_folder").read_dir().unwrap().map(|entry| entry.unwrap().path());
    let text: String =
        own.into_iter().chain(folder).map(|p| fs::read_to_string(p).unwrap()).collect();
    let constant = |code: &Code| format!("codes::{}", code.code.to_uppercase().replace('-', "_"));
    let is_named = |code: &&Code| {
        let constant = constant(code);
        text.match_indices(&constant).any(|(at, _)| {
            let after = text[at + constant.len()..].chars().next();
            !after.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
        })
    };
    codes::CODES.iter().copied().filter(is_named).collect()
}
