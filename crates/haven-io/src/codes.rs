//! Every code of a problem: its severity, and what accepting it does. Each has a page in
//! `docs/problems/`.

use haven_core::problem::{Problem, Severity, Spot};

/// A kind of problem.
#[derive(Debug)]
pub struct Code {
    /// Stable name, also of its page in the manual.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What it means, one line.
    pub summary: &'static str,
    /// What is done when an error is accepted (`--accept CODE`); none if it cannot be. Warnings
    /// never stop a run and need no acceptance.
    pub accepted: Option<&'static str>,
}

impl Code {
    /// A problem of this kind.
    pub fn at(&self, at: Spot, message: impl Into<String>) -> Problem {
        let message = message.into();
        Problem { code: self.code, severity: self.severity, at, message, hint: None }
    }

    /// Whether it stops a run that has not accepted it.
    pub fn stops(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The code with this name.
pub fn code(name: &str) -> Option<&'static Code> {
    CODES.iter().copied().find(|code| code.code == name)
}

macro_rules! codes {
    ($($constant:ident = $severity:ident $code:literal, $summary:literal $(, accepted: $accepted:literal)?;)+) => {
        $(
            #[doc = $summary]
            pub const $constant: &Code = &Code {
                code: $code,
                severity: Severity::$severity,
                summary: $summary,
                accepted: codes!(@accepted $($accepted)?),
            };
        )+
        /// All codes.
        pub const CODES: &[&Code] = &[$($constant),+];
    };
    (@accepted) => { None };
    (@accepted $text:literal) => { Some($text) };
}

codes! {
    BYTE_ORDER_MARK = Warning "byte-order-mark", "A file starts with a byte-order mark.";
    NOT_UTF_8 = Error "not-utf-8", "A file is not UTF-8.", accepted: "it is read as Latin-1 (or UTF-16)";
    UNREADABLE_FILE = Error "unreadable-file", "A file is there but cannot be read.";
    UNCLOSED_QUOTE = Error "unclosed-quote", "A quoted field is never closed.", accepted: "the quote is taken as a letter";
}
