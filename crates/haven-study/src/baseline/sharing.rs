//! Sharing out a given total among series, dressed with the errors that shares had in the past.

use super::dressing::{Errors, PastError, draw, lag};
use super::{Ask, History};
use haven_core::rng::Stream;

/// What is known when shares are forecast.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// Last day known.
    pub(super) day: i64,
    /// People of all series together on the day that is forecast.
    pub(super) total: f64,
}

/// People by series (0 before its first report) on a day, the last reports carried forward.
pub(super) fn levels(histories: &[&History], day: i64) -> Vec<f64> {
    histories.iter().map(|history| history.level(day).unwrap_or(0.0)).collect()
}

/// Shares of the whole; `None` if there is nobody.
pub(super) fn shares(people: &[f64]) -> Option<Vec<f64>> {
    let total: f64 = people.iter().sum();
    (total > 0.0).then(|| people.iter().map(|people| people / total).collect())
}

/// Members by series (series × members) of a rule that forecasts shares, times the total. A
/// member adds to the forecast shares the errors of one past report day, the same for all series, and
/// what then falls below 0 is cut and the rest scaled to the total. `None` if the rule has no forecast.
pub(super) fn dressed(
    histories: &[&History],
    ask: Ask,
    total: f64,
    stream: &mut Stream,
    rule: impl Fn(Known) -> Option<Vec<f64>>,
) -> Option<Vec<Vec<f64>>> {
    let point = rule(Known { day: ask.origin, total })?;
    let errors = past_errors(histories, &ask, rule);
    let dates = errors.first().map_or(0, Errors::count);
    let mut members = vec![Vec::with_capacity(ask.members as usize); histories.len()];
    for _ in 0..ask.members {
        let date = draw(dates, stream);
        let moved: Vec<f64> =
            point.iter().zip(&errors).map(|(share, errors)| share + errors.at(date)).collect();
        let cut: Vec<f64> = moved.iter().map(|share| share.max(0.0)).collect();
        let shared = shares(&cut).unwrap_or_else(|| point.clone());
        for (members, share) in members.iter_mut().zip(shared) {
            members.push(share * total);
        }
    }
    Some(members)
}

/// Errors of shares by series, all on the same report days.
fn past_errors(
    histories: &[&History],
    ask: &Ask,
    rule: impl Fn(Known) -> Option<Vec<f64>>,
) -> Vec<Errors> {
    let known = histories.iter().flat_map(|history| history.until(ask.origin));
    let mut days: Vec<i64> = known.map(|report| report.day).collect();
    days.sort_unstable();
    days.dedup();
    let (Some(&first), Some(&last)) = (days.first(), days.last()) else { return Vec::new() };
    let lag = lag(ask, first, last);
    let mut errors = vec![Vec::new(); histories.len()];
    for &day in &days {
        // The last report known then, of any series.
        let Some(before) = days[..days.partition_point(|known| *known <= day - lag)].last() else {
            continue;
        };
        let people = levels(histories, day);
        let then = Known { day: day - lag, total: people.iter().sum() };
        let (Some(actual), Some(forecast)) = (shares(&people), rule(then)) else { continue };
        for (errors, (actual, forecast)) in errors.iter_mut().zip(actual.iter().zip(forecast)) {
            errors.push(PastError { error: actual - forecast, reach_days: day - before });
        }
    }
    errors.iter().map(|errors| Errors::new(errors, ask.horizon_days)).collect()
}
