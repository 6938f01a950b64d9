//! One function a verb: ask the library, tell what it gave.

use crate::arguments::{
    BacktestArguments, CalibrateArguments, CheckArguments, CompareArguments, ExplainArguments,
    PlacesArguments, RunArguments, ScenarioArguments, SensitivityArguments, WorkArguments,
};
use crate::progress::{Progress, stop_on_interrupt};
use crate::tell::{Manner, document, print, tell};
use crate::text;
use haven::Watch;
use haven_report as report;
use std::process::ExitCode;
use std::sync::Arc;

/// `haven run`.
pub fn run(arguments: &RunArguments) -> ExitCode {
    let (request, place) = (arguments.request(), arguments.place.place());
    let outcome = watched(&arguments.work, |w| haven_store::run(&request, &place, w));
    if let Ok(stored) = &outcome
        && !arguments.work.quiet
    {
        for why in stored.result.without_effect(&request) {
            text::note(&format!("warning: without effect: {why}"));
        }
    }
    let what_if_files = &arguments.what_ifs.what_if_files;
    tell(outcome, Manner { what_if_files, ..manner(&arguments.scenario, &arguments.work) })
}

/// `haven compare`.
pub fn compare(arguments: &CompareArguments) -> ExitCode {
    let (request, place) = (arguments.request(), arguments.place.place());
    let outcome = watched(&arguments.work, |w| haven_store::compare(&request, &place, w));
    let what_if_files = &arguments.what_ifs.what_if_files;
    tell(outcome, Manner { what_if_files, ..manner(&arguments.scenario, &arguments.work) })
}

/// `haven explain`.
pub fn explain(arguments: &ExplainArguments) -> ExitCode {
    let request = arguments.request();
    let outcome = watched(&arguments.work, |w| haven_store::explain(&request, w));
    tell(outcome, manner(&arguments.scenario, &arguments.work))
}

/// `haven backtest`.
pub fn backtest(arguments: &BacktestArguments) -> ExitCode {
    let (request, place) = (arguments.request(), arguments.place.place());
    let outcome = watched(&arguments.work, |w| haven_store::backtest(&request, &place, w));
    tell(outcome, manner(&arguments.scenario, &arguments.work))
}

/// `haven sensitivity`.
pub fn sensitivity(arguments: &SensitivityArguments) -> ExitCode {
    let (request, place) = (arguments.request(), arguments.place.place());
    let outcome = watched(&arguments.work, |w| haven_store::sensitivity(&request, &place, w));
    tell(outcome, manner(&arguments.scenario, &arguments.work))
}

/// `haven calibrate`.
pub fn calibrate(arguments: &CalibrateArguments) -> ExitCode {
    let (request, place) = (arguments.request(), arguments.place());
    let outcome = watched(&arguments.work, |w| haven_store::calibrate(&request, &place, w));
    tell(outcome, manner(&arguments.scenario, &arguments.work))
}

/// `haven check`.
pub fn check(arguments: &CheckArguments) -> ExitCode {
    let scenario = &arguments.scenario;
    let files = &arguments.what_if_files;
    tell(
        haven_store::check(&scenario.request(), files),
        Manner { what_if_files: files, ..loudly(scenario) },
    )
}

/// `haven places`.
pub fn places(arguments: &PlacesArguments) -> ExitCode {
    let (scenario, files) = (&arguments.scenario, &arguments.what_if_files);
    tell(haven_store::places(&scenario.request(), files), loudly(scenario))
}

/// `haven actors`.
pub fn actors(scenario: &ScenarioArguments) -> ExitCode {
    tell(haven_store::actors(&scenario.request()), loudly(scenario))
}

/// `haven scenarios`.
pub fn scenarios(json: bool) -> ExitCode {
    let text = if json { document(&report::scenarios_json()) } else { report::scenarios_text() };
    print(&text, ExitCode::SUCCESS)
}

/// Does something long: with a progress bar unless it is to be quiet, and Ctrl-C to stop it.
fn watched<T>(work: &WorkArguments, verb: impl FnOnce(&Watch) -> T) -> T {
    let watch = Arc::new(Watch::default());
    stop_on_interrupt(&watch);
    let progress = (!work.quiet).then(|| Progress::follow(Arc::clone(&watch)));
    let result = verb(&watch);
    drop(progress);
    result
}

fn manner<'a>(scenario: &'a ScenarioArguments, work: &WorkArguments) -> Manner<'a> {
    Manner { quiet: work.quiet, ..loudly(scenario) }
}

/// The manner of verbs that take no time.
fn loudly(scenario: &ScenarioArguments) -> Manner<'_> {
    Manner { json: scenario.json, quiet: false, source: &scenario.source, what_if_files: &[] }
}
