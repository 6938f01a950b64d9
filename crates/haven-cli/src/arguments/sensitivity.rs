//! What can be typed after `haven sensitivity`.

use super::shared::{
    AdvanceArgument, DrawArguments, KnowledgeArguments, PlaceArguments, ScenarioArguments,
    WhatIfArguments, WorkArguments,
};
use clap::{Args, ValueEnum};
use haven::sensitivity::{Method, SensitivityRequest};

/// Arguments of `sensitivity`.
#[derive(Args, Debug)]
#[command(after_help = HELP)]
pub struct SensitivityArguments {
    /// Which scenario.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// What-ifs of a scenario with actors.
    #[command(flatten)]
    pub what_ifs: WhatIfArguments,
    /// How: a quick screening, or shares of the variance
    #[arg(long, value_enum, default_value_t = MethodArgument::Morris)]
    pub method: MethodArgument,
    /// Trajectories (20 without it) or rows of Sobol's matrices (128); each takes a run for every free
    /// parameter, and one or two more
    #[arg(long, value_name = "N")]
    pub samples: Option<u32>,
    /// What is free, in place of everything uncertain: names, or NAME=LOW..HIGH (may be repeated)
    #[arg(long, value_name = "NAME,NAME…", value_delimiter = ',')]
    pub free: Vec<String>,
    /// Whether advances succeed or may fail, in a scenario with actors
    #[arg(long, value_enum, default_value_t = AdvanceArgument::Achieved)]
    pub advance: AdvanceArgument,
    /// What members draw.
    #[command(flatten)]
    pub draws: DrawArguments,
    /// Where the result goes.
    #[command(flatten)]
    pub place: PlaceArguments,
    /// How the work is done.
    #[command(flatten)]
    pub work: WorkArguments,
}

const HELP: &str = "Examples:
  haven sensitivity aleppo-2014 --what-if both-advance
  haven sensitivity aleppo-2014 --free fear_departure,fear_days=1..10,residents --samples 40
  haven sensitivity first-steps --method sobol --samples 256
  haven sensitivity my-flee-folder --free max_km_per_day=50..500,camp_weight=1..10

Free without --free: in a scenario with actors every parameter that has a prior, and the scenario's own
uncertain numbers by family (residents, strength, quota …); with Flee's rules the chances of moving, speeds
and weights. A result's folder holds sensitivity.csv, sensitivity.json and run.json.";

/// How sensitivity is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MethodArgument {
    /// Elementary effects: ranks many parameters with few runs
    Morris,
    /// Sobol's indices: shares of the variance, with many runs
    Sobol,
}

impl SensitivityArguments {
    /// The request for the verb.
    pub fn request(&self) -> SensitivityRequest {
        let knowledge = KnowledgeArguments { parameters: None, prior: false };
        SensitivityRequest {
            scenario: self.what_ifs.scenario(&self.scenario, &self.draws.set, &knowledge),
            what_if: self.what_ifs.what_ifs.join("+"),
            advance: self.advance.into(),
            method: match self.method {
                MethodArgument::Morris => Method::Morris,
                MethodArgument::Sobol => Method::Sobol,
            },
            samples: self.samples,
            free: self.free.clone(),
            seed: self.draws.seed(),
            threads: self.work.threads,
        }
    }
}
