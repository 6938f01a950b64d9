//! Protected areas.

use crate::id::PlaceId;
use crate::prior::Prior;

/// An area that opens on a day and promises protection.
#[derive(Clone, Debug, PartialEq)]
pub struct Haven {
    /// Unique, stable identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The places in it.
    pub places: Vec<PlaceId>,
    /// First day.
    pub from: i64,
    /// People who find room in it, over all its places.
    pub capacity: f64,
    /// C at the opening, in [0, 1].
    pub credibility: Prior,
    /// Services in [0, 1]; multiplies its attraction.
    pub services: f64,
}
