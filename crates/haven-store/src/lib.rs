//! Results on disk: every verb with its result's folder, and the clock.
//!
//! A function here plays the verb of the same name in `haven` and keeps what it gives: files are written
//! beside their place and moved there when all of them are whole. Nothing here prints.
#![forbid(unsafe_code)]

mod backtest;
mod calibrate;
mod calibration_tables;
mod check;
mod checkpoint;
mod clock;
mod compare;
mod disk;
mod draft;
mod error;
mod failure;
mod folder;
mod json;
mod kept;
mod ours;
mod place;
mod run;
mod sensitivity;
mod stored;
#[cfg(test)]
mod testing;

pub use backtest::backtest;
pub use calibrate::{CalibrationPlace, calibrate};
pub use check::{actors, check, places};
pub use clock::today;
pub use compare::{compare, explain};
pub use disk::Disk;
pub use error::StoreError;
pub use failure::Failure;
pub use folder::ResultFolder;
pub use place::Place;
pub use run::run;
pub use sensitivity::sensitivity;
pub use stored::Stored;

use haven_study::workers::Workers;

fn workers(threads: Option<usize>) -> Result<Workers, Failure> {
    Workers::new(threads).map_err(|error| Failure::Threads(error.to_string()))
}
