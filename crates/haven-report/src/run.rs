//! A run, whichever rules move its people.

use super::crisis::{compare_json, compare_text, crisis_run_json, crisis_run_text};
use super::flee_json::flee_run_json;
use super::kept::Kept;
use super::summary::flee_run_text;
use haven::RunResult;
use serde_json::Value;

/// A run in words, numbers and a chart.
pub fn run_text(run: &RunResult, kept: &Kept<'_>, width: usize) -> String {
    match run {
        RunResult::Flee(run) => flee_run_text(run, kept, width),
        RunResult::Crisis(run) => crisis_run_text(run, kept, width),
        RunResult::Comparison(comparison) => compare_text(comparison, kept, width),
    }
}

/// A run as one document.
pub fn run_json(run: &RunResult, kept: &Kept<'_>) -> Value {
    match run {
        RunResult::Flee(run) => flee_run_json(run, kept),
        RunResult::Crisis(run) => crisis_run_json(run, kept),
        RunResult::Comparison(comparison) => compare_json(comparison, kept),
    }
}
