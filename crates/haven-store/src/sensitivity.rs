//! `sensitivity`, kept: `sensitivity.csv`, `sensitivity.json` and `run.json`.

use crate::disk::Disk;
use crate::error::StoreError;
use crate::failure::Failure;
use crate::folder::ResultFolder;
use crate::json::{json, value};
use crate::kept::{Done, Kept};
use crate::place::Place;
use crate::stored::Stored;
use haven::Work;
use haven::sensitivity::{Estimate, Found, Sensitivity, SensitivityRequest};
use haven_io::writers::manifest;
use haven_io::writers::sensitivity::{Moves, SensitivityRow, SensitivityWriter};
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
    result.manifest.made_from.timings = Some(clock.timings(seconds, workers.count()));
    table(&folder, &result)?;
    folder.text("sensitivity.json", &json(&result))?;
    folder.manifest(manifest::FILE, value(&result.manifest))?;
    Ok(Stored { folder: folder.publish()?, seconds, result })
}

fn table(folder: &ResultFolder, result: &Sensitivity) -> Result<(), StoreError> {
    let mut writer = SensitivityWriter::new(folder.file("sensitivity.csv")?)?;
    for answer in &result.answers {
        let asked = &answer.asked;
        for (freed, moves) in result.inputs.iter().zip(&answer.parameters) {
            writer.row(&SensitivityRow {
                answer: &asked.id,
                measure: asked.measure,
                place: &asked.place,
                place_name: &asked.place_name,
                unit: asked.unit.name(),
                parameter: &freed.name,
                parameter_unit: &freed.unit,
                moves: cells(&moves.found),
            })?;
        }
    }
    Ok(writer.finish()?)
}

fn cells(found: &Found) -> Moves {
    let cells = |estimate: Estimate| [estimate.value, estimate.low, estimate.high];
    match found {
        Found::Sobol(found) => Moves::Sobol([found.first, found.total].map(cells)),
        Found::Morris(found) => Moves::Morris([found.mu, found.mu_star, found.sigma].map(cells)),
    }
}
