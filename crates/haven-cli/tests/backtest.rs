//! `haven backtest` from end to end.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{Scratch, counted_camps};
use std::fs;

#[test]
fn a_folder_of_scenarios_is_scored_by_conflict_and_threads_change_no_bit() {
    let scratch = Scratch::new("backtest-folder");
    counted_camps(&scratch, "all/one", "2030-01-01");
    counted_camps(&scratch, "all/version", "2030-02-01");
    fs::create_dir_all(scratch.0.join("all/broken/input_csv")).unwrap();
    for (threads, out) in [("1", "alone"), ("5", "five")] {
        let mut command = scratch.command(&["backtest", "all", "--members", "40"]);
        command.args(["--threads", threads, "--out", out, "--quiet"]);
        // Wide enough for titles on a line of their own.
        let output = command.env("COLUMNS", "200").output().unwrap();
        assert!(output.status.success());
        let text = String::from_utf8(output.stdout).unwrap();
        for part in [
            "issue-time",
            "Beside persistence",
            "Here 2030",
            "not scored: broken",
            "Given the true totals",
        ] {
            assert!(text.contains(part), "no `{part}` in\n{text}");
        }
    }
    assert!(scratch.read("alone/forecasts.csv") == scratch.read("five/forecasts.csv"));
    let json: serde_json::Value =
        serde_json::from_slice(&scratch.read("alone/backtest.json")).unwrap();
    assert_eq!(json["scenarios"][0]["information_level"], "issue-time");
    assert_eq!(json["scenarios"][0]["cold_start"]["information_level"], "cold-start");
    assert_eq!(json["conflicts"].as_array().unwrap().len(), 1, "two versions of one conflict");
    assert_eq!(json["scenarios"].as_array().unwrap().len(), 2);
    assert!(json["all_conflicts"][1]["skill"]["persistence"]["interval_95"].is_null());
    let table = String::from_utf8(scratch.read("alone/forecasts.csv")).unwrap();
    assert!(
        table.starts_with(
            "scenario,place,place_name,information_level,known_until_day,known_until,"
        )
    );
    assert!(
        table.lines().any(|line| line.starts_with("one,North,North,issue-time,30,2030-01-31,30,"))
    );
    assert!(String::from_utf8(scratch.read("alone/one.svg")).unwrap().starts_with("<svg"));
}

#[test]
fn what_cannot_be_scored_is_refused_with_advice() {
    let scratch = Scratch::new("backtest-refused");
    for (arguments, part) in [
        (vec!["backtest", "aleppo-2014"], "VERIFICATION.md"),
        (vec!["backtest", "first-step"], "did you mean `first-steps`?"),
        (vec!["backtest", "first-steps", "--members", "3"], "20 members or more"),
    ] {
        let output = scratch.haven(&arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(part), "{said}");
    }
}
