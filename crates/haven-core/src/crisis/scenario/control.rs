//! Who held what.

use super::ActorId;
use crate::id::PlaceId;

/// Who held a place from a day on, until the next row about it.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlRow {
    /// First day; rows before day 0 hold on day 0.
    pub day: i64,
    /// Where.
    pub place: PlaceId,
    /// Leaves that hold it and their shares: above 0, sum 1. More than one: the place is split.
    pub shares: Vec<(ActorId, f64)>,
    /// How firmly.
    pub status: ControlStatus,
}

/// How firmly a place is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ControlStatus {
    /// Not fought over.
    Held,
    /// Fought over.
    Contested,
    /// Surrounded.
    Besieged,
}
