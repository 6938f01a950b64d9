//! What tests of both readers of Haven's folders check in the same way.

#![allow(dead_code, reason = "each test that includes this file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use crate::bad_cases::Case;
use haven_core::problem::{Problem, Severity};
use haven_io::codes;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A case, what was read of it, and its problems.
pub type Read<T> = (Case, Option<T>, Vec<Problem>);

/// The files with the rows of every table in reverse, then moved up by `turn`.
pub fn permuted(mut files: BTreeMap<String, Vec<u8>>, turn: usize) -> BTreeMap<String, Vec<u8>> {
    for (_, bytes) in files.iter_mut().filter(|(name, _)| *name != "scenario.toml") {
        let table = String::from_utf8(bytes.clone()).unwrap();
        let mut lines: Vec<&str> = table.lines().collect();
        lines[1..].reverse();
        let rows = lines.len() - 1;
        lines[1..].rotate_left(turn % rows);
        *bytes = lines.join("\n").into_bytes();
    }
    files
}

/// Fails unless every case is reported as it says; with `BLESS` in the environment, lets it say so.
pub fn assert_reported<T>(cases: &[Read<T>]) {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for (case, _, problems) in cases {
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

/// Fails unless there is a scenario exactly where every error can be accepted.
pub fn assert_read_if_accepted<T>(cases: &[Read<T>]) {
    for (case, scenario, problems) in cases {
        let can_be_accepted = problems.iter().all(|problem| {
            let code = codes::code(problem.code).unwrap();
            assert_eq!(code.severity, problem.severity, "{}", problem.code);
            problem.severity == Severity::Warning || code.accepted.is_some()
        });
        assert_eq!(scenario.is_some(), can_be_accepted, "{}: {problems:#?}", case.name());
    }
}

/// Codes that the source in folders of the crate names and no case shows.
pub fn not_shown<T>(cases: &[Read<T>], folders: &[&str]) -> Vec<&'static str> {
    let problems = cases.iter().flat_map(|(_, _, problems)| problems);
    let shown: BTreeSet<&str> = problems.map(|problem| problem.code).collect();
    let named: BTreeSet<_> = folders.iter().flat_map(|folder| codes_named_in(folder)).collect();
    named.into_iter().filter(|code| !shown.contains(code)).collect()
}

/// The codes that the source in a folder of the crate names.
pub fn codes_named_in(folder: &str) -> BTreeSet<&'static str> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
    let paths = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.is_file());
    let source: String = paths.map(|path| fs::read_to_string(path).unwrap()).collect();
    let words: BTreeSet<&str> = source.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let constant = |code: &str| code.to_uppercase().replace('-', "_");
    let named = codes::CODES.iter().map(|code| code.code);
    named.filter(|code| words.contains(constant(code).as_str())).collect()
}
