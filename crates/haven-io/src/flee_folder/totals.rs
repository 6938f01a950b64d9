//! Whether the data agree with each other: the total with the sum of the camps.

use super::sources_of_people::people_by;
use crate::codes;
use crate::problems::Problems;
use haven_core::flee::scenario::{Scenario, Series};
use haven_core::problem::Spot;
use jiff::ToSpan;

/// How many times one sum may be the other. Totals hold people outside camps and are rounded; more than a
/// tenth changes what the run is about.
const MOST_APART: f64 = 1.1;

/// Sums below this are of the first days, when a few people make a tenth.
const FEWEST: f64 = 100.0;

/// Warns of a total that is not the sum of the camps, by the end of the last day, as in the count of those
/// who set out, or by the first
/// where it is counted and nothing corrects it. `list`: where the series are listed.
pub(super) fn check(scenario: &Scenario, list: Spot, problems: &mut Problems) {
    let is_reported = |code: &codes::Code| problems.iter().any(|problem| problem.code == code.code);
    let follows = [
        codes::SHARED_FILE,
        codes::MORE_THAN_RESIDENTS,
        codes::UNSORTED_SERIES,
        codes::SERIES_OUTSIDE_RUN,
        codes::NEGATIVE_COUNT,
    ]
    .into_iter()
    .any(is_reported);
    let is_late = is_reported(codes::SERIES_STARTS_LATE);
    let Some((total, camps)) = scenario.observed.series.split_first() else { return };
    if total.place.is_some() || camps.is_empty() || follows || problems.has_errors() {
        return;
    }
    let days = [i64::from(scenario.days), 0];
    let is_known_early = scenario.observed.corrections.is_empty() && !is_late;
    let days = if is_known_early { &days[..] } else { &days[..1] };
    let sums = |day: i64| (people_by(total, day), sum(camps, day));
    let Some((day, (whole, parts))) =
        days.iter().map(|day| (*day, sums(*day))).find(|(_, sums)| disagree(*sums))
    else {
        return;
    };
    let date = scenario.start.saturating_add(day.days());
    let spawning = &scenario.rules.spawning;
    let (counts, hint) = match (spawning.by_conflict.is_some(), spawning.sum_from_camps) {
        (true, _) => ("neither decides how many set out", "correct the one that is wrong"),
        (_, true) => (
            "the camps decide how many set out",
            "correct the one that is wrong, or let the total decide: `sum_from_camps: False` \
             (--set sum_from_camps=false)",
        ),
        (_, false) => (
            "the total decides how many set out",
            "correct the one that is wrong, or let the camps decide: `sum_from_camps: True` \
             (--set sum_from_camps=true)",
        ),
    };
    let message = format!(
        "by {date} `{}` counts {whole} people, the camps together {parts}; {counts}",
        total.label
    );
    problems.push(codes::TOTAL_DISAGREES.at(list, message).hint(hint));
}

fn sum(series: &[Series], day: i64) -> f64 {
    series.iter().map(|series| people_by(series, day)).sum()
}

fn disagree((whole, parts): (f64, f64)) -> bool {
    let (less, more) = (whole.min(parts), whole.max(parts));
    more >= FEWEST && more > MOST_APART * less
}
