//! What the links lead to: places without links, camps that nobody can reach, people with nowhere to
//! go. Closures are not considered: they may open again.

use super::kinds::is_camp;
use super::locations::Locations;
use super::sources_of_people::ever_in_conflict;
use crate::codes;
use crate::problems::Problems;
use haven_core::flee::scenario::{PlaceKind, Scenario};
use std::collections::BTreeSet;

/// Warns of places that the network leaves out.
pub(super) fn check(scenario: &Scenario, locations: &Locations, problems: &mut Problems) {
    if scenario.links.is_empty() {
        return;
    }
    let part = parts(scenario);
    let flags = |holds: &dyn Fn(usize) -> bool| {
        let mut flags = vec![false; part.len()];
        (0..part.len()).filter(|place| holds(*place)).for_each(|place| flags[part[place]] = true);
        flags
    };
    warn_of_dead_ends(scenario, locations, problems);
    let in_conflict = ever_in_conflict(scenario);
    let has_links = linked(scenario);
    let camp = |place: usize| is_camp(scenario.places[place].kind);
    let (has_source, has_camp) = (flags(&|place| in_conflict[place]), flags(&camp));
    for (index, place) in scenario.places.iter().enumerate() {
        let at = locations.rows[index].clone();
        let name = &place.name;
        if !has_links[index] {
            let message = format!("no route leads to or from `{name}`");
            problems.push(codes::ISOLATED_PLACE.at(at, message));
        } else if camp(index) && !has_source[part[index]] {
            let message =
                format!("nobody can reach `{name}`: no place in conflict is connected to it");
            problems.push(codes::UNREACHABLE_PLACE.at(at, message));
        } else if in_conflict[index] && !has_camp[part[index]] {
            let message =
                format!("people from `{name}` have nowhere to go: no camp is connected to it");
            problems.push(codes::NO_WAY_OUT.at(at, message));
        }
    }
}

/// People pass a marker on their way; one with a single neighbour leads nowhere.
fn warn_of_dead_ends(scenario: &Scenario, locations: &Locations, problems: &mut Problems) {
    let mut neighbours = vec![BTreeSet::new(); scenario.places.len()];
    for link in scenario.links.iter().filter(|link| link.from != link.to) {
        neighbours[link.from.index()].insert(link.to);
        neighbours[link.to.index()].insert(link.from);
    }
    for (index, place) in scenario.places.iter().enumerate() {
        if place.kind == PlaceKind::Marker && neighbours[index].len() == 1 {
            let message = format!(
                "the marker `{}` has one neighbour only: the way through it leads nowhere",
                place.name
            );
            problems.push(codes::DEAD_END.at(locations.rows[index].clone(), message));
        }
    }
}

fn linked(scenario: &Scenario) -> Vec<bool> {
    let mut linked = vec![false; scenario.places.len()];
    for link in scenario.links.iter().filter(|link| link.from != link.to) {
        linked[link.from.index()] = true;
        linked[link.to.index()] = true;
    }
    linked
}

/// The connected part that each place belongs to, named after one of its places.
fn parts(scenario: &Scenario) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..scenario.places.len()).collect();
    for link in &scenario.links {
        let (one, other) =
            (root(&mut parent, link.from.index()), root(&mut parent, link.to.index()));
        parent[one] = other;
    }
    (0..parent.len()).map(|place| root(&mut parent, place)).collect()
}

fn root(parent: &mut [usize], mut place: usize) -> usize {
    while parent[place] != place {
        parent[place] = parent[parent[place]];
        place = parent[place];
    }
    place
}
