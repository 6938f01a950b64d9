//! `run.json` of a study: what it was made from.

use super::request::SensitivityRequest;
use super::result::{Freed, Sensitivity};
use crate::crisis::combination::Asked;
use crate::crisis::manifest::of_study;
use crate::flee::scenario_entry;
use crate::flee::{parameters, provenance};
use crate::provenance::LABEL;
use crate::source::Reading;
use haven_core::flee::scenario::Scenario;
use haven_io::writers::manifest::FORMAT;
use haven_study::sensitivity::{LEVEL, Plan};
use serde_json::{Value, json};

/// The verb's name.
const VERB: &str = "sensitivity";

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

/// Adds the design, the seed and how far it came.
pub fn add_design(result: &mut Sensitivity, plan: &Plan) {
    let input = |freed: &Freed| {
        json!({ "name": freed.name, "about": freed.about, "unit": freed.unit, "prior": freed.prior,
            "numbers": freed.family.unwrap_or(1) })
    };
    let inputs: Vec<Value> = result.inputs.iter().map(input).collect();
    result.manifest["seed"] = json!(result.seed);
    result.manifest["interrupted"] = json!(result.interrupted);
    result.manifest["design"] = json!({
        "method": result.method.name(),
        "samples": result.samples,
        "complete": result.rows,
        "runs": result.runs,
        "repeated_rows": plan.repeats.rows.min(plan.rows),
        "repeats": plan.repeats.members,
        "interval_level": LEVEL,
        "inputs": inputs,
    });
}
