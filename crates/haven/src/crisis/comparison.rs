//! What a comparison says.

use super::answer::Answer;
use super::headline::Headline;
use haven_core::crisis::scenario::Crisis;
use haven_core::problem::Problem;
use haven_io::writers::manifest::Manifest;
use haven_study::crisis::paired::Difference;

/// Answers side by side.
#[derive(Debug)]
pub struct Comparison {
    /// The scenario as it stands.
    pub crisis: Crisis,
    /// Country that the scenario asks about, as a position in `World::countries`, with its code.
    pub abroad: Option<(u16, String)>,
    /// The answers given that advances succeed, in the order asked for.
    pub answers: Vec<Answer>,
    /// For each answer in which anybody advances: the same, but the advance may fail.
    pub attempts: Vec<Option<Headline>>,
    /// For each answer: the chance that an attempt takes all its objectives by the end.
    pub success: Vec<Option<f64>>,
    /// Position of the answer that is told at length and prepared for: of all texts and pages the same.
    pub prepared: usize,
    /// How each answer but the first differs from the first.
    pub contrasts: Vec<Contrast>,
    /// Seed.
    pub seed: u64,
    /// People by which one answer has to exceed another to count.
    pub exceed_by: f64,
    /// Whether it was stopped before everything was played.
    pub interrupted: bool,
    /// How far it came.
    pub progress: Progress,
    /// Suspicious things about the scenario.
    pub warnings: Vec<Problem>,
    /// What it was made from; nothing of it knows the time.
    pub manifest: Manifest,
}

/// How far a comparison came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Members that were asked for of each combination.
    pub members: usize,
    /// Attempts that were asked for of each in which anybody advances.
    pub attempts: usize,
    /// Attempts that are complete, by answer; none where none belong to it.
    pub attempted: Vec<Option<usize>>,
    /// Combinations that were not begun: ids and titles.
    pub not_begun: Vec<(String, String)>,
}

/// How one answer differs from the first: by quantity, in the order of the headline.
#[derive(Clone, Debug)]
pub struct Contrast {
    /// Position of the answer.
    pub answer: usize,
    /// Differences, by quantity id.
    pub differences: Vec<(String, Difference)>,
}
