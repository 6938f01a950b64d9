//! Where people can set out from, day by day.

use super::conflicts::NO_CONFLICT;
use super::layout::Layout;
use crate::codes;
use crate::problems::Problems;
use haven_core::problem::Spot;
use haven_core::scenario::{PlaceKind, Scenario};

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
