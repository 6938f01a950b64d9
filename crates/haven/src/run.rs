//! `run`: an ensemble of a scenario, whichever rules move its people.

use crate::changed::{self, ChangedScenario, Knowledge};
use crate::crisis::{self, Comparison, CrisisRun};
use crate::failure::Failure;
use crate::flee::{self, FleeRun};
use crate::request::{CompareRequest, RunRequest};
use crate::sink::Sink;
use crate::source;
use crate::work::Work;
use haven_core::crisis::Advance;
use haven_core::problem::Problem;

/// A run that is done.
#[derive(Debug)]
pub enum RunResult {
    /// Of a scenario with Flee's rules.
    Flee(Box<FleeRun>),
    /// Of a scenario with actors.
    Crisis(Box<CrisisRun>),
    /// Several combinations of what-ifs side by side.
    Comparison(Box<Comparison>),
}

impl RunResult {
    /// Whether it was stopped before all members were complete.
    pub fn is_interrupted(&self) -> bool {
        match self {
            Self::Flee(run) => run.manifest.interrupted,
            Self::Crisis(run) => run.interrupted,
            Self::Comparison(comparison) => comparison.interrupted,
        }
    }

    /// What is suspicious about the scenario, and errors that were accepted.
    pub fn warnings(&self) -> &[Problem] {
        match self {
            Self::Flee(run) => &run.warnings,
            Self::Crisis(run) => &run.warnings,
            Self::Comparison(comparison) => &comparison.warnings,
        }
    }

    /// What of the request has no effect on this result: which option, and why, a line each.
    pub fn without_effect(&self, request: &RunRequest) -> Vec<String> {
        let mut all = set_again(&request.scenario);
        if matches!(self, Self::Flee(_)) {
            let without = [
                (request.advance == Advance::Attempted, "`--advance attempted`: nobody advances"),
                (request.scenario.knowledge == Knowledge::Priors, "`--prior`: nothing was learnt"),
                (request.track.cause, "`--track cause`: causes are not told apart"),
            ];
            let asked = without.iter().filter(|(asked, _)| *asked);
            all.extend(asked.map(|(_, why)| format!("{why} where people move by Flee's rules")));
        }
        all
    }
}

/// Parameters that are set more than once: the last word counts.
fn set_again(scenario: &ChangedScenario) -> Vec<String> {
    let later = |(at, (key, _)): &(usize, &(String, String))| {
        scenario.set[at + 1..].iter().any(|(later, _)| later == key)
    };
    let again = scenario.set.iter().enumerate().filter(later);
    again
        .map(|(_, (key, to))| format!("`--set {key}={to}`: `{key}` is set again after it"))
        .collect()
}

/// Runs an ensemble: by Flee's rules, or by Haven's where people fight. Whoever holds the watch sees how
/// far it is and can stop it: the members that are complete by then are summed up as usual.
///
/// # Errors
/// If the request or the scenario is bad, a member cannot be simulated, or the sink takes nothing.
pub fn run(
    request: &RunRequest,
    work: &Work<'_>,
    sink: &mut dyn Sink,
) -> Result<RunResult, Failure> {
    if request.what_ifs.len() > 1 {
        let comparison = crisis::compare(&comparison(request), work, sink)?;
        return Ok(RunResult::Comparison(Box::new(comparison)));
    }
    let reading = source::read(&request.scenario.scenario, work.sources)?;
    if reading.crisis.is_some() {
        let changed = changed::crisis(&request.scenario, reading, work.sources)?;
        let run = crisis::run(request, changed, work, sink)?;
        return Ok(RunResult::Crisis(Box::new(run)));
    }
    Ok(RunResult::Flee(Box::new(flee::run(request, reading, work, sink)?)))
}

/// The comparison that several combinations ask for.
fn comparison(request: &RunRequest) -> CompareRequest {
    CompareRequest {
        scenario: request.scenario.clone(),
        what_ifs: request.what_ifs.clone(),
        all: false,
        attempts: true,
        ensemble: request.ensemble.clone(),
        exceed_by: 0.0,
        prepare_for: None,
    }
}
