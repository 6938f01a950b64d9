//! What can be typed.

use clap::{Args, Parser, Subcommand, ValueEnum};
use haven::{Draws, Keep, RunRequest, ScenarioRequest, Track};
use std::ops::Range;
use std::path::PathBuf;

/// Members of an ensemble if nobody says otherwise: enough for a 90 % interval in a first look.
const MEMBERS: &str = "100";

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
  haven check my-folder                            every problem of a scenario at once
  haven run my-folder --members 1000 --seed 7      a Haven or a Flee folder, unchanged
  haven run my-folder --set move_chance_camp=0.01 --out less-settled

Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Run a scenario many times and say where people go
    Run(RunArguments),
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

/// Arguments of `run`.
#[derive(Args, Debug)]
#[command(after_help = RUN_HELP)]
pub struct RunArguments {
    /// Which scenario.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// How many members (0..N), or a slice A..B of a larger ensemble
    #[arg(long, value_name = "N|A..B", default_value = MEMBERS, value_parser = members)]
    pub members: Range<u32>,
    /// Seed: the same seed gives the same bits; without it one is made up and printed
    #[arg(long)]
    pub seed: Option<u64>,
    /// Set a parameter, by Haven's or Flee's name (may be repeated)
    #[arg(long, value_name = "KEY=VALUE", value_parser = setting)]
    pub set: Vec<(String, String)>,
    /// Threads; all cores without it. The result does not depend on it
    #[arg(long, value_parser = threads)]
    pub threads: Option<usize>,
    /// What to keep of each member
    #[arg(long, value_enum, default_value_t = KeepArgument::Default)]
    pub keep: KeepArgument,
    /// Labels that people carry: where they came from, which group they belong to
    #[arg(long, value_enum, value_delimiter = ',')]
    pub track: Vec<TrackArgument>,
    /// Folder of the result; a new one in haven-runs/ without it
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Every chance replaced by its mean: one quick run without an interval
    #[arg(long, conflicts_with = "members")]
    pub expected: bool,
    /// No progress and no messages
    #[arg(long)]
    pub quiet: bool,
}

const RUN_HELP: &str = "A result's folder holds run.json (what it was made from), summary.csv (mean, \
sd and quantiles by day, place and measure), members.parquet, flows.parquet with --track, and for \
Flee folders out.csv: Flee's own output, of the first member.";

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
            set: self.set.clone(),
            members: if self.expected { 0..1 } else { self.members.clone() },
            seed,
            draws: if self.expected { Draws::Expected } else { Draws::Sampled },
            threads: self.threads,
            keep: match self.keep {
                KeepArgument::Default => Keep::Default,
                KeepArgument::All => Keep::All,
                KeepArgument::None => Keep::None,
            },
            track: Track {
                origin: tracks(TrackArgument::Origin),
                group: tracks(TrackArgument::Group),
            },
            out: self.out.clone(),
        }
    }
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

fn setting(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write key=value")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

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
