//! `run`, kept: members as they come, the rest at the end.

use crate::compare::write_comparison;
use crate::disk::Disk;
use crate::error::StoreError;
use crate::failure::Failure;
use crate::folder::ResultFolder;
use crate::json::value;
use crate::kept::{Done, Kept};
use crate::place::Place;
use crate::stored::Stored;
use haven::crisis::CrisisRun;
use haven::disclosure::ArrivalsCell;
use haven::flee::{FleeOut, FleeRun};
use haven::{RunRequest, RunResult, Summary, SummarySeries, Work};
use haven_io::writers::arrivals::{ArrivalsRow, ArrivalsWriter};
use haven_io::writers::coordinate_fields;
use haven_io::writers::flee_out;
use haven_io::writers::manifest;
use haven_io::writers::summary::{SummaryRow, SummaryWriter};
use haven_study::watch::Watch;
use std::io::Write;

/// Runs an ensemble, and keeps it in this folder or a new one: `summary.csv`, `members.parquet` unless
/// nothing of them is kept, `run.json`; `flows.parquet` or `arrivals.csv` if origins are told apart, and
/// Flee's `out.csv` of a folder in its format. Several combinations are kept as a comparison is.
///
/// # Errors
/// If the verb fails, or the result cannot be stored.
pub fn run(
    request: &RunRequest,
    place: &Place,
    watch: &Watch,
) -> Result<Stored<RunResult>, Failure> {
    let workers = crate::workers(request.ensemble.threads)?;
    let mut kept = Kept::new(place, &request.scenario.scenario.source);
    let work = Work { workers: &workers, watch, sources: &Disk };
    let mut result = haven::run(request, &work, &mut kept)?;
    let mut done = kept.done()?;
    match &mut result {
        RunResult::Flee(run) => write_flee(&mut done, run, workers.count())?,
        RunResult::Crisis(run) => write_crisis(&mut done, run, workers.count())?,
        RunResult::Comparison(comparison) => {
            write_comparison(&mut done, comparison, workers.count())?;
        }
    }
    Ok(Stored { folder: done.folder.publish()?, seconds: done.seconds, result })
}

fn write_flee(
    Done { folder, clock, seconds }: &mut Done,
    run: &mut FleeRun,
    threads: usize,
) -> Result<(), Failure> {
    write_summary(folder, &run.summary)?;
    if let Some(out) = &run.flee_out {
        write_flee_out(folder, out)?;
    }
    run.manifest.timings = Some(clock.timings(*seconds, threads));
    folder.manifest(manifest::FILE, value(&run.manifest))?;
    Ok(())
}

fn write_crisis(
    Done { folder, clock, seconds }: &mut Done,
    run: &mut CrisisRun,
    threads: usize,
) -> Result<(), Failure> {
    write_summary(folder, &run.summary)?;
    if let Some(cells) = &run.arrivals {
        write_arrivals(folder, cells)?;
    }
    run.manifest.timings = Some(clock.timings(*seconds, threads));
    folder.manifest(manifest::FILE, value(&run.manifest))?;
    Ok(())
}

/// Writes `arrivals.csv`.
fn write_arrivals(folder: &ResultFolder, cells: &[ArrivalsCell]) -> Result<(), StoreError> {
    let mut writer = ArrivalsWriter::new(folder.file("arrivals.csv")?)?;
    for cell in cells {
        writer.row(&ArrivalsRow {
            week: cell.week,
            date: &cell.date,
            origin: &cell.origin,
            origin_name: &cell.origin_name,
            group: &cell.group,
            cause: &cell.cause,
            route: &cell.route,
            crossing: &cell.crossing,
            crossing_name: &cell.crossing_name,
            people: cell.people,
        })?;
    }
    Ok(writer.finish()?)
}

/// Writes `summary.csv`: every series, day by day.
fn write_summary(folder: &ResultFolder, summary: &Summary) -> Result<(), StoreError> {
    let mut writer = SummaryWriter::new(folder.file("summary.csv")?)?;
    let fields = |series: &SummarySeries| coordinate_fields(series.coordinates);
    let coordinates: Vec<String> = summary.series.iter().map(fields).collect();
    for day in 0..summary.days {
        let date = summary.date(day);
        for (series, coordinates) in summary.series.iter().zip(&coordinates) {
            let spread = &series.days[day as usize];
            writer.row(&SummaryRow {
                day,
                date,
                place: &series.place,
                place_name: &series.place_name,
                coordinates,
                measure: series.measure,
                mean: spread.mean,
                sd: spread.sd,
                quantiles: summary.is_sampled.then_some(spread.quantiles),
                data: series.counted.get(day as usize).copied().flatten(),
            })?;
        }
    }
    Ok(writer.finish()?)
}

/// Writes `out.csv` as Flee does.
fn write_flee_out(folder: &ResultFolder, run: &FleeOut) -> Result<(), StoreError> {
    let mut out = folder.file("out.csv")?;
    let names: Vec<&str> = run.destinations.iter().map(String::as_str).collect();
    let written = flee_out::header(&mut out, &names)
        .and_then(|()| {
            let mut days = run.days.iter();
            days.try_for_each(|day| flee_out::day(&mut out, run.start, day))
        })
        .and_then(|()| out.flush());
    written.map_err(|source| StoreError::Io { path: folder.path("out.csv"), source })
}
