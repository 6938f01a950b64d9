//! `observations.csv`: what was counted, to drive departures and to compare with.

use super::places::{Kind, Places, TOTAL};
use super::settings::Settings;
use crate::codes;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::haven_format::country::is_country;
use crate::problems::Problems;
use haven_core::flee::scenario::{Observed, Report, Series};
use haven_core::id::PlaceId;
use haven_core::problem::Spot;
use std::collections::BTreeMap;

/// The columns of `observations.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["date", "measure", "value"],
    optional: &["place", "country", "low", "high"],
    unused: &[],
};

/// Every measure of the format. Only `stock` is used by this version.
const MEASURES: [&str; 14] = [
    "stock",
    "residents",
    "departed",
    "re_departed",
    "on_road",
    "internal",
    "in_haven",
    "in_camp",
    "waiting",
    "trapped",
    "crossed",
    "registered",
    "returned",
    "onward",
];

/// Reports of one place (or of all places together) by day, each with its line in the table.
type Reports = BTreeMap<i64, (i64, Spot)>;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Total,
    Place(PlaceId),
}

/// Reads the series of displaced people. The first is called `total`: it is that of the rows whose
/// place is `total`, or else the sum over all places.
pub fn read(
    table: &Table<'_>,
    places: &Places,
    settings: &Settings,
    problems: &mut Problems,
) -> Observed {
    let mut all: BTreeMap<Subject, Reports> = BTreeMap::new();
    for line in table.lines() {
        let Some((subject, day, people)) = report(&line, places, settings, problems) else {
            continue;
        };
        let reports = all.entry(subject).or_default();
        if let Some((_, earlier)) = reports.insert(day, (people, line.spot("date"))) {
            let message = format!(
                "{} has another number for this date, in line {}",
                label(subject, places),
                earlier.line
            );
            problems.push(codes::DUPLICATE_OBSERVATION.at(line.spot("date"), message));
        }
    }
    for (subject, reports) in &all {
        check_series(*subject, reports, places, settings, problems);
    }
    let total = all.remove(&Subject::Total).map_or_else(|| sum(&all), |reports| plain(&reports));
    series(total, &all, places)
}

fn label(subject: Subject, places: &Places) -> String {
    match subject {
        Subject::Total => "the total".to_owned(),
        Subject::Place(place) => format!("`{}`", places.id(place)),
    }
}

/// The number in a row, if this version uses it.
fn report(
    line: &Line<'_>,
    places: &Places,
    settings: &Settings,
    problems: &mut Problems,
) -> Option<(Subject, i64, i64)> {
    let date = line.required("date", problems).and_then(|_| line.date("date", problems));
    let subject = subject(line, places, problems);
    let measure = line
        .required("measure", problems)
        .and_then(|_| line.choice("measure", &MEASURES, problems));
    let people = line.required("value", problems).and_then(|_| line.whole("value", 0, problems));
    let (low, high) = (line.whole("low", 0, problems), line.whole("high", 0, problems));
    let (date, measure, people) = (date?, measure?, people?);
    if low.is_some_and(|low| low > people) || high.is_some_and(|high| high < people) {
        let message = format!("the value {people} is not between `low` and `high`");
        problems.push(codes::BAD_BOUNDS.at(line.spot("value"), message));
    }
    if measure != "stock" {
        let message = format!("observations of `{measure}` are not used by this version");
        let hint = "only the measure `stock` is: displaced people at a place";
        problems.push(codes::UNUSED_OBSERVATION.at(line.spot("measure"), message).hint(hint));
        return None;
    }
    if !settings.knows(line, date, problems) {
        return None;
    }
    Some((subject?, settings.day(date), people.cast_signed()))
}

