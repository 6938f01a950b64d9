//! Telling what a verb gave: as text or JSON, with the number of warnings and the exit code.

use crate::text;
use haven::backtest::Backtest;
use haven::calibrate::CalibrationResult;
use haven::crisis::{Comparison, Explanation};
use haven::sensitivity::Sensitivity;
use haven::{Actors, CheckResult, Places, RunResult};
use haven_report as report;
use haven_store::{Failure, Stored};
use serde_json::Value;
use std::io;
use std::process::ExitCode;

const FAILED: u8 = 1;
const BAD_INPUT: u8 = 2;
const INTERRUPTED: u8 = 130;

/// How to tell.
#[derive(Clone, Copy)]
pub struct Manner<'a> {
    /// As JSON and not as text.
    pub json: bool,
    /// Without messages beside the result.
    pub quiet: bool,
    /// The scenario, as it was named.
    pub source: &'a str,
    /// Files with what-ifs beside its own.
    pub what_if_files: &'a [String],
}

/// What can be told.
pub trait Told {
    /// For people, in lines of at most this width.
    fn text(&self, width: usize) -> String;

    /// For machines.
    fn json(&self) -> Value;

    /// Warnings about the scenario that the text leaves to `haven check`.
    fn warnings(&self) -> usize {
        0
    }

    /// What the process ends with.
    fn ended(&self) -> ExitCode {
        ExitCode::SUCCESS
    }
}

/// Tells a result, or why there is none.
pub fn tell<T: Told>(outcome: Result<T, Failure>, manner: Manner<'_>) -> ExitCode {
    match outcome {
        Ok(told) if manner.json => print(&document(&told.json()), told.ended()),
        Ok(told) => {
            let ended = print(&told.text(text::width()), told.ended());
            if told.warnings() > 0 && !manner.quiet {
                let file = |file: &String| format!(" --what-if-file {file}");
                let files: String = manner.what_if_files.iter().map(file).collect();
                let (count, source) = (told.warnings(), manner.source);
                text::note(&format!(
                    "{count} warnings about the scenario: haven check {source}{files}"
                ));
            }
            ended
        }
        Err(failure) => fail(&failure, manner.json),
    }
}

/// Prints what was asked for. What cannot be printed has failed, whatever it is.
pub fn print(text: &str, ended: ExitCode) -> ExitCode {
    match text::out(text) {
        Ok(()) => ended,
        Err(error) => {
            text::note(&format!("error: standard output cannot be written: {error}"));
            ExitCode::from(FAILED)
        }
    }
}

/// Tells why there is no result.
fn fail(failure: &Failure, json: bool) -> ExitCode {
    let ended = ExitCode::from(match failure {
        failure if failure.is_interruption() => INTERRUPTED,
        failure if failure.is_bad_input() => BAD_INPUT,
        _ => FAILED,
    });
    if json {
        return print(&document(&report::failure_json(failure, failure.problems())), ended);
    }
    text::note(&report::failure_text(failure, failure.problems(), failure.takes_accept()));
    ended
}

/// Tells what is wrong with the arguments, as a document where one was asked for; or what help was
/// asked for.
pub fn tell_arguments(error: &clap::Error, json: bool) -> ExitCode {
    let is_help = !error.use_stderr();
    if json && !is_help {
        let said = error.render().to_string();
        let said = said.trim().strip_prefix("error: ").unwrap_or(&said).to_owned();
        return print(&document(&report::failure_json(&said, &[])), ExitCode::from(BAD_INPUT));
    }
    match error.print() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(FAILED),
        _ if is_help => ExitCode::SUCCESS,
        _ => ExitCode::from(BAD_INPUT),
    }
}

/// A JSON document as it is printed.
pub fn document(value: &Value) -> String {
    format!("{value:#}\n")
}

fn unless(interrupted: bool) -> ExitCode {
    if interrupted { ExitCode::from(INTERRUPTED) } else { ExitCode::SUCCESS }
}

impl Told for Stored<RunResult> {
    fn text(&self, width: usize) -> String {
        report::run_text(&self.result, &self.kept(), width)
    }

    fn json(&self) -> Value {
        report::run_json(&self.result, &self.kept())
    }

    fn warnings(&self) -> usize {
        self.result.warnings().len()
    }

    fn ended(&self) -> ExitCode {
        unless(self.result.is_interrupted())
    }
}

impl Told for Stored<Comparison> {
    fn text(&self, width: usize) -> String {
        report::compare_text(&self.result, &self.kept(), width)
    }

    fn json(&self) -> Value {
        report::compare_json(&self.result, &self.kept())
    }

    fn warnings(&self) -> usize {
        self.result.warnings.len()
    }

    fn ended(&self) -> ExitCode {
        unless(self.result.interrupted)
    }
}

impl Told for Explanation {
    fn text(&self, width: usize) -> String {
        report::explain_text(self, width)
    }

    fn json(&self) -> Value {
        report::explain_json(self)
    }

    fn ended(&self) -> ExitCode {
        unless(self.interrupted)
    }
}

impl Told for Stored<Backtest> {
    fn text(&self, width: usize) -> String {
        report::backtest_text(&self.result, &self.kept(), width)
    }

    fn json(&self) -> Value {
        report::document(&self.result, &self.kept())
    }
}

impl Told for Stored<Sensitivity> {
    fn text(&self, width: usize) -> String {
        report::sensitivity_text(&self.result, &self.kept(), width)
    }

    fn json(&self) -> Value {
        report::document(&self.result, &self.kept())
    }

    fn warnings(&self) -> usize {
        self.result.warnings.len()
    }

    fn ended(&self) -> ExitCode {
        unless(self.result.interrupted)
    }
}

impl Told for Stored<CalibrationResult> {
    fn text(&self, width: usize) -> String {
        report::calibrate_text(&self.result, &self.kept(), width)
    }

    fn json(&self) -> Value {
        report::document(&self.result, &self.kept())
    }

    fn warnings(&self) -> usize {
        self.result.warnings.len()
    }

    fn ended(&self) -> ExitCode {
        unless(self.result.interrupted)
    }
}

impl Told for Places {
    fn text(&self, width: usize) -> String {
        report::places_text(self, width)
    }

    fn json(&self) -> Value {
        report::places_json(self)
    }
}

impl Told for Actors {
    fn text(&self, width: usize) -> String {
        report::actors_text(self, width)
    }

    fn json(&self) -> Value {
        report::actors_json(self)
    }
}

impl Told for CheckResult {
    fn text(&self, _: usize) -> String {
        report::check_text(self)
    }

    fn json(&self) -> Value {
        report::check_json(self)
    }

    fn ended(&self) -> ExitCode {
        if self.errors == 0 { ExitCode::SUCCESS } else { ExitCode::from(BAD_INPUT) }
    }
}
