//! How fast a series has been changing: people per day at the origin, from published reports only.

use haven_core::math;

/// How changes between reports are averaged over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Averaging {
    /// Of the changes themselves: right in the mean, moved by single large recounts.
    Plain,
    /// Of their square roots with sign, squared again: a recount counts for little.
    SquareRoot,
}

/// Days of no change that every series is taken to have seen beside its reports, so that one early
/// report does not become a flood (assumed).
const QUIET_DAYS: f64 = 10.0;

/// Change per day at the end of day `origin`, as a mean over the intervals between reports whose weight
/// halves every `half_life_days` before the origin. A series that starts with one zero was not yet
/// being counted then: its first step is no flow. 0 with fewer than two reports.
pub fn per_day(
    reports: &[(i64, f64)],
    origin: u32,
    half_life_days: f64,
    averaging: Averaging,
) -> f64 {
    let decay = std::f64::consts::LN_2 / half_life_days;
    let (mut sum, mut weights) = (0.0, QUIET_DAYS);
    for pair in counted(reports).windows(2) {
        let ((from, before), (to, after)) = (pair[0], pair[1]);
        let ago = |day: i64| math::exp(-decay * (i64::from(origin) - day) as f64);
        let weight = (ago(to) - ago(from)) / decay;
        let rate = (after - before) / (to - from) as f64;
        sum += weight
            * match averaging {
                Averaging::Plain => rate,
                Averaging::SquareRoot => rate.signum() * rate.abs().sqrt(),
            };
        weights += weight;
    }
    let mean = sum / weights;
    match averaging {
        Averaging::Plain => mean,
        Averaging::SquareRoot => mean.signum() * mean * mean,
    }
}

/// The reports without a zero at the start that stands for "not yet counted".
pub fn counted(reports: &[(i64, f64)]) -> &[(i64, f64)] {
    match reports {
        [(_, first), (_, second), _, ..] if *first == 0.0 && *second > 0.0 => &reports[1..],
        _ => reports,
    }
}
