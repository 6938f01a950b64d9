//! From priors to a posterior: what counts say about uncertain numbers.
//!
//! A calibration is a state machine: [`Calibration::next_batch`] says which values to simulate,
//! [`Calibration::absorb`] takes what was simulated. Its [`State`] is plain numbers that can be
//! written down between any two batches ([`checkpoint`]); going on from there gives the same bits.
//! Everything random is addressed by seed, step and particle, so threads and batches change nothing.
//!
//! It works in *normal scores*: a parameter is the quantile of its prior at Φ(score), so that the
//! prior of every score is the standard normal distribution ([`space`]).

mod address;
mod calibration;
pub mod checkpoint;
pub mod datum;
pub mod identify;
mod kalman;
mod linear;
mod particles;
mod plan;
pub mod predictive;
pub mod ranks;
mod sampler;
pub mod space;

pub use calibration::{Calibration, Simulator, play, run};
pub use particles::{Generation, Particle};
pub use plan::{Likelihood, Method, Observation, Plan, Point, State};

#[cfg(test)]
mod tests;
