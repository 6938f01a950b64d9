//! Why a verb could not do what it was asked for.

use crate::sink::SinkError;
use haven_core::problem::{Problem, Severity};
use haven_study::ensemble::MemberFailed;

/// Everything that can go wrong, said to the user.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The request itself asks for something that is not there.
    #[error("{message}{}", hint.as_ref().map(|hint| format!("\n  hint: {hint}")).unwrap_or_default())]
    BadRequest {
        /// What is wrong.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
    /// The scenario has errors that were not accepted.
    #[error("{}", refusal(.0))]
    BadScenario(Vec<Problem>),
    /// A file beside the scenario has errors, of which none can be accepted.
    #[error("`{name}` has {}", errors(.problems))]
    BadFile {
        /// Its name.
        name: String,
        /// Everything that is wrong with it.
        problems: Vec<Problem>,
    },
    /// A member could not be played to the end.
    #[error("the run failed: {0}")]
    Member(#[from] MemberFailed),
    /// What was given away was not taken.
    #[error("{0}")]
    Sink(SinkError),
    /// Stopped before one member was complete: there is nothing to keep.
    #[error("stopped before any member was complete; nothing was written")]
    NothingComplete,
}

impl Failure {
    /// A request for something that is not there.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::BadRequest { message: message.into(), hint: None }
    }

    /// The same with advice.
    pub fn bad_request_with(message: impl Into<String>, hint: Option<String>) -> Self {
        Self::BadRequest { message: message.into(), hint }
    }

    /// Everything that is wrong with the scenario, if that is why.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::BadScenario(problems) | Self::BadFile { problems, .. } => problems,
            _ => &[],
        }
    }

    /// Whether `--accept` can be advised where all errors are of kinds that it takes.
    pub fn takes_accept(&self) -> bool {
        matches!(self, Self::BadScenario(_))
    }

    /// Whether the input is to blame, not the run.
    pub fn is_bad_input(&self) -> bool {
        match self {
            Self::BadRequest { .. } | Self::BadScenario(_) | Self::BadFile { .. } => true,
            Self::Sink(_) | Self::Member(_) | Self::NothingComplete => false,
        }
    }
}

impl From<SinkError> for Failure {
    fn from(error: SinkError) -> Self {
        Self::Sink(error)
    }
}

fn refusal(problems: &[Problem]) -> String {
    format!("the scenario has {}", errors(problems))
}

fn errors(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let noun = if errors == 1 { "error" } else { "errors" };
    format!("{errors} {noun}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use haven_core::flee::Stopped;
    use haven_core::problem::Spot;

    fn problem(severity: Severity) -> Problem {
        let at = Spot { file: "a.csv".to_owned(), line: 2, column: 3 };
        Problem { code: "odd", severity, at, message: "odd".to_owned(), hint: None }
    }

    #[test]
    fn a_bad_request_is_told_with_its_hint_if_it_has_one() {
        assert_eq!(Failure::bad_request("no").to_string(), "no");
        assert_eq!(Failure::bad_request_with("no", None).to_string(), "no");
        let hinted = Failure::bad_request_with("no", Some("try `yes`".to_owned()));
        assert_eq!(hinted.to_string(), "no\n  hint: try `yes`");
        assert!(hinted.is_bad_input() && hinted.problems().is_empty());
    }

    #[test]
    fn errors_of_a_scenario_are_counted_and_warnings_are_not() {
        let (error, warning) = (problem(Severity::Error), problem(Severity::Warning));
        let told = |problems: &[&Problem]| {
            let failure = Failure::BadScenario(problems.iter().map(|it| (*it).clone()).collect());
            assert!(failure.is_bad_input() && failure.problems().len() == problems.len());
            failure.to_string()
        };
        assert_eq!(told(&[&warning]), "the scenario has 0 errors");
        assert_eq!(told(&[&error, &warning]), "the scenario has 1 error");
        assert_eq!(told(&[&error, &warning, &error]), "the scenario has 2 errors");
    }

    #[test]
    fn what_is_not_the_inputs_fault_is_not_laid_at_its_door() {
        let reason = Stopped::Asked { day: 3 };
        let failed = Failure::from(MemberFailed { member: 7, reason });
        assert_eq!(failed.to_string(), "the run failed: member 7: stopped on request on day 3");
        let full = Failure::from(SinkError::from("the disk is full"));
        assert_eq!(full.to_string(), "the disk is full");
        for failure in [failed, full, Failure::NothingComplete] {
            assert!(!failure.is_bad_input() && failure.problems().is_empty(), "{failure}");
        }
    }
}
