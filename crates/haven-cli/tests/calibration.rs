//! Calibrations, through the program: killed and resumed to the same bits, used by a run, refused.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::Scratch;
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Instant;

/// Files whose bits have to be the same. `calibration.json` is among them: it holds no times.
const FILES: [&str; 4] =
    ["posterior.csv", "identifiability.csv", "predictive.csv", "calibration.json"];

/// A calibration of the tutorial that takes a second or two.
fn arguments<'a>(out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let common = ["calibrate", "first-steps", "--particles", "20", "--until", "30", "--quiet"];
    let free = ["--free", "move_chance_camp,distance_power", "--threads", "2", "--out", out];
    [&common[..], &free, more].concat()
}

#[test]
fn a_calibration_killed_at_any_moment_goes_on_to_the_same_bits() {
    let scratch = Scratch::new("calibrate-killed");
    let started = Instant::now();
    scratch.succeed(&arguments("whole", &[]));
    let whole = started.elapsed();
    let mut kills = 0;
    // Moments spread over the run by the golden section; what was done before is not done again, so
    // that a chain of kills ends.
    for round in 1_u32..=20 {
        let share = (f64::from(round) * 0.618_034).fract();
        let mut command = scratch.command(&arguments("killed", &["--resume"]));
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(whole.mul_f64(0.1 + 0.5 * share));
        kills += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        if round % 7 == 0 {
            // Also from the beginning again, so that early moments come more than once.
            compare_or_finish(&scratch);
            fs::remove_dir_all(scratch.0.join("killed")).unwrap();
        }
    }
    compare_or_finish(&scratch);
    assert!(kills >= 3, "{kills} of 20 met it running");
}

fn compare_or_finish(scratch: &Scratch) {
    scratch.succeed(&arguments("killed", &["--resume"]));
    for file in FILES {
        let [one, other] =
            ["whole", "killed"].map(|folder| scratch.read(&format!("{folder}/{file}")));
        assert!(one == other, "{file} differs");
        assert!(!one.is_empty());
    }
}

#[test]
fn draws_of_a_calibration_drive_a_run_and_threads_change_nothing() {
    let scratch = Scratch::new("calibrate-run");
    scratch.succeed(&arguments("a", &[]));
    let alone = arguments("b", &["--method", "smc"]);
    let alone: Vec<&str> =
        alone.into_iter().map(|text| if text == "2" { "1" } else { text }).collect();
    scratch.succeed(&alone);
    for file in FILES {
        assert!(scratch.read(&format!("a/{file}")) == scratch.read(&format!("b/{file}")), "{file}");
    }
    let run = ["run", "first-steps", "--members", "6", "--seed", "1", "--quiet"];
    scratch.succeed(&[&run[..], &["--parameters", "a/posterior.csv", "--out", "with"]].concat());
    scratch.succeed(&[&run[..], &["--out", "without"]].concat());
    assert!(scratch.read("with/summary.csv") != scratch.read("without/summary.csv"));
}

#[test]
fn what_cannot_be_calibrated_is_said_and_exits_with_2() {
    let scratch = Scratch::new("calibrate-refused");
    scratch.succeed(&arguments("a", &[]));
    fs::write(scratch.0.join("wrong.csv"), "move_chance_kamp\n0.1\n").unwrap();
    fs::create_dir(scratch.0.join("thesis")).unwrap();
    fs::write(scratch.0.join("thesis/chapter.txt"), "two years of work").unwrap();
    let first = |more: &[&'static str]| [&["calibrate", "first-steps"][..], more].concat();
    for (arguments, said) in [
        (first(&["--free", "move_chance_kamp"]), "did you mean `move_chance_camp`?"),
        (first(&["--free", "awareness"]), "is not one that can be calibrated"),
        (first(&["--until", "0"]), "no camp has two reports"),
        (first(&["--until", "yesterday"]), "neither a day nor a date"),
        (first(&["--until", "2050-01-01"]), "outside the run"),
        (first(&["--particles", "3"]), "too few"),
        (arguments("a", &[]), "--resume goes on with it"),
        (arguments("a", &["--resume", "--seed", "2"]), "seed was 1, now it is 2"),
        (first(&["--out", "thesis"]), "is not overwritten"),
        (vec!["calibrate", "aleppo-2014"], "name a folder of them with --events"),
        (vec!["calibrate", "aleppo-2014", "--events", "nowhere"], "there are no recorded events"),
        (vec!["run", "first-steps", "--parameters", "wrong.csv"], "is not a parameter"),
        (vec!["run", "first-steps", "--parameters", "nowhere.csv"], "cannot be read"),
    ] {
        let output = scratch.haven(&arguments);
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(err.contains(said), "{arguments:?}: {err}");
    }
}
