//! A run or a comparison of a crisis as one JSON document.

use super::answered_json::{
    HeadlineDocument, PlanningDocument, TakenEntry, WhereaboutsDocument, headline, planning, taken,
    whereabouts,
};
use crate::claim::{claimed, where_claim_lies};
use crate::kept::Kept;
use crate::spread_entry::SpreadEntry;
use haven::ProblemEntry;
use haven::crisis::{Comparison, CrisisRun};
use haven_io::writers::manifest::Manifest;
use haven_study::crisis::paired::Difference;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A run of one combination of what-ifs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CrisisRunDocument {
    /// Folder of the result.
    folder: String,
    /// What it was made from, as in `run.json`.
    manifest: Manifest,
    /// The few numbers that come first.
    headline: HeadlineDocument,
    /// What planners need.
    planning: PlanningDocument,
    /// Where everybody is on the last day.
    whereabouts: WhereaboutsDocument,
    /// Places that are taken from others, most often first.
    taken: Vec<TakenEntry>,
    /// What is suspicious about the scenario.
    warnings: Vec<ProblemEntry>,
}

/// A run.
///
/// # Panics
/// Never: it has text for keys.
pub fn crisis_run_json(run: &CrisisRun, kept: &Kept<'_>) -> Value {
    let document = CrisisRunDocument {
        folder: kept.folder(),
        manifest: run.manifest.clone(),
        headline: headline(&run.answer.headline),
        planning: planning(&run.answer),
        whereabouts: whereabouts(&run.answer),
        taken: taken(&run.answer),
        warnings: run.warnings.iter().map(ProblemEntry::from).collect(),
    };
    serde_json::to_value(document).expect("it has text for keys")
}

/// Combinations of what-ifs side by side.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComparisonDocument {
    /// Folder of the result.
    folder: String,
    /// What it was made from, as in `run.json`.
    manifest: Manifest,
    /// What each combination answers, in the order asked for.
    answers: Vec<AnswerDocument>,
    /// How each but the first differs from the first, member by member.
    contrasts: Vec<ContrastDocument>,
    /// Whether it was stopped before everything was played.
    interrupted: bool,
    /// What is suspicious about the scenario.
    warnings: Vec<ProblemEntry>,
}

/// What one combination answers.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AnswerDocument {
    /// What-ifs as they are written: `both-advance+gates-shut`.
    id: String,
    /// Its name for people.
    title: String,
    /// Members that are complete.
    members: usize,
    /// The few numbers that come first.
    headline: HeadlineDocument,
    /// The same if advances may fail; null if nobody advances, or that was not asked for.
    attempted: Option<HeadlineDocument>,
    /// Chance that an attempt takes all its objectives by the end.
    chance_of_success: Option<f64>,
    /// Where the claim that the scenario asks about lies among the members, in words.
    claim: Option<String>,
    /// What planners need.
    planning: PlanningDocument,
    /// Where everybody is on the last day.
    whereabouts: WhereaboutsDocument,
    /// Places that are taken from others, most often first.
    taken: Vec<TakenEntry>,
}

/// How one combination differs from another.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ContrastDocument {
    /// The combination.
    id: String,
    /// From which it differs.
    against: String,
    /// By the quantities that come first, by id.
    differences: BTreeMap<String, DifferenceEntry>,
}

/// A difference between members with the same luck.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DifferenceEntry {
    /// Over members, people.
    #[serde(flatten)]
    spread: SpreadEntry,
    /// 95 % interval of the mean: what more members would narrow.
    mean_interval_95: [f64; 2],
    /// Share of members that exceed the other by more than the people asked for.
    chance_of_exceeding: f64,
}

impl From<&Difference> for DifferenceEntry {
    fn from(difference: &Difference) -> Self {
        Self {
            spread: (&difference.spread).into(),
            mean_interval_95: difference.mean_interval,
            chance_of_exceeding: difference.exceeding,
        }
    }
}

/// A comparison.
///
/// # Panics
/// Never: it has text for keys.
pub fn compare_json(comparison: &Comparison, kept: &Kept<'_>) -> Value {
    let document = ComparisonDocument {
        folder: kept.folder(),
        manifest: comparison.manifest.clone(),
        answers: (0..comparison.answers.len()).map(|at| answer(comparison, at)).collect(),
        contrasts: contrasts(comparison),
        interrupted: comparison.interrupted,
        warnings: comparison.warnings.iter().map(ProblemEntry::from).collect(),
    };
    serde_json::to_value(document).expect("it has text for keys")
}

fn answer(comparison: &Comparison, at: usize) -> AnswerDocument {
    let answer = &comparison.answers[at];
    let abroad = comparison.abroad.as_ref().map(|(_, code)| code.as_str());
    let claim = claimed(&comparison.crisis, abroad, &answer.headline);
    AnswerDocument {
        id: answer.asked.id(),
        title: answer.asked.title.clone(),
        members: answer.members.len(),
        headline: headline(&answer.headline),
        attempted: comparison.attempts[at].as_ref().map(headline),
        chance_of_success: comparison.success[at],
        claim: claim.map(|(claim, quantity)| where_claim_lies(claim, quantity)),
        planning: planning(answer),
        whereabouts: whereabouts(answer),
        taken: taken(answer),
    }
}

fn contrasts(comparison: &Comparison) -> Vec<ContrastDocument> {
    let id = |at: usize| comparison.answers[at].asked.id();
    let contrast = |contrast: &haven::crisis::Contrast| ContrastDocument {
        id: id(contrast.answer),
        against: id(0),
        differences: contrast.differences.iter().map(|(id, d)| (id.clone(), d.into())).collect(),
    };
    comparison.contrasts.iter().map(contrast).collect()
}
