//! Arrivals abroad by the way that people took to a gate, for texts and JSON.

use super::arrivals::gate_names;
use haven_core::crisis::Route;
use haven_core::crisis::scenario::Crisis;
use haven_study::crisis::explained::Explained;

/// Why routes are missing where people may be on them.
pub(super) const LEFT_OUT: &str = "Routes are left out and homes are told by area only, because people may be on \
    these ways now: the scenario is not older than 90 days.";

/// Everybody who came to a gate by one route.
pub(super) struct OnRoute {
    /// The names of its places, in the order of the journey.
    pub route: Vec<String>,
    /// The name of the gate, with its country.
    pub gate: String,
    /// Who they are.
    pub arrivals: Explained,
    /// How many.
    pub people: f64,
}

impl OnRoute {
    /// The route on one line.
    pub fn name(&self) -> String {
        line(&self.route, &self.gate)
    }
}

/// All routes by which anybody came.
pub(super) fn by_route(explained: &Explained, crisis: &Crisis) -> Vec<OnRoute> {
    let gates = gate_names(crisis);
    let on_route = |((gate, route), arrivals): ((usize, Route), Explained)| OnRoute {
        route: places(crisis, route),
        gate: gates[gate].clone(),
        people: arrivals.cells().map(|cell| cell.people).sum(),
        arrivals,
    };
    explained.split_by_route().into_iter().map(on_route).collect()
}

/// A route to a gate on one line.
pub(super) fn name(crisis: &Crisis, route: Route, gate: &str) -> String {
    line(&places(crisis, route), gate)
}

/// The names of a route's places.
pub(super) fn places(crisis: &Crisis, route: Route) -> Vec<String> {
    route.places().map(|place| crisis.places[place.index()].name.clone()).collect()
}

fn line(route: &[String], gate: &str) -> String {
    let places = route.iter().map(String::as_str).chain([gate]);
    places.collect::<Vec<_>>().join(" → ")
}
