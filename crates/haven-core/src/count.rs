//! What one recorded number counts: which movements or stocks, where, when.

use crate::crisis::scenario::Measure;
use crate::id::PlaceId;

/// A number of people that somebody counted in a crisis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What is counted; their sum.
    pub measures: Vec<Measure>,
    /// Where; their sum.
    pub places: Vec<PlaceId>,
    /// First day, from the scenario's first.
    pub from: u32,
    /// Last day.
    pub to: u32,
    /// Whether it is a flow over all days; else the stock on the last day less that before the first.
    pub is_flow: bool,
}

/// What a recorded range says about the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It lies within.
    Within,
    /// Nearly everybody left, so that the hazard is bounded from below only.
    NearlyAll,
    /// "More than so many".
    AtLeast,
    /// No number was recorded: more would have been.
    AtMost,
}
