//! The published instances in the shared folder are read without an error.
//!
//! The folder is found by `HAVEN_SHARED`, or as `../shared` beside the checkout; without it these tests
//! say so and pass.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests")]

use haven_core::problem::{Problem, Severity};
use haven_io::flee_folder::{self, Options};
use haven_io::sources::Folder;
use std::path::PathBuf;

fn instances() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("HAVEN_SHARED").map_or(beside, PathBuf::from);
    let instances = shared.join("instances");
    if !instances.is_dir() {
        println!("skipped: no published instances at {} (set HAVEN_SHARED)", instances.display());
        return None;
    }
    Some(instances)
}

fn problems_of(instance: &std::path::Path, settings: Option<&str>) -> Vec<Problem> {
    let folder = Folder::open(instance).unwrap();
    assert!(flee_folder::is_flee_folder(&folder));
    let options = Options { settings: settings.map(str::to_owned), ..Options::default() };
    let (scenario, problems) = flee_folder::read(&folder, &options);
    let scenario = scenario.unwrap_or_else(|| panic!("{}: {problems:#?}", instance.display()));
    assert!(!scenario.places.is_empty() && !scenario.links.is_empty() && scenario.days > 0);
    problems
}

#[test]
fn every_published_folder_is_read_without_an_error() {
    let Some(instances) = instances() else { return };
    let mut read = 0;
    for entry in instances.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            continue;
        }
        for settings in ["simsetting.yml", "simsetting_golden.yml", "simsetting_golden_h100.yml"] {
            if !path.join(settings).is_file() {
                continue;
            }
            let problems = problems_of(&path, Some(settings));
            println!("{} {settings}: {} warnings", path.display(), problems.len());
            for problem in &problems {
                println!("  {problem}");
                assert_eq!(problem.severity, Severity::Warning, "{}: {problem}", path.display());
            }
            read += 1;
        }
    }
    assert!(read > 0, "no instance was found");
}

#[test]
fn the_capacities_of_syria_that_come_from_the_future_are_flagged() {
    let Some(instances) = instances() else { return };
    let problems = problems_of(&instances.join("syria2013_to_2014_10"), None);
    let leaks: Vec<_> = problems.iter().filter(|problem| problem.code == "capacity-leak").collect();
    assert!(!leaks.is_empty());
    println!("{leaks:#?}");
}
