//! `run.json`: what a result was made from, so that it can be understood and made again. One type for every
//! verb and kind of scenario: what does not apply to one is left out.

use crate::sources::Input;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use thiserror::Error;

/// Name of the manifest in a result's folder.
pub const FILE: &str = "run.json";

/// The `format` of manifests written by this version. Those of format 1 are read as well.
pub const FORMAT: &str = "haven-run/2";

/// What stands before the number of a format.
const NAME: &str = "haven-run/";

/// The newest format that is read.
const NEWEST: u32 = 2;

/// Everything that is known about a result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Manifest {
    /// Format of the document and of the tables beside it: `haven-run/2`.
    pub format: String,
    /// Version of Haven.
    pub haven: String,
    /// What kind of numbers these are.
    pub label: String,
    /// The verb: `run`, `compare` or `sensitivity`. (Format 1 did not name `run`.)
    #[serde(default = "run")]
    pub verb: String,
    /// The scenario.
    pub scenario: ScenarioEntry,
    /// Combinations of what-ifs that were asked for; none where people move by Flee's rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub combinations: Vec<CombinationEntry>,
    /// Ids of combinations that were not begun when a comparison was stopped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_begun: Vec<String>,
    /// Seed of the ensemble.
    pub seed: u64,
    /// Members that were asked for and are there; a study has rows of a design instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<Members>,
    /// Whether it was stopped before everything was complete.
    #[serde(default)]
    pub interrupted: bool,
    /// `sampled` or `expected`; a study is sampled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draws: Option<String>,
    /// All parameters by name.
    pub parameters: BTreeMap<String, ParameterEntry>,
    /// Id of the combination that a comparison prepares for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prepared_for: Option<String>,
    /// Options that change what is played or kept.
    pub options: Options,
    /// What the result was told beyond the scenario's past: `given-totals` when observed totals drive
    /// departures, `given-conflict` when scheduled conflict does; `issue-time`: nothing published later.
    pub information_level: String,
    /// Date of the last observation that was used, if any was.
    pub data_cut_off: Option<String>,
    /// Whether people may be on these ways now, so that less is told. Only of crises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sensitive: Option<bool>,
    /// Deliberate differences from the system that a Flee folder was written for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<String>,
    /// On what the scenario's facts rest. Only of crises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facts: Option<FactCounts>,
    /// What the scenario cannot tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<String>,
    /// Data of others in the scenario, with their licences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub licences: Vec<String>,
    /// When it was made and how long it took, once it is stored. Not part of a result's identity.
    pub timings: Option<Timings>,
    /// Names of the files of the result, once it is stored. (Format 1 of the first version lists none.)
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
}

/// The verb of manifests that name none.
fn run() -> String {
    "run".to_owned()
}

/// The scenario of a result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScenarioEntry {
    /// Title.
    pub title: String,
    /// As it was named in the request.
    pub source: String,
    /// SHA-256 over the names and hashes of all inputs.
    pub sha256: String,
    /// First day.
    pub start: String,
    /// The day up to which everything is known. Only of crises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Last day.
    pub end: String,
    /// Days simulated.
    pub days: u32,
    /// The files read.
    pub inputs: Vec<InputEntry>,
    /// Names of files of what-ifs beside those of the scenario.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub what_if_files: Vec<String>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InputEntry {
    /// Path within the scenario's folder.
    pub name: String,
    /// Size in bytes.
    pub bytes: usize,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// A combination of what-ifs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CombinationEntry {
    /// What-ifs as they are written: `both-advance+gates-shut`.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Ids of its what-ifs.
    pub what_ifs: Vec<String>,
    /// `achieved`: advances succeed; `attempted`: they may fail; `none`: nobody advances.
    pub advance: String,
    /// Members that are complete, of a comparison that was stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members_complete: Option<usize>,
    /// Attempts that are complete, of a comparison that was stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts_complete: Option<usize>,
}

/// Which members a result has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Members {
    /// First member asked for.
    pub from: u32,
    /// One past the last member asked for.
    pub to: u32,
    /// How many are complete.
    pub complete: u32,
    /// Members asked for that are not complete.
    pub missing: Vec<u32>,
}

impl Members {
    /// Those asked for, and those complete in ascending order.
    pub fn of(asked: &std::ops::Range<u32>, complete: &[u32]) -> Self {
        let is_missing = |member: &u32| complete.binary_search(member).is_err();
        Self {
            from: asked.start,
            to: asked.end,
            complete: complete.len() as u32,
            missing: asked.clone().filter(is_missing).collect(),
        }
    }
}

/// A parameter in a result.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ParameterEntry {
    /// Its value, if every member has the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Value>,
    /// What members draw it from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prior: Option<String>,
    /// Unit, in words.
    pub unit: String,
    /// `default`, `scenario`, `draws of a calibration` or `command line`.
    pub set_by: String,
    /// Where the value or the prior is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Options of a result.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Options {
    /// What is kept of each member: `default`, `all` or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<String>,
    /// Labels tracked: `origin`, `group`, `cause`. (Format 1 of a crisis says whether any is.)
    #[serde(default, deserialize_with = "labels", skip_serializing_if = "Vec::is_empty")]
    pub track: Vec<String>,
    /// People by which one combination has to exceed another to count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exceed_by_people: Option<f64>,
    /// Whether advances are attempted as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempts: Option<bool>,
    /// What was set in the request, in its order: parameters, priors and factors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set: Vec<SetEntry>,
    /// Codes of problems that were accepted.
    #[serde(default)]
    pub accept: Vec<String>,
    /// Codes of accepted problems that the scenario has.
    #[serde(default)]
    pub accepted_problems: Vec<String>,
    /// Settings file given apart, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<String>,
    /// Folder of counts given apart, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}

