//! What can be typed after `haven check`.

use super::shared::ScenarioArguments;
use clap::Args;

/// Arguments of `check`.
#[derive(Args, Debug)]
pub struct CheckArguments {
    /// Which scenario.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// A file with what-ifs of your own, checked with the scenario (may be repeated)
    #[arg(long = "what-if-file", value_name = "FILE")]
    pub what_if_files: Vec<String>,
}
