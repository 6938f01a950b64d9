//! # By which way people came to a gate
//! **What**     Those who are bound for a gate, wait there and cross, by route as well as by home and
//!              cause.
//! **Units**    people
//! **Reads**    the labels of those who set out.  **Changes** only itself
//! **Keeps**    parties of all routes together are the labels of those who are there
//! **Source**   model.md §11
//! **Doubts**   a route is known as of the morning on which people set out, and tells only the end of
//!              the way (see [`Route`])
//!
//! Only gates have parties: who settles or turns away before crossing has arrived somewhere else, and
//! comes back by a journey of his own. Nobody comes to a gate but by a journey: when a run begins
//! nobody waits. As with all labels, nothing reads them but tables, so they change no count; and they
//! are kept only if labels are.

use super::origins::{Compositions, take_share};
use super::whereabouts::Whereabouts;
use crate::id::PlaceId;
use std::collections::BTreeMap;

/// How many places a route names at most. Of `aleppo-2014` two name little more than the gate (63
/// routes), three the roads into the border region (140, some tens of which matter in a run), four
/// are 244, and whole ways are 1,581, each with hardly anybody on it.
const NAMED: usize = 3;

/// The way by which people came to a gate on their last journey inside the country: the last places
/// that they passed, at most three, where they set out included, the gate not. Without any place it is
/// not known, or not told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route([Option<PlaceId>; NAMED]);

impl Route {
    /// The end of a way, of which the places are given from the one before the gate backwards.
    pub fn backwards(places: impl Iterator<Item = PlaceId>) -> Self {
        let mut route = Self::default();
        route.0.iter_mut().zip(places).for_each(|(named, place)| *named = Some(place));
        let length = route.places().count();
        route.0[..length].reverse();
        route
    }

    /// The places, in the order of the journey.
    pub fn places(&self) -> impl Iterator<Item = PlaceId> {
        self.0.into_iter().flatten()
    }
}

/// People by route, each party with its expected number by home and cause, as in `Ledger::labels`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ByRoute(BTreeMap<Route, Vec<f32>>);

impl ByRoute {
    /// Each route and who came by it.
    pub fn iter(&self) -> impl Iterator<Item = (Route, &[f32])> {
        self.0.iter().map(|(route, labels)| (*route, labels.as_slice()))
    }

    /// Forgets all.
    pub(in crate::crisis) fn clear(&mut self) {
        // Even to clear an empty map costs something, and most are empty on every day.
        if !self.0.is_empty() {
            self.0.clear();
        }
    }

    /// Others join them.
    pub(in crate::crisis) fn join(&mut self, others: Self) {
        for (route, labels) in others.0 {
            self.add(route, &labels, 1.0);
        }
    }

    /// A share of some people joins them, by a route.
    fn add(&mut self, route: Route, labels: &[f32], share: f32) {
        let party = self.0.entry(route).or_insert_with(|| vec![0.0; labels.len()]);
        party.iter_mut().zip(labels).for_each(|(part, more)| *part += more * share);
    }

    /// A share of them goes, taken blindly.
    fn take(&mut self, share: f64) -> Self {
        if share >= 1.0 {
            return std::mem::take(self);
        }
        let taken = self.0.iter_mut().map(|(route, labels)| {
            let mut party = vec![0.0; labels.len()];
            take_share(labels, &mut party, share);
            (*route, party)
        });
        Self(taken.collect())
    }
}

/// Who is bound for gates and waits there.
#[derive(Clone, Debug, PartialEq)]
pub struct GateRoutes {
    /// By the place for which they are bound; nobody but at gates.
    bound: Vec<ByRoute>,
    /// By the place where they wait.
    waiting: Vec<ByRoute>,
    /// Who has set out since compositions were mixed last.
    set_out: Vec<SetOut>,
}

/// People who have set out for a gate.
#[derive(Clone, Copy, Debug, PartialEq)]
struct SetOut {
    gate: PlaceId,
    route: Route,
    /// Row of those who were leaving with them.
    row: usize,
    /// Their share of those.
    share: f32,
}

impl GateRoutes {
    /// Nobody is anywhere; so many places.
    pub fn new(places: usize) -> Self {
        let nobody = || vec![ByRoute::default(); places];
        Self { bound: nobody(), waiting: nobody(), set_out: Vec::new() }
    }

    /// A share of those in a row of the labels has set out for a gate.
    pub fn set_out(&mut self, gate: PlaceId, route: Route, (row, share): (usize, f32)) {
        self.set_out.push(SetOut { gate, route, row, share });
    }

    /// Who has set out is now among those on the road.
    pub fn mix(&mut self, labels: &Compositions) {
        for SetOut { gate, route, row, share } in self.set_out.drain(..) {
            self.bound[gate.index()].add(route, labels.row(row), share);
        }
    }

    /// A share of those who are somewhere leaves it.
    pub fn take(&mut self, from: Whereabouts, share: f64) -> ByRoute {
        self.at_mut(from).map(|parties| parties.take(share)).unwrap_or_default()
    }

    /// They go on. Who does not go to a gate is not told apart by route any more.
    pub fn put(&mut self, to: Whereabouts, parties: ByRoute) {
        if let Some(there) = self.at_mut(to) {
            there.join(parties);
        }
    }

    #[cfg(test)]
    pub fn at(&self, at: Whereabouts) -> Option<&ByRoute> {
        match at {
            Whereabouts::Bound(place) => Some(&self.bound[place.index()]),
            Whereabouts::Waiting(place) => Some(&self.waiting[place.index()]),
            _ => None,
        }
    }

    fn at_mut(&mut self, at: Whereabouts) -> Option<&mut ByRoute> {
        match at {
            Whereabouts::Bound(place) => Some(&mut self.bound[place.index()]),
            Whereabouts::Waiting(place) => Some(&mut self.waiting[place.index()]),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(backwards: &[u32]) -> Vec<u32> {
        let route = Route::backwards(backwards.iter().map(|place| PlaceId(*place)));
        route.places().map(|place| place.0).collect()
    }

    #[test]
    fn a_route_is_the_end_of_a_way_in_the_order_of_the_journey() {
        assert_eq!(route(&[7, 3, 9, 1, 2]), [9, 3, 7]);
        assert_eq!(route(&[7, 3]), [3, 7]);
        assert_eq!(route(&[]), []);
    }

    #[test]
    fn who_is_taken_is_of_every_route() {
        let [north, south] = [1, 2].map(|place| Route::backwards([PlaceId(place)].into_iter()));
        let mut parties = ByRoute::default();
        parties.add(north, &[30.0, 0.0], 1.0);
        parties.add(south, &[20.0, 40.0], 0.5);
        let taken = parties.take(0.25);
        let shown = |parties: &ByRoute| parties.iter().map(|(_, p)| p.to_vec()).collect::<Vec<_>>();
        assert_eq!(shown(&taken), [[7.5, 0.0], [2.5, 5.0]]);
        assert_eq!(shown(&parties), [[22.5, 0.0], [7.5, 15.0]]);
        parties.join(taken);
        assert_eq!(shown(&parties.take(1.0)), [[30.0, 0.0], [10.0, 20.0]]);
        assert_eq!(parties, ByRoute::default());
    }
}