fn subject(line: &Line<'_>, places: &Places, problems: &mut Problems) -> Option<Subject> {
    match (line.given("place"), line.given("country")) {
        (Some(TOTAL), None) => Some(Subject::Total),
        (Some(_), None) => places.named(line, "place", problems).map(Subject::Place),
        (None, Some(country)) => {
            let code =
                if is_country(country) { codes::UNUSED_OBSERVATION } else { codes::BAD_COUNTRY };
            let message = format!("observations of a country (`{country}`) are not used");
            let hint = "write the place `total` if it is the total that departures follow";
            problems.push(code.at(line.spot("country"), message).hint(hint));
            None
        }
        (Some(_), Some(_)) => {
            let message = "a row is about a place or about a country, not about both";
            problems.push(codes::CONTRADICTION.at(line.spot("country"), message));
            None
        }
        (None, None) => {
            let message = "the row says neither `place` nor `country`";
            let hint = "give the id of a place, or `total`";
            problems.push(codes::EMPTY_CELL.at(line.spot("place"), message).hint(hint));
            None
        }
    }
}

/// Gaps longer than this are reported, days.
const LONG_GAP_DAYS: i64 = 90;

fn check_series(
    subject: Subject,
    reports: &Reports,
    places: &Places,
    settings: &Settings,
    problems: &mut Problems,
) {
    let name = label(subject, places);
    let days: Vec<i64> = reports.keys().copied().collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return };
    let at = |day: &i64| reports[day].1.clone();
    if *last < 0 || *first >= i64::from(settings.days) {
        let message = format!("no observation of {name} is from the days of the run");
        problems.push(codes::OUTSIDE_RUN.at(at(first), message));
    } else if *first > 0 && reports[first].0 > 0 {
        let message = format!(
            "observations of {name} begin on day {first} with {} people; that number is taken for \
             all days before",
            reports[first].0
        );
        let hint = "add what was there at the start: a row with 0 if nobody was";
        problems.push(codes::SERIES_STARTS_LATE.at(at(first), message).hint(hint));
    }
    for pair in days.windows(2).filter(|pair| pair[1] - pair[0] > LONG_GAP_DAYS) {
        let message = format!(
            "{name} was not observed for {} days; numbers between are interpolated",
            pair[1] - pair[0]
        );
        problems.push(codes::GAP_IN_SERIES.at(at(&pair[1]), message));
    }
    if let Subject::Place(place) = subject
        && places.is_not(place, Kind::Destination)
    {
        let message = format!(
            "{name} is no camp, haven or host: its people count in the total, but are not compared"
        );
        problems.push(codes::NOT_COMPARED.at(at(first), message));
    }
}

fn plain(reports: &Reports) -> Vec<Report> {
    reports.iter().map(|(day, (people, _))| Report { day: *day, people: *people }).collect()
}

/// The sum over places on every day on which any was observed.
fn sum(all: &BTreeMap<Subject, Reports>) -> Vec<Report> {
    let mut days: Vec<i64> = all.values().flat_map(|reports| reports.keys().copied()).collect();
    days.sort_unstable();
    days.dedup();
    days.iter()
        .map(|day| {
            let sum: f64 = all.values().map(|reports| at(reports, *day)).sum();
            Report { day: *day, people: sum.round() as i64 }
        })
        .collect()
}

/// The number on a day: interpolated between reports, the nearest report outside them.
fn at(reports: &Reports, day: i64) -> f64 {
    let before = reports.range(..=day).next_back();
    let after = reports.range(day..).next();
    match (before, after) {
        (Some((from, (low, _))), Some((to, (high, _)))) if from < to => {
            let share = (day - from) as f64 / (to - from) as f64;
            *low as f64 + share * (high - low) as f64
        }
        (Some((_, (people, _))), _) | (None, Some((_, (people, _)))) => *people as f64,
        (None, None) => 0.0,
    }
}

fn series(total: Vec<Report>, all: &BTreeMap<Subject, Reports>, places: &Places) -> Observed {
    if total.is_empty() {
        return Observed::default();
    }
    let first = Series { label: TOTAL.to_owned(), place: None, sources: vec![total] };
    let rest = all.iter().filter_map(|(subject, reports)| match subject {
        Subject::Total => None,
        Subject::Place(place) => Some(Series {
            label: places.id(*place).to_owned(),
            place: Some(*place),
            sources: vec![plain(reports)],
        }),
    });
    Observed { series: std::iter::once(first).chain(rest).collect(), corrections: Vec::new() }
}
