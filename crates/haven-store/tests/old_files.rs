//! Files that 0.1.0 wrote are read.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use haven::crisis::ExplainRequest;
use haven::{ChangedScenario, EnsembleRequest, Knowledge, ScenarioRequest, Watch};
use haven_io::writers::manifest;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

/// The head and three rows of the draws that 0.1.0 wrote, with symbols for names.
const POSTERIOR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/old/posterior-0.1.0.csv");

/// The names that those symbols have now.
const WORDS: &str = "assault_departure,assault_dilution,fear_departure,fear_days,occupation_days,\
    violence_departure,event_hazard,memory_days,air_events,assault_events,contagion_departure,\
    siege_departure,base_departure,stayers,frailty_cv,shock";

/// How many come in each of two members, with parameters from there.
fn arrivals(knowledge: Knowledge) -> Vec<f64> {
    let scenario =
        ScenarioRequest { source: "aleppo-2014".to_owned(), days: Some(20), ..Default::default() };
    let request = ExplainRequest {
        scenario: ChangedScenario { scenario, knowledge, ..Default::default() },
        reach: Some(1.0..=2.0),
        what_ifs: vec!["both-advance".to_owned()],
        ensemble: EnsembleRequest { members: Some(0..2), threads: Some(1), ..Default::default() },
        ..Default::default()
    };
    haven_store::explain(&request, &Watch::default()).unwrap().counts.concat()
}

fn table(path: &Path) -> Knowledge {
    Knowledge::Table(path.to_string_lossy().into_owned())
}

#[test]
fn draws_under_symbols_are_those_under_words() {
    let old = fs::read_to_string(POSTERIOR).unwrap();
    let (symbols, rows) = old.split_once('\n').unwrap();
    assert_eq!(symbols.split(',').count(), WORDS.split(',').count());
    let renamed: PathBuf = env::temp_dir().join(format!("haven-words-{}.csv", process::id()));
    fs::write(&renamed, format!("{WORDS}\n{rows}")).unwrap();
    let (by_symbols, by_words) = (arrivals(table(Path::new(POSTERIOR))), arrivals(table(&renamed)));
    fs::remove_file(&renamed).unwrap();
    assert_eq!(by_symbols, by_words);
    assert_ne!(by_symbols, arrivals(Knowledge::Priors));
}

/// Manifests that 0.1.0 wrote, by what they are of.
const MANIFESTS: [(&str, &str); 4] = [
    ("crisis", include_str!("old/run-0.1.0-crisis.json")),
    ("compare", include_str!("old/run-0.1.0-compare.json")),
    ("flee", include_str!("old/run-0.1.0-flee.json")),
    ("study", include_str!("old/run-0.1.0-study.json")),
];

#[test]
fn manifests_are_read() {
    for (name, text) in MANIFESTS {
        let manifest = manifest::read(text).expect(name);
        assert_eq!(manifest.format, "haven-run/1", "{name}");
        assert_eq!(manifest.members.is_none(), name == "study");
        assert_eq!(manifest.combinations.is_empty(), manifest.facts.is_none(), "{name}");
        assert!(manifest.parameters.len() > 10 && manifest.files.is_empty(), "{name}");
        let is_valued = manifest.parameters.values().all(|entry| entry.value.is_some());
        assert_eq!(is_valued, name == "flee" || manifest.facts.is_none(), "{name}");
        assert!(manifest.scenario.sha256.len() == 64 && !manifest.scenario.inputs.is_empty());
    }
    let verbs = MANIFESTS.map(|(_, text)| manifest::read(text).unwrap().verb);
    assert_eq!(verbs, ["run", "compare", "run", "sensitivity"]);
}
