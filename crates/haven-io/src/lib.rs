//! Formats in and out: scenario folders, Flee folders, results.
#![forbid(unsafe_code)]

pub mod archive;
pub mod cells;
pub mod codes;
mod crisis_size;
mod distances;
pub mod encoding;
pub mod flee_folder;
mod formula;
pub mod haven_format;
mod leak;
mod meant;
pub mod nearest;
pub mod parameter_table;
mod positions;
pub mod problems;
pub mod recorded_events;
pub mod regular;
pub mod scenario_folder;
mod separator;
pub mod sources;
pub mod table;
pub mod writers;
pub mod yaml;
