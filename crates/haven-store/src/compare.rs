//! `compare`, kept; and `explain`, which keeps nothing.

use crate::disk::Disk;
use crate::error::StoreError;
use crate::failure::Failure;
use crate::folder::ResultFolder;
use crate::json::value;
use crate::kept::{Done, Kept};
use crate::place::Place;
use crate::stored::Stored;
use haven::EVERYWHERE;
use haven::Work;
use haven::crisis::{
    CompareRequest, Comparison, ExplainRequest, Explanation, Fan, country_name, scope_coordinates,
    scope_title,
};
use haven_core::crisis::scenario::{Crisis, Scope};
use haven_io::writers::compare::{CompareRow, CompareWriter};
use haven_io::writers::manifest;
use haven_study::ensemble::is_reporting_day;
use haven_study::watch::Watch;
use jiff::Span;

/// Compares combinations of what-ifs, and keeps it in this folder or a new one: `compare.csv`,
/// `report.html` and `run.json`.
///
/// # Errors
/// If the verb fails, or the result cannot be stored.
pub fn compare(
    request: &CompareRequest,
    place: &Place,
    watch: &Watch,
) -> Result<Stored<Comparison>, Failure> {
    let workers = crate::workers(request.ensemble.threads)?;
    let mut kept = Kept::new(place, &request.scenario.scenario.source);
    let work = Work { workers: &workers, watch, sources: &Disk };
    let mut result = haven::crisis::compare(request, &work, &mut kept)?;
    let mut done = kept.done()?;
    write_comparison(&mut done, &mut result, workers.count())?;
    Ok(Stored { folder: done.folder.publish()?, seconds: done.seconds, result })
}

/// Writes the files of a comparison.
pub(crate) fn write_comparison(
    Done { folder, clock, seconds }: &mut Done,
    result: &mut Comparison,
    threads: usize,
) -> Result<(), Failure> {
    result.manifest.timings = Some(clock.timings(*seconds, threads));
    compare_table(folder, result)?;
    folder.text("report.html", &haven_report::page(result))?;
    folder.manifest(manifest::FILE, value(&result.manifest))?;
    Ok(())
}

/// Explains; nothing is kept.
///
/// # Errors
/// If the verb fails.
pub fn explain(request: &ExplainRequest, watch: &Watch) -> Result<Explanation, Failure> {
    let workers = crate::workers(request.ensemble.threads)?;
    Ok(haven::crisis::explain(request, &Work { workers: &workers, watch, sources: &Disk })?)
}

fn compare_table(folder: &ResultFolder, comparison: &Comparison) -> Result<(), StoreError> {
    let mut writer = CompareWriter::new(folder.file("compare.csv")?)?;
    let crisis = &comparison.crisis;
    let date = |day: u32| crisis.start.saturating_add(Span::new().days(day));
    for answer in &comparison.answers {
        for fan in &answer.fans {
            let days = (0_u32..).zip(&fan.days);
            for (day, spread) in days.filter(|(day, _)| is_reporting_day(*day, crisis.days)) {
                writer.row(&CompareRow {
                    what_if: &answer.asked.id(),
                    baseline: "",
                    place: place_id(crisis, fan),
                    place_name: scope_title(crisis, fan.scope, &fan.place),
                    coordinates: scope_coordinates(crisis, fan.scope),
                    measure: fan.measure.name(),
                    day,
                    date: date(day),
                    mean: spread.mean,
                    quantiles: spread.quantiles,
                    p_exceed: None,
                })?;
            }
        }
    }
    let first = comparison.answers.first().map(|answer| answer.asked.id()).unwrap_or_default();
    let last = crisis.days - 1;
    for contrast in &comparison.contrasts {
        for (measure, difference) in &contrast.differences {
            let (place, place_name) = place_of(comparison, measure);
            writer.row(&CompareRow {
                what_if: &comparison.answers[contrast.answer].asked.id(),
                baseline: &first,
                place,
                place_name,
                coordinates: None,
                measure,
                day: last,
                date: date(last),
                mean: difference.spread.mean,
                quantiles: difference.spread.quantiles,
                p_exceed: Some(difference.exceeding),
            })?;
        }
    }
    Ok(writer.finish()?)
}

/// The id of a fan's place, as in `summary.csv`.
fn place_id<'a>(crisis: &'a Crisis, fan: &'a Fan) -> &'a str {
    match fan.scope {
        Scope::Place(place) => &crisis.places[place.index()].id,
        Scope::System | Scope::Country(_) => &fan.place,
    }
}

/// Id and name of the place that a difference is about.
fn place_of<'a>(comparison: &'a Comparison, measure: &str) -> (&'a str, &'a str) {
    match &comparison.abroad {
        Some((_, code)) if measure == "crossed" => (code, country_name(code)),
        _ => ("total", EVERYWHERE),
    }
}
