//! Developer commands, run as `cargo xtask COMMAND`. They need nothing but cargo unless they say so.
#![expect(clippy::print_stdout, reason = "a command line prints")]

mod bench;
mod generate;
mod report;
mod shell;
mod test;
mod tidy;
mod verify;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask test                    what every change has to pass (at most 15 minutes on 2 cores)
cargo xtask tidy                    the house rules alone, in seconds
cargo xtask tidy --circles [CRATE]  files that import each other in circles, and what ties them
cargo xtask bench flee              Flee and Haven on the same input, on this machine
cargo xtask bench crisis            what a built-in crisis costs, on this machine
cargo xtask verify [SECTION] [--quick]
                                    the slow comparisons; writes VERIFICATION.md";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test"] => test::run(),
        ["tidy"] => tidy::run(),
        ["tidy", "--circles"] => tidy::circles(None),
        ["tidy", "--circles", name] => tidy::circles(Some(name)),
        ["bench", "flee"] => bench::flee().map(|(table, _)| println!("{table}")),
        ["bench", "crisis"] => bench::crisis().map(|(table, _)| println!("{table}")),
        ["verify", options @ ..] => verify(options),
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

fn verify(options: &[&str]) -> Result<(), shell::Failure> {
    let quick = options.contains(&"--quick");
    let names: Vec<&str> = options.iter().copied().filter(|option| *option != "--quick").collect();
    match names.as_slice() {
        [] => verify::run(None, quick),
        [name] => verify::run(Some(name), quick),
        _ => Err(format!("usage:\n{USAGE}").into()),
    }
}
