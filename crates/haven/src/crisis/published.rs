//! What a run of a crisis gives to be kept: rows of members, and how they spread day by day.

use super::fan::Fan;
use super::play::Played;
use crate::country::country_name;
use crate::failure::Failure;
use crate::keep::Keep;
use crate::sink::Sink;
use crate::summary::{EVERYWHERE, Summary, SummarySeries, known_coordinates};
use haven_core::crisis::scenario::{Crisis, Scope};
use haven_core::draw::Draws;
use haven_io::writers::rows::MemberRow;
use haven_study::crisis::recording::scope_name;
use haven_study::spread::Spread;
use haven_study::workers::Workers;

/// The name of a scope for people; `code`: its name in files.
pub fn scope_title<'a>(crisis: &'a Crisis, scope: Scope, code: &'a str) -> &'a str {
    match scope {
        Scope::System => EVERYWHERE,
        Scope::Country(_) => country_name(code),
        Scope::Place(place) => &crisis.places[place.index()].name,
    }
}

/// Latitude and longitude of a scope that is a place, if they are known.
pub fn scope_coordinates(crisis: &Crisis, scope: Scope) -> Option<[f64; 2]> {
    let Scope::Place(place) = scope else { return None };
    let place = &crisis.places[place.index()];
    known_coordinates(place.latitude, place.longitude)
}

/// How the members of a run spread. `fans`: of the same run.
pub fn summary(played: &Played, fans: &[Fan], workers: &Workers) -> Summary {
    let recording = &played.plan.recording;
    let positions: Vec<usize> = (0..recording.series.len()).collect();
    let one = |position: &usize| {
        let key = recording.series[*position];
        SummarySeries {
            place: scope_name(&played.world, key.scope).to_owned(),
            place_name: scope_title(
                played.world.crisis(),
                key.scope,
                scope_name(&played.world, key.scope),
            )
            .to_owned(),
            coordinates: scope_coordinates(played.world.crisis(), key.scope),
            measure: key.measure.name(),
            days: spreads(played, *position, fans),
            counted: Vec::new(),
        }
    };
    Summary {
        start: played.world.crisis().start,
        days: recording.days,
        is_sampled: played.plan.draws == Draws::Sampled,
        series: workers.map(&positions, one),
    }
}

/// How the members of a run spread, by day, of one series: as a fan has it, if there is one of daily
/// numbers.
fn spreads(played: &Played, series: usize, fans: &[Fan]) -> Vec<Spread> {
    let key = played.plan.recording.series[series];
    let is_same = |fan: &&Fan| (fan.measure, fan.scope) == (key.measure, key.scope);
    if let Some(fan) = fans.iter().find(is_same).filter(|_| !key.measure.is_flow()) {
        return fan.days.clone();
    }
    let mut values = vec![0.0; played.members.len()];
    let spread = |day: u32| {
        let members = values.iter_mut().zip(&played.members);
        members.for_each(|(value, member)| *value = member.record.at(series, day));
        Spread::of(&mut values).expect("a run has at least one member")
    };
    (0..played.plan.recording.days).map(spread).collect()
}

/// Gives away what is kept of the members, if anything is.
///
/// # Errors
/// If the sink does not take it.
pub fn give_away(keep: Keep, played: &Played, sink: &mut dyn Sink) -> Result<(), Failure> {
    if keep == Keep::None {
        return Ok(());
    }
    let recording = &played.plan.recording;
    let days: Vec<u32> = keep.days(recording.days).collect();
    let dates = Summary::dates(played.world.crisis().start, recording.days);
    for member in &played.members {
        let rows: Vec<MemberRow<'_>> = days
            .iter()
            .flat_map(|day| {
                recording.series.iter().enumerate().map(|(position, key)| MemberRow {
                    day: *day,
                    date: &dates[*day as usize],
                    place: scope_name(&played.world, key.scope),
                    place_name: scope_title(
                        played.world.crisis(),
                        key.scope,
                        scope_name(&played.world, key.scope),
                    ),
                    measure: key.measure.name(),
                    value: member.record.at(position, *day),
                })
            })
            .collect();
        sink.member(member.member, &rows)?;
    }
    Ok(())
}
