//! What a study says.

use haven_core::problem::Problem;
use haven_study::sensitivity::{Analysis, Method};

/// A study that is done.
#[derive(Debug)]
pub struct Sensitivity {
    /// Title of the scenario.
    pub title: String,
    /// Title of the combination of what-ifs, in a scenario with actors.
    pub what_if: Option<String>,
    /// How sensitivity was measured.
    pub method: Method,
    /// Rows that were asked for.
    pub samples: u32,
    /// Rows that are complete.
    pub rows: usize,
    /// Runs that were asked for.
    pub runs: u64,
    /// What was free.
    pub inputs: Vec<Freed>,
    /// Whether there are uncertain numbers that were not free, so that members differ in them.
    pub others_vary: bool,
    /// What it moves.
    pub answers: Vec<Answered>,
    /// Limits that the scenario states.
    pub limits: Vec<String>,
    /// Days of a run.
    pub days: u32,
    /// People that one simulated person stands for.
    pub scale_divisor: u64,
    /// Seed.
    pub seed: u64,
    /// Whether it was stopped before all rows were complete.
    pub interrupted: bool,
    /// Suspicious things about the scenario.
    pub warnings: Vec<Problem>,
    /// What it was made from; nothing of it knows the time.
    pub manifest: serde_json::Value,
}

/// An input: a parameter, a number of the scenario, or a family of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Freed {
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Its unit; empty if it has none of its own.
    pub unit: String,
    /// What is known of it, as people write it.
    pub prior: String,
    /// If it is many numbers that are drawn anew together: how many. An effect on them has no sign.
    pub family: Option<usize>,
}

/// An answer and what moves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// For files.
    pub id: String,
    /// For people.
    pub title: String,
    /// Whether it counts people; a ratio otherwise.
    pub counts_people: bool,
    /// Whether it gets a table of its own.
    pub is_main: bool,
    /// What moves it, by input.
    pub analysis: Analysis,
}
