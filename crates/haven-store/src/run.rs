//! `run` with Flee's rules, kept: members as they come, the rest at the end.

use crate::failure::Failure;
use crate::folder::{ResultFolder, StoreError};
use crate::kept::{Done, Kept};
use crate::stored::Stored;
use haven::{FleeOut, RunRequest, RunResult, Summary, Work};
use haven_io::writers::flee_out;
use haven_io::writers::manifest::{self, Timings};
use haven_io::writers::summary::{SummaryRow, SummaryWriter};
use haven_study::watch::Watch;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

/// Runs an ensemble, and keeps it in this folder or a new one.
///
/// # Errors
/// If the verb fails, or the result cannot be stored.
pub fn run(
    request: &RunRequest,
    out: Option<&Path>,
    threads: Option<usize>,
    watch: &Watch,
) -> Result<Stored<RunResult>, Failure> {
    let workers = crate::workers(threads)?;
    let mut kept = Kept::new(out);
    let mut result = haven::run(request, &Work { workers: &workers, watch }, &mut kept)?;
    let Done { folder, clock, seconds } = kept.done()?;
    let wrote = Instant::now();
    write_summary(&folder, &result.summary)?;
    if let Some(out) = &result.flee_out {
        write_flee_out(&folder, out)?;
    }
    result.manifest.timings = Timings {
        started: clock.started(),
        reading_seconds: clock.reading_seconds(),
        running_seconds: seconds,
        writing_seconds: wrote.elapsed().as_secs_f64(),
        threads: workers.count(),
    };
    folder.text(manifest::FILE, &result.manifest.to_json())?;
    Ok(Stored { folder: folder.publish()?, seconds, result })
}

/// Writes `summary.csv`: every series, day by day.
pub(crate) fn write_summary(folder: &ResultFolder, summary: &Summary) -> Result<(), StoreError> {
    let mut writer = SummaryWriter::new(folder.file("summary.csv")?)?;
    for day in 0..summary.days {
        let date = summary.date(day);
        for series in &summary.series {
            let spread = &series.days[day as usize];
            writer.row(&SummaryRow {
                day,
                date,
                place: &series.place,
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
