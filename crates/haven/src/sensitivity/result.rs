//! What a study says.

use super::freed::Freed;
use super::manifest::StudyManifest;
use haven_core::problem::Problem;
use haven_study::sensitivity::{Analysis, Effects, Findings, Indices, Method};
use schemars::JsonSchema;
use serde::Serialize;

/// A study that is done. As JSON it is `sensitivity.json`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Sensitivity {
    /// What it was made from; nothing of it knows the time.
    pub manifest: StudyManifest,
    /// What it moves.
    pub answers: Vec<Answered>,
    /// Title of the scenario.
    #[serde(skip)]
    pub title: String,
    /// Title of the combination of what-ifs, in a scenario with actors.
    #[serde(skip)]
    pub what_if: Option<String>,
    /// How sensitivity was measured.
    #[serde(skip)]
    pub method: Method,
    /// Rows that were asked for.
    #[serde(skip)]
    pub samples: u32,
    /// Rows that are complete.
    #[serde(skip)]
    pub rows: usize,
    /// Runs that were asked for.
    #[serde(skip)]
    pub runs: u64,
    /// What was free.
    #[serde(skip)]
    pub inputs: Vec<Freed>,
    /// Whether there are uncertain numbers that were not free, so that members differ in them.
    #[serde(skip)]
    pub others_vary: bool,
    /// Limits that the scenario states.
    #[serde(skip)]
    pub limits: Vec<String>,
    /// Days of a run.
    #[serde(skip)]
    pub days: u32,
    /// People that one simulated person stands for.
    #[serde(skip)]
    pub scale_divisor: u64,
    /// Seed.
    #[serde(skip)]
    pub seed: u64,
    /// Whether it was stopped before all rows were complete.
    #[serde(skip)]
    pub interrupted: bool,
    /// Suspicious things about the scenario.
    #[serde(skip)]
    pub warnings: Vec<Problem>,
}

/// What an answer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// People.
    People,
    /// A share of the counts.
    Ratio,
}

impl Unit {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Ratio => "ratio",
        }
    }
}

/// What is asked of a scenario: a measure at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Question {
    /// For files.
    pub id: String,
    /// For people.
    pub title: String,
    /// What is counted, as in other tables.
    pub measure: &'static str,
    /// Id of the place, code of the country, or `total`.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// In what it is counted.
    pub unit: Unit,
    /// Whether it gets a table of its own.
    #[serde(skip)]
    pub is_main: bool,
}

/// An answer and what moves it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Answered {
    /// What was asked.
    #[serde(flatten)]
    pub asked: Question,
    /// Mean of the answer under the priors.
    pub mean: f64,
    /// Standard deviation of the answer under the priors and with different luck.
    pub sd: f64,
    /// Share of the variance that luck makes, with whatever is uncertain and no input. None if it was not
    /// measured or the answer does not vary.
    pub share_of_luck: Option<f64>,
    /// What moves it, by input.
    pub parameters: Vec<Moves>,
}

/// How much an input moves an answer.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Moves {
    /// The input.
    pub name: String,
    /// How much.
    #[serde(flatten)]
    pub found: Found,
}

/// What is found of an input.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Found {
    /// Shares of the variance.
    Sobol(Indices),
    /// Effects, in the answer's unit over the input's whole prior.
    Morris(Effects),
}

impl Found {
    /// How much it moves the answer: total index, or μ*.
    pub fn size(&self) -> f64 {
        match self {
            Self::Sobol(found) => found.total.value,
            Self::Morris(found) => found.mu_star.value,
        }
    }
}

impl Answered {
    /// An answer, with what a study says of it and its inputs.
    pub fn new(asked: Question, analysis: Analysis, inputs: &[Freed]) -> Self {
        let found: Vec<Found> = match analysis.findings {
            Findings::Sobol(all) => all.into_iter().map(Found::Sobol).collect(),
            Findings::Morris(all) => all.into_iter().map(Found::Morris).collect(),
        };
        let moves = |(input, found): (&Freed, Found)| Moves { name: input.name.clone(), found };
        Self {
            asked,
            mean: analysis.mean,
            sd: analysis.sd,
            share_of_luck: analysis.luck,
            parameters: inputs.iter().zip(found).map(moves).collect(),
        }
    }
}
