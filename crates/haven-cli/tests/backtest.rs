//! `haven backtest` from end to end.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::Scratch;
use std::fs;

/// A Flee folder: one town in conflict, two camps that are counted every ten days.
fn folder(scratch: &Scratch, name: &str, start: &str) {
    let root = scratch.0.join(name);
    let days = 130;
    let conflict: String = (0..=days).map(|day| format!("{day},1\n")).collect();
    let months = ["01", "02", "03", "04", "05"];
    let counts = |per_day: i64| -> String {
        let days = months.iter().flat_map(|month| ["01", "11", "21"].map(|day| (month, day)));
        let row = |(k, (month, day)): (i64, (&&str, &str))| {
            format!("2030-{month}-{day},{}\n", 100 + 10 * k * per_day)
        };
        (0..).zip(days).map(row).collect()
    };
    let files = [
        ("input_csv/locations.csv", "#name,region,country,lat,lon,location_type,conflict_date,population\nTown,R,Here,0,0,conflict_zone,0,50000\nNorth,R,There,1,0,camp,,9000\nSouth,R,There,-1,0,camp,,9000\n".to_owned()),
        ("input_csv/routes.csv", "#name1,name2,distance,forced_redirection\nTown,North,90,0\nTown,South,120,0\n".to_owned()),
        ("input_csv/closures.csv", "#closure_type,name1,name2,closure_start,closure_end\n".to_owned()),
        ("input_csv/conflicts.csv", format!("#Day,Town\n{conflict}")),
        ("input_csv/sim_period.csv", format!("StartDate,{start}\nLength,{days}\n")),
        ("source_data/data_layout.csv", "total,refugees.csv\nNorth,north.csv\nSouth,south.csv\n".to_owned()),
        ("source_data/refugees.csv", counts(30)),
        ("source_data/north.csv", counts(20)),
        ("source_data/south.csv", counts(10)),
        ("simsetting.yml", "spawn_rules:\n  take_from_population: false\n".to_owned()),
    ];
    for (file, text) in files {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn a_folder_of_scenarios_is_scored_by_conflict_and_threads_change_no_bit() {
    let scratch = Scratch::new("backtest-folder");
    folder(&scratch, "all/one", "2030-01-01");
    folder(&scratch, "all/version", "2030-02-01");
    fs::create_dir_all(scratch.0.join("all/broken/input_csv")).unwrap();
    for (threads, out) in [("1", "alone"), ("5", "five")] {
        let text = scratch.succeed(&[
            "backtest",
            "all",
            "--members",
            "40",
            "--threads",
            threads,
            "--out",
            out,
            "--quiet",
        ]);
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
    assert!(table.starts_with("scenario,place,level,known_until,horizon_days,date,"));
    assert!(table.lines().any(|line| line.starts_with("one,North,issue-time,2030-01-31,30,")));
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
