//! The displacement model and one run of it.
//!
//! Pure: no file, clock, thread or network, and no randomness except by address ([`rng`]).
//! `Scenario` is fixed and checked, a run's `State` changes daily, an observer looks and never
//! touches.
#![forbid(unsafe_code)]

pub mod crisis;
pub mod draw;
pub mod flee;
pub mod geo;
pub mod id;
pub mod math;
pub mod prior;
pub mod problem;
pub mod rng;
pub mod scope;
pub mod series;
pub mod special;
