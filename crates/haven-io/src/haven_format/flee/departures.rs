//! Whether anybody would set out.

use super::places::Places;
use super::settings::Settings;
use crate::codes;
use crate::problems::Problems;
use haven_core::flee::scenario::{Conflict, Observed};
use haven_core::problem::Spot;

/// Reports conflict without residents, days on which observed departures have nowhere to come from,
/// and that nothing says how many set out.
pub fn check(
    places: &Places,
    conflicts: &[Conflict],
    observed: &Observed,
    settings: &Settings,
    problems: &mut Problems,
) {
    let mut sources = conflicts
        .iter()
        .filter(|conflict| conflict.intensity.iter().any(|intensity| *intensity > 0.0))
        .peekable();
    if sources.peek().is_none() {
        let message = "no place is in conflict on any day of the run, so nobody would set out";
        let hint = "events.csv says where there is conflict, from when, how intense";
        problems.push(codes::NO_SOURCE.at(Spot::file("events.csv"), message).hint(hint));
        return;
    }
    for conflict in sources {
        let place = &places.all[conflict.place.index()];
        if place.residents == 0 {
            let message = format!("`{}` is in conflict but has no residents", place.id);
            let at = places.spots[conflict.place.index()].clone();
            problems.push(codes::NO_RESIDENTS.at(at, message).hint("fill in `residents`"));
        }
    }
    if settings.rules.spawning.by_conflict.is_none() {
        check_observed(places, conflicts, observed, settings, problems);
    }
}

fn check_observed(
    places: &Places,
    conflicts: &[Conflict],
    observed: &Observed,
    settings: &Settings,
    problems: &mut Problems,
) {
    let Some(total) = observed.series.first().and_then(|series| series.sources.first()) else {
        let message = "`departures` follow observations, but there are none of measure `stock`";
        let hint = "add them to observations.csv, or let departures follow conflict";
        let at = Spot::file("observations.csv");
        problems.push(codes::NO_OBSERVATIONS.at(at, message).hint(hint));
        return;
    };
    let is_source = |day: i64| {
        conflicts.iter().any(|conflict| {
            let residents = places.all[conflict.place.index()].residents;
            let intensity = conflict.intensity.get(day as usize);
            residents > 0 && intensity.is_some_and(|intensity| *intensity > 0.0)
        })
    };
    let grows = |day: i64| {
        total
            .windows(2)
            .any(|pair| pair[0].day < day && day <= pair[1].day && pair[0].people < pair[1].people)
    };
    let without: Vec<i64> =
        (1..i64::from(settings.days)).filter(|day| grows(*day) && !is_source(*day)).collect();
    if let Some(first) = without.first() {
        let message = format!(
            "on {} days (first on day {first}) the observed total grows, but no place with residents \
             is in conflict from which people could have set out",
            without.len()
        );
        let hint = "let a conflict last longer in events.csv, or fill in `residents` in places.csv";
        problems.push(codes::NO_SOURCE.at(Spot::file("events.csv"), message).hint(hint));
    }
}
