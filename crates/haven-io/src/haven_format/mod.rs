//! Haven's own scenario folder: `scenario.toml` and tables whose columns have names.
//!
//! `movement` in the settings says by whose rules people move, and so which of the two readers takes
//! the folder; what both read in the same way stands beside them.
//!
//! # Floors
//! - `country`: codes of countries
//! - `personal`: columns that hold data about persons
//! - `columns`: a table whose columns are found by name
//! - `toml_table`: a table of `scenario.toml`
//! - `tables`: files by name
//! - `other_files`: files that are not read
//! - `dates`: days of a run, and what was known by its origin
//! - `described`: parameters with units
//! - `roads`: rows of `links.csv`
//! - `header`: what `scenario.toml` says first
//! - `flee`: folders with Flee's rules
//! - `crisis`: folders with Haven's own

pub(crate) mod columns;
mod country;
pub mod crisis;
mod dates;
mod described;
pub mod flee;
mod header;
mod other_files;
mod personal;
mod roads;
mod tables;
mod toml_table;

pub use tables::SETTINGS;
