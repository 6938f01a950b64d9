//! What a run is asked for.

use crate::draw::Draws;

/// Whether an advance is an attempt or a premise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Advance {
    /// Its objectives are taken, at an uncertain pace: the answer to "if they advance".
    #[default]
    Achieved,
    /// The campaign is fought; it may fail.
    Attempted,
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
    /// Whether advances succeed.
    pub advance: Advance,
    /// Whether causes of flight are told apart (origins always are).
    pub track_causes: bool,
    /// Whether the ways to gates are told apart too; only if causes are.
    pub track_routes: bool,
}
