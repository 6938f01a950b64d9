//! `compare`, kept; and `explain`, which keeps nothing.

use crate::disk::Disk;
use crate::error::StoreError;
use crate::failure::Failure;
use crate::folder::ResultFolder;
use crate::kept::{Done, Kept};
use crate::place::Place;
use crate::stored::Stored;
use haven::Work;
use haven::crisis::{CompareRequest, Comparison, ExplainRequest, Explanation};
use haven_io::writers::compare::{CompareRow, CompareWriter};
use haven_io::writers::manifest;
use haven_study::ensemble::is_reporting_day;
use haven_study::spread::Spread;
use haven_study::watch::Watch;

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
    result.manifest["timings"] = clock.timings(*seconds, threads);
    compare_table(folder, result)?;
    folder.text("report.html", &haven_report::page(result))?;
    folder.manifest(manifest::FILE, result.manifest.clone())?;
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
