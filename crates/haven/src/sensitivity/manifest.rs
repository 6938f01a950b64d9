//! `run.json` of a study: what it was made from.

use super::freed::Freed;
use super::request::SensitivityRequest;
use crate::crisis::combination::Asked;
use crate::crisis::manifest::of_study;
use crate::flee::scenario_entry;
use crate::flee::{parameters, provenance};
use crate::provenance::LABEL;
use crate::source::Reading;
use haven_core::flee::scenario::Scenario;
use haven_io::writers::manifest::FORMAT;
use haven_study::sensitivity::{LEVEL, Plan, Study};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The verb's name.
const VERB: &str = "sensitivity";

/// `run.json` of a study.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StudyManifest {
    /// Version, scenario and parameters, as in the manifest of a run.
    #[serde(flatten)]
    pub made_from: Map<String, Value>,
    /// Seed of the design and of the members.
    pub seed: u64,
    /// Whether it was stopped before all rows were complete.
    pub interrupted: bool,
    /// The design, and how far it came.
    pub design: Design,
    /// When it was made and how long it took, once it is stored.
    pub timings: Option<Value>,
}

/// The design of a study.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Design {
    /// `sobol` or `morris`.
    pub method: &'static str,
    /// Rows that were asked for.
    pub samples: u32,
    /// Rows that are complete.
    pub complete: usize,
    /// Runs that were asked for.
    pub runs: u64,
    /// Rows whose first point is played again, to measure luck.
    pub repeated_rows: u32,
    /// How often.
    pub repeats: u32,
    /// Level of the intervals.
    pub interval_level: f64,
    /// What is free.
    pub inputs: Vec<Freed>,
}

impl StudyManifest {
    /// The manifest of a study that was made from this.
    pub fn new(made_from: Value, study: &Study, inputs: &[Freed]) -> Self {
        let plan: &Plan = study.plan();
        let mut made_from = match made_from {
            Value::Object(made_from) => made_from,
            _ => Map::new(),
        };
        made_from.shift_remove("timings");
        Self {
            made_from,
            seed: plan.seed,
            interrupted: study.rows() < plan.rows as usize,
            design: Design {
                method: plan.method.name(),
                samples: plan.rows,
                complete: study.rows(),
                runs: study.evaluations(),
                repeated_rows: plan.repeats.rows.min(plan.rows),
                repeats: plan.repeats.members,
                interval_level: LEVEL,
                inputs: inputs.to_vec(),
            },
            timings: None,
        }
    }
}

/// What a study of a crisis was made from.
pub fn of_crisis(request: &SensitivityRequest, reading: &Reading, asked: &Asked) -> Value {
    of_study(&request.scenario, reading, asked, VERB)
}

/// What a study of a scenario with Flee's rules was made from.
pub fn of_flee(
    request: &SensitivityRequest,
    reading: &Reading,
    scenario: &Scenario,
    set: &[&'static str],
) -> Value {
    let accept = &request.scenario.scenario.accept;
    json!({
        "format": FORMAT,
        "haven": env!("CARGO_PKG_VERSION"),
        "label": LABEL,
        "verb": VERB,
        "scenario": scenario_entry(&request.scenario.scenario, reading, scenario),
        "parameters": parameters::entries(&scenario.rules, set),
        "options": { "accept": accept, "accepted_problems": reading.accepted(accept),
            "settings": request.scenario.scenario.settings },
        "information_level": provenance::information_level(scenario),
        "data_cut_off": provenance::data_cut_off(scenario).map(|date| date.to_string()),
        "differences": scenario.differences,
        "timings": null,
    })
}
