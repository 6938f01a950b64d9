//! What can be typed.

use crate::backtest_arguments::BacktestArguments;
use crate::calibrate_arguments::CalibrateArguments;
use crate::sensitivity_arguments::SensitivityArguments;
use clap::{Args, Parser, Subcommand, ValueEnum};
use haven::crisis::{
    Advance, CompareRequest, CrisisRequest, ExplainRequest, Knowledge, RunCrisisRequest,
};
use haven::{Draws, Keep, RunRequest, ScenarioRequest, Track};
use std::ops::{Range, RangeInclusive};
use std::path::PathBuf;

/// Members of an ensemble if nobody says otherwise: enough for a 90 % interval in a first look.
const MEMBERS: &str = "100";

/// Members of each combination that is compared: enough for the tails of a paired difference.
const COMPARED: &str = "300";

/// What-if scenarios of forced displacement.
#[derive(Debug, Parser)]
#[command(name = "haven", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

const EXAMPLES: &str = "Examples:
  haven scenarios                                  what is built in
  haven run first-steps                            the tutorial, 100 members
  haven compare aleppo-2014                        nine what-ifs side by side, and a report
  haven run aleppo-2014 --what-if both-advance+gates-shut
  haven explain aleppo-2014 --what-if both-advance
  haven explain aleppo-2014 --reach 2000000..3000000 --place Turkey
  haven backtest my-folder                         how good forecasts would have been
  haven sensitivity aleppo-2014 --what-if both-advance
  haven check my-folder                            every problem of a scenario at once
  haven run my-folder --members 1000 --seed 7      a Haven or a Flee folder, unchanged
  haven run my-folder --set move_chance_camp=0.01 --out less-settled
  haven calibrate my-folder --out learnt           then: --parameters learnt/posterior.csv

Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Run a scenario many times and say where people go
    Run(RunArguments),
    /// Put what-ifs side by side, with the same luck
    Compare(CompareArguments),
    /// Say where arrivals come from, why and by which way, or what would have to be true for so many to come
    Explain(ExplainArguments),
    /// Say how good forecasts would have been, beside simple rules
    Backtest(BacktestArguments),
    /// Say which uncertain numbers move the answer, and how much
    Sensitivity(SensitivityArguments),
    /// Learn parameters from what was counted: priors in, draws from a posterior out
    Calibrate(CalibrateArguments),
    /// Say everything that is wrong with a scenario
    Check(CheckArguments),
    /// List the built-in scenarios
    Scenarios {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
}

