//! What can be typed after `haven run`.

use super::shared::{
    AdvanceArgument, DrawArguments, KnowledgeArguments, PlaceArguments, ScenarioArguments,
    WhatIfArguments, WorkArguments, members,
};
use clap::{Args, ValueEnum};
use haven::{Draws, Keep, Labels, RunRequest};
use std::ops::Range;

/// Arguments of `run`.
#[derive(Args, Debug)]
#[command(after_help = RUN_HELP)]
pub struct RunArguments {
    /// Which scenario.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// How many members (0..N), or a slice A..B of a larger ensemble; 100 without it, 300 each where
    /// several what-ifs are compared
    #[arg(long, value_name = "N|A..B", value_parser = members, allow_negative_numbers = true)]
    pub members: Option<Range<u32>>,
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
    /// Where the result goes.
    #[command(flatten)]
    pub place: PlaceArguments,
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

impl RunArguments {
    /// The request for the verb.
    pub fn request(&self) -> RunRequest {
        let tracks = |label| self.track.contains(&label);
        let draws = if self.expected { Draws::Expected } else { Draws::Sampled };
        RunRequest {
            scenario: self.what_ifs.scenario(&self.scenario, &self.draws.set, &self.knowledge),
            what_ifs: self.what_ifs.what_ifs.clone(),
            advance: self.advance.into(),
            ensemble: self.draws.ensemble(self.members.as_ref(), draws, &self.work),
            keep: match self.keep {
                KeepArgument::Default => Keep::Default,
                KeepArgument::All => Keep::All,
                KeepArgument::None => Keep::None,
            },
            track: Labels {
                origin: tracks(TrackArgument::Origin),
                group: tracks(TrackArgument::Group),
                cause: tracks(TrackArgument::Cause),
            },
        }
    }
}
