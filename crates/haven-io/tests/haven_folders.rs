//! Reading Haven's own folders: the tutorial's, with rows permuted, with one mistake each.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use haven_core::problem::Problem;
use haven_core::scenario::Scenario;
use haven_io::haven_folder;
use haven_io::sources::Folder;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

type Files = BTreeMap<String, Vec<u8>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of the tutorial's scenario.
fn first_steps() -> Files {
    let folder = root().join("crates/haven/scenarios/first-steps");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let named = |entry: fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
    };
    entries.map(named).collect()
}

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

#[test]
fn every_mistake_is_reported_where_it_is() {
    let folder = root().join("bad/haven");
    let mut cases: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 15, "{} cases", cases.len());
    let wrong: Vec<_> = cases.iter().filter_map(|path| difference(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How a case's problems differ from those that it expects. `BLESS=1` writes what was found.
fn difference(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).unwrap();
    let (change, expected) = text.split_once("\n=\n").unwrap_or((text.trim_end(), ""));
    let (_, problems) = read(changed(first_steps(), change));
    let found: Vec<_> = problems.iter().map(|problem| problem.to_string() + "\n").collect();
    let found = found.concat();
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, format!("{change}\n=\n{found}")).unwrap();
        return None;
    }
    let name = path.file_name()?.to_string_lossy();
    (found != expected).then(|| format!("{name}\nexpected\n{expected}found\n{found}"))
}

/// The files with one change: a line with a file's name, then lines to take out (`- `; every line
/// of the file with `- *`) and lines to put in their place (`+ `; at the end if none is taken out).
fn changed(mut files: Files, change: &str) -> Files {
    let mut lines = change.lines();
    let name = lines.next().unwrap_or_default().to_owned();
    let (mut out, mut put) = (Vec::new(), Vec::new());
    for line in lines {
        match line.split_once(' ') {
            Some(("-", text)) => out.push(text),
            Some(("+", text)) => put.push(text),
            _ => panic!("`{line}` is neither `- ` nor `+ ` and a text"),
        }
    }
    let old = String::from_utf8(files.remove(&name).unwrap_or_default()).unwrap();
    let mut kept: Vec<&str> = if out == ["*"] { Vec::new() } else { old.lines().collect() };
    let mut at = kept.len();
    for text in out.iter().filter(|text| **text != "*") {
        at = kept.iter().position(|line| line == text).unwrap_or_else(|| panic!("no line {text}"));
        kept.remove(at);
    }
    if out == ["*"] && put.is_empty() {
        return files;
    }
    kept.splice(at..at, put);
    files.insert(name, unescaped(&(kept.join("\n") + "\n")));
    files
}

/// The bytes of a text in which `\xNN` is a byte.
fn unescaped(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    bytes
}
