//! Results: the files of a run.

pub mod arrivals;
pub mod backtest;
pub mod compare;
pub mod flee_out;
#[cfg(feature = "parquet")]
pub mod flows;
pub mod manifest;
#[cfg(feature = "parquet")]
pub mod members;
pub mod rows;
pub mod sensitivity;
pub mod summary;
#[cfg(feature = "parquet")]
mod table;

/// The unit of every series: persons.
pub const UNIT: &str = "people";
