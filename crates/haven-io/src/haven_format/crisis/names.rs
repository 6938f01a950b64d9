//! Places, actors and campaigns by the ids under which tables and what-ifs name them.

use super::fields::Fields;
use crate::codes::{self, Code};
use crate::nearest::nearest;
use crate::problems::Problems;
use haven_core::crisis::scenario::{ActorId, Crisis, PlaceKind};
use haven_core::id::PlaceId;
use haven_core::problem::Spot;

/// Whether a place is ground that can be held: in the home country, and no gate. True if it is not
/// known which country that is.
pub fn is_ground(crisis: &Crisis, place: PlaceId) -> bool {
    let is_gate = crisis.places[place.index()].kind == PlaceKind::Crossing;
    crisis.home_country.is_empty() || (crisis.is_at_home(place) && !is_gate)
}

/// The place with an id; that there is none is reported, but if there is no place at all: what is wrong
/// with their table has been reported then.
pub fn place(crisis: &Crisis, id: &str, at: Spot, problems: &mut Problems) -> Option<PlaceId> {
    let found = crisis.places.binary_search_by(|place| place.id.as_str().cmp(id)).ok();
    if found.is_none() && !crisis.places.is_empty() {
        let names = crisis.places.iter().map(|place| (place.id.as_str(), place.name.as_str()));
        unknown(codes::UNKNOWN_PLACE, "place", id, names, at, problems);
    }
    found.map(|index| PlaceId(index as u32))
}

/// The actor with an id, an umbrella or not; that there is none is reported as for places.
pub fn actor(crisis: &Crisis, id: &str, at: Spot, problems: &mut Problems) -> Option<ActorId> {
    let found = crisis.actor(id);
    if found.is_none() && !crisis.actors.is_empty() {
        let names = crisis.actors.iter().map(|actor| (actor.id.as_str(), actor.name.as_str()));
        unknown(codes::UNKNOWN_ACTOR, "actor", id, names, at, problems);
    }
    found
}

/// The actor with an id, which has to be one that acts by itself.
pub fn leaf(crisis: &Crisis, id: &str, at: Spot, problems: &mut Problems) -> Option<ActorId> {
    let found = actor(crisis, id, at.clone(), problems)?;
    if !crisis.is_umbrella(found) {
        return Some(found);
    }
    let message = format!("`{id}` is an umbrella of other actors and does nothing by itself");
    let leaves = crisis.leaves(id);
    let members: Vec<&str> =
        leaves.iter().map(|leaf| crisis.actors[leaf.index()].id.as_str()).collect();
    let hint = format!("name one of its members: {}", members.join(", "));
    problems.push(codes::UMBRELLA_ACTS.at(at, message).hint(hint));
    None
}

/// The place under a name.
pub fn place_in(
    crisis: &Crisis,
    fields: &impl Fields,
    key: &str,
    problems: &mut Problems,
) -> Option<PlaceId> {
    let id = fields.needed(key, problems)?;
    place(crisis, &id, fields.spot(key), problems)
}

/// The actor under a name, which has to be one that acts by itself.
pub fn leaf_in(
    crisis: &Crisis,
    fields: &impl Fields,
    key: &str,
    problems: &mut Problems,
) -> Option<ActorId> {
    let id = fields.needed(key, problems)?;
    leaf(crisis, &id, fields.spot(key), problems)
}

/// The places under a name.
pub fn places_in(
    crisis: &Crisis,
    fields: &impl Fields,
    key: &str,
    problems: &mut Problems,
) -> Vec<(PlaceId, Spot)> {
    let listed = fields.list(key, problems);
    let found =
        listed.into_iter().map(|(id, at)| Some((place(crisis, &id, at.clone(), problems)?, at)));
    found.flatten().collect()
}

/// Reports an id that nothing has. `known` are ids and names.
pub fn unknown<'k>(
    code: &Code,
    what: &str,
    id: &str,
    known: impl Iterator<Item = (&'k str, &'k str)> + Clone,
    at: Spot,
    problems: &mut Problems,
) {
    // Advice is costly where a table of events names a hundred thousand places wrongly.
    let is_full = problems.is_full(code.code, &at.file);
    let problem = code.at(at, format!("no {what} has the id `{id}`"));
    let by_name = known.clone().find(|(_, name)| *name == id).map(|(known, _)| known);
    problems.push(match by_name {
        _ if is_full => problem,
        Some(own) => problem.hint(format!("{what}s are named by id: `{id}` is `{own}`")),
        None => match nearest(id, known.clone().map(|(known, _)| known)) {
            Some(close) => problem.hint(format!("did you mean `{close}`?")),
            None => problem.hint(few(what, known.map(|(known, _)| known))),
        },
    });
}

/// The ids that there are, if they are few enough to be read.
fn few<'k>(what: &str, known: impl Iterator<Item = &'k str>) -> String {
    let known: Vec<&str> = known.collect();
    match known.len() {
        0 => format!("there is no {what}"),
        1..=12 => format!("there are: {}", known.join(", ")),
        count => format!("there are {count} {what}s; this is none of them"),
    }
}
