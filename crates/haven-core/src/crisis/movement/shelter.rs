//! Where displaced people find shelter, and for how many there is room.

use crate::crisis::day::Member;
use crate::crisis::scenario::PlaceKind;
use crate::draw::Draws;
use crate::id::PlaceId;

impl Member<'_> {
    /// Displaced people at a place.
    pub(in crate::crisis) fn displaced_at(&self, place: PlaceId) -> f64 {
        let people = &self.state.ledger;
        people.settled[place.index()] + people.unsettled[place.index()]
    }

    /// Today's room of a place in all, if that has a limit.
    pub(in crate::crisis) fn capacity(&self, place: PlaceId) -> Option<f64> {
        self.now().capacity(place)
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
            .map_or(f64::INFINITY, |capacity| capacity - self.state.ledger.settled[place.index()]);
        let room = in_place.min(self.state.havens.room_left(self.world, &self.state.ledger, place));
        let whole = if self.request.draws == Draws::Sampled { room.floor() } else { room };
        whole.max(0.0)
    }
}
