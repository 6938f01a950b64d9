//! Results as text for people, and as JSON for machines.

mod chart;
mod json;
mod numbers;
mod origins;
mod problems;
mod summary;
mod table;

pub use json::{check_json, failure_json, run_json, scenarios_json};
pub use problems::{check_text, failure_text, scenarios_text};
pub use summary::run_text;
