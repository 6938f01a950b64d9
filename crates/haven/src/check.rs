//! `check`: every problem of a scenario at once, and of files with what-ifs for it.

use crate::changed::{add_what_ifs, no_what_ifs};
use crate::failure::Failure;
use crate::problem_entry::{self, ProblemEntry};
use crate::source::{self, ScenarioRequest};
use crate::sources::Sources;
use haven_core::problem::{Problem, Severity};
use schemars::JsonSchema;
use serde::Serialize;

/// What a check found.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CheckResult {
    /// The scenario's title, if it could be read that far.
    pub title: Option<String>,
    /// One paragraph about it; may be empty.
    pub summary: String,
    /// All problems, in the order of file, line and column.
    #[serde(serialize_with = "problem_entry::entries")]
    #[schemars(with = "Vec<ProblemEntry>")]
    pub problems: Vec<Problem>,
    /// How many errors would stop a run with the same acceptances.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// Codes of errors that are there and were accepted.
    pub accepted: Vec<String>,
    /// Deliberate differences from the system that the folder was written for.
    pub differences: Vec<String>,
}

/// Checks a scenario, and files with what-ifs beside its own. If the scenario itself cannot be read, nothing
/// can be said of them.
///
/// # Errors
/// If there is no such scenario or file, or the request does not fit it; never for what is wrong inside it.
pub fn check(
    request: &ScenarioRequest,
    what_if_files: &[String],
    sources: &dyn Sources,
) -> Result<CheckResult, Failure> {
    let mut reading = source::read(request, sources)?;
    if reading.scenario.is_some() && !what_if_files.is_empty() {
        return Err(no_what_ifs());
    }
    if let Some(crisis) = &mut reading.crisis {
        for name in what_if_files {
            reading.problems.extend(add_what_ifs(crisis, name, sources)?);
        }
    }
    let accepted = reading.accepted(&request.accept);
    let (title, summary, differences) = match (reading.scenario.take(), reading.crisis.take()) {
        (Some(scenario), _) => (Some(scenario.title), scenario.summary, scenario.differences),
        (None, Some(crisis)) => (Some(crisis.title), crisis.summary, Vec::new()),
        (None, None) => (None, String::new(), Vec::new()),
    };
    let errors = reading.stopping(&request.accept).count();
    let is_warning = |problem: &&Problem| problem.severity == Severity::Warning;
    let warnings = reading.problems.iter().filter(is_warning).count();
    let problems = reading.problems;
    Ok(CheckResult { title, summary, problems, errors, warnings, accepted, differences })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{BuiltIn, InMemory};

    fn of(source: &str) -> ScenarioRequest {
        ScenarioRequest { source: source.to_owned(), ..ScenarioRequest::default() }
    }

    #[test]
    fn a_crisis_is_checked_like_any_other_scenario() {
        let found = check(&of("aleppo-2014"), &[], &BuiltIn).unwrap();
        assert_eq!((found.errors, found.warnings), (0, 0));
        assert_eq!(
            (found.title.as_deref(), found.problems),
            (Some("Aleppo, November 2014: if the government or Daesh advance"), vec![])
        );
    }

    #[test]
    fn errors_that_are_accepted_stop_nothing_and_are_told_as_entries() {
        let table = b"#name,region,country,lat,lon,location_type,conflict_date,population\n";
        let files = [("input_csv/locations.csv".to_owned(), table.to_vec())];
        let scenarios = [("camps".to_owned(), files.into())].into();
        let sources = InMemory { scenarios, ..InMemory::default() };
        let found = check(&of("camps"), &[], &sources).unwrap();
        assert!(found.errors > 0);
        let entries = serde_json::to_value(&found).unwrap();
        let entries = entries["problems"].as_array().unwrap();
        assert_eq!(entries.len(), found.errors + found.warnings);
        assert_eq!(entries[0]["code"], found.problems[0].code);
        assert_eq!(entries[0]["severity"], "error");
    }
}
