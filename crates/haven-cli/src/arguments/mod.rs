//! What can be typed: one file a verb, and what several verbs take.

mod backtest;
mod calibrate;
mod check;
mod compare;
mod explain;
mod places;
mod run;
mod sensitivity;
mod shared;

pub use backtest::BacktestArguments;
pub use calibrate::CalibrateArguments;
pub use check::CheckArguments;
pub use compare::CompareArguments;
pub use explain::ExplainArguments;
pub use places::PlacesArguments;
pub use run::RunArguments;
pub use sensitivity::SensitivityArguments;
pub use shared::{ScenarioArguments, WorkArguments};

use clap::{Parser, Subcommand};

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
  haven places aleppo-2014                         ids, names, and what gates let through
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
    /// List the places of a scenario: ids, names, kinds, and of gates what they let through
    Places(PlacesArguments),
    /// List the armed actors of a scenario: ids and names
    Actors(ScenarioArguments),
    /// List the built-in scenarios
    Scenarios {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }
}
