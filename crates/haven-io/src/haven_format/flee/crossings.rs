//! `crossings.csv`: when border crossings are closed.

use super::places::{Kind, Places};
use super::settings::Settings;
use crate::codes;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::problems::Problems;
use haven_core::flee::scenario::{Closure, ClosureKind};
use haven_core::id::PlaceId;
use haven_core::problem::Spot;
use std::collections::BTreeMap;

/// The columns of `crossings.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["place", "state"],
    optional: &["valid_from", "valid_to"],
    unused: &["quota_per_day", "irregular_per_day"],
};

const STATES: [&str; 5] = ["open", "closed", "limited", "medical", "informal"];

/// A state of a crossing: from its first day, before the day on which it ends.
struct Period {
    from: i64,
    until: i64,
    closed: bool,
    at: Spot,
}

/// Reads the closures. Rows of one crossing that overlap have to agree; those that touch are merged,
/// because in the engine the first re-opening opens.
pub fn read(
    table: &Table<'_>,
    places: &Places,
    settings: &Settings,
    problems: &mut Problems,
) -> Vec<Closure> {
    let mut periods: BTreeMap<PlaceId, Vec<Period>> = BTreeMap::new();
    for line in table.lines() {
        let place = crossing(&line, places, problems);
        let period = period(&line, settings, problems);
        if let (Some(place), Some(period)) = (place, period) {
            periods.entry(place).or_default().push(period);
        }
    }
    let mut closures = Vec::new();
    for (place, mut list) in periods {
        list.sort_by_key(|period| (period.from, period.until, period.closed));
        contradictions(places.id(place), &list, problems);
        for (start, end) in merged(&list) {
            closures.push(Closure { kind: ClosureKind::Place(place), start, end });
        }
    }
    closures
}

fn crossing(line: &Line<'_>, places: &Places, problems: &mut Problems) -> Option<PlaceId> {
    let place = places.named(line, "place", problems)?;
    if places.is_not(place, Kind::Crossing) {
        let message = format!("`{}` is not a place of kind crossing", places.id(place));
        let hint = "give it the kind crossing in places.csv, or close a link in links.csv";
        problems.push(codes::WRONG_KIND.at(line.spot("place"), message).hint(hint));
        return None;
    }
    Some(place)
}

/// The period of a row; none if it is wrong, never holds during the run, or was not known.
fn period(line: &Line<'_>, settings: &Settings, problems: &mut Problems) -> Option<Period> {
    line.required("state", problems)?;
    let state = line.choice("state", &STATES, problems)?;
    if !matches!(state, "open" | "closed") {
        let message = format!("the state `{state}` is not available with movement \"flee\"");
        let hint = "only open and closed are, in this version";
        problems.push(codes::NOT_AVAILABLE.at(line.spot("state"), message).hint(hint));
    }
    let (from, to) = (line.date("valid_from", problems), line.date("valid_to", problems));
    if let (Some(first), Some(last)) = (from, to)
        && last < first
    {
        let message = format!("it ends on {last}, before it begins on {first}");
        problems.push(codes::BAD_PERIOD.at(line.spot("valid_to"), message));
        return None;
    }
    if !settings.knows(line, from.unwrap_or(settings.start), problems) {
        return None;
    }
    let days = i64::from(settings.days);
    let from = from.map_or(0, |date| settings.day(date)).max(0);
    let until = to.map_or(days, |date| settings.day(date) + 1);
    if from >= days || until <= 0 {
        let message = "the state holds on no day of the run";
        problems.push(codes::OUTSIDE_RUN.at(line.spot("valid_from"), message));
        return None;
    }
    Some(Period { from, until: until.min(days), closed: state == "closed", at: line.spot("state") })
}

/// Reports rows that say open and closed of the same day.
fn contradictions(id: &str, list: &[Period], problems: &mut Problems) {
    let mut latest: [Option<&Period>; 2] = [None, None];
    for period in list {
        let other = latest[usize::from(!period.closed)];
        if let Some(other) = other.filter(|other| other.until > period.from) {
            let message = format!(
                "`{id}` is both open and closed on some days (see line {} as well)",
                other.at.line
            );
            problems.push(codes::CONTRADICTION.at(period.at.clone(), message));
        }
        let same = &mut latest[usize::from(period.closed)];
        if same.is_none_or(|same| same.until < period.until) {
            *same = Some(period);
        }
    }
}

/// The closed periods of a sorted list, those that touch or overlap as one.
fn merged(list: &[Period]) -> Vec<(i64, i64)> {
    let mut merged: Vec<(i64, i64)> = Vec::new();
    for period in list.iter().filter(|period| period.closed) {
        match merged.last_mut() {
            Some((_, until)) if period.from <= *until => *until = period.until.max(*until),
            _ => merged.push((period.from, period.until)),
        }
    }
    merged
}
