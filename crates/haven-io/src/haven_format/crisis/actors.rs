//! `actors.csv`: armed actors, who belongs to whom, who fights whom.

use super::fields::{Fields, uncertain};
use super::{facts, names};
use crate::codes;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::problems::Problems;
use haven_core::crisis::scenario::{Actor, ActorId, ControlRow, Crisis};
use haven_core::prior::Prior;
use haven_core::problem::Spot;
use std::collections::{BTreeMap, BTreeSet};

/// The columns of `actors.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["id"],
    optional: &[
        "name",
        "parent",
        "aliases",
        "conduct",
        "exit_closure",
        "allies",
        "hostile_to",
        "strength",
        "strength_low",
        "strength_high",
    ],
    unused: &[],
};

/// More actors than the engine can tell apart are refused.
const MOST_ACTORS: usize = 32;

/// Reads the actors into a crisis, in the order of their ids, and gives the spot of each.
pub fn read(table: &Table<'_>, crisis: &mut Crisis, problems: &mut Problems) -> Vec<Spot> {
    let rows = rows(table, crisis, problems);
    crisis.actors = rows.iter().map(|(id, line)| actor(id, line, problems)).collect();
    if rows.len() > MOST_ACTORS {
        let message = format!("there are {} actors; {MOST_ACTORS} can be told apart", rows.len());
        let hint = "put small groups together, or leave out those that hold no ground here";
        problems.push(codes::TOO_MANY_ACTORS.at(table.whole(), message).hint(hint));
    }
    let lines: Vec<Line<'_>> = rows.into_values().collect();
    parents(&lines, crisis, problems);
    for (index, line) in lines.iter().enumerate() {
        strength(index, line, crisis, problems);
    }
    relations(&lines, crisis, problems);
    lines.iter().map(|line| line.spot("id")).collect()
}

/// Reports actors that hold ground and have no strength to hold it with. `actors`: their spots.
pub fn check_strength(crisis: &Crisis, actors: &[Spot], problems: &mut Problems) {
    for (index, (actor, at)) in crisis.actors.iter().zip(actors).enumerate() {
        let holds = |control: &ControlRow| control.shares.iter().any(|(id, _)| id.index() == index);
        if actor.strength == Prior::Fixed(0.0) && crisis.control.iter().any(holds) {
            let message = format!("`{}` holds ground and has no strength", actor.id);
            let hint = "its ground goes to whoever comes near; give strength_low and strength_high";
            problems.push(codes::NO_STRENGTH.at(at.clone(), message).hint(hint));
        }
    }
}

fn rows<'a>(
    table: &'a Table<'_>,
    crisis: &mut Crisis,
    problems: &mut Problems,
) -> BTreeMap<&'a str, Line<'a>> {
    let mut rows: BTreeMap<&str, Line<'a>> = BTreeMap::new();
    for line in table.lines() {
        let Some(id) = line.required("id", problems) else { continue };
        if let Some(first) = rows.get(id) {
            let message = format!("the actor `{id}` is already in line {}", first.spot("id").line);
            problems.push(codes::DUPLICATE_ID.at(line.spot("id"), message));
            continue;
        }
        let name = line.given("name").unwrap_or(id);
        facts::note(&mut crisis.facts, &line, || format!("actor {name}"));
        rows.insert(id, line);
    }
    rows
}

fn actor(id: &str, line: &Line<'_>, problems: &mut Problems) -> Actor {
    let share = [0.0, 1.0];
    Actor {
        id: id.to_owned(),
        name: line.given("name").unwrap_or(id).to_owned(),
        parent: None,
        allies: Vec::new(),
        hostile_to: Vec::new(),
        strength: Prior::Fixed(0.0),
        conduct: line.prior("conduct", share, problems).unwrap_or(Prior::Fixed(1.0)),
        exit_closure: line.prior("exit_closure", share, problems).unwrap_or(Prior::Fixed(0.0)),
    }
}

