//! The verbs for a crisis, kept: `run`, `compare`; and `explain`, which keeps nothing.

use crate::failure::Failure;
use crate::folder::{ResultFolder, StoreError};
use crate::kept::{Done, Kept};
use crate::run::write_summary;
use crate::stored::Stored;
use haven::Work;
use haven::crisis::{
    Answer, CompareRequest, Comparison, CrisisRun, ExplainRequest, Explanation, RunCrisisRequest,
    sensitive,
};
use haven_core::crisis::Cause;
use haven_core::crisis::scenario::Home;
use haven_core::id::PlaceId;
use haven_io::writers::arrivals::{ArrivalsRow, ArrivalsWriter};
use haven_io::writers::compare::{CompareRow, CompareWriter};
use haven_io::writers::manifest;
use haven_study::ensemble::is_reporting_day;
use haven_study::spread::Spread;
use haven_study::watch::Watch;
use serde_json::Value;
use std::path::Path;

/// Runs one combination of what-ifs, and keeps it in this folder or a new one: `summary.csv`,
/// `members.parquet` unless nothing of them is kept, `run.json`, and `arrivals.csv` if origins are told
/// apart.
///
/// # Errors
/// If the verb fails, or the result cannot be stored.
pub fn run_crisis(
    request: &RunCrisisRequest,
    out: Option<&Path>,
    threads: Option<usize>,
    watch: &Watch,
) -> Result<Stored<CrisisRun>, Failure> {
    let workers = crate::workers(threads)?;
    let mut kept = Kept::new(out);
    let work = Work { workers: &workers, watch };
    let mut result = haven::crisis::run_crisis(request, &work, &mut kept)?;
    let Done { folder, clock, seconds } = kept.done()?;
    write_summary(&folder, &result.summary)?;
    arrivals(&folder, &result.answer)?;
    result.manifest["timings"] = clock.timings(seconds, workers.count());
    folder.text(manifest::FILE, &document(&result.manifest))?;
    Ok(Stored { folder: folder.publish()?, seconds, result })
}

/// Compares combinations of what-ifs, and keeps it in this folder or a new one: `compare.csv`,
/// `report.html` and `run.json`.
///
/// # Errors
/// If the verb fails, or the result cannot be stored.
pub fn compare(
    request: &CompareRequest,
    out: Option<&Path>,
    threads: Option<usize>,
    watch: &Watch,
) -> Result<Stored<Comparison>, Failure> {
    let workers = crate::workers(threads)?;
    let mut kept = Kept::new(out);
    let work = Work { workers: &workers, watch };
    let mut result = haven::crisis::compare(request, &work, &mut kept)?;
    let Done { folder, clock, seconds } = kept.done()?;
    result.manifest["timings"] = clock.timings(seconds, workers.count());
    compare_table(&folder, &result)?;
    folder.text("report.html", &haven_report::page(&result))?;
    folder.text(manifest::FILE, &document(&result.manifest))?;
    Ok(Stored { folder: folder.publish()?, seconds, result })
}

/// Explains; nothing is kept.
///
/// # Errors
/// If the verb fails.
pub fn explain(
    request: &ExplainRequest,
    threads: Option<usize>,
    watch: &Watch,
) -> Result<Explanation, Failure> {
    let workers = crate::workers(threads)?;
    Ok(haven::crisis::explain(request, &Work { workers: &workers, watch })?)
}

fn document(value: &Value) -> String {
    format!("{value:#}\n")
}

/// People who are written as 0.01.
const LEAST_PEOPLE: f64 = 0.005;

/// `arrivals.csv`: mean arrivals abroad by week, gate, route, origin and cause. While people may be on
/// these ways, origins are administrative areas, and routes are not told. What would read 0.00 is left
/// out: there are many routes on which next to nobody of an origin is to be expected.
fn arrivals(folder: &ResultFolder, answer: &Answer) -> Result<(), StoreError> {
    let Some(explained) = &answer.explained else { return Ok(()) };
    let crisis = &answer.asked.crisis;
    let gates: Vec<PlaceId> = crisis.gates().collect();
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
            crossing: place(gates[cell.gate]),
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
