//! Problems, failures and lists as text.

use super::numbers::count;
use haven::CheckResult;
use haven::builtin::{BUILTINS, Builtin};
use haven_core::problem::{Problem, Severity};
use haven_io::codes::code;
use std::collections::BTreeSet;
use std::fmt::Display;

/// Every problem with its place and advice, one after the other: errors first, so that none is lost among
/// warnings.
fn problems_text(problems: &[Problem]) -> String {
    let is_error = |problem: &&Problem| problem.severity == Severity::Error;
    let (errors, others): (Vec<_>, Vec<_>) = problems.iter().partition(is_error);
    errors.into_iter().chain(others).map(|problem| format!("{problem}\n")).collect()
}

/// What a check found: the scenario, its problems, deliberate differences, and the verdict.
pub fn check_text(check: &CheckResult) -> String {
    let title = check.title.iter().map(|title| format!("{title}\n{}\n", check.summary.trim()));
    let mut differences = String::new();
    if !check.differences.is_empty() {
        differences += "Deliberate differences\n";
        differences.extend(check.differences.iter().map(|line| format!("  · {line}\n")));
    }
    let parts = [title.collect(), problems_text(&check.problems), differences, verdict(check)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn verdict(check: &CheckResult) -> String {
    let (errors, warnings) = (count(check.errors, "error"), count(check.warnings, "warning"));
    let mut text = format!("{errors}, {warnings}");
    if !check.accepted.is_empty() {
        text += &format!(" (accepted: {})", check.accepted.join(", "));
    }
    if check.errors == 0 {
        return text + ": it can be run\n";
    }
    text += ": it cannot be run as it is\n";
    text + &acceptance(&check.problems).map(|advice| format!("{advice}\n")).unwrap_or_default()
}

/// Why something could not be done: what is wrong with the scenario first, then the verdict.
/// `takes_accept`: whether errors can be accepted here at all.
pub fn failure_text(failure: &dyn Display, problems: &[Problem], takes_accept: bool) -> String {
    let advice = acceptance(problems).filter(|_| takes_accept);
    let problems = problems_text(problems);
    let advice = advice.map(|advice| format!("\n  hint: {advice}")).unwrap_or_default();
    format!("{problems}error: {failure}{advice}")
}

/// How to run a scenario in spite of its errors, if all of them can be accepted.
fn acceptance(problems: &[Problem]) -> Option<String> {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let codes: BTreeSet<&str> = errors.map(|problem| problem.code).collect();
    let effects: Option<Vec<String>> = codes.iter().map(|name| effect(name)).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    effects.filter(|effects| !effects.is_empty()).map(|effects| {
        format!("`--accept {}` runs it all the same ({})", codes.join(","), effects.join("; "))
    })
}

fn effect(name: &str) -> Option<String> {
    code(name)?.accepted.map(|effect| format!("{name}: {effect}"))
}

/// The built-in scenarios, one a line.
pub fn scenarios_text() -> String {
    let width = BUILTINS.iter().map(|builtin| builtin.name.len()).max().unwrap_or(0);
    let line = |b: &Builtin| format!("{:width$}  {}\n", b.name, b.about);
    BUILTINS.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use haven_core::problem::Spot;

    #[test]
    fn errors_stand_above_warnings_and_are_advised_of_where_they_can_be_accepted() {
        let problem = |code: &'static str, severity, line| Problem {
            code,
            severity,
            at: Spot::at("a.csv", line, 1),
            message: "odd".to_owned(),
            hint: None,
        };
        let problems = [
            problem("unknown-column", Severity::Warning, 1),
            problem("unknown-place", Severity::Error, 2),
            problem("unused-cell", Severity::Warning, 3),
        ];
        let text = failure_text(&"bad", &problems, true);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("a.csv:2:1: error"), "{text}");
        assert!(lines[1].starts_with("a.csv:1:1") && lines[2].starts_with("a.csv:3:1"), "{text}");
        assert_eq!(lines[3], "error: bad");
        assert!(lines[4].starts_with("  hint: `--accept unknown-place` runs it"), "{text}");
        assert!(failure_text(&"bad", &problems, false).ends_with("error: bad"));
    }
}
