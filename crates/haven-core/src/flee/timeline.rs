//! # Timeline
//! **What**     Scheduled changes of kind, conflict and closures take effect.
//! **Reads**    the scenario's timeline.  **Changes** places, open and closed roads.
//! **Keeps**    people on a road that closes walk to its end and come back (flee.md, section 4.6).
//! **Source**   flee.md, sections 2.8 to 2.10.

use super::cohort::Key;
use super::conditions::Conditions;
use super::network::Network;
use super::people::People;
use super::place_state::PlaceState;
use super::scenario::{ClosureKind, PlaceKind};
use super::world::World;
use crate::id::PlaceId;

/// Intensities below this are no conflict.
const NO_CONFLICT: f64 = 1e-6;

/// Changes of kind and of conflict. Returns whether any conflict began or ended: then the sources
/// of departures are weighed anew at once, else only after today's departures (quirk Q15).
pub(super) fn change_conflicts(
    today: &Conditions<'_>,
    places: &mut [PlaceState],
    network: &mut Network,
) -> bool {
    let (timeline, day) = (&today.world.scenario.timeline, today.day);
    for change in &timeline.kind_changes {
        if change.day == i64::from(day) {
            places[change.place.index()].become_kind(change.kind, change.intensity);
            network.version += 1;
        }
    }
    let mut changed = false;
    for conflict in &timeline.conflicts {
        let now = conflict.intensity.get(day as usize).copied().unwrap_or(0.0);
        let before = day.checked_sub(1).and_then(|d| conflict.intensity.get(d as usize)).copied();
        let place = &mut places[conflict.place.index()];
        let calm_before = before.is_none_or(|intensity| intensity < NO_CONFLICT);
        if now > NO_CONFLICT && calm_before {
            place.activate(now, day);
            changed = true;
        } else if now < NO_CONFLICT && !calm_before {
            place.deactivate();
            changed = true;
        } else if now > NO_CONFLICT && today.rules().compatibility.honour_intensity_changes {
            changed |= place.intensity != now;
            place.intensity = now;
        }
    }
    changed
}

/// Closures of the day: each row's start, then its end, in file order. They are not counted: the
/// first re-opening opens a road however often it was closed (quirk Q10). People on a road that
/// closes turn back.
pub(super) fn change_closures(
    today: &Conditions<'_>,
    places: &mut [PlaceState],
    network: &mut Network,
    people: &mut People,
) {
    let (world, day) = (today.world, i64::from(today.day));
    for closure in &world.scenario.timeline.closures {
        if closure.start == day {
            match closed_camp(&closure.kind) {
                Some((place, _)) => become_kind(places, network, place, PlaceKind::Town),
                None => {
                    roads_of(world, &closure.kind)
                        .for_each(|road| close(world, network, people, road));
                }
            }
        }
        if closure.end == day {
            match closed_camp(&closure.kind) {
                Some((place, kind)) => become_kind(places, network, place, kind),
                // A road that opens again goes to the end of the list.
                None => {
                    roads_of(world, &closure.kind)
                        .for_each(|road| network.open(&world.roads, road));
                }
            }
        }
    }
}

/// The camp that is closed, and what it is otherwise.
fn closed_camp(what: &ClosureKind) -> Option<(PlaceId, PlaceKind)> {
    match what {
        ClosureKind::Camp(place) => Some((*place, PlaceKind::Camp)),
        ClosureKind::IdpCamp(place) => Some((*place, PlaceKind::IdpCamp)),
        ClosureKind::Countries(..) | ClosureKind::Place(_) | ClosureKind::Link(..) => None,
    }
}

fn become_kind(places: &mut [PlaceState], network: &mut Network, place: PlaceId, kind: PlaceKind) {
    places[place.index()].become_kind(kind, 1.0);
    network.version += 1;
}

fn close(world: &World, network: &mut Network, people: &mut People, road: usize) {
    if network.close(&world.roads, road) {
        people.on[road].rekey(|key| Key { turned_back: true, ..key });
    }
}

/// Every road that a closure concerns, open or not, in order of number.
fn roads_of<'w>(world: &'w World, what: &'w ClosureKind) -> impl Iterator<Item = usize> + 'w {
    let country = |place: PlaceId| world.scenario.places[place.index()].country.as_str();
    let inert_links = world.rules().compatibility.inert_link_closures;
    let concerns = move |from: PlaceId, to: PlaceId| match what {
        ClosureKind::Countries(one, other) => {
            (country(from) == one && country(to) == other)
                || (country(from) == other && country(to) == one)
        }
        ClosureKind::Place(place) => from == *place || to == *place,
        ClosureKind::Link(one, other) => {
            !inert_links && ((from, to) == (*one, *other) || (from, to) == (*other, *one))
        }
        ClosureKind::Camp(_) | ClosureKind::IdpCamp(_) => false,
    };
    (0..world.roads.len())
        .filter(move |road| concerns(world.roads[*road].from, world.roads[*road].to))
}
