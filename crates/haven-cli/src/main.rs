//! The command line: arguments in, text out. What a verb does is in the crate `haven`.
//!
//! Results go to standard output, progress and messages to standard error. Exit codes: 0 done,
//! 1 failed, 2 bad input, 130 interrupted.
#![forbid(unsafe_code)]

mod arguments;
mod progress;
mod seed;
mod tell;
mod text;
mod verbs;

use arguments::{Arguments, Verb};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let json = std::env::args_os().any(|argument| argument == "--json");
            return tell::tell_arguments(&error, json);
        }
    };
    match arguments.verb {
        Verb::Run(run) => verbs::run(&run),
        Verb::Compare(compare) => verbs::compare(&compare),
        Verb::Explain(explain) => verbs::explain(&explain),
        Verb::Backtest(backtest) => verbs::backtest(&backtest),
        Verb::Sensitivity(sensitivity) => verbs::sensitivity(&sensitivity),
        Verb::Calibrate(calibrate) => verbs::calibrate(&calibrate),
        Verb::Check(check) => verbs::check(&check),
        Verb::Places(places) => verbs::places(&places),
        Verb::Actors(scenario) => verbs::actors(&scenario),
        Verb::Scenarios { json } => verbs::scenarios(json),
    }
}
