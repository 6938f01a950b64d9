//! The files of a study: `sensitivity.csv`, `sensitivity.json` and `run.json`.

use super::run::Sensitivity;
use crate::failure::Failure;
use crate::output::write_text;
use crate::report;
use haven_io::writers::manifest;
use haven_io::writers::sensitivity::{Moves, SensitivityRow, SensitivityWriter};
use haven_io::writers::store::{ResultFolder, StoreError};
use haven_study::sensitivity::{Estimate, Findings};

/// Writes a study and puts it in its place.
///
/// # Errors
/// If a file cannot be written.
pub fn store(folder: ResultFolder, mut result: Sensitivity) -> Result<Sensitivity, Failure> {
    table(&folder, &result)?;
    write_text(&folder, "sensitivity.json", &format!("{:#}\n", report::document(&result)))?;
    write_text(&folder, manifest::FILE, &format!("{:#}\n", result.manifest))?;
    result.folder = folder.publish()?;
    Ok(result)
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
