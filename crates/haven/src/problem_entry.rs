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

#[cfg(test)]
mod tests {
    use super::*;
    use haven_core::problem::{Severity, Spot};

    #[test]
    fn an_entry_tells_a_problem_whole() {
        let at = Spot { file: "places.csv".to_owned(), line: 4, column: 9 };
        let (message, hint) = ("odd".to_owned(), Some("mend it".to_owned()));
        let problem = Problem { code: "odd-place", severity: Severity::Warning, at, message, hint };
        let told = serde_json::to_value(ProblemEntry::from(&problem)).unwrap();
        let expected = serde_json::json!({
            "code": "odd-place", "severity": "warning", "file": "places.csv", "line": 4, "column": 9,
            "message": "odd", "hint": "mend it",
        });
        assert_eq!(told, expected);
        let error = Problem { severity: Severity::Error, hint: None, ..problem };
        let told = ProblemEntry::from(&error);
        assert_eq!((told.severity.as_str(), told.hint), ("error", None));
    }
}
