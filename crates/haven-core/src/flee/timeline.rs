//! # Timeline
//! **What**     Scheduled changes of kind, conflict and closures take effect.
//! **Reads**    the scenario's timeline.  **Changes** ground, open and closed roads.
//! **Keeps**    people on a road that closes walk to its end and come back (flee.md, section 4.6).
//! **Source**   flee.md, sections 2.8 to 2.10.

use super::state::State;
use super::world::World;
use crate::flee::scenario::{ClosureKind, PlaceKind};
use crate::id::PlaceId;

/// Intensities below this are no conflict.
const NO_CONFLICT: f64 = 1e-6;

/// Changes of kind and of conflict. Returns whether any conflict began or ended: then the sources
/// of departures are weighed anew at once, else only after today's departures (quirk Q15).
pub(super) fn change_conflicts(world: &World, state: &mut State, day: u32) -> bool {
    let chances = &world.rules().move_chances;
    for change in &world.scenario.timeline.kind_changes {
        if change.day == i64::from(day) {
            let ground = &mut state.ground[change.place.index()];
            ground.become_kind(change.kind, change.intensity, chances);
            state.network_version += 1;
        }
    }
    let mut changed = false;
    for conflict in &world.scenario.timeline.conflicts {
        let today = conflict.intensity.get(day as usize).copied().unwrap_or(0.0);
        let before = day.checked_sub(1).and_then(|d| conflict.intensity.get(d as usize)).copied();
        let ground = &mut state.ground[conflict.place.index()];
        let calm_before = before.is_none_or(|intensity| intensity < NO_CONFLICT);
        if today > NO_CONFLICT && calm_before {
            ground.activate(today, day, chances);
            changed = true;
        } else if today < NO_CONFLICT && !calm_before {
            ground.deactivate(chances);
            changed = true;
        } else if today > NO_CONFLICT && world.rules().compatibility.honour_intensity_changes {
            changed |= ground.intensity != today;
            ground.intensity = today;
        }
    }
    changed
}

/// Closures of the day: each row's start, then its end, in file order. They are not counted: the
/// first re-opening opens a road however often it was closed (quirk Q10).
pub(super) fn change_closures(world: &World, state: &mut State, day: u32) {
    for closure in &world.scenario.timeline.closures {
        if closure.start == i64::from(day) {
            close(world, state, &closure.kind);
        }
        if closure.end == i64::from(day) {
            open(world, state, &closure.kind);
        }
    }
}

fn close(world: &World, state: &mut State, what: &ClosureKind) {
    match what {
        ClosureKind::Camp(place) | ClosureKind::IdpCamp(place) => {
            become_kind(world, state, *place, PlaceKind::Town);
        }
        _ => roads_of(world, what).for_each(|road| close_road(world, state, road)),
    }
}

fn open(world: &World, state: &mut State, what: &ClosureKind) {
    match what {
        ClosureKind::Camp(place) => become_kind(world, state, *place, PlaceKind::Camp),
        ClosureKind::IdpCamp(place) => become_kind(world, state, *place, PlaceKind::IdpCamp),
        _ => roads_of(world, what).for_each(|road| open_road(world, state, road)),
    }
}

fn become_kind(world: &World, state: &mut State, place: PlaceId, kind: PlaceKind) {
    state.ground[place.index()].become_kind(kind, 1.0, &world.rules().move_chances);
    state.network_version += 1;
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

fn close_road(world: &World, state: &mut State, road: usize) {
    let from = world.roads[road].from.index();
    let Some(position) = state.open[from].iter().position(|open| *open == road) else { return };
    state.open[from].remove(position);
    state.closed[from].push(road);
    state.on[road].rekey(|key| super::cohort::Key { turned_back: true, ..key });
    state.network_version += 1;
}

/// A road that opens again goes to the end of the list.
fn open_road(world: &World, state: &mut State, road: usize) {
    let from = world.roads[road].from.index();
    let Some(position) = state.closed[from].iter().position(|closed| *closed == road) else {
        return;
    };
    state.closed[from].remove(position);
    state.open[from].push(road);
    state.network_version += 1;
}
