//! One function a verb: ask the library, tell what it gave.

use crate::arguments::{
    BacktestArguments, CalibrateArguments, CheckArguments, CompareArguments, ExplainArguments,
    RunArguments, ScenarioArguments, SensitivityArguments, WorkArguments,
};
use crate::progress::{Progress, stop_on_interrupt};
use crate::tell::{Manner, document, fail, tell};
use crate::text;
use haven::Watch;
use haven_report as report;
use std::process::ExitCode;
use std::sync::Arc;

/// `haven run`: of a scenario with actors or without.
pub fn run(arguments: &RunArguments) -> ExitCode {
    let seed = arguments.draws.seed();
    let (out, threads) = (arguments.out.as_deref(), arguments.work.threads);
    let (what_ifs, work) = (&arguments.what_ifs, &arguments.work);
    let manner = manner(&arguments.scenario, work);
    if what_ifs.what_ifs.len() > 1 {
        let request = arguments.compare_request(seed);
        return tell(watched(work, |w| haven_store::compare(&request, out, threads, w)), manner);
    }
    if haven::crisis::is_crisis(&arguments.scenario.request()) {
        let request = arguments.crisis_request(seed);
        return tell(watched(work, |w| haven_store::run_crisis(&request, out, threads, w)), manner);
    }
    if !(what_ifs.what_ifs.is_empty() && what_ifs.what_if_files.is_empty()) {
        return fail(&haven::crisis::no_what_ifs().into(), manner.json);
    }
    let request = arguments.request(seed);
    tell(watched(work, |w| haven_store::run(&request, out, threads, w)), manner)
}

/// `haven compare`.
pub fn compare(arguments: &CompareArguments) -> ExitCode {
    let request = arguments.request(arguments.draws.seed());
    let (out, work) = (arguments.out.as_deref(), &arguments.work);
    let outcome = watched(work, |w| haven_store::compare(&request, out, work.threads, w));
    tell(outcome, manner(&arguments.scenario, work))
}

/// `haven explain`.
pub fn explain(arguments: &ExplainArguments) -> ExitCode {
    let request = arguments.request(arguments.draws.seed());
    let work = &arguments.work;
    let outcome = watched(work, |w| haven_store::explain(&request, work.threads, w));
    tell(outcome, manner(&arguments.scenario, work))
}

/// `haven backtest`.
pub fn backtest(arguments: &BacktestArguments) -> ExitCode {
    let request = arguments.request();
    let (out, work) = (arguments.out.as_deref(), &arguments.work);
    let outcome = watched(work, |w| haven_store::backtest(&request, out, work.threads, w));
    tell(outcome, manner(&arguments.scenario, work))
}

/// `haven sensitivity`.
pub fn sensitivity(arguments: &SensitivityArguments) -> ExitCode {
    let request = arguments.request(arguments.draws.seed());
    let (out, work) = (arguments.out.as_deref(), &arguments.work);
    let outcome = watched(work, |w| haven_store::sensitivity(&request, out, work.threads, w));
    tell(outcome, manner(&arguments.scenario, work))
}

/// `haven calibrate`.
pub fn calibrate(arguments: &CalibrateArguments) -> ExitCode {
    let request = arguments.request();
    let (place, work) = (arguments.place(), &arguments.work);
    let outcome = watched(work, |w| haven_store::calibrate(&request, &place, work.threads, w));
    tell(outcome, manner(&arguments.scenario, work))
}

/// `haven check`.
pub fn check(arguments: &CheckArguments) -> ExitCode {
    let scenario = &arguments.scenario;
    let manner = Manner { json: scenario.json, quiet: false, source: &scenario.source };
    tell(haven::check(&scenario.request()).map_err(Into::into), manner)
}

/// `haven scenarios`.
pub fn scenarios(json: bool) -> ExitCode {
    text::out(&if json { document(&report::scenarios_json()) } else { report::scenarios_text() });
    ExitCode::SUCCESS
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
    Manner { json: scenario.json, quiet: work.quiet, source: &scenario.source }
}
