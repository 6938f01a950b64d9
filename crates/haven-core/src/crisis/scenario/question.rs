//! What a scenario is asked.

use super::Measure;

/// A combination of what-ifs that has a name of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Combination {
    /// A few words, for tables.
    pub title: String,
    /// Ids of its what-ifs; none: the scenario as it stands.
    pub what_ifs: Vec<String>,
}

/// A statement that the scenario is held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What was said, by whom, when.
    pub text: String,
    /// Which measure it is about, summed from the start to the last day if it is a flow.
    pub measure: Measure,
    /// A country's code or a place's id.
    pub subject: String,
    /// Lowest number of people said.
    pub low: f64,
    /// Highest number of people said.
    pub high: f64,
    /// Where it was said.
    pub source: String,
}
