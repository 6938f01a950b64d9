//! Violence and other facts with a place and a day.

use super::ActorId;
use crate::id::PlaceId;

/// Acts of violence at a place on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When.
    pub day: i64,
    /// Where.
    pub place: PlaceId,
    /// By whom.
    pub actor: ActorId,
    /// What.
    pub kind: EventKind,
    /// How many.
    pub count: f64,
}

/// Kinds of violence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// Shelling and clashes at a front line.
    Front,
    /// A ground attack on the place.
    Assault,
    /// Strikes from the air.
    Air,
}

/// A number in [0, 1] that holds at a place from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct DatedValue {
    /// First day.
    pub day: i64,
    /// Where.
    pub place: PlaceId,
    /// The value.
    pub value: f64,
}
