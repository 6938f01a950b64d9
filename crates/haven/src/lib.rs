//! The verbs that every face of Haven shares, and the built-in scenarios.
//!
//! A request in, a result out: nothing here prints, writes a file or starts a thread. `haven-report` turns
//! results into text, `haven-store` keeps them.
#![forbid(unsafe_code)]

mod around;
pub mod backtest;
pub mod builtin;
pub mod calibrate;
mod changed;
mod check;
mod country;
pub mod crisis;
pub mod disclosure;
mod draws;
mod failure;
pub mod flee;
mod keep;
mod listed;
mod problem_entry;
pub mod provenance;
mod request;
mod room;
mod run;
pub mod sensitivity;
mod sink;
mod source;
mod sources;
mod summary;
mod unknown_parameter;
mod work;

pub use changed::{ChangedScenario, Knowledge};
pub use check::{CheckResult, check};
pub use failure::Failure;
pub use haven_core::draw::Draws;
pub use haven_io::writers::rows::{FlowRow, MemberRow};
pub use haven_study::watch::Watch;
pub use haven_study::workers::Workers;
pub use keep::Keep;
pub use listed::{Actors, ListedActor, ListedPlace, ListedState, Places, actors, places};
pub use problem_entry::ProblemEntry;
pub use request::{EnsembleRequest, Labels, MEMBERS, RunRequest};
pub use run::{RunResult, run};
pub use sink::{Sink, SinkError};
pub use source::ScenarioRequest;
pub use sources::{BuiltIn, Found, InMemory, Sources, no_scenario};
pub use summary::{EVERYWHERE, Summary, SummarySeries};
pub use work::Work;
