//! Who holds what today, and what of it civilians feel. The conflict process writes it, everything
//! else reads it.

use super::actors::Actors;
use super::scenario::ActorId;
use crate::id::PlaceId;

/// A place that changed hands: what the report of a member is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capture {
    /// On which day.
    pub day: u32,
    /// Where.
    pub place: PlaceId,
    /// Who holds all of it since.
    pub by: ActorId,
}

/// The state of the ground on one day. Lists by place have one entry a place of the scenario (those
/// abroad are held by nobody); lists by place and actor are rows of places × columns of actors.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// Number of columns in lists by place and actor.
    pub actors: usize,
    /// Share of a place that an actor holds, by place and actor; sums to 1 at home, 0 abroad.
    pub share: Vec<f64>,
    /// Those with a share above 0, by place.
    pub holders: Vec<Actors>,
    /// Rises by one whenever `holders` changes anywhere: routes and supply are then found anew.
    pub epoch: u64,
    /// Rises by one whenever `front`, `air`, `km_to` and `expected_speed` are found anew.
    pub outlook: u64,
    /// Rises by one whenever `km_gained` is found anew.
    pub gains: u64,
    /// Whether ground hostile to a holder lies within reach, or the place itself is split between
    /// enemies, by place.
    pub front: Vec<bool>,
    /// Actors that attack the place on the ground today, by place. Not those who merely face it.
    pub assaulting: Vec<Actors>,
    /// Intensity of air campaigns at the place today, split over their targets, by place and actor.
    pub air: Vec<f64>,
    /// Road km to the nearest ground of an actor, by place and actor; 0 where it holds a share
    /// alone, half the effective radius where it shares the place, infinite if there is no way.
    pub km_to: Vec<f64>,
    /// Km by which the actor came nearer in the last 14 days (at least 0), by place and actor.
    pub km_gained: Vec<f64>,
    /// v₀ of the fear of an approach: speed of the announced or running advance that has the place
    /// among its objectives or on its way, else the background speed; km per day, by place and actor.
    pub expected_speed: Vec<f64>,
    /// The last change of all of a place to one side, by place.
    pub captured: Vec<Option<Capture>>,
    /// `siege`: shortfall of civil supplies, in [0, 1], already weighed with stocks, by place.
    pub siege: Vec<f64>,
    /// Share of the civil ways out that is cut, in [0, 1], by place.
    pub exits_cut: Vec<f64>,
}

impl Control {
    /// Position in lists by place and actor.
    pub fn at(&self, place: PlaceId, actor: ActorId) -> usize {
        place.index() * self.actors + actor.index()
    }
}
