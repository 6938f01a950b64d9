//! `haven run` from end to end.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::Scratch;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Row, RowAccessor};
use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;

/// Rows of a `members.parquet`: member, day, place and measure, value.
fn members(path: &Path) -> Vec<(u32, u32, String, f64)> {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let row = |row: Row| {
        let text = |column| row.get_string(column).unwrap();
        let number = |column| row.get_uint(column).unwrap();
        (number(0), number(1), format!("{} {}", text(2), text(3)), row.get_double(4).unwrap())
    };
    reader.get_row_iter(None).unwrap().map(|read| row(read.unwrap())).collect()
}

#[test]
fn the_tutorial_runs_and_says_what_it_is_and_where_it_went() {
    let scratch = Scratch::new("tutorial");
    let text = scratch.succeed(&["run", "first-steps", "--members", "5", "--seed", "7"]);
    for part in [
        "5 members · seed 7",
        "Arrivals in all",
        "90 % of the members",
        "What-if, not prediction",
        "● counted",
        "Results: haven-runs/first-steps-7-1",
    ] {
        assert!(text.contains(part), "no `{part}` in\n{text}");
    }
    let files = ["run.json", "summary.csv", "members.parquet"];
    for file in files {
        assert!(scratch.0.join("haven-runs/first-steps-7-1").join(file).is_file(), "{file}");
    }
    scratch.succeed(&["run", "first-steps", "--members", "5", "--seed", "7", "--quiet"]);
    assert!(scratch.0.join("haven-runs/first-steps-7-2").is_dir(), "nothing is overwritten");
}

#[test]
fn one_two_and_seven_threads_make_the_same_bits() {
    let scratch = Scratch::new("threads");
    for threads in ["1", "2", "7"] {
        let out = format!("run-{threads}");
        scratch.succeed(&[
            "run",
            "first-steps",
            "--members",
            "40",
            "--seed",
            "3",
            "--threads",
            threads,
            "--out",
            &out,
            "--track",
            "origin",
            "--quiet",
        ]);
    }
    for file in ["summary.csv", "members.parquet", "flows.parquet"] {
        let one = scratch.read(&format!("run-1/{file}"));
        assert!(one.len() > 1000, "{file} is nearly empty");
        assert!(one == scratch.read(&format!("run-2/{file}")), "{file} differs with 2 threads");
        assert!(one == scratch.read(&format!("run-7/{file}")), "{file} differs with 7 threads");
    }
}

#[test]
fn slices_of_an_ensemble_are_the_ensemble() {
    let scratch = Scratch::new("slices");
    for (slice, out) in [("0..9", "whole"), ("0..4", "first"), ("4..9", "second")] {
        let seed = ["--seed", "11", "--quiet", "--out", out];
        scratch.succeed(&[&["run", "first-steps", "--members", slice], &seed[..]].concat());
    }
    let of = |run: &str| members(&scratch.0.join(run).join("members.parquet"));
    let parts = [of("first"), of("second")].concat();
    assert!(parts.iter().any(|(member, ..)| *member == 8));
    assert_eq!(of("whole"), parts);
}

#[test]
fn tracking_changes_no_number() {
    let scratch = Scratch::new("tracking");
    let common = ["run", "first-steps", "--members", "6", "--seed", "2", "--quiet", "--out"];
    scratch.succeed(&[&common[..], &["plain"]].concat());
    scratch.succeed(&[&common[..], &["tracked", "--track", "origin"]].concat());
    assert!(scratch.read("plain/summary.csv") == scratch.read("tracked/summary.csv"));
    assert!(!scratch.0.join("plain/flows.parquet").exists());
    assert!(scratch.0.join("tracked/flows.parquet").is_file());
}

#[test]
fn keep_decides_what_is_kept() {
    let scratch = Scratch::new("keep");
    for keep in ["default", "all", "none"] {
        scratch.succeed(&[
            "run",
            "first-steps",
            "--members",
            "2",
            "--seed",
            "1",
            "--days",
            "20",
            "--keep",
            keep,
            "--out",
            keep,
            "--quiet",
        ]);
    }
    let days = |run: &str| {
        let rows = members(&scratch.0.join(run).join("members.parquet"));
        let mut days: Vec<u32> = rows.iter().map(|(_, day, ..)| *day).collect();
        days.dedup();
        days[..days.len() / 2].to_vec()
    };
    assert_eq!(days("default"), [0, 7, 14, 19]);
    assert_eq!(days("all"), (0..20).collect::<Vec<_>>());
    assert!(!scratch.0.join("none/members.parquet").exists());
}

#[test]
fn json_is_one_document_that_names_every_number() {
    let scratch = Scratch::new("json");
    let text = scratch.succeed(&[
        "run",
        "first-steps",
        "--members",
        "3",
        "--json",
        "--set",
        "move_chance_camp=0.25",
        "--out",
        "a",
    ]);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["folder"], "a");
    assert!(document["manifest"]["seed"].is_u64(), "an invented seed is told");
    let chance = &document["manifest"]["parameters"]["move_chance_camp"];
    assert_eq!((&chance["value"], &chance["set_by"]), (&0.25.into(), &"command line".into()));
    assert!(document["destinations"][0]["stock_people"]["q50"].is_number());
    let stored = String::from_utf8(scratch.read("a/run.json")).unwrap();
    let mut stored: serde_json::Value = serde_json::from_str(&stored).unwrap();
    let files = stored.as_object_mut().unwrap().remove("files");
    assert_eq!(files.unwrap(), serde_json::json!(["members.parquet", "run.json", "summary.csv"]));
    assert_eq!(stored, document["manifest"]);
    assert_eq!(stored["interrupted"], false);
    assert_eq!(stored["scenario"]["inputs"][0]["sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn an_expected_run_has_means_and_no_spread() {
    let scratch = Scratch::new("expected");
    let text = scratch.succeed(&["run", "first-steps", "--expected", "--out", "a"]);
    assert!(text.contains("expected values"), "{text}");
    let summary = String::from_utf8(scratch.read("a/summary.csv")).unwrap();
    let row = summary.lines().last().unwrap();
    let cells: Vec<&str> = row.split(',').collect();
    assert!(!cells[4].is_empty() && cells[5..11].iter().all(|cell| cell.is_empty()), "{row}");
}

#[test]
fn nobody_s_folder_is_overwritten() {
    let scratch = Scratch::new("overwrite");
    fs::write(scratch.0.join("thesis.txt"), "two years of work").unwrap();
    let output = scratch.haven(&["run", "first-steps", "--members", "2", "--out", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is not overwritten"));
    assert_eq!(scratch.names(), ["thesis.txt"]);
}

#[test]
fn a_reader_that_goes_away_is_no_disaster() {
    let scratch = Scratch::new("pipe");
    let mut command = scratch.command(&["run", "first-steps", "--members", "2", "--out", "a"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    assert!(scratch.0.join("a/run.json").is_file());
}

#[test]
fn the_built_in_scenarios_are_listed() {
    let scratch = Scratch::new("scenarios");
    assert!(scratch.succeed(&["scenarios"]).contains("first-steps"));
    let text = scratch.succeed(&["scenarios", "--json"]);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["scenarios"][0]["name"], "aleppo-2014");
}
