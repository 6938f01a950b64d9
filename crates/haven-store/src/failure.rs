//! Why a verb could not be done, or its result not be kept.

use crate::error::StoreError;
use haven::SinkError;
use haven_core::problem::Problem;

/// Everything that can go wrong, said to the user.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The verb could not do what it was asked for.
    #[error("{0}")]
    Verb(haven::Failure),
    /// The result could not be kept.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The machine gave no threads.
    #[error("cannot start threads: {0}")]
    Threads(String),
}

impl Failure {
    /// Everything that is wrong with the scenario, if that is why.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Verb(failure) => failure.problems(),
            Self::Store(_) | Self::Threads(_) => &[],
        }
    }

    /// Whether `--accept` can be advised where all errors are of kinds that it takes.
    pub fn takes_accept(&self) -> bool {
        matches!(self, Self::Verb(failure) if failure.takes_accept())
    }

    /// Whether the input is to blame, not the run.
    pub fn is_bad_input(&self) -> bool {
        match self {
            Self::Verb(failure) => failure.is_bad_input(),
            Self::Store(error) => error.is_bad_input(),
            Self::Threads(_) => false,
        }
    }

    /// Whether it was stopped before there was anything to keep.
    pub fn is_interruption(&self) -> bool {
        matches!(self, Self::Verb(haven::Failure::NothingComplete))
    }
}

impl From<haven::Failure> for Failure {
    /// What our own sinks told the verb is told as it was.
    fn from(failure: haven::Failure) -> Self {
        let haven::Failure::Sink(error) = failure else { return Self::Verb(failure) };
        match error.downcast::<Self>() {
            Ok(ours) => *ours,
            Err(other) => Self::Verb(haven::Failure::Sink(other)),
        }
    }
}

/// A failure as a verb takes it from a sink.
pub(crate) fn boxed(failure: impl Into<Failure>) -> SinkError {
    Box::new(failure.into())
}
