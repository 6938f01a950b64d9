//! Where Haven's time goes, as far as a profiler is installed.

use super::cost::Systems;
use crate::shell::{self, Failure};
use std::path::Path;
use std::process::{Command, Stdio};

/// Functions that are reported.
const HOTTEST: usize = 3;

/// The hottest functions of an ensemble on one thread with their CPU shares, hottest first, as
/// sentences; or why there are none. Needs Linux's `perf`.
pub fn functions(systems: &Systems, folder: &Path, members: u32) -> Result<Vec<String>, Failure> {
    if !shell::succeeds(Command::new("perf").arg("version")) {
        return Ok(vec!["not measured: `perf` is not installed".to_owned()]);
    }
    let record = systems.scratch.join("perf.data");
    let mut command = Command::new("perf");
    command.args(["record", "--quiet", "--freq", "999", "-o"]).arg(&record).arg("--");
    command.args(systems.haven_command(folder)).args(["--threads", "1", "--members"]);
    command
        .arg(members.to_string())
        .args(["--force", "--out"])
        .arg(systems.scratch.join("perf-out"));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    shell::run(&mut command)?;
    let mut report = Command::new("perf");
    report.args(["report", "--stdio", "--no-children", "--sort", "symbol", "-i"]).arg(&record);
    Ok(hottest(&shell::output(&mut report)?))
}

/// The first rows of a report with lines such as `  12.34%  [.] crate::function`.
fn hottest(report: &str) -> Vec<String> {
    let rows =
        report.lines().map(str::trim).filter(|line| !line.starts_with('#') && !line.is_empty());
    let sentence = |row: &str| {
        let (share, function) = row.split_once('%')?;
        let function = function.trim().trim_start_matches("[.]").trim_start_matches("[k]").trim();
        // Some versions add columns, filled with dashes.
        let function = function.split("   ").next().unwrap_or(function);
        Some(format!("{} % {function}", share.trim()))
    };
    rows.filter_map(sentence).take(HOTTEST).collect()
}

#[cfg(test)]
mod tests {
    use super::hottest;

    #[test]
    fn the_first_rows_of_a_report_are_the_hottest() {
        let report = "# Samples\n\n    60.10%  [.] a::b<C, D>      -      -\n    20.00%  [k] c\n 3.0% [.] d\n 1.0% [.] e\n";
        assert_eq!(hottest(report), ["60.10 % a::b<C, D>", "20.00 % c", "3.0 % d"]);
    }
}