/// Which scenario.
#[derive(Args, Debug)]
pub struct ScenarioArguments {
    /// A folder (Haven's or Flee's) or the name of a built-in scenario
    #[arg(value_name = "SCENARIO")]
    pub source: String,
    /// Days to simulate, in place of the scenario's own number
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub days: Option<u32>,
    /// Settings of a Flee folder, in place of its simsetting.yml
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Go on in spite of errors with this code (may be repeated)
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub accept: Vec<String>,
    /// Print one JSON document
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `check`.
#[derive(Args, Debug)]
pub struct CheckArguments {
    /// Which scenario.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
}

/// Which what-ifs of a scenario with actors.
#[derive(Args, Debug)]
pub struct WhatIfArguments {
    /// A combination of what-ifs, one from each axis: A+B (may be repeated, to compare)
    #[arg(long = "what-if", value_name = "A+B")]
    pub what_ifs: Vec<String>,
    /// A file with what-ifs of your own: another offensive, other gates (may be repeated)
    #[arg(long = "what-if-file", value_name = "FILE")]
    pub what_if_files: Vec<PathBuf>,
}

/// What members draw, and by which luck.
#[derive(Args, Debug)]
pub struct DrawArguments {
    /// Seed: the same seed gives the same bits; without it one is made up and printed
    #[arg(long, value_parser = seed, allow_negative_numbers = true)]
    pub seed: Option<u64>,
    /// Set a parameter, by Haven's or Flee's name: a value or, where people fight, also a prior such
    /// as "LN(4, 0.5, 1, 15)" (may be repeated)
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
}

impl KnowledgeArguments {
    fn knowledge(&self) -> Knowledge {
        match &self.parameters {
            Some(path) => Knowledge::Table(path.clone()),
            None if self.prior => Knowledge::Priors,
            None => Knowledge::Scenario,
        }
    }
}

/// Arguments of `compare`.
#[derive(Args, Debug)]
pub struct CompareArguments {
    /// Which scenario.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// Which what-ifs; without any, those that the scenario names.
    #[command(flatten)]
    pub what_ifs: WhatIfArguments,
    /// Every combination of one what-if or none from each axis
    #[arg(long, conflicts_with = "what_ifs")]
    pub all: bool,
    /// How many members each (0..N), or a slice A..B of a larger ensemble
    #[arg(long, value_name = "N|A..B", default_value = COMPARED, value_parser = members, allow_negative_numbers = true)]
    pub members: Range<u32>,
    /// What members draw.
    #[command(flatten)]
    pub draws: DrawArguments,
    /// Where the others are drawn from.
    #[command(flatten)]
    pub knowledge: KnowledgeArguments,
    /// Chance that one exceeds the first by more than so many people
    #[arg(long, value_name = "PEOPLE", default_value_t = 0)]
    pub exceed: u64,
    /// Leave out the answers in which advances may fail
    #[arg(long)]
    pub no_attempts: bool,
    /// Folder of the result; a new one in haven-runs/ without it
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How the work is done.
    #[command(flatten)]
    pub work: WorkArguments,
}

/// Arguments of `explain`.
#[derive(Args, Debug)]
#[command(after_help = EXPLAIN_HELP)]
pub struct ExplainArguments {
    /// Which scenario.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// Which what-ifs; two: where their difference comes from.
    #[command(flatten)]
    pub what_ifs: WhatIfArguments,
    /// What would have to be true for so many to come
    #[arg(long, value_name = "N..M", value_parser = reach)]
    pub reach: Option<RangeInclusive<f64>>,
    /// A country (code or name) or a crossing, where arrivals are counted
    #[arg(long)]
    pub place: Option<String>,
    /// Whether advances succeed or may fail
    #[arg(long, value_enum, default_value_t = AdvanceArgument::Achieved)]
    pub advance: AdvanceArgument,
    /// How many members
    #[arg(long, value_name = "N|A..B", default_value = MEMBERS, value_parser = members, allow_negative_numbers = true)]
    pub members: Range<u32>,
    /// What members draw.
    #[command(flatten)]
    pub draws: DrawArguments,
    /// Where the others are drawn from.
    #[command(flatten)]
    pub knowledge: KnowledgeArguments,
    /// How the work is done.
    #[command(flatten)]
    pub work: WorkArguments,
}

const EXPLAIN_HELP: &str = "Mean arrivals by home, cause, crossing, route and week. A route is the end of the \
last journey: at most three places before the crossing; of those who stopped on the way, or were turned away \
at the crossing, it is the way from there on. With --json also by everything at once. Groups below 25 people are put together. While \
a scenario is not older than 90 days, people may be on these ways: then routes are left out, and homes are told \
by area.";

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

/// Arguments of `run`.
#[derive(Args, Debug)]
#[command(after_help = RUN_HELP)]
pub struct RunArguments {
    /// Which scenario.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// How many members (0..N), or a slice A..B of a larger ensemble
    #[arg(long, value_name = "N|A..B", default_value = MEMBERS, value_parser = members, allow_negative_numbers = true)]
    pub members: Range<u32>,
    /// What members draw.
    #[command(flatten)]
    pub draws: DrawArguments,
    /// Where the others are drawn from.
    #[command(flatten)]
    pub knowledge: KnowledgeArguments,
    /// What to keep of each member
    #[arg(long, value_enum, default_value_t = KeepArgument::Default)]
    pub keep: KeepArgument,
    /// What-ifs of a scenario with actors.
    #[command(flatten)]
    pub what_ifs: WhatIfArguments,
    /// Whether advances succeed or may fail, in a scenario with actors
    #[arg(long, value_enum, default_value_t = AdvanceArgument::Achieved)]
    pub advance: AdvanceArgument,
    /// Labels that people carry: where they came from, their group, why they left
    #[arg(long, value_enum, value_delimiter = ',')]
    pub track: Vec<TrackArgument>,
    /// Folder of the result; a new one in haven-runs/ without it
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Every chance replaced by its mean: one quick run without an interval
    #[arg(long, conflicts_with = "members")]
    pub expected: bool,
    /// How the work is done.
    #[command(flatten)]
    pub work: WorkArguments,
}

const RUN_HELP: &str = "A result's folder holds run.json (what it was made from), summary.csv (mean, \
sd and quantiles by day, place and measure), members.parquet, flows.parquet with --track (of a \
crisis arrivals.csv: arrivals abroad by home, cause, route, crossing and week), and for Flee folders \
out.csv: Flee's own output, of the first member.";

/// What to keep of each member.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum KeepArgument {
    /// Destinations on weekly days and the last
    Default,
    /// All places on all days
    All,
    /// Nothing but the summary
    None,
}