fn parents(lines: &[Line<'_>], crisis: &mut Crisis, problems: &mut Problems) {
    for (index, line) in lines.iter().enumerate() {
        let Some(id) = line.given("parent") else { continue };
        let parent = names::actor(crisis, id, line.spot("parent"), problems);
        // Set one by one: a parent that would close a circle is never set, so chains always end.
        if parent.is_some_and(|parent| is_under(crisis, parent, index)) {
            let message = format!("`{}` is its own parent in the end", crisis.actors[index].id);
            let hint = "an umbrella stands above its members, and no member above it";
            problems.push(codes::PARENT_CYCLE.at(line.spot("parent"), message).hint(hint));
            continue;
        }
        crisis.actors[index].parent = parent;
    }
}

/// Whether an actor is this one or stands somewhere under it.
fn is_under(crisis: &Crisis, actor: ActorId, index: usize) -> bool {
    let mut chain = std::iter::successors(Some(actor), |at| crisis.actors[at.index()].parent);
    chain.any(|at| at.index() == index)
}

fn strength(index: usize, line: &Line<'_>, crisis: &mut Crisis, problems: &mut Problems) {
    let columns = ["strength", "strength_low", "strength_high"];
    let given = uncertain(line, columns, [0.0, f64::MAX], problems);
    let column = columns.into_iter().find(|column| line.given(column).is_some());
    let is_umbrella = crisis.is_umbrella(ActorId(index as u16));
    let id = &crisis.actors[index].id;
    match (column, given) {
        (Some(column), Some(prior)) if is_umbrella && prior != Prior::Fixed(0.0) => {
            let message = format!("`{id}` is an umbrella: its strength is that of its members");
            let hint = "leave the cell empty, and give the strength of each member";
            problems.push(codes::UMBRELLA_ACTS.at(line.spot(column), message).hint(hint));
        }
        (_, Some(prior)) => crisis.actors[index].strength = prior,
        _ => {}
    }
}

/// Friends and enemies. What is said of an umbrella holds for its members, as a row and in a cell.
fn relations(lines: &[Line<'_>], crisis: &mut Crisis, problems: &mut Problems) {
    for column in ["allies", "hostile_to"] {
        let mut related: Vec<BTreeSet<ActorId>> = vec![BTreeSet::new(); lines.len()];
        for (index, line) in lines.iter().enumerate() {
            let others = others(line, column, crisis, problems);
            for one in crisis.leaves(&crisis.actors[index].id) {
                related[one.index()].extend(others.iter().filter(|other| **other != one));
            }
        }
        for (actor, others) in crisis.actors.iter_mut().zip(related) {
            let list = if column == "allies" { &mut actor.allies } else { &mut actor.hostile_to };
            list.extend(others);
        }
    }
    for (index, line) in lines.iter().enumerate() {
        check_friends(index, line, crisis, problems);
    }
}

fn others(line: &Line<'_>, column: &str, crisis: &Crisis, problems: &mut Problems) -> Vec<ActorId> {
    let mut others = Vec::new();
    for (id, at) in line.list(column, problems) {
        if names::actor(crisis, &id, at, problems).is_some() {
            others.extend(crisis.leaves(&id));
        }
    }
    others
}

fn check_friends(index: usize, line: &Line<'_>, crisis: &Crisis, problems: &mut Problems) {
    let one = ActorId(index as u16);
    let later = (index + 1..crisis.actors.len()).map(|other| ActorId(other as u16));
    for other in later.filter(|other| crisis.are_hostile(one, *other)) {
        if crisis.are_allied(one, other) {
            let message = format!(
                "`{}` and `{}` are both allies and hostile to each other",
                crisis.actors[index].id,
                crisis.actors[other.index()].id
            );
            let hint = "what is said of an umbrella holds for all its members";
            problems.push(codes::CONTRADICTION.at(line.spot("id"), message).hint(hint));
        }
    }
}
