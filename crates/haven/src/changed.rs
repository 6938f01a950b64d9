//! A scenario as it is asked for: with what-ifs, parameters and knowledge of the request.

use crate::draws;
use crate::failure::Failure;
use crate::source::{self, Reading, ScenarioRequest};
use crate::sources::{Sources, text};
use haven_core::crisis::parameter::{self, declarations};
use haven_core::crisis::scenario::Crisis;
use haven_core::problem::{Problem, Severity};
use haven_io::crisis_folder::{parse_prior, read_what_ifs};
use haven_io::nearest::nearest;
use haven_io::parameter_table;

/// Which scenario, with which changes.
#[derive(Clone, Debug, Default)]
pub struct ChangedScenario {
    /// The scenario.
    pub scenario: ScenarioRequest,
    /// Names of files of what-ifs beside those of the scenario.
    pub what_if_files: Vec<String>,
    /// Parameters in place of the scenario's: key and value, or prior as text where people fight.
    pub set: Vec<(String, String)>,
    /// Where parameters are drawn from that are not set.
    pub knowledge: Knowledge,
}

/// Where members draw their parameters from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Knowledge {
    /// The scenario's `posterior.csv` where it has one, its priors for the rest.
    #[default]
    Scenario,
    /// The priors.
    Priors,
    /// The table of draws of this name, the priors for the rest: member m has row m modulo their number.
    Table(String),
}

/// A crisis that was read, with its changes.
#[derive(Debug)]
pub struct ChangedCrisis {
    /// The crisis.
    pub crisis: Crisis,
    /// What it was read from.
    pub reading: Reading,
}

/// Reads a crisis.
///
/// # Errors
/// If there is no such scenario, it is none with `movement = "haven"`, or anything is wrong with it.
pub fn read(request: &ChangedScenario, sources: &dyn Sources) -> Result<ChangedCrisis, Failure> {
    crisis(request, source::read(&request.scenario, sources)?, sources)
}

/// Changes a crisis that was read.
///
/// # Errors
/// If it is none with `movement = "haven"`, or anything is wrong with it or its changes.
pub fn crisis(
    request: &ChangedScenario,
    mut reading: Reading,
    sources: &dyn Sources,
) -> Result<ChangedCrisis, Failure> {
    if reading.stopping(&request.scenario.accept).next().is_some() {
        return Err(Failure::BadScenario(reading.problems));
    }
    let Some(mut crisis) = reading.crisis.take() else {
        return Err(match reading.scenario {
            Some(_) => no_what_ifs(),
            None => Failure::BadScenario(reading.problems),
        });
    };
    for name in &request.what_if_files {
        add_what_ifs(&mut crisis, name, sources)?;
    }
    match &request.knowledge {
        Knowledge::Scenario => {}
        Knowledge::Priors => crisis.priors.learn(None),
        Knowledge::Table(name) => {
            let learnt = draws::read_table(name, parameter_table::read_learnt, sources)?;
            crisis.priors.learn(Some(learnt));
        }
    }
    set(&mut crisis, &request.set)?;
    Ok(ChangedCrisis { crisis, reading })
}

fn add_what_ifs(crisis: &mut Crisis, name: &str, sources: &dyn Sources) -> Result<(), Failure> {
    let text = text(sources, name).map_err(|error| {
        Failure::bad_request(format!("the what-ifs in `{name}` cannot be read: {error}"))
    })?;
    let problems = read_what_ifs(name, &text, crisis);
    let is_error = |problem: &Problem| problem.severity == Severity::Error;
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
    use crate::sources::{BuiltIn, InMemory};
    use std::collections::BTreeMap;

    fn request() -> ChangedScenario {
        let source = "aleppo-2014".to_owned();
        let scenario = ScenarioRequest { source, ..ScenarioRequest::default() };
        ChangedScenario { scenario, ..ChangedScenario::default() }
    }

    /// The built-in crisis.
    pub fn aleppo() -> Crisis {
        read(&request(), &BuiltIn).expect("it is built in").crisis
    }

    fn refused(change: impl Fn(&mut ChangedScenario)) -> String {
        let mut request = request();
        change(&mut request);
        let text = |text: &str| text.as_bytes().to_vec();
        let files = BTreeMap::from([
            ("empty.csv".to_owned(), text("")),
            ("odd.toml".to_owned(), text("x = ")),
        ]);
        let sources = InMemory { files, ..InMemory::default() };
        read(&request, &sources).unwrap_err().to_string()
    }

    #[test]
    fn what_is_set_is_a_parameter_in_its_range() {
        let set = |key: &str, text: &str| {
            refused(|request| request.set = vec![(key.to_owned(), text.to_owned())])
        };
        let key = declarations()[0].key;
        let misspelt = set(&format!("{key}x"), "3");
        assert!(misspelt.ends_with(&format!("did you mean `{key}`?")), "{misspelt}");
        assert!(set(key, "many").starts_with(&format!("`{key}` ")));
        assert!(set(key, "-1e12").contains("it lies from"));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let what_ifs = |name: &str| {
            let name = name.to_owned();
            refused(move |request| request.what_if_files = vec![name.clone()])
        };
        assert!(what_ifs("none.toml").starts_with("the what-ifs in `none.toml` cannot be read"));
        assert_eq!(what_ifs("odd.toml"), "the scenario has 1 error");
        let table = |name: &str| {
            let name = name.to_owned();
            refused(move |request| request.knowledge = Knowledge::Table(name.clone()))
        };
        assert!(table("none.csv").contains("posterior.csv"));
        assert_eq!(table("empty.csv"), "the scenario has 1 error");
    }

    #[test]
    fn priors_in_place_of_what_was_learnt_are_asked_for() {
        let learnt = aleppo();
        let request = ChangedScenario { knowledge: Knowledge::Priors, ..request() };
        let plain = read(&request, &BuiltIn).unwrap().crisis;
        let count = |crisis: &Crisis| {
            (0..declarations().len()).filter(|at| crisis.priors.is_learnt(*at)).count()
        };
        assert!(count(&learnt) > 0 && count(&plain) == 0);
    }

    #[test]
    fn a_scenario_without_actors_has_no_what_ifs() {
        let refused = refused(|request| request.scenario.source = "first-steps".to_owned());
        assert!(refused.starts_with("this scenario has no actors"), "{refused}");
    }
}
