//! `cargo xtask bench crisis`: what a built-in crisis costs, from the command line to its files.

use super::{Bound, Report};
use crate::shell::{self, Failure};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// The combination of what-ifs that is timed.
const WHAT_IF: &str = "both-advance";

/// Members, the seconds that they may take on two cores, and how many times they are played: of short
/// runs the middle one counts.
const RUNS: [(u32, f64, usize); 3] = [(50, 0.5, 9), (200, 2.0, 3), (1_000, 20.0, 1)];

/// Seconds that the comparison of all named combinations may take on two cores.
const COMPARISON_SECONDS: f64 = 60.0;

/// Times runs and the main job; gives back Markdown and whether every bound holds.
pub fn crisis() -> Result<(String, bool), Failure> {
    shell::run(shell::cargo().args(["build", "--release", "--quiet", "-p", "haven-cli"]))?;
    let target = super::cost::target_folder()?;
    let haven = target.join("release").join("haven");
    let out = target.join("bench").join("crisis");
    let text = "`aleppo-2014`, 180 days, default outputs, on all cores: seconds on the clock from start to end; the \
                middle one of nine runs with 50 members, and of three with 200.\n\n\
                | on | what | figure | bound | |\n| --- | --- | --: | --: | --- |\n";
    let mut report = Report { text: text.to_owned(), holds: true, on: WHAT_IF };
    for (members, most, times) in RUNS {
        let members = members.to_string();
        let words = ["run", "aleppo-2014", "--what-if", WHAT_IF, "--members", &members];
        let runs = (0..times).map(|_| seconds(&haven, &words, &out));
        let mut runs = runs.collect::<Result<Vec<_>, _>>()?;
        runs.sort_by(f64::total_cmp);
        let seconds = runs[times / 2];
        report.bound(&format!("{members} members, seconds"), seconds, Bound::AtMost(most))?;
    }
    report.on = "all named combinations";
    let seconds = seconds(&haven, &["compare", "aleppo-2014"], &out)?;
    report.bound("the main job, seconds", seconds, Bound::AtMost(COMPARISON_SECONDS))?;
    Ok((report.text, report.holds))
}

fn seconds(haven: &Path, words: &[&str], out: &Path) -> Result<f64, Failure> {
    if out.exists() {
        std::fs::remove_dir_all(out)?;
    }
    let mut command = Command::new(haven);
    command.args(words).args(["--seed", "1", "--quiet", "--out"]).arg(out);
    let started = Instant::now();
    shell::output(&mut command)?;
    Ok(started.elapsed().as_secs_f64())
}
