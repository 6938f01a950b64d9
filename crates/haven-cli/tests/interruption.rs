//! What is left when a run is stopped halfway.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::Scratch;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Members enough that a run is still going when it is stopped.
const MANY: &str = "1000000";

fn start(scratch: &Scratch) -> Child {
    let arguments =
        ["run", "first-steps", "--members", MANY, "--seed", "1", "--keep", "none", "--out", "a"];
    scratch.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn signal(name: &str, child: &Child) {
    let status = Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
    assert!(status.success());
}

/// Waits until the run has begun to write.
fn wait_for_draft(scratch: &Scratch) {
    for _ in 0..500 {
        if scratch.names().iter().any(|name| name.contains(".draft")) {
            return;
        }
        sleep(Duration::from_millis(10));
    }
    panic!("the run did not begin");
}

#[test]
fn ctrl_c_keeps_the_members_that_are_complete() {
    let scratch = Scratch::new("ctrl-c");
    let child = start(&scratch);
    wait_for_draft(&scratch);
    sleep(Duration::from_millis(700));
    signal("-INT", &child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(String::from_utf8_lossy(&output.stdout).contains("Interrupted"));
    let manifest: serde_json::Value = serde_json::from_slice(&scratch.read("a/run.json")).unwrap();
    assert_eq!(manifest["interrupted"], true);
    let complete = manifest["members"]["complete"].as_u64().unwrap();
    assert!(complete > 0 && complete < 1_000_000, "{complete} members");
    assert_eq!(scratch.names(), ["a"], "no draft is left");
}

#[test]
fn an_explanation_that_is_stopped_says_what_is_complete() {
    let scratch = Scratch::new("ctrl-c-explain");
    let arguments =
        ["explain", "aleppo-2014", "--days", "20", "--members", "300000", "--seed", "1"];
    let child = scratch
        .command(&[&arguments[..], &["--threads", "1"]].concat())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    sleep(Duration::from_secs(4));
    signal("-INT", &child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("Interrupted: 300,000 members were asked for"), "{text}");
}

#[test]
fn a_killed_run_leaves_a_whole_result_or_none() {
    let scratch = Scratch::new("killed");
    for milliseconds in [0, 5, 20, 60, 150, 400] {
        let mut command = scratch.command(&[
            "run",
            "first-steps",
            "--members",
            "60",
            "--seed",
            "1",
            "--out",
            "a",
            "--force",
            "--quiet",
        ]);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        if scratch.0.join("a").exists() {
            let manifest: serde_json::Value =
                serde_json::from_slice(&scratch.read("a/run.json")).unwrap();
            assert_eq!(manifest["members"]["complete"], 60);
            let summary = String::from_utf8(scratch.read("a/summary.csv")).unwrap();
            let days = manifest["scenario"]["days"].as_u64().unwrap();
            assert!(summary.lines().last().unwrap().starts_with(&format!("{},", days - 1)));
        }
    }
    scratch.succeed(&["run", "first-steps", "--members", "2", "--out", "a", "--force", "--quiet"]);
    assert_eq!(scratch.names(), ["a"], "what the killed runs left is swept");
}
