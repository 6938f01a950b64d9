//! What can be typed after `haven check`.

use super::shared::ScenarioArguments;
use clap::Args;

/// Arguments of `check`.
#[derive(Args, Debug)]
pub struct CheckArguments {
    /// Which scenario.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
}
