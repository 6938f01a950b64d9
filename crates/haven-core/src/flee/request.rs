//! What a run is asked for, and why it may end early.

use crate::draw::Draws;

/// Which labels the people carry. Labels never change what happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Track {
    /// The place from which a person first set out.
    pub origin: bool,
    /// The demographic group.
    pub group: bool,
}

/// What one run is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Seed of the whole ensemble.
    pub seed: u64,
    /// Which member of the ensemble.
    pub member: u32,
    /// Sampled or expected.
    pub draws: Draws,
    /// Labels to carry.
    pub track: Track,
}

/// Why a run could not go on.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Stopped {
    /// People have to set out but no place can be left: no conflict, or no residents, anywhere.
    #[error(
        "day {day}: {people} people have to set out, but no place is in conflict with residents left"
    )]
    NoSource {
        /// The day.
        day: u32,
        /// How many had to set out.
        people: f64,
    },
    /// The observer asked to stop.
    #[error("stopped on request on day {day}")]
    Asked {
        /// The last day played.
        day: u32,
    },
}
