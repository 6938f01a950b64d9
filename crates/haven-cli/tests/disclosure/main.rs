//! What may be shown, over every output of every verb: no small group stands in one or can be found by
//! subtraction, no route or exact origin while people may be on their ways, nothing of how strong armed actors
//! are. An output that no checker knows fails.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "../common/mod.rs"]
mod common;
mod files;
mod groups;
mod small;
mod told;

use common::Scratch;
use std::fs;
use std::path::Path;

/// What the output of a verb is looked at for.
#[derive(Clone, Copy, PartialEq)]
enum Tells {
    /// Nothing of groups.
    Totals,
    /// What people who arrive are told apart by.
    Arrivals,
    /// Where people at destinations of Flee's came from.
    Origins,
}

/// Runs a verb in every form, and looks at all that it prints and stores. `young`: whether people may be on
/// the ways of its scenario.
fn walk(scratch: &Scratch, arguments: &str, tells: Tells, young: bool) {
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let is_stored =
        ["run", "compare", "sensitivity", "backtest", "calibrate"].contains(&arguments[0]);
    for form in ["wide", "narrow", "json"] {
        let mut all = arguments.clone();
        if is_stored {
            all.extend(["--out", "result"]);
        }
        if form == "json" {
            all.push("--json");
        }
        let columns = if form == "narrow" { "60" } else { "160" };
        let output = scratch.command(&all).env("COLUMNS", columns).output().unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{all:?}: {errors}");
        let what = format!("{all:?}");
        told::nothing_of_strength(&(told.clone() + &errors), &what);
        match (tells, form) {
            (Tells::Arrivals, "json") => {
                told::explanation(&serde_json::from_str(&told).unwrap(), young);
            }
            (_, "json") => told::nothing_of_groups(&serde_json::from_str(&told).unwrap()),
            (Tells::Arrivals, _) => told::explained(&told, young),
            (Tells::Origins, _) => told::origins(&told),
            (Tells::Totals, _) => told::plain(&told),
        }
        if is_stored {
            let folder = scratch.0.join("result");
            look_into(&folder, young);
            fs::remove_dir_all(folder).unwrap();
        }
    }
}

/// Looks at every file of a folder, however deep.
fn look_into(folder: &Path, young: bool) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            look_into(&path, young);
        } else {
            files::check(&path, young);
            let bytes = fs::read(&path).unwrap();
            told::nothing_of_strength(
                &String::from_utf8_lossy(&bytes),
                &path.display().to_string(),
            );
        }
    }
}

const FEW_MEMBERS: &str = "--members 4 --seed 2 --quiet";

#[test]
fn runs_of_crises() {
    let scratch = Scratch::new("disclosure-run");
    small::all(&scratch);
    for (folder, young) in [("young", true), ("old", false)] {
        for more in ["", " --track cause", " --keep all --track cause"] {
            let run = format!("run {folder} --what-if army-advance {FEW_MEMBERS}{more}");
            walk(&scratch, &run, Tells::Totals, young);
        }
    }
}

#[test]
fn comparisons() {
    let scratch = Scratch::new("disclosure-compare");
    small::all(&scratch);
    for (folder, young) in [("young", true), ("old", false)] {
        let compare = format!("compare {folder} --all {FEW_MEMBERS}");
        walk(&scratch, &compare, Tells::Totals, young);
    }
}

#[test]
fn explanations() {
    let scratch = Scratch::new("disclosure-explain");
    small::all(&scratch);
    for (folder, young) in [("young", true), ("old", false)] {
        let one = format!("explain {folder} --what-if army-advance {FEW_MEMBERS}");
        walk(&scratch, &one, Tells::Arrivals, young);
        let two = format!("{one} --what-if army-advance+pass-shut");
        walk(&scratch, &two, Tells::Arrivals, young);
        for place in ["XAB", "pass", "tents"] {
            walk(&scratch, &format!("{one} --place {place}"), Tells::Arrivals, young);
        }
        walk(&scratch, &format!("{one} --reach 1..1000000"), Tells::Arrivals, young);
    }
}

#[test]
fn runs_by_flee_s_rules() {
    let scratch = Scratch::new("disclosure-flee");
    small::all(&scratch);
    let run = format!("run simple {FEW_MEMBERS}");
    walk(&scratch, &run, Tells::Totals, false);
    for track in ["origin", "origin --keep all", "origin,group"] {
        walk(&scratch, &format!("{run} --track {track}"), Tells::Origins, false);
    }
    walk(&scratch, &format!("run counted {FEW_MEMBERS}"), Tells::Totals, false);
}

#[test]
fn studies() {
    let scratch = Scratch::new("disclosure-studies");
    small::all(&scratch);
    let free = "--free strength:army,strength:rebels,supply:army:ridge,assault_departure";
    let sensitivity = format!("sensitivity young --samples 2 --seed 1 --quiet {free}");
    walk(&scratch, &sensitivity, Tells::Totals, true);
    walk(&scratch, "sensitivity old --samples 2 --seed 1 --quiet", Tells::Totals, false);
    let rules = "--free move_chance_camp,distance_power";
    let calibrate = format!("calibrate counted --particles 20 --until 30 --seed 1 --quiet {rules}");
    walk(&scratch, &calibrate, Tells::Totals, false);
    walk(&scratch, "backtest counted --members 20 --seed 1 --quiet", Tells::Totals, false);
}

#[test]
fn checks_and_lists() {
    let scratch = Scratch::new("disclosure-lists");
    small::all(&scratch);
    for verb in ["check", "places", "actors"] {
        walk(&scratch, &format!("{verb} young"), Tells::Totals, true);
    }
    walk(&scratch, "check simple", Tells::Totals, false);
    walk(&scratch, "places simple", Tells::Totals, false);
    walk(&scratch, "scenarios", Tells::Totals, false);
}
