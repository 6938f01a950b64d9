//! Where displaced people find shelter, and for how many there is room.

use super::surroundings::Surroundings;
use crate::crisis::conditions::Conditions;
use crate::crisis::ledger::Ledger;
use crate::crisis::scenario::PlaceKind;
use crate::draw::Draws;
use crate::id::PlaceId;

impl Surroundings<'_> {
    /// Whether people who come to a place find shelter at once, as long as there is room.
    pub(super) fn is_shelter(&self, now: &Conditions<'_>, place: PlaceId) -> bool {
        now.kind(place) == PlaceKind::Camp || self.havens.protects(place)
    }

    /// Displaced people for whom there is still room at a place; whole people in sampled runs.
    pub(super) fn room_left(&self, now: &Conditions<'_>, ledger: &Ledger, place: PlaceId) -> f64 {
        let in_place = now
            .capacity(place)
            .map_or(f64::INFINITY, |capacity| capacity - ledger.settled[place.index()]);
        let room = in_place.min(self.havens.room_left(now.crisis, ledger, place));
        let whole = if now.draws() == Draws::Sampled { room.floor() } else { room };
        whole.max(0.0)
    }
}
