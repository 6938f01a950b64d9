//! Who holds what, by party: actors under one umbrella are one.

use haven::crisis::Held;
use haven_core::crisis::scenario::{ActorId, ControlRow, Crisis};
use haven_core::id::PlaceId;
use std::collections::BTreeMap;

/// Parties with ground in a place, the one with most first, and how sure that is (share of members).
pub type Holders = BTreeMap<PlaceId, Vec<(ActorId, f64)>>;

/// Parties that hold ground in at least so many members are shown beside the first.
const ALSO: f64 = 1.0 / 3.0;

/// The umbrella over all umbrellas of an actor, or itself.
pub fn party(crisis: &Crisis, mut actor: ActorId) -> ActorId {
    while let Some(parent) = crisis.actors[actor.index()].parent {
        actor = parent;
    }
    actor
}

/// Holders on the first day, by the tables.
pub fn at_start(crisis: &Crisis) -> Holders {
    let mut rows: BTreeMap<PlaceId, &ControlRow> = BTreeMap::new();
    for row in crisis.control.iter().filter(|row| row.day <= 0) {
        rows.insert(row.place, row);
    }
    let shares = rows.into_iter().map(|(place, row)| (place, row.shares.iter().copied()));
    shares.map(|(place, shares)| (place, by_party(crisis, shares))).collect()
}

/// Holders over the members on another day. An actor that has ground in a third of the members is
/// shown, so two of them say that the place is split or that members disagree.
pub fn over_members(crisis: &Crisis, held: &[Held]) -> Holders {
    let mut found: BTreeMap<PlaceId, Vec<(ActorId, f64)>> = BTreeMap::new();
    for held in held {
        found.entry(held.place).or_default().push((held.actor, held.share));
    }
    let mut holders = Holders::new();
    for (place, actors) in found {
        let mut parties = by_party(crisis, actors.into_iter());
        let keep = parties.iter().filter(|(_, share)| *share >= ALSO).count().max(1);
        parties.truncate(keep);
        holders.insert(place, parties);
    }
    holders
}

fn by_party(crisis: &Crisis, shares: impl Iterator<Item = (ActorId, f64)>) -> Vec<(ActorId, f64)> {
    let mut parties: Vec<(ActorId, f64)> = Vec::new();
    for (actor, share) in shares {
        let party = party(crisis, actor);
        match parties.iter_mut().find(|(other, _)| *other == party) {
            Some((_, sum)) => *sum = (*sum + share).min(1.0),
            None => parties.push((party, share)),
        }
    }
    parties.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    parties
}

/// Parties that hold anything in any of these, in the order of the scenario.
pub fn parties(all: &[&Holders]) -> Vec<ActorId> {
    let mut parties: Vec<ActorId> = all
        .iter()
        .flat_map(|holders| holders.values().flatten())
        .map(|(party, _)| *party)
        .collect();
    parties.sort_unstable();
    parties.dedup();
    parties
}
