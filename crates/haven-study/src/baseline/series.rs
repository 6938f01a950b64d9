//! Forecasting a series alone: rules that learn report by report.

use super::dressing::{Errors, PastError, lag};
use super::{Ask, History, Report};
use haven_core::math;
use haven_core::rng::Stream;

/// A rule that learns report by report and can forecast from any of them.
pub(super) trait Rule {
    /// Learns the next report. The first comes as any other.
    fn learn(&mut self, report: Report);
    /// Its forecast for a day after the last report learned; none before it has learned enough.
    fn forecast(&self, day: i64) -> Option<f64>;
}

/// The members of the candidate that was best in the past, dressed with its own errors; `None` if
/// nothing was reported by the origin. Best is the least mean absolute error over the lag, the first
/// of equals.
pub(super) fn best_dressed<R: Rule>(
    candidates: impl IntoIterator<Item = R>,
    history: &History,
    ask: Ask,
    stream: &mut Stream,
) -> Option<Vec<f64>> {
    let reports = history.until(ask.origin);
    let lag = lag(&ask, reports.first()?.day, reports.last()?.day);
    let tried = candidates.into_iter().map(|rule| tried(rule, reports, lag));
    let (rule, errors) = tried.min_by(|(_, one), (_, other)| size(one).total_cmp(&size(other)))?;
    let point = rule.forecast(ask.target()).unwrap_or(reports.last()?.people);
    Some(Errors::new(&errors, ask.horizon_days).dress(point, ask.members, stream))
}

/// The rule with everything learned, and its errors: for each report, what it forecast `lag` days
/// before.
fn tried<R: Rule>(mut rule: R, reports: &[Report], lag: i64) -> (R, Vec<PastError>) {
    let mut errors = Vec::new();
    let mut due = reports.iter().peekable();
    for (position, report) in reports.iter().enumerate() {
        rule.learn(*report);
        // Forecasts made from now until the next report, for reports `lag` days later.
        let until = reports.get(position + 1).map_or(i64::MAX, |next| next.day);
        while let Some(later) = due.next_if(|later| later.day - lag < until) {
            if later.day - lag >= report.day {
                let reach_days = later.day - report.day;
                let error = |forecast| PastError { error: later.people - forecast, reach_days };
                errors.extend(rule.forecast(later.day).map(error));
            }
        }
    }
    (rule, errors)
}

/// Mean absolute error; 0 of none.
fn size(errors: &[PastError]) -> f64 {
    errors.iter().map(|past| past.error.abs()).sum::<f64>() / errors.len().max(1) as f64
}

/// How much of what was known is forgotten over a gap, if the share `daily` is forgotten a day.
pub(super) fn forgotten(daily: f64, gap_days: i64) -> f64 {
    1.0 - math::powf(1.0 - daily, gap_days as f64)
}
