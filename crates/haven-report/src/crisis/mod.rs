//! A crisis in words, numbers and JSON for the terminal.

mod answered_json;
mod compared;
#[cfg(test)]
mod compared_tests;
mod explained;
mod explained_json;
#[cfg(test)]
mod explained_tests;
mod json;
mod planned;
#[cfg(test)]
mod planned_tests;
mod ran;
#[cfg(test)]
mod ran_tests;
mod tables;
mod whereabouts;
pub(crate) mod words;

pub use compared::compare_text;
pub use explained::explain_text;
pub use explained_json::{ExplanationDocument, explain_json};
pub use json::{ComparisonDocument, CrisisRunDocument, compare_json, crisis_run_json};
pub use ran::crisis_run_text;
