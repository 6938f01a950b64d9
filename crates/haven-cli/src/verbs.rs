//! One function a verb: ask the library, print, give the exit code.

use crate::arguments::{CheckArguments, CompareArguments, ExplainArguments, RunArguments};
use crate::backtest_arguments::BacktestArguments;
use crate::calibrate_arguments::CalibrateArguments;
use crate::progress::{Progress, stop_on_interrupt};
use crate::sensitivity_arguments::SensitivityArguments;
use crate::text;
use haven::crisis::{CompareRequest, Comparison, CrisisRun};
use haven::{Failure, RunResult, Watch, report};
use serde_json::Value;
use std::process::ExitCode;
use std::sync::Arc;

const FAILED: u8 = 1;
const BAD_INPUT: u8 = 2;
const INTERRUPTED: u8 = 130;

/// `haven run`: of a scenario with actors or without.
pub fn run(arguments: &RunArguments) -> ExitCode {
    let seed = arguments.draws.seed();
    if arguments.what_ifs.what_ifs.len() > 1 {
        let request = arguments.compare_request(seed);
        return compare_as(&request, arguments.scenario.json, arguments.work.quiet);
    }
    if haven::crisis::is_crisis(&arguments.scenario.request()) {
        return run_crisis(arguments, seed);
    }
    if !(arguments.what_ifs.what_ifs.is_empty() && arguments.what_ifs.what_if_files.is_empty()) {
        return fail(&haven::crisis::no_what_ifs(), arguments.scenario.json);
    }
    let request = arguments.request(seed);
    match watched(arguments.work.quiet, |watch| haven::run(&request, watch)) {
        Ok(result) => {
            print_run(arguments, &result);
            ended(result.manifest.interrupted)
        }
        Err(failure) => fail(&failure, arguments.scenario.json),
    }
}

fn run_crisis(arguments: &RunArguments, seed: u64) -> ExitCode {
    let request = arguments.crisis_request(seed);
    match watched(arguments.work.quiet, |watch| haven::crisis::run_crisis(&request, watch)) {
        Ok(run) => {
            print_crisis_run(arguments, &run);
            ended(run.interrupted)
        }
        Err(failure) => fail(&failure, arguments.scenario.json),
    }
}

fn print_crisis_run(arguments: &RunArguments, run: &CrisisRun) {
    if arguments.scenario.json {
        return text::out(&document(&report::crisis_run_json(run)));
    }
    text::out(&report::crisis_run_text(run));
    if !arguments.work.quiet {
        note_warnings(run.warnings.len(), &arguments.scenario.source);
    }
}

/// `haven compare`.
pub fn compare(arguments: &CompareArguments) -> ExitCode {
    let request = arguments.request(arguments.draws.seed());
    compare_as(&request, arguments.scenario.json, arguments.work.quiet)
}

fn compare_as(request: &CompareRequest, json: bool, quiet: bool) -> ExitCode {
    match watched(quiet, |watch| haven::crisis::compare(request, watch)) {
        Ok(comparison) => {
            print_comparison(&comparison, json);
            if !quiet && !json {
                note_warnings(comparison.warnings.len(), &request.crisis.scenario.source);
            }
            ended(comparison.interrupted)
        }
        Err(failure) => fail(&failure, json),
    }
}

fn print_comparison(comparison: &Comparison, json: bool) {
    text::out(&if json {
        document(&report::compare_json(comparison))
    } else {
        report::compare_text(comparison)
    });
}

/// `haven explain`.
pub fn explain(arguments: &ExplainArguments) -> ExitCode {
    let request = arguments.request(arguments.draws.seed());
    match watched(arguments.work.quiet, |watch| haven::crisis::explain(&request, watch)) {
        Ok(explanation) => {
            text::out(&if arguments.scenario.json {
                document(&report::explain_json(&explanation))
            } else {
                report::explain_text(&explanation)
            });
            ExitCode::SUCCESS
        }
        Err(failure) => fail(&failure, arguments.scenario.json),
    }
}

/// `haven backtest`.
pub fn backtest(arguments: &BacktestArguments) -> ExitCode {
    let request = arguments.request();
    let json = arguments.scenario.json;
    match watched(arguments.work.quiet, |watch| haven::backtest::backtest(&request, watch)) {
        Ok(backtest) => {
            text::out(&if json {
                document(&report::backtest_json(&backtest))
            } else {
                report::backtest_text(&backtest)
            });
            ExitCode::SUCCESS
        }
        Err(failure) => fail(&failure, json),
    }
}

/// `haven sensitivity`.
pub fn sensitivity(arguments: &SensitivityArguments) -> ExitCode {
    let request = arguments.request(arguments.draws.seed());
    let json = arguments.scenario.json;
    match watched(arguments.work.quiet, |watch| haven::sensitivity::sensitivity(&request, watch)) {
        Ok(result) => {
            text::out(&if json {
                document(&report::sensitivity_json(&result))
            } else {
                report::sensitivity_text(&result)
            });
            if !arguments.work.quiet && !json {
                note_warnings(result.warnings.len(), &arguments.scenario.source);
            }
            ended(result.interrupted)
        }
        Err(failure) => fail(&failure, json),
    }
}

/// Does something long: with a progress bar unless `quiet`, and Ctrl-C to stop it.
fn watched<T>(quiet: bool, work: impl FnOnce(&Watch) -> T) -> T {
    let watch = Arc::new(Watch::default());
    stop_on_interrupt(&watch);
    let progress = (!quiet).then(|| Progress::follow(Arc::clone(&watch)));
    let result = work(&watch);
    drop(progress);
    result
}

fn ended(interrupted: bool) -> ExitCode {
    if interrupted { ExitCode::from(INTERRUPTED) } else { ExitCode::SUCCESS }
}

fn note_warnings(count: usize, source: &str) {
    if count > 0 {
        text::note(&format!("{count} warnings about the scenario: haven check {source}"));
    }
}

fn print_run(arguments: &RunArguments, result: &RunResult) {
    if arguments.scenario.json {
        return text::out(&document(&report::run_json(result)));
    }
    text::out(&report::run_text(result));
    if !arguments.work.quiet {
        note_warnings(result.warnings.len(), &arguments.scenario.source);
    }
}

/// `haven calibrate`.
pub fn calibrate(arguments: &CalibrateArguments) -> ExitCode {
    let request = arguments.request();
    match watched(arguments.work.quiet, |watch| haven::calibrate::calibrate(&request, watch)) {
        Ok(result) => {
            text::out(&if arguments.scenario.json {
                document(&report::calibrate_json(&result))
            } else {
                report::calibrate_text(&result)
            });
            if !arguments.work.quiet && !arguments.scenario.json {
                note_warnings(result.warnings.len(), &arguments.scenario.source);
            }
            ended(result.interrupted)
        }
        Err(failure) => fail(&failure, arguments.scenario.json),
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
