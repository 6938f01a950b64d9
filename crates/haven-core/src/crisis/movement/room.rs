//! Room for displaced people.

use crate::crisis::day::Member;
use crate::crisis::scenario::PlaceKind;
use crate::id::PlaceId;
use crate::run::Draws;

/// Share of a capacity above which a place attracts less, down to nothing when it is full (Flee 3,
/// `CapacityBuffer`).
const BUFFER: f64 = 0.9;

/// How much a limited room is sought: 1 up to 90 % of it, falling to 0 at all of it.
pub(in crate::crisis) fn room_factor(people: f64, capacity: f64) -> f64 {
    ((capacity - people) / (capacity * (1.0 - BUFFER))).clamp(0.0, 1.0)
}

impl Member<'_> {
    /// Displaced people at a place.
    pub(in crate::crisis) fn displaced_at(&self, place: PlaceId) -> f64 {
        let people = &self.state.people;
        people.settled[place.index()] + people.unsettled[place.index()]
    }

    /// Today's room of a place in all, if that has a limit. Of protected areas see `Havens::room`.
    pub(in crate::crisis) fn capacity(&self, place: PlaceId) -> Option<f64> {
        let place = &self.world.crisis().places[place.index()];
        Some(place.capacity? + place.capacity_per_day * f64::from(self.day))
    }

    /// Whether people who come to a place find shelter at once, as long as there is room.
    pub(super) fn is_shelter(&self, place: PlaceId) -> bool {
        let kind = self.world.crisis().places[place.index()].kind;
        kind == PlaceKind::Camp || self.state.havens.protects(place)
    }

    /// Displaced people for whom there is still room at a place; whole people in sampled runs.
    pub(in crate::crisis) fn room_left(&self, place: PlaceId) -> f64 {
        let in_place = self
            .capacity(place)
            .map_or(f64::INFINITY, |capacity| capacity - self.state.people.settled[place.index()]);
        let room = in_place.min(self.state.havens.room_left(self.world, &self.state.people, place));
        let whole = if self.request.draws == Draws::Sampled { room.floor() } else { room };
        whole.max(0.0)
    }
}
