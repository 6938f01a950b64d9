//! Results as one JSON document.

use crate::builtin::BUILTINS;
use crate::check::CheckResult;
use crate::failure::Failure;
use crate::outcome::PlaceOutcome;
use crate::run::RunResult;
use haven_core::problem::Problem;
use haven_study::spread::Spread;
use serde_json::{Value, json};

/// A run: its folder and manifest, and the destinations on the last day.
pub fn run_json(run: &RunResult) -> Value {
    let outcome = &run.outcome;
    let ard = outcome.ard.map(|ard| {
        json!({
            "of_people_counted": spread(&ard.plain),
            "by_flee_denominator": spread(&ard.flee),
        })
    });
    json!({
        "folder": run.folder,
        "manifest": run.manifest,
        "destinations": outcome.places.iter().map(place).collect::<Vec<_>>(),
        "total": place(&outcome.total),
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

/// Why something could not be done.
pub fn failure_json(failure: &Failure) -> Value {
    let list = match failure {
        Failure::BadScenario(list) => list.as_slice(),
        _ => &[],
    };
    json!({ "error": failure.to_string(), "problems": problems(list) })
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
