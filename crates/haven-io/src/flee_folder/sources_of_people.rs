//! Where people can set out from, day by day.

use super::conflicts::NO_CONFLICT;
use super::layout::Layout;
use crate::codes;
use crate::problems::Problems;
use haven_core::flee::scenario::{PlaceKind, Report, Scenario, Series};
use haven_core::problem::Spot;

/// Whether each place is in conflict on some day of the simulation.
pub(super) fn ever_in_conflict(scenario: &Scenario) -> Vec<bool> {
    let mut ever: Vec<bool> =
        scenario.places.iter().map(|p| p.kind == PlaceKind::Conflict).collect();
    for conflict in &scenario.timeline.conflicts {
        let days = conflict.intensity.iter().take(scenario.days as usize);
        ever[conflict.place.index()] |= days.into_iter().any(|c| *c > NO_CONFLICT);
    }
    for change in &scenario.timeline.kind_changes {
        let happens = (0..i64::from(scenario.days)).contains(&change.day);
        ever[change.place.index()] |= happens && change.kind == PlaceKind::Conflict;
    }
    ever
}

/// Reports days on which nobody can set out anywhere. Where they set out is drawn among places in
/// conflict by residents; Flee stops on such a day even if nobody has to set out.
pub(super) fn check(
    scenario: &Scenario,
    layout: &Layout<'_>,
    lines: &[usize],
    problems: &mut Problems,
) {
    if scenario.rules.spawning.by_conflict.is_some() {
        return;
    }
    let without = days_without_source(scenario);
    let Some(first) = without.first() else { return };
    let line = lines.get(*first as usize).copied().unwrap_or(0);
    let at = Spot::at(layout.table_path("conflicts.csv"), line, 0);
    let message = format!(
        "on {} of {} days, first on day {first}, no place with residents is in conflict: people \
         cannot set out from anywhere",
        without.len(),
        scenario.days
    );
    problems.push(
        codes::NO_SOURCE.at(at, message).hint(
            "give a place with residents a conflict on those days, or shorten the simulation",
        ),
    );
}

/// Reports that fewer people live in places in conflict than have to set out, when each who sets out
/// is taken from the residents. Counted roughly: by the growth of the data within the simulation.
pub(super) fn check_residents(scenario: &Scenario, data: Spot, problems: &mut Problems) {
    let spawning = &scenario.rules.spawning;
    let follows = problems.iter().any(|problem| problem.code == codes::MORE_THAN_RESIDENTS.code);
    if !spawning.take_from_population || spawning.by_conflict.is_some() || follows {
        return;
    }
    let ever = ever_in_conflict(scenario);
    let places = scenario.places.iter().zip(ever).filter(|(_, ever)| *ever);
    let residents: f64 = places.map(|(place, _)| place.residents as f64).sum();
    let series = scenario.observed.series.iter();
    let growth: f64 = if spawning.sum_from_camps {
        series.skip(1).map(|series| growth(series, scenario.days)).sum()
    } else {
        let totals = series.filter(|series| series.label == "total");
        totals.map(|series| growth(series, scenario.days)).sum()
    };
    if growth > residents {
        let message = format!(
            "about {growth} people have to set out, but only {residents} live in places that are ever \
             in conflict"
        );
        problems.push(
            codes::TOO_FEW_RESIDENTS
                .at(data, message)
                .hint("check the populations, or set `take_from_population: False`"),
        );
    }
}

/// Growth of a series from day 0 to the last day, by the latest reports.
fn growth(series: &Series, days: u32) -> f64 {
    people_by(series, i64::from(days)) - people_by(series, 0)
}

/// People of a series by a day: the latest reports of its files, the first ones before.
pub(super) fn people_by(series: &Series, day: i64) -> f64 {
    let by = |reports: &[Report]| {
        let known = reports.iter().filter(|report| report.day <= day);
        let latest = known.max_by_key(|report| report.day).or(reports.first());
        latest.map_or(0.0, |report| report.people as f64)
    };
    series.sources.iter().map(|reports| by(reports)).sum()
}

fn days_without_source(scenario: &Scenario) -> Vec<u32> {
    let mut active: Vec<bool> =
        scenario.places.iter().map(|p| p.kind == PlaceKind::Conflict).collect();
    let has_residents = |place: usize| scenario.places[place].residents > 0;
    let mut sources =
        (0..active.len()).filter(|place| active[*place] && has_residents(*place)).count();
    let mut without = Vec::new();
    for day in 0..scenario.days {
        for (place, is_active) in transitions(scenario, day) {
            if has_residents(place) && active[place] != is_active {
                sources = if is_active { sources + 1 } else { sources - 1 };
            }
            active[place] = is_active;
        }
        if sources == 0 {
            without.push(day);
        }
    }
    without
}

/// Places that fall into conflict or leave it on a day, in the order in which Flee takes them.
fn transitions(scenario: &Scenario, day: u32) -> Vec<(usize, bool)> {
    let changes =
        scenario.timeline.kind_changes.iter().filter(|change| change.day == i64::from(day));
    let changes = changes.map(|change| (change.place.index(), change.kind == PlaceKind::Conflict));
    let day = day as usize;
    let rows = scenario.timeline.conflicts.iter().filter_map(|conflict| {
        let now = conflict.intensity.get(day).copied().unwrap_or(0.0);
        let before = day.checked_sub(1).and_then(|day| conflict.intensity.get(day).copied());
        let place = conflict.place.index();
        match before {
            before if now > NO_CONFLICT && before.is_none_or(|c| c < NO_CONFLICT) => {
                Some((place, true))
            }
            Some(before) if now < NO_CONFLICT && before >= NO_CONFLICT => Some((place, false)),
            _ => None,
        }
    });
    changes.chain(rows).collect()
}
