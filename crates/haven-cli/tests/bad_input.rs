//! Bad input and bad command lines: exit code 2, the exact place, and never a panic.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "../../haven-io/tests/bad_cases/mod.rs"]
mod bad_cases;
mod common;

use common::Scratch;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn write(root: &Path, files: &BTreeMap<String, Vec<u8>>) {
    for (name, bytes) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

#[test]
fn every_mistake_is_reported_by_check_and_stops_run() {
    let scratch = Scratch::new("mistakes");
    let cases = bad_cases::all();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    for case in &cases {
        write(&scratch.0.join(case.name()), &case.files);
        for verb in ["check", "run"] {
            let output = scratch.haven(&[verb, &case.name()]);
            let (out, err) =
                (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            let text = if verb == "check" { &out } else { &err };
            assert_eq!(output.status.code(), Some(2), "{verb} {}: {out}{err}", case.name());
            // Errors stand above warnings here.
            let is_told = case.expected.lines().all(|line| text.contains(line));
            assert!(is_told, "{verb} {}: {text}", case.name());
        }
    }
    assert!(!scratch.0.join("haven-runs").exists(), "nothing was run");
}

#[test]
fn an_oddity_is_reported_and_can_be_run() {
    let scratch = Scratch::new("oddities");
    for case in &bad_cases::oddities() {
        write(&scratch.0.join(case.name()), &case.files);
        let text = scratch.succeed(&["check", &case.name()]);
        assert!(text.contains(case.expected.trim_end()), "{}: {text}", case.name());
    }
}

#[test]
fn an_accepted_mistake_is_run_and_the_manifest_says_so() {
    let scratch = Scratch::new("accepted");
    let case = bad_cases::all().into_iter().find(|case| case.name() == "unknown-place-in-routes");
    write(&scratch.0.join("toy"), &case.unwrap().files);
    let refused = scratch.haven(&["run", "toy"]);
    let advice = "`--accept unknown-place` runs it all the same";
    assert!(String::from_utf8_lossy(&refused.stderr).contains(advice));
    let accept = ["--accept", "unknown-place"];
    let common = ["run", "toy", "--members", "2", "--out", "a", "--json"];
    let text = scratch.succeed(&[&common[..], &accept[..]].concat());
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["manifest"]["options"]["accepted_problems"][0], "unknown-place");
    assert!(scratch.0.join("a/out.csv").is_file(), "Flee folders give Flee's output too");
}

#[test]
fn a_good_folder_passes_and_its_json_says_so() {
    let scratch = Scratch::new("good");
    write(&scratch.0.join("toy"), &bad_cases::good());
    let text = scratch.succeed(&["check", "toy", "--json"]);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["errors"], 0);
}

