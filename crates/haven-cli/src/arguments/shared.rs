//! What several verbs take: which scenario, what is drawn, how the work is done.

use clap::{Args, ValueEnum};
use haven::crisis::Advance;
use haven::{ChangedScenario, Draws, EnsembleRequest, Knowledge, ScenarioRequest};
use haven_store::Place;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Which scenario.
#[derive(Args, Debug)]
pub struct ScenarioArguments {
    /// A folder (Haven's or Flee's), a zip archive of one, or the name of a built-in scenario
    #[arg(value_name = "SCENARIO")]
    pub source: String,
    /// Days to simulate, in place of the scenario's own number
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub days: Option<u32>,
    /// Settings of a Flee folder, in place of its simsetting.yml
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Folder of the counts of a Flee folder, where they lie elsewhere
    #[arg(long, value_name = "COUNTS")]
    pub data: Option<PathBuf>,
    /// Go on in spite of errors with this code (may be repeated)
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub accept: Vec<String>,
    /// Print one JSON document
    #[arg(long)]
    pub json: bool,
}

/// Which what-ifs of a scenario with actors.
#[derive(Args, Debug)]
pub struct WhatIfArguments {
    /// A combination of what-ifs, one from each axis: A+B (may be repeated, to compare)
    #[arg(long = "what-if", value_name = "A+B")]
    pub what_ifs: Vec<String>,
    /// A file with what-ifs of your own: another offensive, other gates (may be repeated)
    #[arg(long = "what-if-file", value_name = "FILE")]
    pub what_if_files: Vec<String>,
}

/// What members draw, and by which luck.
#[derive(Args, Debug)]
pub struct DrawArguments {
    /// Seed: the same seed gives the same bits; without it one is made up and printed
    #[arg(long, value_parser = seed, allow_negative_numbers = true)]
    pub seed: Option<u64>,
    /// Set a parameter, by Haven's or Flee's name: a value or, where people fight, also a prior such
    /// as "LN(4, 0.5, 1, 15)" or a factor: quota=x0.5, also irregular, capacity (of havens), tempo,
    /// intensity (may be repeated)
    #[arg(long, value_name = "KEY=VALUE", value_parser = setting)]
    pub set: Vec<(String, String)>,
}

/// Where parameters that are not set are drawn from.
#[derive(Args, Debug)]
pub struct KnowledgeArguments {
    /// Draws of parameters (posterior.csv of a calibration): member m takes row m, over and over
    #[arg(long, value_name = "FILE")]
    pub parameters: Option<PathBuf>,
    /// Draw from the priors, in spite of what the scenario says was learnt
    #[arg(long, conflicts_with = "parameters")]
    pub prior: bool,
}

/// Where the result goes.
#[derive(Args, Debug)]
pub struct PlaceArguments {
    /// Folder of the result; a new one in haven-runs/ without it
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace the files of an earlier result in that folder; all others stay
    #[arg(long, requires = "out")]
    pub force: bool,
}

impl PlaceArguments {
    /// The place.
    pub fn place(&self) -> Place {
        Place { out: self.out.clone(), force: self.force }
    }
}

/// How the work is done; it changes no number.
#[derive(Args, Debug)]
pub struct WorkArguments {
    /// Threads; all cores without it. The result does not depend on it
    #[arg(long, value_parser = threads, allow_negative_numbers = true)]
    pub threads: Option<usize>,
    /// No progress and no messages
    #[arg(long)]
    pub quiet: bool,
}

impl DrawArguments {
    /// The seed; one is made up where none was given.
    pub fn seed(&self) -> u64 {
        self.seed.unwrap_or_else(crate::seed::invent)
    }

    /// These members, with that seed.
    pub fn ensemble(
        &self,
        members: Option<&Range<u32>>,
        draws: Draws,
        work: &WorkArguments,
    ) -> EnsembleRequest {
        EnsembleRequest {
            members: members.cloned(),
            seed: self.seed(),
            draws,
            threads: work.threads,
        }
    }
}

impl KnowledgeArguments {
    /// Where they are drawn from.
    pub fn knowledge(&self) -> Knowledge {
        match &self.parameters {
            Some(path) => Knowledge::Table(named(path)),
            None if self.prior => Knowledge::Priors,
            None => Knowledge::Scenario,
        }
    }
}

/// Whether advances are a premise or an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AdvanceArgument {
    /// Objectives are taken, at an uncertain pace
    Achieved,
    /// Advances are fought and may fail
    Attempted,
}

impl From<AdvanceArgument> for Advance {
    fn from(argument: AdvanceArgument) -> Self {
        match argument {
            AdvanceArgument::Achieved => Self::Achieved,
            AdvanceArgument::Attempted => Self::Attempted,
        }
    }
}

impl ScenarioArguments {
    /// The request for the verb.
    pub fn request(&self) -> ScenarioRequest {
        ScenarioRequest {
            source: self.source.clone(),
            settings: self.settings.as_deref().map(named),
            data: self.data.as_deref().map(named),
            days: self.days,
            accept: self.accept.clone(),
            as_of: haven_store::today(),
        }
    }
}

impl WhatIfArguments {
    /// The scenario to read, with its changes.
    pub fn scenario(
        &self,
        scenario: &ScenarioArguments,
        set: &[(String, String)],
        knowledge: &KnowledgeArguments,
    ) -> ChangedScenario {
        ChangedScenario {
            scenario: scenario.request(),
            what_if_files: self.what_if_files.clone(),
            set: set.to_vec(),
            knowledge: knowledge.knowledge(),
        }
    }
}

/// A path as the request names it.
pub fn named(path: impl AsRef<Path>) -> String {
    path.as_ref().display().to_string()
}

/// Reads a number of members, or a slice of an ensemble.
pub fn members(text: &str) -> Result<Range<u32>, String> {
    let number = |text: &str| {
        text.parse::<u32>().map_err(|_| format!("`{text}` is not a whole number of members"))
    };
    let range = match text.split_once("..") {
        Some((from, to)) => number(from)?..number(to)?,
        None => 0..number(text)?,
    };
    if range.is_empty() { Err("there would be no members".to_owned()) } else { Ok(range) }
}

/// Reads `key=value`.
pub fn setting(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write key=value")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

/// Reads a seed.
pub fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("a whole number from 0 to {}", u64::MAX))
}

/// Reads a number of threads.
fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count @ 1..=1024) => Ok(count),
        _ => Err("a whole number from 1 to 1024".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_a_number_or_a_slice() {
        assert_eq!(members("12"), Ok(0..12));
        assert_eq!(members("10..20"), Ok(10..20));
        for bad in ["0", "5..5", "7..3", "-1", "many", "1..", "99999999999"] {
            assert!(members(bad).is_err(), "{bad}");
        }
    }
}
