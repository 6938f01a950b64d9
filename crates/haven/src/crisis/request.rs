//! Reading a crisis as it is asked for.

use crate::draws;
use crate::failure::Failure;
use crate::source::{self, Reading, ScenarioRequest};
use haven_core::crisis::parameter::{self, declarations};
use haven_core::crisis::scenario::Crisis;
use haven_io::crisis_folder::{parse_prior, read_what_ifs};
use haven_io::nearest::nearest;
use haven_io::parameter_table;
use std::fs;
use std::path::PathBuf;

/// Which crisis, with which changes.
#[derive(Clone, Debug, Default)]
pub struct CrisisRequest {
    /// The scenario.
    pub scenario: ScenarioRequest,
    /// Files of what-ifs beside those of the scenario.
    pub what_if_files: Vec<PathBuf>,
    /// Parameters in place of the scenario's: key and value, or prior as text.
    pub set: Vec<(String, String)>,
    /// Where parameters are drawn from that are not set.
    pub knowledge: Knowledge,
}

/// Where the members of a crisis draw their parameters from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Knowledge {
    /// The scenario's `posterior.csv` where it has one, its priors for the rest.
    #[default]
    Scenario,
    /// The priors.
    Priors,
    /// This table of draws, the priors for the rest.
    Table(PathBuf),
}

/// Reads a crisis.
///
/// # Errors
/// If there is no such scenario, it is none with `movement = "haven"`, or anything is wrong with it.
pub fn read(request: &CrisisRequest) -> Result<(Crisis, Reading), Failure> {
    let mut reading = source::read(&request.scenario)?;
    if reading.stopping(&request.scenario.accept).next().is_some() {
        return Err(Failure::BadScenario(reading.problems));
    }
    let Some(mut crisis) = reading.crisis.take() else {
        return Err(match reading.scenario {
            Some(_) => no_what_ifs(),
            None => Failure::BadScenario(reading.problems),
        });
    };
    for path in &request.what_if_files {
        add_what_ifs(&mut crisis, path)?;
    }
    match &request.knowledge {
        Knowledge::Scenario => {}
        Knowledge::Priors => crisis.priors.learn(None),
        Knowledge::Table(path) => {
            let learnt = draws::read_table(path, parameter_table::read_learnt)?;
            crisis.priors.learn(Some(learnt));
        }
    }
    set(&mut crisis, &request.set)?;
    Ok((crisis, reading))
}

fn add_what_ifs(crisis: &mut Crisis, path: &std::path::Path) -> Result<(), Failure> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| {
        Failure::bad_request(format!("the what-ifs in `{name}` cannot be read: {error}"))
    })?;
    let problems = read_what_ifs(&name, &text, crisis);
    let is_error = |problem: &haven_core::problem::Problem| {
        problem.severity == haven_core::problem::Severity::Error
    };
    if problems.iter().any(is_error) { Err(Failure::BadScenario(problems)) } else { Ok(()) }
}

/// Sets priors of parameters from text, all at once or none.
fn set(crisis: &mut Crisis, settings: &[(String, String)]) -> Result<(), Failure> {
    for (key, text) in settings {
        let all = declarations();
        let Some(position) = parameter::position(key) else {
            let near = nearest(key, all.iter().map(|declared| declared.key));
            let hint = near.map(|near| format!("did you mean `{near}`?"));
            return Err(Failure::bad_request_with(format!("there is no parameter `{key}`"), hint));
        };
        let prior = parse_prior(text).map_err(|error| {
            Failure::bad_request_with(format!("`{key}` {}", error.message), Some(error.hint))
        })?;
        let [low, high] = all[position].range;
        if ![0.001, 0.999].iter().all(|u| (low..=high).contains(&prior.quantile(*u))) {
            let message = format!("`{key}` is {prior}; it lies from {low} to {high}");
            return Err(Failure::bad_request(message));
        }
        crisis.priors.set(position, prior);
    }
    Ok(())
}

/// Why a scenario without actors has no what-ifs.
pub fn no_what_ifs() -> Failure {
    let hint = "what-ifs need actors and gates: a scenario with `movement = \"haven\"`".to_owned();
    Failure::bad_request_with("this scenario has no actors and no what-ifs", Some(hint))
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::ScenarioRequest;

    /// The built-in crisis.
    pub fn aleppo() -> Crisis {
        let source = "aleppo-2014".to_owned();
        let scenario = ScenarioRequest { source, ..ScenarioRequest::default() };
        let request = CrisisRequest { scenario, ..CrisisRequest::default() };
        read(&request).expect("it is built in").0
    }
}
