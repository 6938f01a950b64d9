//! A road as it leaves a place.

use crate::id::PlaceId;

/// A way out of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Road {
    /// Where it leads.
    pub to: PlaceId,
    /// Its length.
    pub km: f64,
    /// Position in `Crisis::links`.
    pub link: u32,
}
