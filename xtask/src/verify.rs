//! `cargo xtask verify`: the slow comparisons. Each writes its section of `VERIFICATION.md`.

use crate::shell::{self, Failure, cargo};
use crate::{bench, report};
use std::fmt::Write;
use std::process::Command;

/// Seconds of fuzzing a reader: in full, and with `--quick`.
const FUZZ_SECONDS: (u32, u32) = (600, 60);

/// One section: its name on the command line, its title, and how it is made. The maker gives
/// Markdown and whether every bound holds.
struct Section {
    name: &'static str,
    title: &'static str,
    make: fn(quick: bool) -> Result<(String, bool), Failure>,
}

const SECTIONS: [Section; 12] = [
    Section { name: "agreement", title: "Agreement with Flee", make: |_| compared(&["agreement"]) },
    Section { name: "batches", title: "Full camps", make: |_| compared(&["batches"]) },
    Section { name: "speed", title: "Cost against Flee", make: |_| bench::flee() },
    Section {
        name: "events",
        title: "Recorded events",
        make: |_| compared(&["events", "verification/events"]),
    },
    Section {
        name: "backtest",
        title: "Forecasts from the past",
        make: |_| compared(&["backtest"]),
    },
    Section {
        name: "ablation",
        title: "What the rules are worth",
        make: |_| compared(&["ablation"]),
    },
    Section { name: "cold", title: "Forecasts without any count", make: |_| compared(&["cold"]) },
    Section { name: "scores", title: "Scores of forecasts", make: |_| compared(&["scores"]) },
    Section {
        name: "sensitivity",
        title: "Sensitivity against SALib",
        make: |_| compared(&["sensitivity"]),
    },
    Section { name: "crisis", title: "Cost of a crisis", make: |_| bench::crisis() },
    Section { name: "fuzzing", title: "Readers against nonsense", make: fuzzing },
    Section { name: "dependencies", title: "Dependencies", make: |_| dependencies() },
];

/// Makes the named section, or all; fails if a bound is missed, after writing every figure.
pub fn run(name: Option<&str>, quick: bool) -> Result<(), Failure> {
    let chosen: Vec<&Section> =
        SECTIONS.iter().filter(|section| name.is_none_or(|name| name == section.name)).collect();
    if chosen.is_empty() {
        let names = SECTIONS.map(|section| section.name).join(", ");
        return Err(format!("no such section; there are {names}").into());
    }
    let mut failed = Vec::new();
    for section in chosen {
        println!("── {}", section.name);
        // Before it is made: the checkout may move on while it runs.
        let made_on = report::made_on()?;
        let made = (section.make)(quick);
        let (text, holds) = made.unwrap_or_else(|failure| (format!("Not made: {failure}"), false));
        report::replace(section.title, &format!("{made_on}\n\n{text}"))?;
        println!("{text}\n── {}: {}", section.name, if holds { "holds" } else { "FAILS" });
        if !holds {
            failed.push(section.name);
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", ")).into()) }
}

/// A comparison of the crate `verification`, which prints its section and fails if a bound is missed.
fn compared(what: &[&str]) -> Result<(String, bool), Failure> {
    let mut command = cargo();
    command.args(["run", "--release", "--quiet", "-p", "verification", "--"]);
    command.args(what).current_dir(shell::root());
    let output = command.stderr(std::process::Stdio::inherit()).output()?;
    let text = String::from_utf8(output.stdout)?;
    if text.trim().is_empty() {
        return Err(format!("`verification {}` printed nothing", what.join(" ")).into());
    }
    Ok((text, output.status.success()))
}

fn fuzzing(quick: bool) -> Result<(String, bool), Failure> {
    let seconds = if quick { FUZZ_SECONDS.1 } else { FUZZ_SECONDS.0 };
    let mut command = cargo();
    command.env("HAVEN_FUZZ_SECONDS", seconds.to_string());
    command.args(["test", "--release", "-p", "haven-io", "fuzz_"]);
    let output = command.stderr(std::process::Stdio::inherit()).output()?;
    let printed = String::from_utf8(output.stdout)?;
    let readers = printed.lines().filter(|line| line.starts_with("test fuzz_"));
    let (passed, failed): (Vec<&str>, Vec<&str>) = readers.partition(|line| line.ends_with("ok"));
    let holds = output.status.success() && failed.is_empty() && !passed.is_empty();
    let text = format!(
        "{seconds} seconds a reader, {} readers without a panic or a hang, {} with.",
        passed.len(),
        failed.len()
    );
    Ok((text, holds))
}

fn dependencies() -> Result<(String, bool), Failure> {
    if !shell::succeeds(cargo().args(["deny", "--version"])) {
        println!("installing cargo-deny");
        shell::run(cargo().args(["install", "--locked", "cargo-deny"]))?;
    }
    let mut holds = true;
    let mut text = "`cargo deny check`, as `deny.toml` says:\n\n".to_owned();
    let mut told = |what: &str, passes: bool, otherwise: &str| {
        holds &= passes;
        writeln!(text, "- {what}: {}", if passes { "passes" } else { otherwise })
    };
    for check in ["licenses", "bans", "sources"] {
        let passes = tell(cargo().args(["deny", "--workspace", "check", check]));
        told(check, passes, "FAILS")?;
    }
    if tell(cargo().args(["deny", "fetch", "db"])) {
        let passes = tell(cargo().args(["deny", "--workspace", "check", "advisories"]));
        told("advisories", passes, "FAILS")?;
    } else {
        told("advisories", false, "not checked, the database could not be fetched")?;
    }
    Ok((text, holds))
}

/// Runs a command with our own output; whether it succeeded.
fn tell(command: &mut Command) -> bool {
    let outcome = shell::run(command);
    if let Err(failure) = &outcome {
        eprintln!("{failure}");
    }
    outcome.is_ok()
}
