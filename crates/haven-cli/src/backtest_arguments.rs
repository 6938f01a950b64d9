//! What can be typed after `haven backtest`.

use crate::arguments::{ScenarioArguments, threads};
use clap::Args;
use haven::backtest::BacktestRequest;
use std::path::PathBuf;

/// Arguments of `backtest`.
#[derive(Args, Debug)]
#[command(after_help = BACKTEST_HELP)]
pub struct BacktestArguments {
    /// Which scenario, or a folder of scenarios.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// Members of each forecast
    #[arg(long, value_name = "N", default_value = BACKTEST_MEMBERS)]
    pub members: u32,
    /// Seed: the same seed gives the same bits
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Threads; all cores without it. The result does not depend on it
    #[arg(long, value_parser = threads)]
    pub threads: Option<usize>,
    /// Folder of the result; a new one in haven-runs/ without it
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// No progress and no messages
    #[arg(long)]
    pub quiet: bool,
}

/// Members of each forecast that is scored.
const BACKTEST_MEMBERS: &str = "300";

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
            seed: self.seed,
            members: self.members,
            threads: self.threads,
            out: self.out.clone(),
        }
    }
}
