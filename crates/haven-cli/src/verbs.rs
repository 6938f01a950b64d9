//! One function a verb: ask the library, print, give the exit code.

use crate::arguments::{CheckArguments, RunArguments};
use crate::progress::{Progress, stop_on_interrupt};
use crate::{seed, text};
use haven::{Failure, RunResult, Watch, report};
use serde_json::Value;
use std::process::ExitCode;
use std::sync::Arc;

const FAILED: u8 = 1;
const BAD_INPUT: u8 = 2;
const INTERRUPTED: u8 = 130;

/// `haven run`.
pub fn run(arguments: &RunArguments) -> ExitCode {
    let watch = Arc::new(Watch::default());
    stop_on_interrupt(&watch);
    let progress = (!arguments.quiet).then(|| Progress::follow(Arc::clone(&watch)));
    let request = arguments.request(arguments.seed.unwrap_or_else(seed::invent));
    let result = haven::run(&request, &watch);
    drop(progress);
    match result {
        Ok(result) => {
            print_run(arguments, &result);
            if result.manifest.interrupted {
                ExitCode::from(INTERRUPTED)
            } else {
                ExitCode::SUCCESS
            }
        }
        Err(failure) => fail(&failure, arguments.scenario.json),
    }
}

fn print_run(arguments: &RunArguments, result: &RunResult) {
    if arguments.scenario.json {
        return text::out(&document(&report::run_json(result)));
    }
    text::out(&report::run_text(result));
    if !arguments.quiet && !result.warnings.is_empty() {
        let (count, source) = (result.warnings.len(), &arguments.scenario.source);
        text::note(&format!("{count} warnings about the scenario: haven check {source}"));
    }
}

/// `haven check`.
pub fn check(arguments: &CheckArguments) -> ExitCode {
    let arguments = &arguments.scenario;
    match haven::check(&arguments.request()) {
        Ok(check) => {
            text::out(&if arguments.json {
                document(&report::check_json(&check))
            } else {
                report::check_text(&check)
            });
            if check.errors() == 0 { ExitCode::SUCCESS } else { ExitCode::from(BAD_INPUT) }
        }
        Err(failure) => fail(&failure, arguments.json),
    }
}

/// `haven scenarios`.
pub fn scenarios(json: bool) -> ExitCode {
    text::out(&if json { document(&report::scenarios_json()) } else { report::scenarios_text() });
    ExitCode::SUCCESS
}

fn fail(failure: &Failure, json: bool) -> ExitCode {
    if json {
        text::out(&document(&report::failure_json(failure)));
    } else {
        text::note(&report::failure_text(failure));
    }
    ExitCode::from(match failure {
        Failure::NothingComplete => INTERRUPTED,
        _ if failure.is_bad_input() => BAD_INPUT,
        _ => FAILED,
    })
}

fn document(value: &Value) -> String {
    format!("{value:#}\n")
}
