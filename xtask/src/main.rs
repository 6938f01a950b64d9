//! Developer commands, run as `cargo xtask COMMAND`. They need nothing but cargo unless they say so.
#![expect(clippy::print_stdout, reason = "a command line prints")]

mod shell;
mod test;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask test                    what every change has to pass (at most 15 minutes on 2 cores)
cargo xtask tidy                    the house rules alone, in a second";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test"] => test::run(),
        ["tidy"] => tidy::run(),
        _ => Err(format!("usage:\n{USAGE}").into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
