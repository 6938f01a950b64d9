//! `events.csv`: where there is conflict, from when, how intense.

use super::places::{Kind, Places};
use super::settings::Settings;
use crate::codes;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::problems::Problems;
use haven_core::flee::scenario::Conflict;
use haven_core::id::PlaceId;
use std::collections::BTreeMap;

/// The columns of `events.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["date", "place", "intensity"],
    optional: &[],
    unused: &["actor", "target", "kind", "fatalities", "precision"],
};

/// Reads the conflict intensity by place and day. A row sets the intensity at its place from its
/// date until the place's next row; 0 ends the conflict.
pub fn read(
    table: &Table<'_>,
    places: &Places,
    settings: &Settings,
    problems: &mut Problems,
) -> Vec<Conflict> {
    let mut steps: BTreeMap<PlaceId, BTreeMap<i64, (f64, usize)>> = BTreeMap::new();
    for line in table.lines() {
        let Some((place, day, intensity)) = step(&line, places, settings, problems) else {
            continue;
        };
        let row = line.spot("place");
        let of_place = steps.entry(place).or_default();
        if let Some((_, earlier)) = of_place.insert(day, (intensity, row.line)) {
            let message =
                format!("`{}` has another row for this date, in line {earlier}", places.id(place));
            let hint = "keep the one that holds at the end of the day";
            problems.push(codes::DUPLICATE_EVENT.at(line.spot("date"), message).hint(hint));
        }
    }
    steps
        .into_iter()
        .map(|(place, steps)| Conflict { place, intensity: by_day(&steps, settings.days) })
        .collect()
}

fn step(
    line: &Line<'_>,
    places: &Places,
    settings: &Settings,
    problems: &mut Problems,
) -> Option<(PlaceId, i64, f64)> {
    let date = line.required("date", problems).and_then(|_| line.date("date", problems));
    let place = places.named(line, "place", problems);
    let intensity = line
        .required("intensity", problems)
        .and_then(|_| line.number("intensity", [0.0, MOST_INTENSE], problems));
    let (date, place, intensity) = (date?, place?, intensity?);
    if places.is_not(place, Kind::Settlement) {
        let message =
            format!("`{}` is no settlement or district: people live in those", places.id(place));
        let hint = "in this version only settlements and districts can be in conflict";
        problems.push(codes::WRONG_KIND.at(line.spot("place"), message).hint(hint));
        return None;
    }
    if !settings.knows(line, date, problems) {
        return None;
    }
    if intensity > 1.0 {
        let message = format!("the intensity is {intensity}; it is usually between 0 and 1");
        problems.push(codes::HIGH_INTENSITY.at(line.spot("intensity"), message));
    }
    let day = settings.day(date);
    if day >= i64::from(settings.days) {
        let message = format!("{date} is after the last day of the run");
        problems.push(codes::OUTSIDE_RUN.at(line.spot("date"), message));
        return None;
    }
    Some((place, day, intensity))
}

/// The most intense conflict that is believed. Intensities are usually between 0 and 1.
const MOST_INTENSE: f64 = 1000.0;

/// Intensity on each day. What was set before the start holds at the start.
fn by_day(steps: &BTreeMap<i64, (f64, usize)>, days: u32) -> Vec<f64> {
    let mut now = 0.0;
    let mut next = steps.iter().peekable();
    (0..i64::from(days))
        .map(|day| {
            while let Some((_, (intensity, _))) = next.next_if(|(from, _)| **from <= day) {
                now = *intensity;
            }
            now
        })
        .collect()
}
