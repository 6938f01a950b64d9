//! What people and machines are shown, word by word, beside the texts kept in `golden/`. Deliberate
//! changes are made with `UPDATE_EXPECT=1` and read as a diff.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{Scratch, counted_camps};
use expect_test::expect_file;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A folder with the invented crisis as `valley` and the small Flee folder as `camps`, so that no text
/// names a folder of this machine.
fn scratch(test: &str) -> Scratch {
    let scratch = Scratch::new(&format!("golden-{test}"));
    let bad = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bad");
    copy(&bad.join("crisis/good"), &scratch.0.join("valley"));
    copy(&bad.join("good"), &scratch.0.join("camps"));
    scratch
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Compares a text with the file of this name.
fn holds(name: &str, text: &str) {
    expect_file![format!("golden/{name}")].assert_eq(text);
}

/// Runs the program twice, for its text and for its JSON, and compares both. A result is stored as `a`.
fn both(scratch: &Scratch, name: &str, arguments: &[&str]) {
    let common = ["--quiet", "--threads", "1"];
    let text = scratch.succeed(&[arguments, &common].concat());
    holds(&format!("{name}.txt"), &without_seconds(&text));
    if scratch.0.join("a").exists() {
        fs::rename(scratch.0.join("a"), scratch.0.join(name)).unwrap();
    }
    let json = scratch.succeed(&[arguments, &common, &["--json"]].concat());
    holds(&format!("{name}.json"), &plain(&json));
}

/// A text in which every number of seconds is the same.
fn without_seconds(text: &str) -> String {
    let word = |(at, word): (usize, &str), words: &[&str]| {
        let unit = words.get(at + 1).map_or("", |next| next.trim_end_matches([',', '.', ';']));
        let is_time = ["s", "ms"].contains(&unit) && word.parse::<f64>().is_ok();
        if is_time { "0.0".to_owned() } else { word.to_owned() }
    };
    let line = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let kept: Vec<String> =
            words.iter().copied().enumerate().map(|it| word(it, &words)).collect();
        kept.join(" ")
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// A document without times, its numbers to six digits: the bits are held elsewhere.
fn plain(json: &str) -> String {
    let mut document: Value = serde_json::from_str(json).unwrap();
    smooth(&mut document);
    format!("{document:#}\n")
}

fn smooth(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let is_time = key == "started" || key == "finished" || key.ends_with("seconds");
                if is_time { *value = Value::from("some time") } else { smooth(value) }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(smooth),
        Value::Number(number) if number.is_f64() => {
            let rounded = format!("{:.5e}", number.as_f64().unwrap()).parse::<f64>().unwrap();
            *value = Value::from(rounded);
        }
        _ => {}
    }
}

fn text_of(scratch: &Scratch, file: &str) -> String {
    String::from_utf8(scratch.read(file)).unwrap()
}

#[test]
fn a_run_of_a_crisis_reads_as_before() {
    let scratch = scratch("run");
    let arguments = ["run", "valley", "--what-if", "raiders-advance+gates-shut", "--members", "12"];
    both(&scratch, "crisis-run", &[&arguments[..], &["--seed", "3", "--out", "a"]].concat());
}

#[test]
fn a_comparison_and_its_page_read_as_before() {
    let scratch = scratch("compare");
    let what_ifs = ["no-bombing", "raiders-advance", "raiders-advance+gates-shut+safe-haven"]
        .map(|what_ifs| ["--what-if", what_ifs])
        .concat();
    let common = ["compare", "valley", "--members", "12", "--seed", "3", "--out", "a"];
    both(&scratch, "compare", &[&common[..], &what_ifs].concat());
    holds("compare.html", &text_of(&scratch, "compare/report.html"));
}

#[test]
fn a_comparison_of_the_built_in_crisis_and_its_page_read_as_before() {
    let scratch = scratch("compare-aleppo");
    let arguments = ["compare", "aleppo-2014", "--days", "60", "--members", "4", "--exceed", "10"];
    let text =
        scratch.succeed(&[&arguments[..], &["--seed", "3", "--quiet", "--out", "a"]].concat());
    holds("aleppo.txt", &without_seconds(&text));
    holds("aleppo.html", &text_of(&scratch, "a/report.html"));
}

#[test]
fn explanations_read_as_before() {
    let scratch = scratch("explain");
    let with = |more: &[&'static str]| {
        let common = ["explain", "aleppo-2014", "--days", "30", "--members", "4", "--seed", "3"];
        [&common[..], more].concat()
    };
    let two = with(&["--what-if", "both-advance", "--what-if", "gates-shut"]);
    both(&scratch, "explain", &two);
    let reach = ["--what-if", "both-advance", "--reach", "20000..40000", "--place", "Turkey"];
    both(&scratch, "explain-reach", &with(&reach));
    let young = ["explain", "valley", "--what-if", "raiders-advance", "--members", "8"];
    both(&scratch, "explain-young", &[&young[..], &["--seed", "3"]].concat());
}

#[test]
fn runs_by_flee_s_rules_read_as_before() {
    let scratch = scratch("flee");
    let common = ["--members", "12", "--seed", "3", "--out", "a", "--force"];
    both(&scratch, "flee-run", &[&["run", "first-steps"], &common[..]].concat());
    let tracked = ["run", "camps", "--track", "origin"];
    both(&scratch, "flee-folder", &[&tracked, &common[..]].concat());
}

#[test]
fn a_backtest_reads_as_before() {
    let scratch = scratch("backtest");
    counted_camps(&scratch, "counted", "2030-01-01");
    both(&scratch, "backtest", &["backtest", "counted", "--members", "20", "--out", "a"]);
    holds("backtest.svg", &text_of(&scratch, "a/counted.svg"));
}

#[test]
fn studies_of_parameters_read_as_before() {
    let scratch = scratch("sensitivity");
    let tutorial = ["sensitivity", "first-steps", "--samples", "3", "--seed", "4", "--out", "a"];
    let free = ["--free", "move_chance_camp,distance_power=0.5..2"];
    both(&scratch, "sensitivity", &[&tutorial[..], &free].concat());
    let crisis = ["sensitivity", "valley", "--what-if", "raiders-advance", "--samples", "2"];
    let text = scratch.succeed(&[&crisis[..], &["--seed", "4", "--quiet", "--out", "b"]].concat());
    holds("sensitivity-crisis.txt", &without_seconds(&text));
}

#[test]
fn a_calibration_reads_as_before() {
    let scratch = scratch("calibrate");
    let tutorial = ["calibrate", "first-steps", "--particles", "20", "--until", "30"];
    let free = ["--free", "move_chance_camp,distance_power", "--out", "a"];
    both(&scratch, "calibrate", &[&tutorial[..], &free].concat());
}

#[test]
fn checks_and_lists_read_as_before() {
    let scratch = scratch("check");
    for (name, arguments) in [
        ("check-crisis", &["check", "valley"][..]),
        ("check-flee", &["check", "camps"]),
        ("scenarios", &["scenarios"]),
    ] {
        holds(&format!("{name}.txt"), &scratch.succeed(arguments));
        let json = scratch.succeed(&[arguments, &["--json"]].concat());
        holds(&format!("{name}.json"), &plain(&json));
    }
}
