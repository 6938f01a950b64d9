//! What verbs leave on the disk.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use haven::crisis::{CompareRequest, ExplainRequest};
use haven::{
    ChangedScenario, Draws, EnsembleRequest, Keep, Labels, RunRequest, RunResult, ScenarioRequest,
    Watch,
};
use haven_store::{Failure, Place, StoreError};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of one test, removed at its end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("haven-kept-{test}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn place(&self, name: &str) -> Place {
        Place { out: Some(self.0.join(name)), force: false }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn scenario(source: &str) -> ChangedScenario {
    let scenario = ScenarioRequest { source: source.to_owned(), ..ScenarioRequest::default() };
    ChangedScenario { scenario, ..ChangedScenario::default() }
}

fn valley() -> ChangedScenario {
    scenario(concat!(env!("CARGO_MANIFEST_DIR"), "/../../bad/crisis/good"))
}

fn few() -> EnsembleRequest {
    EnsembleRequest { members: Some(0..2), threads: Some(1), ..EnsembleRequest::default() }
}

fn tutorial() -> RunRequest {
    RunRequest { scenario: scenario("first-steps"), ensemble: few(), ..RunRequest::default() }
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join("run.json")).unwrap()).unwrap()
}

/// The values of a column of a table without quotes in it.
fn column(folder: &Path, file: &str, name: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(folder.join(file)).unwrap();
    let mut lines = text.lines();
    let at = lines.next().unwrap().split(',').position(|column| column == name).unwrap();
    lines.map(|line| line.split(',').nth(at).unwrap().to_owned()).collect()
}

#[test]
fn a_run_by_flee_s_rules_leaves_its_tables_and_a_manifest_that_lists_them() {
    let scratch = Scratch::new("flee");
    let labels = Labels { origin: true, ..Labels::default() };
    let request = RunRequest { track: labels, keep: Keep::All, ..tutorial() };
    let stored = haven_store::run(&request, &scratch.place("a"), &Watch::default()).unwrap();
    let expected = ["flows.parquet", "members.parquet", "run.json", "summary.csv"];
    assert_eq!(files(&stored.folder), expected);
    let manifest = manifest(&stored.folder);
    assert_eq!(manifest["files"], serde_json::json!(expected));
    assert!(manifest["timings"]["started"].as_str().unwrap().starts_with("20"));
    assert!(matches!(&stored.result, RunResult::Flee(run) if run.members.complete == 2));
    assert!(stored.seconds > 0.0 && !stored.result.is_interrupted());
    assert_eq!(column(&stored.folder, "summary.csv", "unit"), ["people".to_owned()].into());
}

#[test]
fn nothing_of_members_is_kept_where_nobody_asks_for_them() {
    let scratch = Scratch::new("none");
    let ensemble = EnsembleRequest { draws: Draws::Expected, ..few() };
    let request = RunRequest { keep: Keep::None, ensemble, ..tutorial() };
    let stored = haven_store::run(&request, &scratch.place("a"), &Watch::default()).unwrap();
    assert_eq!(files(&stored.folder), ["run.json", "summary.csv"]);
}

#[test]
fn a_result_is_replaced_by_force_alone() {
    let scratch = Scratch::new("force");
    let (mut place, watch) = (scratch.place("a"), Watch::default());
    haven_store::run(&tutorial(), &place, &watch).unwrap();
    fs::write(scratch.0.join("a/notes.md"), "mine").unwrap();
    let refused = haven_store::run(&tutorial(), &place, &watch).unwrap_err();
    assert!(refused.is_bad_input() && refused.problems().is_empty(), "{refused}");
    assert!(refused.to_string().contains("--force"), "{refused}");
    place.force = true;
    let request = RunRequest { keep: Keep::None, ..tutorial() };
    let stored = haven_store::run(&request, &place, &watch).unwrap();
    assert_eq!(files(&stored.folder), ["notes.md", "run.json", "summary.csv"]);
}

#[test]
fn a_result_does_not_go_into_its_scenario() {
    let scratch = Scratch::new("inside");
    let folder = scratch.0.join("mine");
    fs::create_dir(&folder).unwrap();
    let from = concat!(env!("CARGO_MANIFEST_DIR"), "/../haven/scenarios/first-steps");
    for name in files(Path::new(from)) {
        fs::copy(Path::new(from).join(&name), folder.join(&name)).unwrap();
    }
    let before = files(&folder);
    let source = scenario(folder.to_str().unwrap());
    let request = RunRequest { scenario: source, ..tutorial() };
    for out in ["mine/out", "mine", "."] {
        let refused = haven_store::run(&request, &scratch.place(out), &Watch::default());
        let refused = refused.unwrap_err();
        assert!(matches!(refused, Failure::Store(StoreError::Contained { .. })), "{refused}");
    }
    assert_eq!(files(&folder), before);
    assert_eq!(files(&scratch.0), ["mine"]);
}

#[test]
fn a_bad_request_leaves_nothing() {
    let scratch = Scratch::new("bad");
    let watch = Watch::default();
    let missing = RunRequest { scenario: scenario("first-stps"), ..tutorial() };
    let failure = haven_store::run(&missing, &scratch.place("a/b"), &watch).unwrap_err();
    assert!(failure.is_bad_input() && !failure.is_interruption());
    watch.stop();
    let failure = haven_store::run(&tutorial(), &scratch.place("a/b"), &watch).unwrap_err();
    assert!(failure.is_interruption(), "{failure}");
    assert_eq!(files(&scratch.0), [""; 0]);
}

#[test]
fn tables_of_a_crisis_join() {
    let scratch = Scratch::new("crisis");
    let watch = Watch::default();
    let labels = Labels { cause: true, ..Labels::default() };
    let request =
        RunRequest { scenario: valley(), ensemble: few(), track: labels, ..RunRequest::default() };
    let run = haven_store::run(&request, &scratch.place("run"), &watch).unwrap();
    let expected = ["arrivals.csv", "members.parquet", "run.json", "summary.csv"];
    assert_eq!(files(&run.folder), expected);
    assert!(manifest(&run.folder)["timings"]["finished"].is_string());
    let request =
        CompareRequest { scenario: valley(), ensemble: few(), ..CompareRequest::default() };
    let compared = haven_store::compare(&request, &scratch.place("compared"), &watch).unwrap();
    assert_eq!(files(&compared.folder), ["compare.csv", "report.html", "run.json"]);
    for name in ["place", "place_name", "unit", "measure", "date"] {
        let [all, some] = [(&run.folder, "summary.csv"), (&compared.folder, "compare.csv")]
            .map(|(folder, file)| column(folder, file, name));
        let extra: Vec<&String> = some.difference(&all).collect();
        let is_known = |value: &&String| ["displaced", "in_haven"].contains(&value.as_str());
        assert!(extra.iter().all(is_known), "{name}: {extra:?}");
    }
}

#[test]
fn an_explanation_leaves_nothing() {
    let request =
        ExplainRequest { scenario: valley(), ensemble: few(), ..ExplainRequest::default() };
    let explained = haven_store::explain(&request, &Watch::default()).unwrap();
    assert_eq!((explained.answers.len(), explained.counts[0].len()), (1, 2));
    assert!(explained.is_sensitive, "on no day a forecast is old");
    assert_eq!(haven_store::check(&request.scenario.scenario, &[]).unwrap().errors, 0);
}
