//! Who is whose enemy, ally or part.

use super::{ActorId, Crisis};

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
