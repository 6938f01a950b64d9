//! What people find on their way today; nothing of it changes while they move.

use super::cohort::Key;
use super::conditions::Conditions;
use super::network::Network;
use super::people::People;
use super::place_state::PlaceState;
use super::road::Road;
use super::route::Routes;
use crate::id::{PlaceId, StableKey};
use crate::rng::mix;

/// The day, the places, the roads and the routes that people remember.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) today: Conditions<'a>,
    pub(super) places: &'a [PlaceState],
    pub(super) network: &'a Network,
    pub(super) routes: &'a Routes,
}

impl<'a> Surroundings<'a> {
    pub(super) fn road(&self, number: usize) -> &'a Road {
        &self.today.world.roads[number]
    }

    /// Chance of leaving a place for those without a route.
    pub(super) fn chance_of_leaving(&self, place: PlaceId) -> f64 {
        self.places[place.index()].chance_of_leaving(&self.today.rules().move_chances)
    }

    /// Room left at a place that holds so many people: 1 while there is enough, 0 when it is full.
    pub(super) fn room_with(&self, place: PlaceId, people: f64) -> f64 {
        let rules = &self.today.rules().capacity;
        self.places[place.index()].room(people, rules.buffer, rules.scaling)
    }

    /// Room left at a place.
    pub(super) fn room(&self, people: &People, place: PlaceId) -> f64 {
        self.room_with(place, people.occupancy[place.index()])
    }

    /// Largest change of a place's occupancy that people may overlook, at least one person.
    pub(super) fn batch(&self, place: PlaceId) -> f64 {
        let rules = &self.today.rules().capacity;
        let capacity = self.places[place.index()].capacity * rules.scaling;
        (rules.batch * capacity).max(1.0)
    }

    /// Who decides in a place, as an address of randomness.
    pub(super) fn who_at(&self, place: PlaceId, key: &Key) -> StableKey {
        let route = self.routes.key(key.route);
        StableKey(mix(self.today.world.keys[place.index()].0, key.hash(route)))
    }

    /// Who travels on a road in a turn, as an address of randomness.
    pub(super) fn who_on(&self, road: usize, key: &Key, turn: u64) -> StableKey {
        let route = self.routes.key(key.route);
        StableKey(mix(mix(self.road(road).key.0, key.hash(route)), turn))
    }
}