/// A label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TrackArgument {
    /// The place from which a person set out
    Origin,
    /// The demographic group
    Group,
    /// Why a person left, in a scenario with actors
    Cause,
}

impl ScenarioArguments {
    /// The request for the verb.
    pub fn request(&self) -> ScenarioRequest {
        ScenarioRequest {
            source: self.source.clone(),
            settings: self.settings.clone(),
            days: self.days,
            accept: self.accept.clone(),
        }
    }
}

impl RunArguments {
    /// The request for the verb, with this seed.
    pub fn request(&self, seed: u64) -> RunRequest {
        let tracks = |label| self.track.contains(&label);
        RunRequest {
            scenario: self.scenario.request(),
            set: self.draws.set.clone(),
            parameters: self.knowledge.parameters.clone(),
            members: if self.expected { 0..1 } else { self.members.clone() },
            seed,
            draws: if self.expected { Draws::Expected } else { Draws::Sampled },
            keep: match self.keep {
                KeepArgument::Default => Keep::Default,
                KeepArgument::All => Keep::All,
                KeepArgument::None => Keep::None,
            },
            track: Track {
                origin: tracks(TrackArgument::Origin),
                group: tracks(TrackArgument::Group),
            },
        }
    }
}

impl WhatIfArguments {
    /// The crisis to read.
    pub fn crisis(
        &self,
        scenario: &ScenarioArguments,
        set: &[(String, String)],
        knowledge: &KnowledgeArguments,
    ) -> CrisisRequest {
        CrisisRequest {
            scenario: scenario.request(),
            what_if_files: self.what_if_files.clone(),
            set: set.to_vec(),
            knowledge: knowledge.knowledge(),
        }
    }
}

impl RunArguments {
    /// The request for a scenario with actors, with this seed.
    pub fn crisis_request(&self, seed: u64) -> RunCrisisRequest {
        let run = self.request(seed);
        RunCrisisRequest {
            crisis: self.what_ifs.crisis(&self.scenario, &self.draws.set, &self.knowledge),
            what_if: self.what_ifs.what_ifs.first().cloned().unwrap_or_default(),
            advance: self.advance.into(),
            members: run.members,
            seed,
            draws: run.draws,
            keep: run.keep,
            track: !self.track.is_empty(),
        }
    }

    /// The comparison that several combinations ask for, with this seed.
    pub fn compare_request(&self, seed: u64) -> CompareRequest {
        CompareRequest {
            crisis: self.what_ifs.crisis(&self.scenario, &self.draws.set, &self.knowledge),
            what_ifs: self.what_ifs.what_ifs.clone(),
            all: false,
            attempts: true,
            members: self.members.clone(),
            seed,
            exceed_by: 0.0,
        }
    }
}

impl CompareArguments {
    /// The request for the verb, with this seed.
    pub fn request(&self, seed: u64) -> CompareRequest {
        CompareRequest {
            crisis: self.what_ifs.crisis(&self.scenario, &self.draws.set, &self.knowledge),
            what_ifs: self.what_ifs.what_ifs.clone(),
            all: self.all,
            attempts: !self.no_attempts,
            members: self.members.clone(),
            seed,
            exceed_by: self.exceed as f64,
        }
    }
}

impl ExplainArguments {
    /// The request for the verb, with this seed.
    pub fn request(&self, seed: u64) -> ExplainRequest {
        ExplainRequest {
            crisis: self.what_ifs.crisis(&self.scenario, &self.draws.set, &self.knowledge),
            what_ifs: self.what_ifs.what_ifs.clone(),
            advance: self.advance.into(),
            reach: self.reach.clone(),
            place: self.place.clone(),
            members: self.members.clone(),
            seed,
        }
    }
}

fn reach(text: &str) -> Result<RangeInclusive<f64>, String> {
    let (low, high) = text.split_once("..").ok_or("write N..M")?;
    let number = |text: &str| {
        let plain: String = text.chars().filter(|c| *c != ',' && *c != '_').collect();
        plain.trim().parse::<f64>().map_err(|_| format!("`{text}` is not a number of people"))
    };
    let (low, high) = (number(low)?, number(high)?);
    if low <= high { Ok(low..=high) } else { Err(format!("{low} is more than {high}")) }
}

fn members(text: &str) -> Result<Range<u32>, String> {
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
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn members_are_a_number_or_a_slice() {
        assert_eq!(members("12"), Ok(0..12));
        assert_eq!(members("10..20"), Ok(10..20));
        for bad in ["0", "5..5", "7..3", "-1", "many", "1..", "99999999999"] {
            assert!(members(bad).is_err(), "{bad}");
        }
    }
}
