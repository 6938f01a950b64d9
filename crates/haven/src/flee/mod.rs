//! Scenarios in which people move by Flee's rules.

mod counted;
mod ensembled;
mod origins;
mod outcome;
pub(crate) mod parameters;
pub(crate) mod provenance;
mod published;
mod run;
#[cfg(test)]
mod tests;

pub use outcome::{ArdOutcome, DayOutcome, Outcome, PlaceOrigins, PlaceOutcome, PlaceStock};
pub use published::FleeOut;
pub use run::FleeRun;
pub(crate) use run::{made_from, run};
