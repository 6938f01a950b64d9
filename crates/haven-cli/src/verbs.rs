//! One function a verb: ask the library, print, give the exit code.

use crate::arguments::{
    CheckArguments, CompareArguments, ExplainArguments, RunArguments, WorkArguments,
};
use crate::backtest_arguments::BacktestArguments;
use crate::calibrate_arguments::CalibrateArguments;
use crate::progress::{Progress, stop_on_interrupt};
use crate::sensitivity_arguments::SensitivityArguments;
use crate::text;
use haven::crisis::{CompareRequest, Comparison, CrisisRun};
use haven::{RunResult, Watch};
use haven_report as report;
use haven_store::{Failure, Stored};
use serde_json::Value;
use std::path::Path;
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
        let out = arguments.out.as_deref();
        return compare_as(&request, out, arguments.scenario.json, &arguments.work);
    }
    if haven::crisis::is_crisis(&arguments.scenario.request()) {
        return run_crisis(arguments, seed);
    }
    if !(arguments.what_ifs.what_ifs.is_empty() && arguments.what_ifs.what_if_files.is_empty()) {
        return fail(&haven::crisis::no_what_ifs().into(), arguments.scenario.json);
    }
    let request = arguments.request(seed);
    let (out, threads) = (arguments.out.as_deref(), arguments.work.threads);
    match watched(arguments.work.quiet, |watch| haven_store::run(&request, out, threads, watch)) {
        Ok(run) => {
            print_run(arguments, &run);
            ended(run.result.manifest.interrupted)
        }
        Err(failure) => fail(&failure, arguments.scenario.json),
    }
}

fn run_crisis(arguments: &RunArguments, seed: u64) -> ExitCode {
    let request = arguments.crisis_request(seed);
    let (out, threads) = (arguments.out.as_deref(), arguments.work.threads);
    let run = |watch: &Watch| haven_store::run_crisis(&request, out, threads, watch);
    match watched(arguments.work.quiet, run) {
        Ok(run) => {
            print_crisis_run(arguments, &run);
            ended(run.result.interrupted)
        }
        Err(failure) => fail(&failure, arguments.scenario.json),
    }
}

fn print_crisis_run(arguments: &RunArguments, run: &Stored<CrisisRun>) {
    if arguments.scenario.json {
        return text::out(&document(&report::crisis_run_json(&run.result, &run.kept())));
    }
    text::out(&report::crisis_run_text(&run.result, &run.kept()));
    if !arguments.work.quiet {
        note_warnings(run.result.warnings.len(), &arguments.scenario.source);
    }
}

/// `haven compare`.
pub fn compare(arguments: &CompareArguments) -> ExitCode {
    let request = arguments.request(arguments.draws.seed());
    compare_as(&request, arguments.out.as_deref(), arguments.scenario.json, &arguments.work)
}

fn compare_as(
    request: &CompareRequest,
    out: Option<&Path>,
    json: bool,
    work: &WorkArguments,
) -> ExitCode {
    let compare = |watch: &Watch| haven_store::compare(request, out, work.threads, watch);
    match watched(work.quiet, compare) {
        Ok(comparison) => {
            print_comparison(&comparison, json);
            if !work.quiet && !json {
                let warnings = comparison.result.warnings.len();
                note_warnings(warnings, &request.crisis.scenario.source);
            }
            ended(comparison.result.interrupted)
        }
        Err(failure) => fail(&failure, json),
    }
}

fn print_comparison(comparison: &Stored<Comparison>, json: bool) {
    text::out(&if json {
        document(&report::compare_json(&comparison.result, &comparison.kept()))
    } else {
        report::compare_text(&comparison.result, &comparison.kept())
    });
}

/// `haven explain`.
pub fn explain(arguments: &ExplainArguments) -> ExitCode {
    let request = arguments.request(arguments.draws.seed());
    let threads = arguments.work.threads;
    match watched(arguments.work.quiet, |watch| haven_store::explain(&request, threads, watch)) {
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
    let (out, threads) = (arguments.out.as_deref(), arguments.work.threads);
    let backtest = |watch: &Watch| haven_store::backtest(&request, out, threads, watch);
    match watched(arguments.work.quiet, backtest) {
        Ok(backtest) => {
            text::out(&if json {
                document(&report::backtest_json(&backtest.result, &backtest.kept()))
            } else {
                report::backtest_text(&backtest.result, &backtest.kept())
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
    let (out, threads) = (arguments.out.as_deref(), arguments.work.threads);
    let sensitivity = |watch: &Watch| haven_store::sensitivity(&request, out, threads, watch);
    match watched(arguments.work.quiet, sensitivity) {
        Ok(study) => {
            text::out(&if json {
                document(&report::sensitivity_json(&study.result, &study.kept()))
            } else {
                report::sensitivity_text(&study.result, &study.kept())
            });
            if !arguments.work.quiet && !json {
                note_warnings(study.result.warnings.len(), &arguments.scenario.source);
            }
            ended(study.result.interrupted)
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

fn print_run(arguments: &RunArguments, run: &Stored<RunResult>) {
    if arguments.scenario.json {
        return text::out(&document(&report::run_json(&run.result, &run.kept())));
    }
    text::out(&report::run_text(&run.result, &run.kept()));
    if !arguments.work.quiet {
        note_warnings(run.result.warnings.len(), &arguments.scenario.source);
    }
}

/// `haven calibrate`.
pub fn calibrate(arguments: &CalibrateArguments) -> ExitCode {
    let request = arguments.request();
    let (place, threads) = (arguments.place(), arguments.work.threads);
    let calibrate = |watch: &Watch| haven_store::calibrate(&request, &place, threads, watch);
    match watched(arguments.work.quiet, calibrate) {
        Ok(learnt) => {
            text::out(&if arguments.scenario.json {
                document(&report::calibrate_json(&learnt.result, &learnt.kept()))
            } else {
                report::calibrate_text(&learnt.result, &learnt.kept())
            });
            if !arguments.work.quiet && !arguments.scenario.json {
                note_warnings(learnt.result.warnings.len(), &arguments.scenario.source);
            }
            ended(learnt.result.interrupted)
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
        Err(failure) => fail(&failure.into(), arguments.json),
    }
}

/// `haven scenarios`.
pub fn scenarios(json: bool) -> ExitCode {
    text::out(&if json { document(&report::scenarios_json()) } else { report::scenarios_text() });
    ExitCode::SUCCESS
}

fn fail(failure: &Failure, json: bool) -> ExitCode {
    if json {
        text::out(&document(&report::failure_json(failure, failure.problems())));
    } else {
        text::note(&report::failure_text(failure, failure.problems()));
    }
    ExitCode::from(match failure {
        failure if failure.is_interruption() => INTERRUPTED,
        failure if failure.is_bad_input() => BAD_INPUT,
        _ => FAILED,
    })
}

fn document(value: &Value) -> String {
    format!("{value:#}\n")
}
