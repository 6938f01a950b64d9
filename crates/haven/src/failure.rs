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
            Self::BadScenario(problems) => problems,
            _ => &[],
        }
    }

    /// Whether the input is to blame, not the run.
    pub fn is_bad_input(&self) -> bool {
        match self {
            Self::BadRequest { .. } | Self::BadScenario(_) => true,
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
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let noun = if errors == 1 { "error" } else { "errors" };
    format!("the scenario has {errors} {noun}")
}
