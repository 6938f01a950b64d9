//! Reading a scenario of whatever kind.

use crate::around::Around;
use crate::failure::Failure;
use crate::sources::Sources;
use haven_core::crisis::scenario::Crisis;
use haven_core::flee::scenario::Scenario;
use haven_core::problem::{Problem, Severity};
use haven_io::codes::{CODES, code};
use haven_io::flee_folder::Options;
use haven_io::nearest::nearest;
use haven_io::scenario_folder::{AnyScenario, Format, format, read_scenario};
use haven_io::sources::Input;
use jiff::civil::Date;

/// Which scenario, and how to read it.
#[derive(Clone, Debug, Default)]
pub struct ScenarioRequest {
    /// A folder, Haven's or Flee's, an archive of one, or the name of a built-in scenario.
    pub source: String,
    /// Name of a Flee settings file in place of the folder's own.
    pub settings: Option<String>,
    /// Name of a folder with the counts of a Flee folder that has them elsewhere.
    pub data: Option<String>,
    /// Days to simulate in place of the scenario's own number.
    pub days: Option<u32>,
    /// Codes of errors in spite of which the scenario is run.
    pub accept: Vec<String>,
    /// The day on which it is asked. Of forecasts that are not old on that day less is told
    /// ([`crate::crisis::sensitive`]); without a day, of all.
    pub as_of: Date,
}

/// What was read.
#[derive(Debug)]
pub struct Reading {
    /// The scenario, if people move by Flee's rules in it and no error stands in its way.
    pub scenario: Option<Scenario>,
    /// The scenario, if people move by Haven's rules in it and no error stands in its way.
    pub crisis: Option<Crisis>,
    /// Everything that is wrong with it.
    pub problems: Vec<Problem>,
    /// The files it was read from.
    pub inputs: Vec<Input>,
    /// Their format.
    pub format: Format,
    /// A short name for it: the folder's, or the built-in scenario's.
    pub name: String,
}

impl Reading {
    /// The problems that stop a run which accepts these codes.
    pub fn stopping<'a>(&'a self, accept: &'a [String]) -> impl Iterator<Item = &'a Problem> {
        self.problems.iter().filter(move |problem| stops(problem, accept))
    }

    /// The codes of errors that are there and were accepted, each once.
    pub fn accepted(&self, accept: &[String]) -> Vec<String> {
        let is_met = |code: &&String| {
            let here = |problem: &Problem| {
                problem.code == code.as_str() && problem.severity == Severity::Error
            };
            self.problems.iter().any(here)
        };
        accept.iter().filter(is_met).cloned().collect()
    }
}

/// Whether a problem stops a run which accepts these codes.
pub fn stops(problem: &Problem, accept: &[String]) -> bool {
    problem.severity == Severity::Error && !accept.iter().any(|code| code == problem.code)
}

/// Reads a scenario.
///
/// # Errors
/// If there is no such scenario, or the request does not fit it. What is wrong inside the scenario is
/// in [`Reading::problems`].
pub fn read(request: &ScenarioRequest, sources: &dyn Sources) -> Result<Reading, Failure> {
    request.accept.iter().try_for_each(|code| check_code(code))?;
    let asked = Options {
        settings: request.settings.clone(),
        data: request.data.clone(),
        days: request.days,
    };
    let Around { mut folder, name, options, mut remarks } =
        Around::of(&request.source, asked, sources)?;
    folder.call(&name);
    let (found, problems) = read_scenario(&folder, &options);
    remarks.extend(problems);
    let problems = remarks;
    let (scenario, crisis) = match found {
        Some(AnyScenario::Flee(scenario)) => (Some(*scenario), None),
        Some(AnyScenario::Crisis(crisis)) => (None, Some(*crisis)),
        None => (None, None),
    };
    // A folder of no known format has no scenario either, so its format has no effect.
    let format = format(&folder).unwrap_or(Format::Haven);
    Ok(Reading { scenario, crisis, problems, inputs: folder.inputs(), format, name })
}

