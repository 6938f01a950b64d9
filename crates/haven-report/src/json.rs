//! Results as one JSON document.

use crate::kept::Kept;
use haven::CheckResult;
use haven::builtin::BUILTINS;
use haven::flee::FleeRun;
use haven::flee::PlaceOutcome;
use haven_core::problem::Problem;
use haven_study::spread::Spread;
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
pub fn check_json(check: &CheckResult) -> Value {
    json!({
        "title": check.title,
        "problems": problems(&check.problems),
        "errors": check.errors(),
        "warnings": check.warnings(),
        "accepted": check.accepted,
        "differences": check.differences,
    })
}

/// Why something could not be done, with what is wrong with the scenario.
pub fn failure_json(failure: &dyn Display, found: &[Problem]) -> Value {
    json!({ "error": failure.to_string(), "problems": problems(found) })
}

/// The built-in scenarios.
pub fn scenarios_json() -> Value {
    let list = BUILTINS.iter().map(|b| json!({ "name": b.name, "about": b.about }));
    json!({ "scenarios": list.collect::<Vec<_>>() })
}

fn problems(list: &[Problem]) -> Vec<Value> {
    let problem = |problem: &Problem| {
        json!({
            "code": problem.code,
            "severity": problem.severity.to_string(),
            "file": problem.at.file,
            "line": problem.at.line,
            "column": problem.at.column,
            "message": problem.message,
            "hint": problem.hint,
        })
    };
    list.iter().map(problem).collect()
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
