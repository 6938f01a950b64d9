//! Capacities that look copied from the data that the simulation is to be compared with.
//!
//! A camp whose capacity is the largest or last count of its own series knows the future. Looked for:
//! a capacity within 2 % of the maximum or the last value, as it is or less the value on day 0, also
//! after the settings' `capacity_scaling`; and a factor from 0.8 to 1.25 that at least three camps have
//! in common.

use crate::codes;
use crate::problems::Problems;
use haven_core::flee::scenario::{Report, Scenario};
use haven_core::id::PlaceId;
use haven_core::problem::Spot;

/// How near a capacity is to a count to look copied.
const NEAR: f64 = 0.02;
/// How near ratios of several camps are to be the same factor.
const SAME_FACTOR: f64 = 0.002;
/// Camps that have to share a factor.
const SHARED_BY: usize = 3;

/// A number that a capacity may have been copied from.
struct Suspect {
    what: &'static str,
    people: f64,
}

/// Warns of capacities that look copied. `capacities`: where each place's capacity is written.
pub(crate) fn check(scenario: &Scenario, capacities: &[Spot], problems: &mut Problems) {
    let camps: Vec<(usize, f64, Vec<Suspect>)> = scenario
        .places
        .iter()
        .enumerate()
        .filter_map(|(index, place)| {
            let capacity = place.capacity.filter(|capacity| *capacity > 0)? as f64;
            let here = Some(PlaceId(index as u32));
            let series = scenario.observed.series.iter().find(|series| series.place == here)?;
            Some((index, capacity, suspects(&series.sources, scenario.days)))
        })
        .collect();
    let ratios: Vec<f64> = camps
        .iter()
        .filter_map(|(_, capacity, suspects)| {
            suspects.first().map(|suspect| capacity / suspect.people)
        })
        .collect();
    let scaling = scenario.rules.capacity.scaling;
    for (index, capacity, suspects) in &camps {
        let found = suspects.iter().find_map(|suspect| {
            let ratio = capacity / suspect.people;
            factor_in_common(ratio, scaling, &ratios).map(|factor| (suspect, factor))
        });
        let Some((suspect, factor)) = found else { continue };
        let times = if factor == 1.0 { String::new() } else { format!(", times {factor:.3}") };
        let message = format!(
            "the capacity of `{}`, {capacity}, is {} of its own data, {}{times}: a forecast would not \
             know it",
            scenario.places[*index].name, suspect.what, suspect.people
        );
        problems.push(codes::CAPACITY_LEAK.at(capacities[*index].clone(), message));
    }
}

/// The factor that makes a count the capacity, if it looks deliberate.
fn factor_in_common(ratio: f64, scaling: f64, ratios: &[f64]) -> Option<f64> {
    if (ratio - 1.0).abs() <= NEAR {
        return Some(1.0);
    }
    if scaling > 0.0 && (ratio * scaling - 1.0).abs() <= NEAR {
        return Some(1.0 / scaling);
    }
    let sharing = ratios.iter().filter(|other| (*other / ratio - 1.0).abs() <= SAME_FACTOR).count();
    ((0.8..=1.25).contains(&ratio) && sharing >= SHARED_BY).then_some(ratio)
}

/// The maximum and the last value of a camp's data, and both less the value on day 0. Several files
/// are added up, each by its latest report.
fn suspects(sources: &[Vec<Report>], days: u32) -> Vec<Suspect> {
    let mut dates: Vec<i64> = sources.iter().flatten().map(|report| report.day).collect();
    dates.sort_unstable();
    dates.dedup();
    let total = |day: i64| -> f64 { sources.iter().map(|reports| latest(reports, day)).sum() };
    let counts: Vec<f64> = dates.iter().map(|day| total(*day)).collect();
    let (Some(last), highest) = (counts.last(), counts.iter().copied().fold(0.0, f64::max)) else {
        return Vec::new();
    };
    let start = total(0);
    let end = total(i64::from(days) - 1);
    let all = [
        ("the highest value", highest),
        ("the last value", *last),
        ("the value on the last day simulated", end),
        ("the highest value less that of day 0", highest - start),
        ("the last value less that of day 0", last - start),
    ];
    all.into_iter()
        .filter(|(_, people)| *people >= 1.0)
        .map(|(what, people)| Suspect { what, people })
        .collect()
}

/// The latest report by a day; before the first, the first.
fn latest(reports: &[Report], day: i64) -> f64 {
    let by_then = reports.iter().filter(|report| report.day <= day).max_by_key(|report| report.day);
    by_then.or(reports.first()).map_or(0.0, |report| report.people as f64)
}
