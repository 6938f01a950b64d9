//! What can be typed after `haven compare`.

use super::shared::{
    DrawArguments, KnowledgeArguments, PlaceArguments, ScenarioArguments, WhatIfArguments,
    WorkArguments, members,
};
use clap::Args;
use haven::Draws;
use haven::crisis::CompareRequest;
use std::ops::Range;

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
    /// How many members each (0..N), or a slice A..B of a larger ensemble; 300 without it
    #[arg(long, value_name = "N|A..B", value_parser = members, allow_negative_numbers = true)]
    pub members: Option<Range<u32>>,
    /// What members draw.
    #[command(flatten)]
    pub draws: DrawArguments,
    /// Where the others are drawn from.
    #[command(flatten)]
    pub knowledge: KnowledgeArguments,
    /// Chance that one exceeds the first by more than so many people
    #[arg(long, value_name = "PEOPLE", default_value_t = 0)]
    pub exceed: u64,
    /// Which of the combinations to tell at length and prepare for: A+B or its title; without it the first
    /// of those with the most advances
    #[arg(long, value_name = "A+B")]
    pub prepare_for: Option<String>,
    /// Leave out the answers in which advances may fail
    #[arg(long)]
    pub no_attempts: bool,
    /// Where the result goes.
    #[command(flatten)]
    pub place: PlaceArguments,
    /// How the work is done.
    #[command(flatten)]
    pub work: WorkArguments,
}

impl CompareArguments {
    /// The request for the verb.
    pub fn request(&self) -> CompareRequest {
        CompareRequest {
            scenario: self.what_ifs.scenario(&self.scenario, &self.draws.set, &self.knowledge),
            what_ifs: self.what_ifs.what_ifs.clone(),
            all: self.all,
            attempts: !self.no_attempts,
            ensemble: self.draws.ensemble(self.members.as_ref(), Draws::Sampled, &self.work),
            exceed_by: self.exceed as f64,
            prepare_for: self.prepare_for.clone(),
        }
    }
}
