//! Groups of the population and where they live.

use crate::id::PlaceId;
use crate::prior::Prior;

/// People who fear the same actors and can leave equally easily.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Unique, stable identifier.
    pub id: String,
    /// μ: mobility relative to the average.
    pub mobility: f64,
    /// ω in [0, 1] by actor (length: actors): how much an actor's approach is feared. Of whom nothing
    /// is said, see [`super::Crisis::is_enemy_of`].
    pub fear: Vec<Option<Prior>>,
}

/// The people of one group who live in one place, as a position in `Crisis::homes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HomeId(pub u32);

impl HomeId {
    /// Position in an array over homes.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// People of one group who live in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Home {
    /// Where.
    pub place: PlaceId,
    /// Position in `Crisis::groups`.
    pub group: usize,
    /// Share of the place's residents, above 0; the shares at a place sum to 1.
    pub share: f64,
}
