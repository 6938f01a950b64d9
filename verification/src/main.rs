//! Slow statistical comparisons. Each prints a section of `VERIFICATION.md` on standard output and
//! fails if a bound is missed. Run by `cargo xtask verify`.
#![expect(clippy::print_stdout, reason = "a command line prints")]

mod ablation;
mod agreement;
mod backtest;
mod batches;
mod cold;
mod compare;
mod events;
mod golden;
mod instance;
mod recorded;
mod sample;
mod scores;
mod section;
mod sensitivity;
mod splits;
mod spreads;
mod weighing;

use section::{Failure, Section};
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
verification ablation [FOLDER]...    what each part of the forecasts from the past is worth
verification agreement [FOLDER]...   Haven against the Flee runs in golden*.csv of Flee folders
verification backtest [FOLDER]...    forecasts from past origins against what came, and against Flee
verification batches [FOLDER]...     the default capacity_batch against one person at a time
verification cold [FOLDER]...       forecasts without any count, by what the other conflicts teach
verification events FOLDER           recorded events as small scenarios, against what was recorded
verification scores                  scores of forecasts against scoringrules (Python in HAVEN_PYTHON)
verification sensitivity             indices and effects against SALib's (HAVEN_PYTHON names a Python with it)
verification splits FOLDER...        draws that split a cohort, and the time of one

Without folders: the published instances, if they are there (HAVEN_SHARED, or ../shared).";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (what, folders) = arguments.split_first().map_or(("", &[][..]), |(a, b)| (a.as_str(), b));
    let folders: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
    let section = match what {
        "ablation" => instance::chosen(folders).and_then(|found| ablation::section(&found)),
        "agreement" => instance::chosen(folders).and_then(|found| agreement::section(&found)),
        "backtest" => instance::chosen(folders).and_then(|found| backtest::section(&found)),
        "batches" => instance::chosen(folders).and_then(|found| batches::section(&found)),
        "cold" => instance::chosen(folders).and_then(|found| cold::section(&found)),
        "events" => match &folders[..] {
            [folder] => events::section(folder),
            _ => Err(format!("name one folder\n{USAGE}").into()),
        },
        "scores" => scores::section(),
        "sensitivity" => sensitivity::section(),
        "splits" => splits::section(&folders),
        _ => Err(format!("usage:\n{USAGE}").into()),
    };
    match section {
        Ok(section) => {
            println!("{}", section.markdown);
            if section.holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
