//! What follows from the inputs of a member alone: found once, read every day.

use super::borders::{self, HostAttraction, Impatience, Registration};
use super::conditions::Conditions;
use super::departures::{Dispositions, Rhythm};
use super::movement;
use super::pressure::Felt;
use super::world::World;

/// What follows from the inputs of a member.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Derived {
    /// What civilians feel, and how far away.
    pub felt: Felt,
    /// How readily people leave.
    pub dispositions: Dispositions,
    /// How often they decide.
    pub rhythm: Rhythm,
    /// Attraction of destinations without room, gates, havens and dangers, by node.
    pub usual_attraction: Vec<f64>,
    /// What those do at a gate who are not let through, by gate.
    pub impatience: Vec<Impatience>,
    /// How much hosts abroad attract.
    pub host_attraction: HostAttraction,
    /// How arrivals become registrations.
    pub registration: Registration,
}

impl Derived {
    /// That of a member.
    pub fn new(world: &World, now: &Conditions<'_>) -> Self {
        let parameters = now.parameters();
        Self {
            felt: Felt::new(now),
            dispositions: Dispositions::new(now),
            rhythm: Rhythm::new(&now.geography.keys, parameters.settle + parameters.move_on),
            usual_attraction: movement::usual_attraction(now, &world.network),
            impatience: Impatience::at_gates(now),
            host_attraction: HostAttraction::new(now, &world.hosts_beyond),
            registration: borders::registration(now),
        }
    }
}
