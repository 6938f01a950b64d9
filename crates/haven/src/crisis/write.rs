//! The files of a result.

use super::answer::Answer;
use super::compare::Comparison;
use super::fan::Fan;
use super::manifest::sensitive;
use super::play::Played;
use super::run::RunCrisisRequest;
use crate::failure::Failure;
use crate::output::{Keep, write_text};
use crate::report;
use haven_core::crisis::Cause;
use haven_core::crisis::scenario::Home;
use haven_core::id::PlaceId;
use haven_core::run::Draws;
use haven_io::writers::arrivals::{ArrivalsRow, ArrivalsWriter};
use haven_io::writers::compare::{CompareRow, CompareWriter};
use haven_io::writers::members::{MemberRow, MembersWriter};
use haven_io::writers::store::{ResultFolder, StoreError};
use haven_io::writers::summary::{SummaryRow, SummaryWriter};
use haven_study::crisis::recording::scope_name;
use haven_study::ensemble::is_reporting_day;
use haven_study::spread::Spread;
use haven_study::workers::Workers;
use jiff::Span;
use serde_json::Value;

/// Writes the rest of a run: `run.json`, and `arrivals.csv` if it tells origins apart.
///
/// # Errors
/// If a file cannot be written.
pub fn run(
    folder: &ResultFolder,
    request: &RunCrisisRequest,
    answer: &Answer,
    manifest: &Value,
) -> Result<(), Failure> {
    if request.track {
        arrivals(folder, answer)?;
    }
    write_text(folder, haven_io::writers::manifest::FILE, &document(manifest))?;
    Ok(())
}

/// Writes a comparison: `run.json`, `compare.csv` and `report.html`.
///
/// # Errors
/// If a file cannot be written.
pub fn comparison(folder: &ResultFolder, comparison: &Comparison) -> Result<(), Failure> {
    compare_table(folder, comparison)?;
    write_text(folder, "report.html", &report::page(comparison))?;
    write_text(folder, haven_io::writers::manifest::FILE, &document(&comparison.manifest))?;
    Ok(())
}

