//! `cargo xtask test`: everything that a change has to pass, in one command on a fresh machine.
//!
//! Every step runs even if an earlier one failed: all that is wrong is told at once.

use crate::shell::{self, Failure, cargo};
use crate::tidy;
use std::process::Command;
use std::time::Instant;

/// Seconds that each of the readers is fuzzed here, a minute for all; `verify` takes longer.
const FUZZ_SECONDS: &str = "4";

type Step = (&'static str, fn() -> Result<(), Failure>);

const STEPS: [Step; 7] = [
    ("format", format),
    ("lints", lints),
    ("tests", tests),
    ("documents", documents),
    ("WebAssembly", webassembly),
    ("house rules", tidy::run),
    ("README", readme),
];

/// Runs every step and says which failed.
pub fn run() -> Result<(), Failure> {
    prepare()?;
    let started = Instant::now();
    let mut failed = Vec::new();
    for (name, step) in STEPS {
        println!("── {name}");
        let since = Instant::now();
        let outcome = step();
        let seconds = since.elapsed().as_secs();
        match outcome {
            Ok(()) => println!("── {name}: passed in {seconds} s\n"),
            Err(failure) => {
                println!("── {name}: FAILED after {seconds} s\n{failure}\n");
                failed.push(name);
            }
        }
    }
    let passed = STEPS.len() - failed.len();
    let seconds = started.elapsed().as_secs();
    println!("passed {passed} of {} steps in {seconds} s", STEPS.len());
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", ")).into()) }
}

/// Installs the toolchain's components that the steps need, or says how.
fn prepare() -> Result<(), Failure> {
    for component in ["fmt", "clippy"] {
        if shell::succeeds(cargo().args([component, "--version"])) {
            continue;
        }
        let name = if component == "fmt" { "rustfmt" } else { component };
        println!("── installing {name}");
        shell::run(shell::program("rustup").args(["component", "add", name])).map_err(|error| {
            format!("{error}\ninstall {name} with your system's packages or `rustup component add`")
        })?;
    }
    Ok(())
}

fn format() -> Result<(), Failure> {
    shell::run(cargo().args(["fmt", "--all", "--check"]))
}

fn lints() -> Result<(), Failure> {
    let what = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    shell::run(cargo().args(what))
}

fn tests() -> Result<(), Failure> {
    let mut command = cargo();
    if std::env::var_os("HAVEN_FUZZ_SECONDS").is_none() {
        command.env("HAVEN_FUZZ_SECONDS", FUZZ_SECONDS);
    }
    shell::run(command.args(["test", "--workspace", "--quiet", "--no-fail-fast"]))
}

fn documents() -> Result<(), Failure> {
    let mut command = cargo();
    command.env("RUSTDOCFLAGS", "-D warnings");
    shell::run(command.args(["doc", "--workspace", "--no-deps", "--quiet"]))
}

/// The target of pages in browsers.
const WASM: &str = "wasm32-unknown-unknown";

/// What a page can hold: everything but files and the command line.
const IN_PAGES: [&str; 5] = ["haven-core", "haven-study", "haven-io", "haven", "haven-report"];

/// Compiles what a page can hold for browsers; skipped, by name, where the target cannot be had.
fn webassembly() -> Result<(), Failure> {
    if !has_target(WASM)
        && shell::run(shell::program("rustup").args(["target", "add", WASM])).is_err()
    {
        println!("skipped: the target {WASM} is neither installed nor can rustup add it");
        return Ok(());
    }
    let packages = IN_PAGES.iter().flat_map(|package| ["-p", package]);
    shell::run(cargo().args(["check", "--quiet", "--target", WASM]).args(packages))
}

/// Whether the toolchain has a target's standard library.
fn has_target(target: &str) -> bool {
    let mut asked = shell::program("rustc");
    let folder = shell::output(asked.args(["--print", "target-libdir", "--target", target]));
    folder.is_ok_and(|folder| std::path::Path::new(folder.trim()).is_dir())
}

/// Runs the commands of the README but this one, as a reader would type them.
fn readme() -> Result<(), Failure> {
    let text = std::fs::read_to_string(shell::root().join("README.md"))?;
    for line in commands(&text).into_iter().filter(|line| *line != "cargo xtask test") {
        println!("$ {line}");
        let mut words = line.split_whitespace();
        let program = words.next().unwrap_or_default();
        let mut command = if program == "cargo" { cargo() } else { shell::program(program) };
        quietly(command.args(words))?;
    }
    Ok(())
}

/// Runs a command; its output is shown only if it fails or prints nothing at all.
fn quietly(command: &mut Command) -> Result<(), Failure> {
    if shell::output(command)?.trim().is_empty() {
        return Err("the command printed nothing".into());
    }
    Ok(())
}

/// The commands in fenced blocks marked `sh`, in order.
fn commands(text: &str) -> Vec<&str> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(mark) = line.strip_prefix("```") {
            inside = mark == "sh";
        } else if inside && !line.is_empty() && !line.starts_with('#') {
            found.push(line);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::commands;

    #[test]
    fn commands_are_the_lines_of_shell_blocks_without_comments() {
        let text = "say\n```sh\n# first\ncargo a\n\ncargo b\n```\n```text\ncargo c\n```\ncargo d";
        assert_eq!(commands(text), ["cargo a", "cargo b"]);
    }
}
