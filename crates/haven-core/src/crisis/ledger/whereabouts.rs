//! Where people are.

use crate::id::PlaceId;

/// Where people are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// Left home today and about to set out; nobody at the end of a day.
    Leaving(PlaceId),
    /// Displaced, inside or abroad, and may go on.
    Unsettled(PlaceId),
    /// Displaced and settled: in a town, a camp, a haven, or with a host abroad.
    Settled(PlaceId),
    /// At a gate, not let through.
    Waiting(PlaceId),
    /// On the road to a place, or about to arrive there tonight.
    Bound(PlaceId),
}
