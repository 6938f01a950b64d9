//! Armed actors and where their means come from.

use super::Crisis;
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

impl Crisis {
    /// Whether an actor is an umbrella: somebody's parent.
    pub fn is_umbrella(&self, actor: ActorId) -> bool {
        self.actors.iter().any(|other| other.parent == Some(actor))
    }

    /// The actor with this id, or if it is an umbrella the leaves under it. Empty if there is none.
    pub fn leaves(&self, id: &str) -> Vec<ActorId> {
        let Some(root) = self.actor(id) else { return Vec::new() };
        let is_under = |mut actor: ActorId| loop {
            if actor == root {
                return true;
            }
            match self.actors[actor.index()].parent {
                Some(parent) => actor = parent,
                None => return false,
            }
        };
        let all = (0..self.actors.len() as u16).map(ActorId);
        all.filter(|actor| is_under(*actor) && !self.is_umbrella(*actor)).collect()
    }

    /// Whether two actors fight each other.
    pub fn are_hostile(&self, one: ActorId, other: ActorId) -> bool {
        let fights = |a: ActorId, b: ActorId| self.actors[a.index()].hostile_to.contains(&b);
        fights(one, other) || fights(other, one)
    }

    /// Whether an actor fights whoever holds a home of a group on day 0, and holds none of them.
    pub fn is_enemy_of(&self, actor: ActorId, group: usize) -> bool {
        let homes = self.homes.iter().filter(|home| home.group == group);
        let holders = |place| {
            // Rows are in rising order of days, so the last one until day 0 counts.
            let mut rows = self.control.iter();
            let row = rows.rfind(|row| row.place == place && row.day <= 0);
            row.into_iter().flat_map(|row| &row.shares).map(|(holder, _)| *holder)
        };
        let holders: Vec<_> = homes.flat_map(|home| holders(home.place)).collect();
        !holders.contains(&actor) && holders.iter().any(|holder| self.are_hostile(actor, *holder))
    }

    /// Whether two actors are on one side: the same, or allies.
    pub fn are_allied(&self, one: ActorId, other: ActorId) -> bool {
        let helps = |a: ActorId, b: ActorId| self.actors[a.index()].allies.contains(&b);
        one == other || helps(one, other) || helps(other, one)
    }
}
