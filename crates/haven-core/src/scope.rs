//! Where something is counted.

use crate::id::PlaceId;

/// Where something is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everywhere.
    System,
    /// In all places of a country: its position in the world's `countries`.
    Country(u16),
    /// At a place.
    Place(PlaceId),
}
