//! The verbs that every face of Haven shares, and the built-in scenarios.
//!
//! Nothing here prints: results are values, and [`report`] turns them into text for whoever asks.
#![forbid(unsafe_code)]

pub mod backtest;
pub mod builtin;
pub mod calibrate;
mod check;
mod counted;
pub mod crisis;
mod draws;
mod ensembled;
mod failure;
mod origins;
mod outcome;
mod output;
mod parameters;
mod provenance;
pub mod report;
mod run;
pub mod sensitivity;
mod source;

pub use check::{CheckResult, check};
pub use failure::Failure;
pub use haven_core::run::{Draws, Track};
pub use haven_study::watch::Watch;
pub use outcome::{ArdOutcome, DayOutcome, OriginOutcome, Outcome, PlaceOutcome};
pub use output::Keep;
pub use run::{RunRequest, RunResult, run};
pub use source::ScenarioRequest;
