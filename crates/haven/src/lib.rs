//! The verbs that every face of Haven shares, and the built-in scenarios.
//!
//! A request in, a result out: nothing here prints, writes a file or starts a thread. `haven-report` turns
//! results into text, `haven-store` keeps them.
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
mod keep;
mod origins;
mod outcome;
mod parameters;
pub mod provenance;
mod published;
mod run;
pub mod sensitivity;
mod sink;
mod source;
mod summary;
mod work;

pub use check::{CheckResult, check};
pub use failure::Failure;
pub use haven_core::draw::Draws;
pub use haven_core::flee::Track;
pub use haven_io::writers::rows::{FlowRow, MemberRow};
pub use haven_study::watch::Watch;
pub use keep::Keep;
pub use outcome::{ArdOutcome, DayOutcome, OriginOutcome, Outcome, PlaceOutcome};
pub use published::FleeOut;
pub use run::{RunRequest, RunResult, run};
pub use sink::{Sink, SinkError};
pub use source::ScenarioRequest;
pub use summary::{Summary, SummarySeries};
pub use work::Work;
