//! What a run with Flee's rules was told.

use haven_core::flee::scenario::{Report, Scenario};
use jiff::Span;
use jiff::civil::Date;

/// What the run was told beyond the past: the totals that were counted, or the course of conflict.
pub fn information_level(scenario: &Scenario) -> &'static str {
    if scenario.rules.spawning.by_conflict.is_some() { "given-conflict" } else { "given-totals" }
}

/// The date of the last report that the run used, if it used any: of each series the last one within
/// the run, or the next one after it, towards which the run interpolates unless one stands on its last day.
pub fn data_cut_off(scenario: &Scenario) -> Option<Date> {
    let last = i64::from(scenario.days) - 1;
    let used = |reports: &Vec<Report>| {
        let days = || reports.iter().map(|report| report.day);
        days().filter(|day| *day >= last).min().or_else(|| days().max())
    };
    let sources = scenario.observed.series.iter().flat_map(|series| &series.sources);
    let day = sources.filter_map(used).max()?;
    scenario.start.checked_add(Span::new().try_days(day).ok()?).ok()
}
