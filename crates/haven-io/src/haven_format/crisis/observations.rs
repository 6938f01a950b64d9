//! `observations.csv`: what was counted, to compare with.

use super::fields::Fields;
use super::places::TOTAL;
use super::{dates, facts, names};
use crate::cells::MOST_PEOPLE;
use crate::codes;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::nearest::nearest;
use crate::problems::Problems;
use haven_core::crisis::scenario::{Crisis, Measure, Observation};

/// The columns of `observations.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["date", "measure"],
    optional: &["place", "country", "value", "low", "high"],
    unused: &[],
};

/// Reads the observations into a crisis, in the order of days. Those that became known after the
/// origin are left out.
pub fn read(table: &Table<'_>, crisis: &mut Crisis, problems: &mut Problems) {
    for line in table.lines() {
        let Some(observation) = observation(&line, crisis, problems) else { continue };
        facts::note(&mut crisis.facts, &line, || {
            format!("{} of {}", observation.measure.name(), observation.subject)
        });
        crisis.observations.push(observation);
    }
    let key = |row: &Observation| (row.day, row.subject.clone(), row.measure);
    crisis.observations.sort_by_key(key);
}

fn observation(line: &Line<'_>, crisis: &Crisis, problems: &mut Problems) -> Option<Observation> {
    let date = line.required("date", problems).and_then(|_| Line::date(line, "date", problems));
    let subject = subject(line, crisis, problems);
    let words = Measure::ALL.map(|measure| (measure.name(), measure));
    let measure = line.required("measure", problems);
    let measure = measure.and_then(|_| line.word("measure", &words, problems));
    let people = people(line, problems);
    let (date, [low, high]) = (date?, people?);
    if !dates::is_known(crisis, line, date, problems) {
        return None;
    }
    Some(Observation {
        day: dates::day(crisis, date),
        known: dates::day(crisis, line.known_on(date)),
        subject: subject?,
        measure: measure?,
        low,
        high,
    })
}

/// The least and the greatest number that a row states.
fn people(line: &Line<'_>, problems: &mut Problems) -> Option<[f64; 2]> {
    let range = [0.0, MOST_PEOPLE as f64];
    let [value, low, high] =
        ["value", "low", "high"].map(|column| Line::number(line, column, range, problems));
    if value.is_none() && (low.is_none() || high.is_none()) {
        if line.given("value").is_none() {
            line.lacks("value", problems);
        }
        return None;
    }
    let (least, most) = (low.or(value)?, high.or(value)?);
    if least > most || value.is_some_and(|value| !(least..=most).contains(&value)) {
        let message = "`low`, `value` and `high` are not in rising order";
        problems.push(codes::BAD_BOUNDS.at(line.spot("value"), message));
    }
    Some([least, most])
}

fn subject(line: &Line<'_>, crisis: &Crisis, problems: &mut Problems) -> Option<String> {
    match (line.given("place"), line.given("country")) {
        (Some(TOTAL), None) => Some(TOTAL.to_owned()),
        (Some(_), None) => names::place_in(crisis, line, "place", problems)
            .map(|place| crisis.places[place.index()].id.clone()),
        (None, Some(country)) => known_country(line, country, crisis, problems),
        (Some(_), Some(_)) => {
            let message = "a row is about a place or about a country, not about both";
            problems.push(codes::CONTRADICTION.at(line.spot("country"), message));
            None
        }
        (None, None) => {
            let message = "the row says neither `place` nor `country`";
            let hint = "give the id of a place, the code of a country, or the place `total`";
            problems.push(codes::EMPTY_CELL.at(line.spot("place"), message).hint(hint));
            None
        }
    }
}

fn known_country(
    line: &Line<'_>,
    country: &str,
    crisis: &Crisis,
    problems: &mut Problems,
) -> Option<String> {
    let mut countries: Vec<&str> =
        crisis.places.iter().map(|place| place.country.as_str()).collect();
    countries.sort_unstable();
    countries.dedup();
    if countries.contains(&country) {
        return Some(country.to_owned());
    }
    let message = format!("no place is in the country `{country}`");
    let problem = codes::BAD_COUNTRY.at(line.spot("country"), message);
    problems.push(match nearest(country, countries.iter().copied()) {
        Some(close) => problem.hint(format!("did you mean `{close}`?")),
        None => problem.hint(format!("places are in: {}", countries.join(", "))),
    });
    None
}
