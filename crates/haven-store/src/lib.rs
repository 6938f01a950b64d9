//! Results on disk: every verb with its result's folder, and the clock.
//!
//! A function here plays the verb of the same name in `haven` and keeps what it gives: files are written
//! beside their place and moved there when all of them are whole. Nothing here prints.
#![forbid(unsafe_code)]

mod backtest;
mod calibrate;
mod checkpoint;
mod clock;
mod crisis;
mod failure;
mod folder;
mod kept;
mod run;
mod sensitivity;
mod stored;

pub use backtest::backtest;
pub use calibrate::{CalibrationPlace, calibrate};
pub use crisis::{compare, explain, run_crisis};
pub use failure::Failure;
pub use folder::{ResultFolder, StoreError, free_name};
pub use run::run;
pub use sensitivity::sensitivity;
pub use stored::Stored;

use haven_study::workers::Workers;

/// Where results go that nobody names a folder for.
const RUNS: &str = "haven-runs";

fn workers(threads: Option<usize>) -> Result<Workers, Failure> {
    Workers::new(threads).map_err(|error| Failure::Threads(error.to_string()))
}
