//! `sensitivity`, kept: `sensitivity.csv`, `sensitivity.json` and `run.json`.

use crate::disk::Disk;
use crate::error::StoreError;
use crate::failure::Failure;
use crate::folder::ResultFolder;
use crate::kept::{Done, Kept};
use crate::place::Place;
use crate::stored::Stored;
use haven::Work;
use haven::sensitivity::{Estimate, Findings, Sensitivity, SensitivityRequest};
use haven_io::writers::manifest;
use haven_io::writers::sensitivity::{Moves, SensitivityRow, SensitivityWriter};
use haven_report as report;
use haven_study::watch::Watch;

/// Says which uncertain numbers move the answers, and keeps it in this folder or a new one.
///
/// # Errors
/// If the verb fails, or the result cannot be stored.
pub fn sensitivity(
    request: &SensitivityRequest,
    place: &Place,
    watch: &Watch,
) -> Result<Stored<Sensitivity>, Failure> {
    let workers = crate::workers(request.threads)?;
    let mut kept = Kept::new(place, &request.scenario.scenario.source);
    let work = Work { workers: &workers, watch, sources: &Disk };
    let mut result = haven::sensitivity::sensitivity(request, &work, &mut kept)?;
    let Done { mut folder, clock, seconds } = kept.done()?;
    result.manifest["timings"] = clock.timings(seconds, workers.count());
    table(&folder, &result)?;
    let json = format!("{:#}\n", report::sensitivity_document(&result));
    folder.text("sensitivity.json", &json)?;
    folder.manifest(manifest::FILE, result.manifest.clone())?;
    Ok(Stored { folder: folder.publish()?, seconds, result })
}

fn table(folder: &ResultFolder, result: &Sensitivity) -> Result<(), StoreError> {
    let mut writer = SensitivityWriter::new(folder.file("sensitivity.csv")?)?;
    for answer in &result.answers {
        for (freed, moves) in result.inputs.iter().zip(moves(&answer.analysis.findings)) {
            let (answer, parameter) = (answer.id.as_str(), freed.name.as_str());
            writer.row(&SensitivityRow { answer, parameter, moves })?;
        }
    }
    Ok(writer.finish()?)
}

fn moves(findings: &Findings) -> Vec<Moves> {
    let cells = |estimate: Estimate| [estimate.value, estimate.low, estimate.high];
    match findings {
        Findings::Sobol(all) => {
            let of = all.iter().map(|found| [found.first, found.total].map(cells));
            of.map(Moves::Sobol).collect()
        }
        Findings::Morris(all) => {
            let of = all.iter().map(|found| [found.mu, found.mu_star, found.sigma].map(cells));
            of.map(Moves::Morris).collect()
        }
    }
}