fn check_code(name: &str) -> Result<(), Failure> {
    match code(name) {
        None => {
            let known = CODES.iter().map(|code| code.code);
            let hint = nearest(name, known).map(|near| format!("did you mean `{near}`?"));
            Err(Failure::bad_request_with(format!("`{name}` is no code of a problem"), hint))
        }
        Some(code) if code.stops() && code.accepted.is_none() => Err(Failure::bad_request(
            format!("`{name}` cannot be accepted: nothing sensible could be run in spite of it"),
        )),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{BuiltIn, InMemory};

    fn refused(request: &ScenarioRequest) -> String {
        read(request, &BuiltIn).unwrap_err().to_string()
    }

    #[test]
    fn a_misspelt_built_in_name_is_corrected() {
        let request =
            ScenarioRequest { source: "first-step".to_owned(), ..ScenarioRequest::default() };
        let expected = "`first-step` is no folder and no built-in scenario\n  hint: did you mean `first-steps`?";
        assert_eq!(refused(&request), expected);
    }

    #[test]
    fn a_misspelt_code_is_corrected() {
        let accept = vec!["unknown-plase".to_owned()];
        let request = ScenarioRequest { accept, ..ScenarioRequest::default() };
        let expected =
            "`unknown-plase` is no code of a problem\n  hint: did you mean `unknown-place`?";
        assert_eq!(refused(&request), expected);
    }

    #[test]
    fn a_code_that_leaves_nothing_to_run_cannot_be_accepted() {
        let accept = vec!["missing-file".to_owned()];
        let request = ScenarioRequest { accept, ..ScenarioRequest::default() };
        assert!(refused(&request).contains("cannot be accepted"));
    }

    /// What was read of a Flee folder without anything but one table, which has errors.
    fn broken() -> Reading {
        let table = b"#name,region,country,lat,lon,location_type,conflict_date,population\n";
        let files = [("input_csv/locations.csv".to_owned(), table.to_vec())];
        let scenarios = [("camps".to_owned(), files.into())].into();
        let sources = InMemory { scenarios, ..InMemory::default() };
        let source = "camps".to_owned();
        read(&ScenarioRequest { source, ..ScenarioRequest::default() }, &sources).unwrap()
    }

    #[test]
    fn what_stops_a_run_are_errors_that_are_not_accepted() {
        let reading = broken();
        let errors = |problem: &&Problem| problem.severity == Severity::Error;
        let all = reading.problems.iter().filter(errors).count();
        assert!(all > 1 && reading.scenario.is_none() && reading.crisis.is_none());
        assert_eq!(reading.stopping(&[]).count(), all);
        let code = reading.stopping(&[]).next().unwrap().code;
        let same = reading.problems.iter().filter(|it| it.code == code).filter(errors).count();
        let accept = [code.to_owned(), "no-source".to_owned()];
        assert_eq!(reading.stopping(&accept).count(), all - same);
        assert!(reading.stopping(&accept).all(|problem| problem.code != code));
        assert_eq!(reading.accepted(&accept), [code]);
        assert_eq!(reading.accepted(&[]), Vec::<String>::new());
        assert_eq!((reading.format, reading.name.as_str()), (Format::Flee, "camps"));
    }

    #[test]
    fn a_warning_stops_nothing_and_is_not_accepted() {
        let mut reading = broken();
        let code = reading.problems[0].code;
        for problem in &mut reading.problems {
            problem.severity = Severity::Warning;
        }
        assert_eq!(reading.stopping(&[]).count(), 0);
        assert_eq!(reading.accepted(&[code.to_owned()]), Vec::<String>::new());
    }

    #[test]
    fn days_in_place_of_the_scenario_s_own_are_those_that_are_read() {
        let request = |source: &str, days| ScenarioRequest {
            source: source.to_owned(),
            days,
            ..ScenarioRequest::default()
        };
        let of_flee = read(&request("first-steps", Some(12)), &BuiltIn).unwrap();
        assert_eq!(of_flee.scenario.unwrap().days, 12);
        assert_eq!(
            read(&request("first-steps", None), &BuiltIn).unwrap().scenario.unwrap().days,
            80
        );
        let crisis = read(&request("aleppo-2014", Some(9)), &BuiltIn).unwrap();
        assert_eq!((crisis.crisis.unwrap().days, crisis.format), (9, Format::Haven));
        assert!(crisis.scenario.is_none() && crisis.inputs.len() > 10);
    }
}
