//! Names of things: dense numbers for arrays, stable hashes for randomness.

/// A place, as its position in `Scenario::places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

impl PlaceId {
    /// Position in an array over places.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A name that stays the same when rows are added or moved: the FNV-1a hash of an identifier.
///
/// Randomness is addressed by it, so that adding a camp does not reshuffle everybody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StableKey(pub u64);

impl StableKey {
    /// The key of an identifier.
    pub fn of(identifier: &str) -> Self {
        Self::extend(0xcbf2_9ce4_8422_2325, identifier.as_bytes())
    }

    /// The key of an identifier within another thing (a link between two places, say).
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::extend(self.0, &other.0.to_le_bytes())
    }

    fn extend(mut hash: u64, bytes: &[u8]) -> Self {
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Self(hash)
    }
}
