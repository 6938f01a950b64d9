//! Why a result could not be stored.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

/// Why a result could not be stored.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is something else where the result should go.
    #[error("`{}` is there already and is not overwritten{}", path.display(), advice(*.is_run))]
    Occupied {
        /// What is there.
        path: PathBuf,
        /// Whether it is an earlier result, which may be replaced.
        is_run: bool,
    },
    /// Another run is writing there.
    #[error("another run is writing `{}`", .0.display())]
    Busy(PathBuf),
    /// The result would lie in the scenario, or the scenario in the result.
    #[error("the result `{}` and the scenario `{}` contain each other: name another folder with --out", out.display(), scenario.display())]
    Contained {
        /// Where the result should go.
        out: PathBuf,
        /// The scenario's folder.
        scenario: PathBuf,
    },
    /// The place that was asked for cannot hold a result.
    #[error("the result cannot lie in `{}`: {source}", path.display())]
    Unusable {
        /// The place.
        path: PathBuf,
        /// Why not, as the operating system says.
        source: io::Error,
    },
    /// The operating system said no.
    #[error("cannot write `{}`: {source}", path.display())]
    Io {
        /// What was being written.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A table could not be written.
    #[error("cannot write a table: {0}")]
    Table(String),
}

fn advice(is_run: bool) -> &'static str {
    if is_run {
        ": --force replaces the files that the earlier run wrote and keeps all others"
    } else {
        ": it is no result of Haven"
    }
}

impl From<csv::Error> for StoreError {
    fn from(error: csv::Error) -> Self {
        Self::table(error)
    }
}

impl StoreError {
    /// A table could not be written.
    pub(crate) fn table(error: impl Display) -> Self {
        Self::Table(error.to_string())
    }

    /// Something could not be written.
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }

    /// Whether the request is to blame.
    pub fn is_bad_input(&self) -> bool {
        matches!(self, Self::Occupied { .. } | Self::Contained { .. } | Self::Unusable { .. })
    }
}
