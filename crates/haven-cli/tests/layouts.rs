//! Flee folders as people have them: parts in other folders, above, under other names, in archives.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{Scratch, counted_camps};
use std::fs;
use std::path::Path;

/// A scratch folder with a Flee folder `camps` in it.
fn scratch(test: &str) -> Scratch {
    let scratch = Scratch::new(test);
    counted_camps(&scratch, "camps", "2030-01-01");
    scratch
}

/// Moves something, with the folders that it needs.
fn moved(scratch: &Scratch, from: &str, to: &str) {
    let to = scratch.0.join(to);
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::rename(scratch.0.join(from), to).unwrap();
}

/// What a run of ten days writes into `out.csv`.
fn out(scratch: &Scratch, arguments: &[&str]) -> Vec<u8> {
    let common =
        ["--members", "2", "--seed", "3", "--days", "40", "--quiet", "--out", "out", "--force"];
    scratch.succeed(&[&["run"], arguments, &common].concat());
    scratch.read("out/out.csv")
}

/// The messages of a check that finds errors.
fn refused(scratch: &Scratch, arguments: &[&str]) -> String {
    let output = scratch.haven(&[&["check"], arguments].concat());
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn inputs_and_counts_in_two_folders_run_as_one() {
    let scratch = scratch("two-folders");
    let whole = out(&scratch, &["camps"]);
    moved(&scratch, "camps/source_data", "counts/camps2030");
    moved(&scratch, "camps/input_csv", "inputs/camps");
    moved(&scratch, "camps/simsetting.yml", "elsewhere/rules.yml");
    let settings = ["--settings", "elsewhere/rules.yml"];
    let apart = [&["inputs/camps", "--data", "counts/camps2030"][..], &settings].concat();
    assert!(out(&scratch, &apart) == whole);
    let run = String::from_utf8(scratch.read("out/run.json")).unwrap();
    assert!(run.contains("\"data\": \"counts/camps2030\""), "{run}");
    assert!(run.contains("\"camps2030/north.csv\""), "{run}");
    let file = [&["inputs/camps", "--data", "counts/camps2030/data_layout.csv"][..], &settings];
    assert!(out(&scratch, &file.concat()) == whole);
    let missing = refused(&scratch, &[&["inputs/camps"][..], &settings].concat());
    assert!(missing.contains("--data COUNTS; found here: closures.csv"), "{missing}");
    assert!(!missing.contains("rules.yml"), "only what is there: {missing}");
    let none = scratch.haven(&["check", "inputs/camps", "--data", "none"]);
    let none = String::from_utf8(none.stderr).unwrap();
    assert!(none.contains("the counts `none` cannot be read"), "{none}");
}

#[test]
fn naming_the_folder_of_tables_reads_the_folder_above() {
    let scratch = scratch("tables-named");
    let whole = out(&scratch, &["camps"]);
    assert!(out(&scratch, &["camps/input_csv"]) == whole);
    assert!(out(&scratch, &["camps/input_csv/"]) == whole);
    moved(&scratch, "camps/input_csv", "camps/inputs");
    moved(&scratch, "camps/source_data", "camps/refugee_data");
    assert!(out(&scratch, &["camps/inputs"]) == whole);
    let said = scratch.succeed(&["check", "camps/inputs"]);
    assert!(said.contains("`inputs` holds the tables alone"), "{said}");
    let mut inside = scratch.command(&["check", "."]);
    let inside = inside.current_dir(scratch.0.join("camps/inputs")).output().unwrap();
    assert_eq!(inside.status.code(), Some(0));
}

#[test]
fn scenarios_of_a_sweep_share_the_settings_above() {
    let scratch = scratch("sweep");
    fs::write(scratch.0.join("camps/simsetting.yml"), "move_rules:\n  camp_weight: 3\n").unwrap();
    let whole = out(&scratch, &["camps"]);
    for (name, start) in [("one", "2030-01-01"), ("two", "2030-01-02")] {
        counted_camps(&scratch, &format!("config/SWEEP/{name}"), start);
        fs::remove_file(scratch.0.join(format!("config/SWEEP/{name}/simsetting.yml"))).unwrap();
    }
    moved(&scratch, "camps/simsetting.yml", "config/simsetting.yml");
    assert!(out(&scratch, &["config/SWEEP/one"]) == whole);
    let said = scratch.succeed(&["check", "config/SWEEP/one"]);
    assert!(said.contains("../../simsetting.yml: warning: the settings are read"), "{said}");
    let several = refused(&scratch, &["config/SWEEP"]);
    assert!(several.contains("there are 2 Flee folders here: `one/` and `two/`"), "{several}");
    let both = ["backtest", "config/SWEEP", "--members", "20", "--quiet", "--out", "scores"];
    let scores = scratch.succeed(&both);
    assert!(scores.contains("one") && scores.contains("two"), "{scores}");
    let output = scratch.haven(&[&both[..6], &["more", "--data", "config"]].concat());
    let refused = String::from_utf8(output.stderr).unwrap();
    assert!(refused.contains("are of one scenario; `config/SWEEP` holds 2"), "{refused}");
}

#[test]
fn two_folders_of_counts_are_named_and_either_can_be_taken() {
    let scratch = scratch("two-counts");
    let whole = out(&scratch, &["camps"]);
    let copy = |to: &Path| {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(scratch.0.join("camps/source_data")).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    };
    copy(&scratch.0.join("camps/unhcr"));
    moved(&scratch, "camps/source_data", "camps/iom");
    let both = refused(&scratch, &["camps"]);
    assert!(both.contains("2 folders hold a data_layout.csv: `iom/` and `unhcr/`"), "{both}");
    assert!(both.contains("name one of them: --data iom"), "{both}");
    assert!(out(&scratch, &["camps", "--data", "iom"]) == whole);
    assert!(out(&scratch, &["camps", "--data", "camps/unhcr"]) == whole);
}

#[test]
fn a_scenario_of_havens_has_no_counts_elsewhere() {
    let scratch = Scratch::new("counts-of-haven");
    let said = refused(&scratch, &["first-steps", "--data", "first-steps"]);
    assert!(said.contains("can be named for Flee folders only"), "{said}");
}
