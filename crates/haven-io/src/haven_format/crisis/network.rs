//! Whether people can get from where they flee to where they could go.

use crate::codes;
use crate::problems::Problems;
use haven_core::crisis::scenario::{Crisis, PlaceKind};
use haven_core::id::PlaceId;
use haven_core::problem::Spot;

/// Reports places without links, places abroad that no gate leads to, and gates without a state.
/// `places`: the spots of the places.
pub fn check(crisis: &Crisis, places: &[Spot], problems: &mut Problems) {
    let all: Vec<PlaceId> = (0..crisis.places.len() as u32).map(PlaceId).collect();
    let is_gate = |place: &PlaceId| crisis.places[place.index()].kind == PlaceKind::Crossing;
    let gates: Vec<PlaceId> = all.iter().copied().filter(is_gate).collect();
    let from_gates = reached(crisis, gates, |place| !crisis.is_at_home(place));
    for place in all {
        let (found, at) = (&crisis.places[place.index()], places[place.index()].clone());
        let id = &found.id;
        if !crisis.links.iter().any(|link| link.from == place || link.to == place) {
            let message = format!("`{id}` has no open link: nobody can reach or leave it");
            problems.push(codes::ISOLATED_PLACE.at(at, message).hint("add it to links.csv"));
        } else if !crisis.is_at_home(place) && !from_gates[place.index()] {
            let message = format!("`{id}` cannot be reached from any gate");
            problems.push(codes::UNREACHABLE_HOST.at(at, message).hint("add the missing links"));
        } else if is_gate(&place) && !crisis.crossings.iter().any(|period| period.place == place) {
            let message = format!("no row says when `{id}` is open; it is closed on all days");
            let hint = "add its state to crossings.csv, closed if that is what it is";
            problems.push(codes::NO_GATE_STATE.at(at, message).hint(hint));
        }
    }
}

/// The places to which links lead from a start through places that `may_pass`, the starts included.
pub fn reached(
    crisis: &Crisis,
    start: Vec<PlaceId>,
    may_pass: impl Fn(PlaceId) -> bool,
) -> Vec<bool> {
    let mut neighbours = vec![Vec::new(); crisis.places.len()];
    for link in &crisis.links {
        neighbours[link.from.index()].push(link.to);
        neighbours[link.to.index()].push(link.from);
    }
    let mut reached = vec![false; crisis.places.len()];
    let mut open = start;
    while let Some(here) = open.pop() {
        if !reached[here.index()] && may_pass(here) {
            reached[here.index()] = true;
            open.extend(&neighbours[here.index()]);
        }
    }
    reached
}
