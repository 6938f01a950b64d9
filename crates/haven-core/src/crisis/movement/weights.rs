//! What those who leave a place choose by.

use super::scratch::Scratch;
use super::surroundings::{Moving, Surroundings};
use crate::crisis::conditions::Conditions;
use crate::crisis::destination::weigh_ties;
use crate::id::PlaceId;

/// Weighs the destinations of those who are leaving a place, the paths from whose node are known.
pub(super) fn weigh(
    now: &Conditions<'_>,
    around: &Surroundings<'_>,
    moving: &Moving<'_>,
    (from, node): (PlaceId, usize),
    Scratch { attraction, weights, .. }: &mut Scratch,
) {
    let deterrence = moving.paths.deterrence(node);
    weights.clear();
    weights.extend(deterrence.iter().zip(&*attraction).map(|(paths, wish)| paths * wish));
    weigh_ties(now, (around.control, moving.ledger), from, around.network.nodes(), weights);
}
