//! Whether people can get from where they flee to where they could go.

use super::places::{Kind, Places};
use crate::codes;
use crate::problems::Problems;
use haven_core::flee::scenario::{Conflict, Link};
use haven_core::problem::Spot;

/// Reports places without links, destinations that nobody can reach, and places in conflict from
/// which no destination can be reached.
pub fn check(places: &Places, links: &[Link], conflicts: &[Conflict], problems: &mut Problems) {
    let parts = parts(places.all.len(), links);
    let mut linked = vec![false; places.all.len()];
    for link in links {
        linked[link.from.index()] = true;
        linked[link.to.index()] = true;
    }
    let sources: Vec<usize> = conflicts
        .iter()
        .filter(|conflict| conflict.intensity.iter().any(|intensity| *intensity > 0.0))
        .map(|conflict| conflict.place.index())
        .collect();
    let destinations: Vec<usize> =
        (0..parts.len()).filter(|index| places.kinds[*index] == Some(Kind::Destination)).collect();
    if destinations.is_empty() && places.kinds.iter().all(Option::is_some) {
        let message = "there is no camp, haven or host: people would have nowhere to go";
        problems.push(codes::NO_DESTINATION.at(Spot::file("places.csv"), message));
        return;
    }
    for (index, place) in places.all.iter().enumerate() {
        let (id, at) = (&place.id, places.spots[index].clone());
        let together = |others: &[usize]| others.iter().any(|other| parts[*other] == parts[index]);
        if !linked[index] && !sources.contains(&index) {
            let message = format!("`{id}` has no open link: nobody can reach or leave it");
            problems.push(codes::ISOLATED_PLACE.at(at, message).hint("add it to links.csv"));
        } else if sources.contains(&index) && !together(&destinations) {
            let message =
                format!("from `{id}`, which is in conflict, no destination can be reached");
            problems.push(codes::NO_WAY_OUT.at(at, message).hint("add the missing links"));
        } else if destinations.contains(&index) && !sources.is_empty() && !together(&sources) {
            let message = format!("`{id}` cannot be reached from any place in conflict");
            problems.push(codes::UNREACHABLE_PLACE.at(at, message).hint("add the missing links"));
        }
    }
}

/// Number of the connected part to which each place belongs.
fn parts(places: usize, links: &[Link]) -> Vec<usize> {
    let mut neighbours = vec![Vec::new(); places];
    for link in links {
        neighbours[link.from.index()].push(link.to.index());
        neighbours[link.to.index()].push(link.from.index());
    }
    let mut parts = vec![usize::MAX; places];
    for start in 0..places {
        let mut open = vec![start];
        while let Some(here) = open.pop() {
            if parts[here] == usize::MAX {
                parts[here] = start;
                open.extend(&neighbours[here]);
            }
        }
    }
    parts
}
