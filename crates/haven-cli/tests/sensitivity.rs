//! `haven sensitivity` from end to end.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::Scratch;
use std::path::Path;
#[cfg(unix)]
use std::process::{Command, Stdio};

/// A small invented crisis, with every table.
fn crisis() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bad/crisis/good");
    root.canonicalize().unwrap().to_string_lossy().into_owned()
}

#[test]
fn a_crisis_is_ranked_and_threads_change_no_bit() {
    let (scratch, crisis) = (Scratch::new("sensitivity-crisis"), crisis());
    for (threads, out) in [("1", "one"), ("5", "five")] {
        let mut arguments = vec!["sensitivity", &crisis, "--what-if", "raiders-advance"];
        arguments.extend(["--samples", "3", "--seed", "4", "--threads", threads, "--out", out]);
        let text = scratch.succeed(&arguments);
        for part in
            ["3 trajectories", "Displaced from home", "luck makes", "What-if, not prediction"]
        {
            assert!(text.contains(part), "no `{part}` in\n{text}");
        }
    }
    let table = scratch.read("one/sensitivity.csv");
    assert!(table == scratch.read("five/sensitivity.csv"));
    let table = String::from_utf8(table).unwrap();
    assert!(table.starts_with(
        "answer,measure,place,place_name,unit,parameter,parameter_unit,method,first,"
    ));
    assert!(table.lines().any(|line| {
        line.starts_with("crossed,crossed,total,everywhere,people,assault_departure,")
    }));
    let manifest: serde_json::Value =
        serde_json::from_slice(&scratch.read("one/run.json")).unwrap();
    assert_eq!(manifest["design"]["complete"], 3);
    assert_eq!(manifest["seed"], 4);
    assert_eq!(manifest["scenario"]["sha256"].as_str().map(str::len), Some(64));
}

#[test]
fn flee_s_rules_are_shared_out_by_sobol_s_indices() {
    let scratch = Scratch::new("sensitivity-flee");
    let mut arguments = vec!["sensitivity", "first-steps", "--method", "sobol", "--samples", "16"];
    arguments
        .extend(["--free", "move_chance_conflict,walk_km_per_day=20..40,capacity_buffer=0.5..1"]);
    arguments.extend(["--seed", "2", "--quiet", "--json", "--out", "a"]);
    let document: serde_json::Value = serde_json::from_str(&scratch.succeed(&arguments)).unwrap();
    let ard = &document["answers"][0];
    assert_eq!((ard["id"].as_str(), ard["unit"].as_str()), (Some("ard"), Some("ratio")));
    let parameters = ard["parameters"].as_array().unwrap();
    assert_eq!(parameters[0]["name"], "move_chance_conflict");
    assert!(parameters[0]["total"]["value"].as_f64().unwrap() > 0.5, "{ard}");
    assert_eq!(parameters[1]["total"]["value"], 0.0, "nobody walks in it");
    assert!(document["answers"].as_array().unwrap().iter().any(|a| a["id"] == "stock:harrow"));
    let stored: serde_json::Value =
        serde_json::from_slice(&scratch.read("a/sensitivity.json")).unwrap();
    assert_eq!(stored["answers"], document["answers"]);
}

#[test]
fn bad_requests_say_what_is_allowed_and_leave_nothing() {
    let (scratch, crisis) = (Scratch::new("sensitivity-bad"), crisis());
    let crisis = crisis.as_str();
    for (scenario, arguments, said) in [
        (crisis, &["--free", "fear_departures"][..], "did you mean `fear_departure`?"),
        (crisis, &["--free", "nothing_like_it"], "there are residents, share_left"),
        (crisis, &["--free", "alpha_f=5..1"], "5 is more than 1"),
        (crisis, &["--free", "alpha_f=0.1"], "no range"),
        (crisis, &["--free", "stayers=0..2"], "it lies from 0 to 0.99"),
        (crisis, &["--free", "pop_ref"], "--free assault_people=low..high"),
        (crisis, &["--samples", "0"], "from 2 to 1000000"),
        (crisis, &["--samples", "many"], "invalid value"),
        (crisis, &["--method", "guess"], "possible values: morris, sobol"),
        (crisis, &["--what-if", "raiders-advanc"], "did you mean `raiders-advance`?"),
        ("first-steps", &["--free", "camp_wieght"], "did you mean `camp_weight`?"),
        ("first-steps", &["--free", "awareness"], "a whole number from -1 to 8"),
        ("first-steps", &["--free", "capacity_buffer"], "no usual range"),
        ("first-steps", &["--free", "capacity_buffer=0.5..2"], "a number from 0 to 1"),
        ("first-steps", &["--what-if", "anything"], "no actors"),
        ("nowhere", &[], "no built-in scenario"),
    ] {
        let output = scratch.haven(&[&["sensitivity", scenario], arguments].concat());
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(err.contains(said), "{arguments:?}: {err}");
    }
    assert_eq!(scratch.names(), Vec::<String>::new(), "nothing was run");
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_the_rows_that_are_complete() {
    let scratch = Scratch::new("sensitivity-ctrl-c");
    let arguments =
        ["sensitivity", "first-steps", "--samples", "100000", "--seed", "1", "--out", "a"];
    let child = scratch.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let child = child.unwrap();
    std::thread::sleep(std::time::Duration::from_secs(3));
    let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(interrupted.unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("Interrupted: 100,000 were asked for")
    );
    let manifest: serde_json::Value = serde_json::from_slice(&scratch.read("a/run.json")).unwrap();
    assert_eq!(manifest["interrupted"], true);
    assert!(manifest["design"]["complete"].as_u64().unwrap() > 1);
    assert_eq!(scratch.names(), ["a"], "no draft is left");
}
