//! Sets of actors.

use super::scenario::ActorId;

/// A set of actors (at most 32).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Actors(pub u32);

impl Actors {
    /// The most actors that a crisis can have.
    pub const MOST: usize = 32;

    /// The set with this actor as well.
    #[must_use]
    pub fn with(self, actor: ActorId) -> Self {
        Self(self.0 | 1 << actor.0)
    }

    /// Whether an actor is in it.
    pub fn has(self, actor: ActorId) -> bool {
        self.0 & (1 << actor.0) != 0
    }

    /// Whether nobody is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the sets share an actor.
    pub fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether everybody in it is in the other set, and somebody is.
    pub fn within(self, other: Self) -> bool {
        self.0 != 0 && self.0 & !other.0 == 0
    }

    /// The actors in it, in rising order.
    pub fn iter(self) -> impl Iterator<Item = ActorId> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let first = (left != 0).then(|| ActorId(left.trailing_zeros() as u16))?;
            left &= left - 1;
            Some(first)
        })
    }
}
