//! `run.json`: what a run was made from, so that it can be understood and made again.

use crate::sources::Input;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Name of the manifest in a run's folder.
pub const FILE: &str = "run.json";

/// The `format` of manifests written by this version.
pub const FORMAT: &str = "haven-run/1";

/// Everything that is known about a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Format of the folder: [`FORMAT`].
    pub format: String,
    /// Version of Haven.
    pub haven: String,
    /// What kind of number this is.
    pub label: String,
    /// The scenario.
    pub scenario: ScenarioEntry,
    /// Seed of the ensemble.
    pub seed: u64,
    /// Members that were asked for and are there.
    pub members: Members,
    /// `sampled` or `expected`.
    pub draws: String,
    /// All parameters by name.
    pub parameters: BTreeMap<String, ParameterEntry>,
    /// Options that change what is run or kept.
    pub options: Options,
    /// What the run was told beyond the scenario's past: `given-totals` when observed totals drive
    /// departures, `given-conflict` when scheduled conflict does.
    pub information_level: String,
    /// Date of the last observation that the run used, if it used any.
    pub data_cut_off: Option<String>,
    /// Deliberate differences from the system that the folder was written for.
    pub differences: Vec<String>,
    /// Whether it was stopped before all members were complete.
    pub interrupted: bool,
    /// When, and how long. Not part of a run's identity.
    pub timings: Timings,
}

/// The scenario of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScenarioEntry {
    /// Title.
    pub title: String,
    /// As it was named on the command line.
    pub source: String,
    /// SHA-256 over the names and hashes of all inputs.
    pub sha256: String,
    /// First day.
    pub start: String,
    /// Last day.
    pub end: String,
    /// Days simulated.
    pub days: u32,
    /// The files read.
    pub inputs: Vec<InputEntry>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InputEntry {
    /// Path within the scenario's folder.
    pub name: String,
    /// Size in bytes.
    pub bytes: usize,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// Which members a run has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// A parameter's value in a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParameterEntry {
    /// Value.
    pub value: serde_json::Value,
    /// Unit, in words.
    pub unit: String,
    /// `scenario` (or its defaults), or `command line`.
    pub set_by: String,
}

/// Options of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// What is kept of each member: `default`, `all` or `none`.
    pub keep: String,
    /// Labels tracked.
    pub track: Vec<String>,
    /// Codes of problems that were accepted.
    pub accept: Vec<String>,
    /// Codes of accepted problems that the scenario has.
    pub accepted_problems: Vec<String>,
    /// Settings file given apart, if any.
    pub settings: Option<String>,
}

/// When a run was made and how long it took.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timings {
    /// Time at which it began (UTC).
    pub started: String,
    /// Seconds of reading and checking.
    pub reading_seconds: f64,
    /// Seconds of simulating.
    pub running_seconds: f64,
    /// Seconds of summarising and writing.
    pub writing_seconds: f64,
    /// Threads used.
    pub threads: usize,
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
}
