//! What can be typed after `haven backtest`.

use super::shared::{PlaceArguments, ScenarioArguments, WorkArguments, seed};
use clap::Args;
use haven::backtest::{BacktestRequest, Capacities};
use haven::{Draws, EnsembleRequest};

/// Arguments of `backtest`.
#[derive(Args, Debug)]
#[command(after_help = BACKTEST_HELP)]
pub struct BacktestArguments {
    /// Which scenario, or a folder of scenarios.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// Members of each forecast; 300 without it
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub members: Option<u32>,
    /// Let forecasts know capacities, though nothing says since when they were known and most are copied
    /// from the counts to be forecast; every result then says `+leak`
    #[arg(long)]
    pub allow_leak: bool,
    /// Seed: the same seed gives the same bits
    #[arg(long, default_value_t = 1, value_parser = seed, allow_negative_numbers = true)]
    pub seed: u64,
    /// Where the result goes.
    #[command(flatten)]
    pub place: PlaceArguments,
    /// How the work is done.
    #[command(flatten)]
    pub work: WorkArguments,
}

const BACKTEST_HELP: &str = "Every 30 days a forecast is made of every counted place, 7, 30 and 90 days \
ahead, from what was published by then, and scored on the report nearest to that day. A result's folder \
holds backtest.json, forecasts.csv and a picture of each scenario.

Example:
  haven backtest my-flee-folder
  haven backtest folder-of-scenarios --json";

impl BacktestArguments {
    /// The request for the verb.
    pub fn request(&self) -> BacktestRequest {
        BacktestRequest {
            scenario: self.scenario.request(),
            ensemble: EnsembleRequest {
                members: self.members.map(|members| 0..members),
                seed: self.seed,
                draws: Draws::Sampled,
                threads: self.work.threads,
            },
            capacities: if self.allow_leak { Capacities::Kept } else { Capacities::Dropped },
        }
    }
}
