//! `fear.csv`: whom people fear.

use super::fields::Fields;
use super::{facts, names};
use crate::codes;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::problems::Problems;
use haven_core::crisis::scenario::Crisis;
use std::collections::BTreeSet;

/// The columns of `fear.csv`.
pub const COLUMNS: Columns =
    Columns { required: &["actor", "weight"], optional: &["group"], unused: &[] };

/// Reads the weights into the groups of a crisis. A row without a group is about all groups, one
/// about an umbrella is about its members; a row that is more precise counts before it.
pub fn read(table: &Table<'_>, crisis: &mut Crisis, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for line in table.lines() {
        let group = match line.given("group") {
            Some(id) => group(id, &line, crisis, problems).map(Some),
            None => Some(None),
        };
        let actor = line.required("actor", problems);
        let actor = actor.and_then(|id| names::actor(crisis, id, line.spot("actor"), problems));
        let weight = line.required("weight", problems);
        let weight = weight.and_then(|_| line.prior("weight", [0.0, 1.0], problems));
        let (Some(group), Some(actor), Some(weight)) = (group, actor, weight) else { continue };
        if !seen.insert((group, actor)) {
            let message = "another row gives this weight already";
            problems.push(codes::CONTRADICTION.at(line.spot("weight"), message));
        }
        let about = format!("fear of {}", crisis.actors[actor.index()].name);
        facts::note(&mut crisis.facts, &line, || about);
        rows.push((group, actor, weight));
    }
    // Those about a group and about a single actor come last, and so count.
    rows.sort_by_key(|(group, actor, _)| (group.is_some(), !crisis.is_umbrella(*actor)));
    for (group, actor, weight) in rows {
        let leaves = crisis.leaves(&crisis.actors[actor.index()].id);
        for (index, of_group) in crisis.groups.iter_mut().enumerate() {
            if group.is_none_or(|group| group == index) {
                for leaf in &leaves {
                    of_group.fear[leaf.index()] = Some(weight.clone());
                }
            }
        }
    }
}

/// The position of the group with an id; that there is none is reported.
fn group(id: &str, line: &Line<'_>, crisis: &Crisis, problems: &mut Problems) -> Option<usize> {
    let found = crisis.groups.iter().position(|group| group.id == id);
    if found.is_none() {
        let known = crisis.groups.iter().map(|group| (group.id.as_str(), group.id.as_str()));
        names::unknown(codes::UNKNOWN_GROUP, "group", id, known, line.spot("group"), problems);
    }
    found
}
