//! Results as text and pages for people, and as JSON for machines: a result in, a text out.
#![forbid(unsafe_code)]

mod backtest;
mod calibrated;
mod chart;
mod claim;
mod crisis;
mod destinations;
mod document;
mod flee_json;
mod json;
mod kept;
mod listed;
mod needed;
mod numbers;
mod origins;
mod page;
mod problems;
mod run;
mod sensitivity;
mod spread_entry;
mod summary;
#[cfg(test)]
mod summary_tests;
mod table;
mod terminal;
#[cfg(test)]
mod testing;
mod whereabouts;
mod words;
mod wrapped;

pub use backtest::{backtest_picture, backtest_text};
pub use calibrated::calibrate_text;
pub use crisis::{
    ComparisonDocument, CrisisRunDocument, ExplanationDocument, compare_json, compare_text,
    explain_json, explain_text,
};
pub use document::{Document, document};
pub use flee_json::FleeRunDocument;
pub use json::{FailureDocument, ScenarioList, check_json, failure_json, scenarios_json};
pub use kept::Kept;
pub use listed::{actors_json, actors_text, places_json, places_text};
pub use page::page;
pub use problems::{check_text, failure_text, scenarios_text};
pub use run::{run_json, run_text};
pub use sensitivity::sensitivity_text;
pub use terminal::for_terminal;
