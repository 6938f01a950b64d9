//! What a calibration was made from: its settings, and its manifest.

use super::request::CalibrateRequest;
use super::target::Target;
use crate::source::Reading;
use haven_io::sources;
use haven_io::writers::manifest::entries;
use haven_study::calibrate::Generation;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The `format` of calibrations of this version, for the manifest, the tables and the checkpoint.
pub const FORMAT: &str = "haven-calibration/2";

/// Everything that decides the result. A calibration can be resumed if none of it has changed. Reads the
/// names of format 1 as well.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Settings {
    /// Version of Haven.
    pub version: String,
    /// Short name of the scenario.
    pub scenario: String,
    /// SHA-256 over its inputs.
    #[serde(alias = "sha256 of the scenario")]
    pub scenario_sha256: String,
    /// `smc` or `eki`.
    pub method: String,
    /// Particles.
    pub particles: u32,
    /// Seed.
    pub seed: u64,
    /// Last date of what was learnt from.
    pub until: String,
    /// Free parameters with their priors, in the order of the draws.
    pub free: Map<String, Value>,
    /// SHA-256 over the counts that were learnt from.
    #[serde(alias = "sha256 of the counts")]
    pub counts_sha256: String,
}

impl Settings {
    /// The settings of a calibration.
    pub fn new(request: &CalibrateRequest, reading: &Reading, target: &Target) -> Self {
        let free = target.space.free().iter();
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: reading.name.clone(),
            scenario_sha256: entries(&reading.inputs).1,
            method: request.method.name().to_owned(),
            particles: request.particles,
            seed: request.seed,
            until: target.until.clone(),
            free: free.map(|free| (free.name.clone(), free.prior.to_string().into())).collect(),
            counts_sha256: counts_sha256(target),
        }
    }

    /// In words, what is otherwise than it was.
    ///
    /// # Panics
    /// Never: settings have text for keys.
    pub fn differences(&self, old: &Self) -> Vec<String> {
        let [old, new] = [old, self]
            .map(|settings| serde_json::to_value(settings).expect("settings have text for keys"));
        let keys = new.as_object().into_iter().flat_map(Map::keys);
        // As text, for the order of the free parameters counts as well.
        keys.map(|key| (key, old[key].to_string(), new[key].to_string()))
            .filter(|(_, old, new)| old != new)
            .map(|(key, old, new)| format!("{key} was {old}, now it is {new}"))
            .collect()
    }
}

fn counts_sha256(target: &Target) -> String {
    let words: Vec<_> = target.counts.iter().map(super::target::Count::words).collect();
    let text = format!("{words:?} {:?}", target.likelihood.data);
    sources::sha256(text.as_bytes())
}

/// What a calibration was made from, and how it went: `calibration.json`.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CalibrationManifest {
    /// Format of this document and of the tables beside it.
    pub format: &'static str,
    /// Version of Haven.
    pub haven: &'static str,
    /// What kind of numbers these are.
    pub label: &'static str,
    /// Everything that decides the result.
    pub settings: Settings,
    /// How it was simulated.
    pub simulated: &'static str,
    /// Counts that were learnt from.
    pub counts: usize,
    /// Members simulated.
    pub members_simulated: u64,
    /// What became of each level.
    pub levels: Vec<Generation>,
    /// Rows of `posterior.csv`.
    pub posterior_draws: usize,
    /// Parameters of which the counts tell nothing.
    pub prior_only: Vec<String>,
    /// Share of the counts in the central 50 % that the posterior expects.
    pub coverage_50: f64,
    /// The same of the central 80 %.
    pub coverage_80: f64,
    /// The same of the central 95 %.
    pub coverage_95: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Settings as 0.1.0 wrote them into a checkpoint.
    const OLD: &str = r#"{"version":"0.1.0","scenario":"first-steps","sha256 of the scenario":"51bf",
        "method":"smc","particles":20,"seed":1,"until":"2030-03-31",
        "free":{"move_chance_camp":"LU(0.0001, 0.1)","distance_power":"U(0.3, 3)"},
        "sha256 of the counts":"e98a"}"#;

    #[test]
    fn settings_of_format_1_are_read() {
        let old: Settings = serde_json::from_str(OLD).unwrap();
        assert_eq!((old.scenario_sha256.as_str(), old.counts_sha256.as_str()), ("51bf", "e98a"));
        let again: Settings = serde_json::from_str(&serde_json::to_string(&old).unwrap()).unwrap();
        assert_eq!(again.differences(&old), Vec::<String>::new());
    }

    #[test]
    fn every_difference_is_told_and_the_order_of_the_free_parameters_is_one() {
        let old: Settings = serde_json::from_str(OLD).unwrap();
        let mut new = Settings { seed: 2, ..old.clone() };
        assert_eq!(new.differences(&old), ["seed was 1, now it is 2"]);
        new.seed = 1;
        new.free = old.free.clone().into_iter().rev().collect();
        assert!(new.differences(&old)[0].starts_with("free was"), "draws would change names");
    }
}