fn document(value: &Value) -> String {
    format!("{value:#}\n")
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

/// Writes `summary.csv`. `fans`: of the same run.
///
/// # Errors
/// If the file cannot be written.
pub fn summary(
    folder: &ResultFolder,
    played: &Played,
    fans: &[Fan],
    workers: &Workers,
) -> Result<(), StoreError> {
    let mut writer = SummaryWriter::new(folder.file("summary.csv")?)?;
    let recording = &played.plan.recording;
    let crisis = played.world.crisis();
    let series: Vec<usize> = (0..recording.series.len()).collect();
    let spreads = workers.map(&series, |series| spreads(played, *series, fans));
    for day in 0..recording.days {
        let date = crisis.start.saturating_add(Span::new().days(day));
        for (key, spreads) in recording.series.iter().zip(&spreads) {
            let spread = &spreads[day as usize];
            writer.row(&SummaryRow {
                day,
                date,
                place: scope_name(&played.world, key.scope),
                measure: key.measure.name(),
                mean: spread.mean,
                sd: spread.sd,
                quantiles: (played.plan.draws == Draws::Sampled).then_some(spread.quantiles),
                data: None,
            })?;
        }
    }
    Ok(writer.finish()?)
}

/// Writes `members.parquet`, unless nothing of the members is kept.
///
/// # Errors
/// If the file cannot be written.
pub fn members(folder: &ResultFolder, keep: Keep, played: &Played) -> Result<(), StoreError> {
    if keep == Keep::None {
        return Ok(());
    }
    let mut writer = MembersWriter::new(folder.file("members.parquet")?)?;
    let recording = &played.plan.recording;
    let days: Vec<u32> = (0..recording.days)
        .filter(|day| keep == Keep::All || is_reporting_day(*day, recording.days))
        .collect();
    for member in &played.members {
        let rows: Vec<MemberRow<'_>> = days
            .iter()
            .flat_map(|day| {
                recording.series.iter().enumerate().map(|(position, key)| MemberRow {
                    day: *day,
                    place: scope_name(&played.world, key.scope),
                    measure: key.measure.name(),
                    value: member.record.at(position, *day),
                })
            })
            .collect();
        writer.member(member.member, &rows)?;
    }
    Ok(writer.finish()?)
}

/// People who are written as 0.01.
const LEAST_PEOPLE: f64 = 0.005;

/// `arrivals.csv`: mean arrivals abroad by week, gate, route, origin and cause. While people may be on
/// these ways, origins are administrative areas, and routes are not told. What would read 0.00 is left
/// out: there are many routes on which next to nobody of an origin is to be expected.
fn arrivals(folder: &ResultFolder, answer: &Answer) -> Result<(), StoreError> {
    let Some(explained) = &answer.explained else { return Ok(()) };
    let crisis = &answer.asked.crisis;
    let world = haven_core::crisis::World::new(crisis);
    let coarse = sensitive(crisis);
    let mut writer = ArrivalsWriter::new(folder.file("arrivals.csv")?)?;
    for cell in explained.cells().filter(|cell| cell.people >= LEAST_PEOPLE) {
        let home = crisis.homes.get(cell.origin);
        let place = |id: PlaceId| crisis.places[id.index()].id.as_str();
        let area = |id: PlaceId| crisis.places[id.index()].admin1.as_str();
        let origin = |home: &Home| if coarse { area(home.place) } else { place(home.place) };
        writer.row(&ArrivalsRow {
            week: cell.week,
            origin: home.map_or("unknown", origin),
            group: home.map_or("", |home| crisis.groups[home.group].id.as_str()),
            cause: cell.cause.map_or("unknown", Cause::name),
            route: &cell.route.places().map(place).collect::<Vec<_>>().join(" > "),
            crossing: place(world.gates()[cell.gate]),
            people: cell.people,
        })?;
    }
    Ok(writer.finish()?)
}

fn compare_table(folder: &ResultFolder, comparison: &Comparison) -> Result<(), StoreError> {
    let mut writer = CompareWriter::new(folder.file("compare.csv")?)?;
    let days = comparison.crisis.days;
    for answer in &comparison.answers {
        let what_if = &answer.asked.id();
        for fan in &answer.fans {
            for (day, spread) in
                (0_u32..).zip(&fan.days).filter(|(d, _)| is_reporting_day(*d, days))
            {
                let measure = fan.measure.name();
                writer.row(&row(what_if, "", &fan.place, measure, day, spread, None))?;
            }
        }
    }
    let first = comparison.answers.first().map(|answer| answer.asked.id()).unwrap_or_default();
    for contrast in &comparison.contrasts {
        let what_if = &comparison.answers[contrast.answer].asked.id();
        for (measure, difference) in &contrast.differences {
            let (spread, exceeding) = (&difference.spread, Some(difference.exceeding));
            let place = place_of(comparison, measure);
            writer.row(&row(what_if, &first, place, measure, days - 1, spread, exceeding))?;
        }
    }
    Ok(writer.finish()?)
}

fn place_of<'a>(comparison: &'a Comparison, measure: &str) -> &'a str {
    match &comparison.abroad {
        Some((_, code)) if measure == "crossed" => code,
        _ => "total",
    }
}

#[expect(clippy::too_many_arguments, reason = "a row has as many cells")]
fn row<'a>(
    what_if: &'a str,
    baseline: &'a str,
    place: &'a str,
    measure: &'a str,
    day: u32,
    spread: &Spread,
    p_exceed: Option<f64>,
) -> CompareRow<'a> {
    let (mean, quantiles) = (spread.mean, spread.quantiles);
    CompareRow { what_if, baseline, place, measure, day, mean, quantiles, p_exceed }
}
