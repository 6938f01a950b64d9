//! What can be typed after `haven places`.

use super::shared::ScenarioArguments;
use clap::Args;

/// Arguments of `places`.
#[derive(Args, Debug)]
pub struct PlacesArguments {
    /// Which scenario.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// A file with what-ifs of your own, read with the scenario (may be repeated)
    #[arg(long = "what-if-file", value_name = "FILE")]
    pub what_if_files: Vec<String>,
}
