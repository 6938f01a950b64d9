//! Why a verb could not do what it was asked for.

use haven_core::problem::{Problem, Severity};
use haven_io::writers::store::StoreError;
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
    /// The result could not be written.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The machine gave no threads.
    #[error("cannot start threads: {0}")]
    Threads(String),
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

    /// Whether the input is to blame, not the run.
    pub fn is_bad_input(&self) -> bool {
        match self {
            Self::BadRequest { .. } | Self::BadScenario(_) => true,
            Self::Store(error) => matches!(error, StoreError::Occupied(_)),
            Self::Member(_) | Self::Threads(_) | Self::NothingComplete => false,
        }
    }
}

fn refusal(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let noun = if errors == 1 { "error" } else { "errors" };
    format!("the scenario has {errors} {noun}")
}
