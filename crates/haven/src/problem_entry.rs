//! Problems of a scenario, as results tell them.

use haven_core::problem::Problem;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProblemEntry {
    /// Stable code, headed by it in `docs/problems`.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: String,
    /// Path within the scenario's folder.
    pub file: String,
    /// Line, from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// Column in characters, from 1; 0 when the line as a whole is meant.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do, where that is known.
    pub hint: Option<String>,
}

impl From<&Problem> for ProblemEntry {
    fn from(problem: &Problem) -> Self {
        Self {
            code: problem.code,
            severity: problem.severity.to_string(),
            file: problem.at.file.clone(),
            line: problem.at.line,
            column: problem.at.column,
            message: problem.message.clone(),
            hint: problem.hint.clone(),
        }
    }
}

/// Writes problems as their entries.
pub fn entries<S: Serializer>(problems: &[Problem], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(problems.iter().map(ProblemEntry::from))
}
