//! Results as one JSON document.

use crate::kept::Kept;
use haven::builtin::{BUILTINS, Builtin};
use haven::flee::FleeRun;
use haven::flee::PlaceOutcome;
use haven::{CheckResult, ProblemEntry};
use haven_core::problem::Problem;
use haven_study::spread::Spread;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt::Display;

/// A run: its folder and manifest, and the destinations on the last day.
pub fn flee_run_json(run: &FleeRun, kept: &Kept<'_>) -> Value {
    let outcome = &run.outcome;
    let ard = outcome.ard.map(|ard| {
        json!({
            "of_people_counted": spread(&ard.plain),
            "by_flee_denominator": spread(&ard.flee),
        })
    });
    json!({
        "folder": kept.folder,
        "manifest": run.manifest,
        "destinations": outcome.places.iter().map(place).collect::<Vec<_>>(),
        "total": place(&outcome.total),
        "outside_camps": spread(&outcome.outside_camps),
        "elsewhere": outcome.elsewhere.iter().map(elsewhere).collect::<Vec<_>>(),
        "beyond_capacity": spread(&outcome.beyond_capacity),
        "on_road": spread(&outcome.on_road),
        "displaced": spread(&outcome.displaced),
        "averaged_relative_difference": ard,
        "warnings": problems(&run.warnings),
    })
}

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

fn elsewhere((name, stock): &(String, Spread)) -> Value {
    json!({ "name": name, "stock_people": spread(stock) })
}

fn place(place: &PlaceOutcome) -> Value {
    json!({
        "name": place.name,
        "arrivals_people": spread(&place.arrivals),
        "stock_people": spread(&place.stock),
        "counted_people": place.data,
        "off_by": place.off_by.map(|share| spread(&share)),
    })
}

fn spread(spread: &Spread) -> Value {
    let [q05, q25, q50, q75, q95] = spread.quantiles;
    json!({
        "mean": spread.mean, "sd": spread.sd,
        "q05": q05, "q25": q25, "q50": q50, "q75": q75, "q95": q95,
    })
}
