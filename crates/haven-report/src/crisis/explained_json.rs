//! An explanation as one JSON document.

use super::words::LEFT_OUT;
use crate::spread_entry::SpreadEntry;
use haven::crisis::{Explanation, Reach};
use haven::disclosure::{ByLabel, Cells};
use haven_study::spread::Spread;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// Where arrivals come from and why, what what-ifs change in that, and what would have to be true for so
/// many to come. Groups are in whole 25s; those below 25 people are together.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExplanationDocument {
    /// Where arrivals are counted: "in Turkey", "through" a gate, or "at" a town.
    counted: String,
    /// Whether people may be on these ways now.
    sensitive: bool,
    /// What is left out because of that.
    left_out: Option<&'static str>,
    /// Seed.
    seed: u64,
    /// Members that were asked for.
    members_asked: usize,
    /// Whether it was stopped before all of them were played with every what-if.
    interrupted: bool,
    /// By combination of what-ifs; none for the inverse question, but at a host.
    arrivals: Vec<ArrivalsDocument>,
    /// The inverse question, by combination.
    reach: Vec<Reach>,
}

/// Arrivals under one combination of what-ifs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ArrivalsDocument {
    /// What-ifs as they are written: `both-advance+gates-shut`.
    id: String,
    /// Its name for people.
    title: String,
    /// Members that are complete.
    members: usize,
    /// Arrivals in all over the whole run.
    people: Option<SpreadEntry>,
    /// By one label at a time.
    by: ByLabel,
    /// What it adds to the first combination, or takes away.
    more_than_the_first_by: Option<ByLabel>,
    /// By everything at once.
    #[serde(flatten)]
    cells: Cells,
}

impl ExplanationDocument {
    fn of(explanation: &Explanation) -> Self {
        let told = explanation.answers.iter().enumerate().filter_map(|(at, answer)| {
            let people = Spread::of(&mut explanation.counts[at].clone());
            Some(ArrivalsDocument {
                id: answer.asked.id(),
                title: answer.asked.title.clone(),
                members: answer.members.len(),
                people: people.as_ref().map(SpreadEntry::from),
                by: answer.arrivals.as_ref()?.by.clone(),
                more_than_the_first_by: at.checked_sub(1).map(|at| explanation.changes[at].clone()),
                cells: explanation.cells[at].clone(),
            })
        });
        Self {
            counted: explanation.counted.clone(),
            sensitive: explanation.is_sensitive,
            left_out: explanation.is_sensitive.then_some(LEFT_OUT),
            seed: explanation.seed,
            members_asked: explanation.asked,
            interrupted: explanation.interrupted,
            arrivals: told.collect(),
            reach: explanation.reach.clone(),
        }
    }
}

/// An explanation.
///
/// # Panics
/// Never: it has text for keys.
pub fn explain_json(explanation: &Explanation) -> Value {
    serde_json::to_value(ExplanationDocument::of(explanation)).expect("it has text for keys")
}
