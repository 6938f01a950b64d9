//! `check`: every problem of a scenario at once.

use crate::failure::Failure;
use crate::source::{self, ScenarioRequest};
use crate::sources::Sources;
use haven_core::problem::{Problem, Severity};

/// What a check found.
#[derive(Debug)]
pub struct CheckResult {
    /// The scenario's title, if it could be read that far.
    pub title: Option<String>,
    /// One paragraph about it; may be empty.
    pub summary: String,
    /// All problems, in the order of file, line and column.
    pub problems: Vec<Problem>,
    /// Codes of errors that are there and were accepted.
    pub accepted: Vec<String>,
    /// Deliberate differences from the system that the folder was written for.
    pub differences: Vec<String>,
}

impl CheckResult {
    /// How many errors would stop a run with the same acceptances.
    pub fn errors(&self) -> usize {
        let stops = |problem: &&Problem| {
            problem.severity == Severity::Error
                && !self.accepted.iter().any(|code| code == problem.code)
        };
        self.problems.iter().filter(stops).count()
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.problems.iter().filter(|problem| problem.severity == Severity::Warning).count()
    }
}

/// Checks a scenario.
///
/// # Errors
/// If there is no such scenario, or the request does not fit it; never for what is wrong inside it.
pub fn check(request: &ScenarioRequest, sources: &dyn Sources) -> Result<CheckResult, Failure> {
    let reading = source::read(request, sources)?;
    let accepted = reading.accepted(&request.accept);
    let (title, summary, differences) = match (reading.scenario, reading.crisis) {
        (Some(scenario), _) => (Some(scenario.title), scenario.summary, scenario.differences),
        (None, Some(crisis)) => (Some(crisis.title), crisis.summary, Vec::new()),
        (None, None) => (None, String::new(), Vec::new()),
    };
    Ok(CheckResult { title, summary, problems: reading.problems, accepted, differences })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::BuiltIn;

    #[test]
    fn a_crisis_is_checked_like_any_other_scenario() {
        let source = "aleppo-2014".to_owned();
        let request = ScenarioRequest { source, ..ScenarioRequest::default() };
        let found = check(&request, &BuiltIn).unwrap();
        assert_eq!(
            (found.title.as_deref(), found.problems),
            (Some("Aleppo, November 2014: if the government or Daesh advance"), vec![])
        );
    }
}
