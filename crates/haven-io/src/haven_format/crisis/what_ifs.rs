//! What-ifs: `[[axis]]` and `[[axis.what_if]]` in `scenario.toml` or in a file of their own, where a
//! `[[what_if]]` may also stand alone and name its `axis`.

use super::changes;
use super::fields::Fields;
use super::{facts, names};
use crate::codes;
use crate::haven_format::toml_table::{TomlTable, document};
use crate::problems::Problems;
use crate::sources::SourceText;
use haven_core::crisis::scenario::{Axis, Change, Crisis, WhatIf};
use haven_core::problem::{Problem, Spot};
use std::collections::BTreeMap;

/// Keys of an axis.
const AXIS_KEYS: &[&str] = &["id", "title", "what_if"];

/// Axes that need not be declared, and what they ask.
const USUAL_AXES: [(&str, &str); 5] = [
    ("advance", "Who advances?"),
    ("gates", "What do the gates do?"),
    ("haven", "Is there a protected area?"),
    ("air", "What happens in the air?"),
    ("aid", "Who is supplied?"),
];

/// Adds the what-ifs of a file to a crisis, and gives everything that is wrong with them. `name`: what
/// to call the file in messages. If one of the problems is an error that cannot be accepted, the crisis stays
/// as it was.
pub fn read_what_ifs(name: &str, text: &str, crisis: &mut Crisis) -> Vec<Problem> {
    let source = SourceText::new(name, text);
    let mut problems = Problems::default();
    let mut changed = crisis.clone();
    if let Some(document) = document(&source, &mut problems) {
        let top = TomlTable { source: &source, table: &document };
        top.only(&["axis", "what_if"], &mut problems);
        read(&top, &mut changed, &mut problems);
    }
    let problems = problems.into_vec();
    if codes::can_be_accepted(&problems) {
        *crisis = changed;
    }
    problems
}

/// Adds the axes and what-ifs of a table to a crisis.
pub fn read(top: &TomlTable<'_>, crisis: &mut Crisis, problems: &mut Problems) {
    for table in top.tables("axis", problems) {
        table.only(AXIS_KEYS, problems);
        let Some(id) = table.needed("id", problems) else { continue };
        let title = table.text_of("title", problems).map(str::to_owned);
        let axis = position(crisis, &id, title);
        for what_if in table.tables("what_if", problems) {
            add(&what_if, axis, crisis, problems);
        }
    }
    for table in top.tables("what_if", problems) {
        let axis = table.needed("axis", problems);
        let axis =
            axis.and_then(|id| declared(&id, Fields::spot(&table, "axis"), crisis, problems));
        if let Some(axis) = axis {
            add(&table, axis, crisis, problems);
        }
    }
}

/// The position of an axis, which is added if it is not there.
fn position(crisis: &mut Crisis, id: &str, title: Option<String>) -> usize {
    let found = crisis.axes.iter().position(|axis| axis.id == id);
    found.unwrap_or_else(|| {
        let title = title.unwrap_or_else(|| id.to_owned());
        crisis.axes.push(Axis { id: id.to_owned(), title, what_ifs: Vec::new() });
        crisis.axes.len() - 1
    })
}

/// The position of an axis that is there, or is one of the usual ones.
fn declared(id: &str, at: Spot, crisis: &mut Crisis, problems: &mut Problems) -> Option<usize> {
    let usual = USUAL_AXES.iter().find(|(usual, _)| *usual == id);
    if usual.is_none() && !crisis.axes.iter().any(|axis| axis.id == id) {
        let own = crisis.axes.iter().map(|axis| (axis.id.as_str(), axis.title.as_str()));
        let known: BTreeMap<&str, &str> = USUAL_AXES.into_iter().chain(own).collect();
        let known = known.iter().map(|(id, title)| (*id, *title));
        names::unknown(codes::UNKNOWN_AXIS, "axis", id, known, at, problems);
        return None;
    }
    Some(position(crisis, id, usual.map(|(_, title)| (*title).to_owned())))
}

fn add(table: &TomlTable<'_>, axis: usize, crisis: &mut Crisis, problems: &mut Problems) {
    table.only(changes::KEYS, problems);
    let id = table.needed("id", problems).map(std::borrow::Cow::into_owned);
    let changes = changes::read(table, crisis, problems);
    let Some(id) = id else { return };
    let at = Fields::spot(table, "id");
    if id.contains('+') {
        let message = format!("`{id}` contains a `+`, which combines what-ifs");
        problems.push(codes::RESERVED_ID.at(at.clone(), message).hint("write `-` instead"));
    }
    if crisis.axes.iter().flat_map(|axis| &axis.what_ifs).any(|other| other.id == id) {
        let message = format!("there is a what-if `{id}` already");
        let hint = "ids are unique among all what-ifs of a scenario, whatever their axis";
        problems.push(codes::DUPLICATE_ID.at(at.clone(), message).hint(hint));
        return;
    }
    check_campaigns(axis, &changes, &at, crisis, problems);
    facts::note(&mut crisis.facts, table, || format!("what-if {id}"));
    let title = table.text_of("title", problems).unwrap_or(&id).to_owned();
    let about = table.text_of("about", problems).unwrap_or_default().trim().to_owned();
    crisis.axes[axis].what_ifs.push(WhatIf { id, title, about, changes });
}

/// Reports campaigns that would be there twice if this what-if is combined with others. Alternatives
/// on its own axis may have the same ones, since at most one of them is taken.
fn check_campaigns(
    axis: usize,
    changes: &[Change],
    at: &Spot,
    crisis: &Crisis,
    problems: &mut Problems,
) {
    let of = |changes: &[Change]| -> Vec<String> {
        let ids = changes.iter().filter_map(|change| match change {
            Change::AddCampaign(campaign) => Some(campaign.id.clone()),
            _ => None,
        });
        ids.collect()
    };
    let others = crisis.axes.iter().enumerate().filter(|(other, _)| *other != axis);
    let mut taken: Vec<String> = others
        .flat_map(|(_, axis)| &axis.what_ifs)
        .flat_map(|what_if| of(&what_if.changes))
        .chain(crisis.campaigns.iter().map(|campaign| campaign.id.clone()))
        .collect();
    for id in of(changes) {
        if taken.contains(&id) {
            let message = format!("there is a campaign `{id}` already");
            let hint = "give the campaign of the what-if an id of its own";
            problems.push(codes::DUPLICATE_ID.at(at.clone(), message).hint(hint));
        }
        taken.push(id);
    }
}