/// Something that was set in the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SetEntry {
    /// Its name.
    pub name: String,
    /// As it was written: a value, a prior, or a factor such as `x0.5`.
    pub to: String,
}

fn labels<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Labels {
        Named(Vec<String>),
        Any(bool),
    }
    Ok(match Labels::deserialize(from)? {
        Labels::Named(names) => names,
        Labels::Any(true) => vec!["cause".to_owned()],
        Labels::Any(false) => Vec::new(),
    })
}

/// How many facts of a scenario rest on what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactCounts {
    /// Reported by a source.
    pub reported: usize,
    /// Worked out from what was reported.
    pub derived: usize,
    /// Assumed.
    pub assumed: usize,
}

/// When a result was made and how long it took.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Timings {
    /// Time at which it was asked for (UTC). (Format 1 of a crisis has the end alone.)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<String>,
    /// Time at which it was finished (UTC).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished: Option<String>,
    /// Seconds of reading and checking.
    pub reading_seconds: f64,
    /// Seconds of simulating and summarising.
    pub running_seconds: f64,
    /// Threads used.
    pub threads: usize,
}

/// Why a text is no manifest that can be read.
#[derive(Debug, Error)]
pub enum BadManifest {
    /// It is of a version to come.
    #[error(
        "it is of format `{0}`, and this version reads up to `{FORMAT}`: use the newer version of Haven that wrote it"
    )]
    Newer(String),
    /// It is something else.
    #[error("it is no manifest of Haven: {0}")]
    Other(String),
}

/// Reads a manifest of this format or an older one.
///
/// # Errors
/// If it is no manifest, or one of a later version.
pub fn read(text: &str) -> Result<Manifest, BadManifest> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
    }
    let other = |error: serde_json::Error| BadManifest::Other(error.to_string());
    let Head { format } = serde_json::from_str(text).map_err(other)?;
    let number = format.strip_prefix(NAME).and_then(|number| number.parse::<u32>().ok());
    match number {
        None => Err(BadManifest::Other(format!("its format is `{format}`"))),
        Some(number) if number > NEWEST => Err(BadManifest::Newer(format)),
        Some(_) => serde_json::from_str(text).map_err(other),
    }
}

/// The inputs as entries, and one hash over all of them.
pub fn entries(inputs: &[Input]) -> (Vec<InputEntry>, String) {
    let mut hash = Sha256::new();
    for input in inputs {
        hash.update(format!("{} {}\n", input.sha256, input.name));
    }
    let hash = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let entry = |input: &Input| InputEntry {
        name: input.name.clone(),
        bytes: input.bytes,
        sha256: input.sha256.clone(),
    };
    (inputs.iter().map(entry).collect(), hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scenario_s_hash_depends_on_every_name_and_every_byte() {
        let input = |name: &str, sha256: &str| Input {
            name: name.to_owned(),
            bytes: 1,
            sha256: sha256.to_owned(),
        };
        let hash = |inputs: &[Input]| entries(inputs).1;
        let one = hash(&[input("a", "00"), input("b", "11")]);
        assert_eq!(one.len(), 64);
        assert_ne!(one, hash(&[input("a", "00"), input("b", "12")]));
        assert_ne!(one, hash(&[input("a", "00"), input("c", "11")]));
    }

    /// A manifest with the keys that every format has.
    fn text(format: &str, more: &str) -> String {
        format!(
            r#"{{"format": "{format}", "haven": "0.1.0", "label": "what-if, not prediction",
            "scenario": {{"title": "T", "source": "s", "sha256": "aa", "start": "2030-03-01",
            "end": "2030-03-02", "days": 2, "inputs": []}}, "seed": 7,
            "parameters": {{}}, "options": {{"accept": []}}, "information_level": "given-totals",
            "data_cut_off": null, "timings": null {more}}}"#
        )
    }

    #[test]
    fn what_format_1_does_not_say_is_filled_in() {
        let old = read(&text("haven-run/1", "")).unwrap();
        assert_eq!((old.verb.as_str(), old.interrupted, old.files.len()), ("run", false, 0));
        let track = |value: &str| {
            let options = format!(r#"{{"track": {value}}}"#);
            serde_json::from_str::<Options>(&options).unwrap().track
        };
        assert_eq!(track("true"), ["cause"]);
        assert!(track("false").is_empty());
        assert_eq!(track(r#"["origin"]"#), ["origin"]);
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let manifest = read(&text(FORMAT, r#", "sensitive": true, "files": ["a.csv"]"#)).unwrap();
        let again = serde_json::to_string(&manifest).unwrap();
        assert_eq!(read(&again).unwrap(), manifest);
        assert!(!again.contains("combinations") && again.contains(r#""sensitive":true"#));
    }

    #[test]
    fn what_is_later_or_something_else_is_refused_with_the_reason() {
        let refused = |text: &str| read(text).unwrap_err().to_string();
        assert!(refused(&text("haven-run/3", "")).contains("up to `haven-run/2`"));
        assert!(refused(&text("jupyter/4", "")).contains("its format is `jupyter/4`"));
        assert!(refused(&text("haven-run/x", "")).contains("its format is `haven-run/x`"));
        assert!(refused("{").starts_with("it is no manifest of Haven"));
        assert!(refused(r#"{"format": "haven-run/1"}"#).contains("missing field"));
    }

    #[test]
    fn members_that_are_not_complete_are_missing() {
        let members = Members::of(&(3..7), &[3, 5]);
        let expected = Members { from: 3, to: 7, complete: 2, missing: vec![4, 6] };
        assert_eq!(members, expected);
    }
}
