//! Scheduled changes: conflict, closures, and changes of what a place is. Days count from day 0.

use super::PlaceKind;
use crate::id::PlaceId;

/// Everything that is scheduled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// Conflict intensity over time, in the order in which transitions are applied on a day.
    pub conflicts: Vec<Conflict>,
    /// Closures, in file order: on each day each row's start, then its end, is applied.
    pub closures: Vec<Closure>,
    /// Changes of kind.
    pub kind_changes: Vec<KindChange>,
}

/// Conflict intensity at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Where.
    pub place: PlaceId,
    /// Intensity by day, from day 0; at least 0. Shorter than the run only in an empty table.
    pub intensity: Vec<f64>,
}

/// A dated closure.
#[derive(Clone, Debug, PartialEq)]
pub struct Closure {
    /// What is closed.
    pub kind: ClosureKind,
    /// Day it closes; outside the run: never.
    pub start: i64,
    /// Day it opens again; outside the run: never. May precede `start`: then it opens first.
    pub end: i64,
}

/// What a closure closes.
#[derive(Clone, Debug, PartialEq)]
pub enum ClosureKind {
    /// Every link between two countries, both ways.
    Countries(String, String),
    /// Every link into and out of a place.
    Place(PlaceId),
    /// Every link between two places, both ways.
    Link(PlaceId, PlaceId),
    /// A camp is a town while closed.
    Camp(PlaceId),
    /// A camp for internally displaced people is a town while closed.
    IdpCamp(PlaceId),
}

/// A place becomes something else.
#[derive(Clone, Debug, PartialEq)]
pub struct KindChange {
    /// Which place.
    pub place: PlaceId,
    /// What it becomes.
    pub kind: PlaceKind,
    /// Conflict intensity from that day, if it becomes a place in conflict.
    pub intensity: f64,
    /// On which day, before conflict is processed.
    pub day: i64,
}
