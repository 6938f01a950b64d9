//! What every comparison gives: a section of the report, or why there is none.

use std::error::Error;

/// Why a comparison could not be made, for people.
pub type Failure = Box<dyn Error>;

/// A section of the report and whether every bound in it holds.
pub struct Section {
    /// Its text.
    pub markdown: String,
    /// Whether every bound in it holds.
    pub holds: bool,
}
