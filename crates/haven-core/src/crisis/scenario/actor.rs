//! Armed actors and where their means come from.

use crate::id::PlaceId;
use crate::prior::Prior;

/// An actor, as its position in `Crisis::actors`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u16);

impl ActorId {
    /// Position in an array over actors.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// An armed party, or an umbrella of parties. Umbrellas (actors that are somebody's parent) hold no
/// ground and have no strength of their own: what they hold is the sum of what their children hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Unique, stable identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The umbrella it belongs to.
    pub parent: Option<ActorId>,
    /// Leaves on whose side it fights (an umbrella in the table stands for its children).
    pub allies: Vec<ActorId>,
    /// Leaves that it fights. Hostility is mutual.
    pub hostile_to: Vec<ActorId>,
    /// Strength at the start, in units that only compare actors; 0 for umbrellas.
    pub strength: Prior,
    /// κ: how hard its violence falls on civilians, in [0, 1].
    pub conduct: Prior,
    /// Share in [0, 1] of those who wish to leave that it does not let out of places it holds.
    pub exit_closure: Prior,
}

/// Where an actor's strength and the civil supplies of the places it holds come from.
#[derive(Clone, Debug, PartialEq)]
pub struct SupplySource {
    /// Whose.
    pub actor: ActorId,
    /// Where it enters.
    pub place: PlaceId,
    /// Inflow of strength, units per day, while the actor holds the place.
    pub strength_per_day: Prior,
}