#[test]
fn bad_command_lines_say_what_is_allowed() {
    let scratch = Scratch::new("arguments");
    for (arguments, said) in [
        (&["run", "first-step"][..], "did you mean `first-steps`?"),
        (&["run", "nowhere"], "no built-in scenario"),
        (&["run", "first-steps", "--set", "capacity_bufer=0.5"], "did you mean `capacity_buffer`?"),
        (&["run", "first-steps", "--set", "capacity_buffer=2"], "a number from 0 to 1"),
        (&["run", "first-steps", "--set", "capacity_buffer"], "key=value"),
        (&["run", "first-steps", "--accept", "unknown-plase"], "did you mean `unknown-place`?"),
        (&["run", "first-steps", "--members", "none"], "members"),
        (&["run", "first-steps", "--members", "9..4"], "no members"),
        (&["run", "first-steps", "--days", "0"], "1..=1000000"),
        (&["run", "first-steps", "--track", "group"], "has none"),
        (&["run", "first-steps", "--threads", "0"], "1 to 1024"),
        (&["run", "first-steps", "--settings", "nowhere.yml"], "cannot be read"),
        (&["fly"], "unrecognized subcommand"),
        (&["check"], "SCENARIO"),
    ] {
        let output = scratch.haven(arguments);
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(err.contains(said), "{arguments:?}: {err}");
    }
    let output = scratch.haven(&["run", "nowhere", "--json"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(document["error"].as_str().unwrap().contains("nowhere"));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_cannot_be_printed_has_failed() {
    let scratch = Scratch::new("full");
    for arguments in [
        &["scenarios"] as &[&str],
        &["check", "first-steps", "--json"],
        &["run", "first-steps", "--members", "2", "--quiet", "--json"],
        &["run", "no-such-scenario", "--json"],
    ] {
        // Everywhere but on Linux there is no disk that is always full.
        let Ok(full) = fs::File::create("/dev/full") else { return };
        let output = scratch.command(arguments).stdout(full).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {err}");
        assert!(err.contains("standard output cannot be written"), "{err}");
    }
}

#[test]
fn mistakes_in_arguments_are_a_document_where_one_is_asked_for() {
    let scratch = Scratch::new("arguments");
    for arguments in [
        &["run", "first-steps", "--members", "0", "--json"] as &[&str],
        &["run", "first-steps", "--json", "--nonsense"],
        &["explain", "aleppo-2014", "--reach=-500..-100", "--json"],
        &["explain", "aleppo-2014", "--reach", "5..inf", "--json"],
    ] {
        let output = scratch.haven(arguments);
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let error = told["error"].as_str().unwrap();
        assert!(!error.starts_with("error") && !error.is_empty(), "{error}");
        let plain: Vec<&str> = arguments.iter().copied().filter(|it| *it != "--json").collect();
        let output = scratch.haven(&plain);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{plain:?}");
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "));
    }
}

#[test]
fn options_without_effect_are_told() {
    let scratch = Scratch::new("without-effect");
    let options = ["--prior", "--advance", "attempted", "--track", "cause"];
    let twice = ["--set", "move_chance_camp=0.01", "--set", "move_chance_camp=0.02"];
    let run = ["run", "first-steps", "--members", "2"];
    let output = scratch.haven(&[&run[..], &options, &twice].concat());
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{err}");
    for told in
        ["`--prior`", "`--advance attempted`", "`--track cause`", "`--set move_chance_camp=0.01`"]
    {
        let line = format!("warning: without effect: {told}");
        assert_eq!(err.matches(&line).count(), 1, "{told} in {err}");
    }
    let none = scratch.haven(&run);
    assert!(!String::from_utf8_lossy(&none.stderr).contains("without effect"));
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_file_is_not_waited_for() {
    let scratch = Scratch::new("pipes");
    let made = std::process::Command::new("mkfifo").arg(scratch.0.join("p")).status();
    assert!(made.unwrap().success());
    fs::create_dir(scratch.0.join("o")).unwrap();
    fs::rename(scratch.0.join("p"), scratch.0.join("o/run.json")).unwrap();
    for arguments in [
        &["run", "first-steps", "--parameters", "o/run.json"] as &[&str],
        &["check", "first-steps", "--settings", "o/run.json"],
        &["run", "aleppo-2014", "--what-if-file", "o/run.json"],
        &["run", "o/run.json"],
        &["run", "first-steps", "--out", "o"],
        &["calibrate", "aleppo-2014", "--events", "o/run.json", "--out", "c"],
    ] {
        let output = scratch.haven(arguments);
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {err}");
    }
}

#[cfg(unix)]
#[test]
fn a_result_may_lie_in_a_folder_whose_name_is_not_utf8() {
    use std::os::unix::ffi::OsStrExt;
    let scratch = Scratch::new("latin");
    let run = ["run", "first-steps", "--members", "2", "--quiet", "--json", "--out"];
    let mut command = scratch.command(&run);
    let output = command.arg(std::ffi::OsStr::from_bytes(b"out\xe9")).output().unwrap();
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), told["folder"].as_str()), (Some(0), Some("out\u{fffd}")));
}
