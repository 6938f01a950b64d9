//! Something wrong with an input, said so that the reader can mend it.

use std::fmt;

/// Where in the user's own files. Line and column count from 1; 0 means "the whole file".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Path relative to the scenario's folder, as the user would type it.
    pub file: String,
    /// Line, from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// Column in characters, from 1; 0 when the line as a whole is meant.
    pub column: usize,
}

impl Spot {
    /// A spot that means a whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: 0, column: 0 }
    }

    /// A spot at a line and column.
    pub fn at(file: impl Into<String>, line: usize, column: usize) -> Self {
        Self { file: file.into(), line, column }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (0, _) => write!(f, "{}", self.file),
            (line, 0) => write!(f, "{}:{line}", self.file),
            (line, column) => write!(f, "{}:{line}:{column}", self.file),
        }
    }
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Ambiguous or impossible: a run stops unless the code is accepted.
    Error,
    /// Legal but suspicious, or ignored by Flee and by us alike.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One thing to mend. The code is stable and has a page in the manual; the wording may improve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable code, e.g. `unknown-place`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// Where.
    pub at: Spot,
    /// What is wrong: what was found and what is allowed.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
}

impl Problem {
    /// An error.
    pub fn error(code: &'static str, at: Spot, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, at, message: message.into(), hint: None }
    }

    /// A warning.
    pub fn warning(code: &'static str, at: Spot, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Warning, at, message: message.into(), hint: None }
    }

    /// The same problem with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {} [{}]", self.at, self.severity, self.message, self.code)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}
