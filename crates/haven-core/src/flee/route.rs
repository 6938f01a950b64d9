//! Routes: the way points that a person still means to visit.

use crate::id::{PlaceId, StableKey};
use crate::rng::mix;
use std::collections::BTreeMap;

/// A remembered route; 0 is the empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RouteId(u32);

impl RouteId {
    /// No way points left.
    pub(super) const NONE: Self = Self(0);

    /// Whether no way point is left.
    pub(super) fn is_empty(self) -> bool {
        self == Self::NONE
    }
}

/// A route that is not empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Route {
    /// The next way point.
    pub(super) next: PlaceId,
    /// What is left after it.
    pub(super) rest: RouteId,
    /// The last way point.
    pub(super) destination: PlaceId,
    key: u64,
}

/// All routes met in a run, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Routes {
    known: Vec<Route>,
    ids: BTreeMap<(PlaceId, RouteId), RouteId>,
}

impl Routes {
    /// The id of the route over these way points. `keys` are the places' stable keys.
    pub(super) fn id(&mut self, way_points: &[PlaceId], keys: &[StableKey]) -> RouteId {
        way_points
            .iter()
            .rev()
            .fold(RouteId::NONE, |rest, next| self.extend(*next, rest, keys[next.index()]))
    }

    fn extend(&mut self, next: PlaceId, rest: RouteId, next_key: StableKey) -> RouteId {
        let known = &mut self.known;
        *self.ids.entry((next, rest)).or_insert_with(|| {
            let (destination, key) = match rest.is_empty() {
                true => (next, 1),
                false => (known[rest.0 as usize - 1].destination, known[rest.0 as usize - 1].key),
            };
            known.push(Route { next, rest, destination, key: mix(key, next_key.0) });
            RouteId(known.len() as u32)
        })
    }

    /// The route, unless it is empty.
    pub(super) fn get(&self, id: RouteId) -> Option<Route> {
        (!id.is_empty()).then(|| self.known[id.0 as usize - 1])
    }

    /// A number for addressing randomness that does not depend on the order of discovery.
    pub(super) fn key(&self, id: RouteId) -> u64 {
        self.get(id).map_or(0, |route| route.key)
    }
}
