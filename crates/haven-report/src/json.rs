//! Results as one JSON document.

use haven::builtin::{BUILTINS, Builtin};
use haven::{CheckResult, ProblemEntry};
use haven_core::problem::Problem;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use std::fmt::Display;

/// A check: problems and verdict.
///
/// # Panics
/// Never: a check has text for keys.
pub fn check_json(check: &CheckResult) -> Value {
    serde_json::to_value(check).expect("a check has text for keys")
}

/// What stopped a verb.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FailureDocument {
    /// Why it could not be done.
    error: String,
    /// What is wrong with the scenario, if that is why.
    problems: Vec<ProblemEntry>,
}

/// Why something could not be done, with what is wrong with the scenario.
///
/// # Panics
/// Never: it has text for keys.
pub fn failure_json(failure: &dyn Display, found: &[Problem]) -> Value {
    let document = FailureDocument { error: failure.to_string(), problems: problems(found) };
    serde_json::to_value(document).expect("it has text for keys")
}

/// The built-in scenarios.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScenarioList {
    /// By name.
    scenarios: Vec<ScenarioLine>,
}

/// A built-in scenario.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScenarioLine {
    /// Its name, wherever a scenario is named.
    name: &'static str,
    /// What it is about, in a line.
    about: &'static str,
}

/// The built-in scenarios.
///
/// # Panics
/// Never: it has text for keys.
pub fn scenarios_json() -> Value {
    let line = |one: &Builtin| ScenarioLine { name: one.name, about: one.about };
    let list = ScenarioList { scenarios: BUILTINS.iter().map(line).collect() };
    serde_json::to_value(list).expect("it has text for keys")
}

fn problems(list: &[Problem]) -> Vec<ProblemEntry> {
    list.iter().map(ProblemEntry::from).collect()
}
