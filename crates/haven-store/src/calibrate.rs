//! `calibrate`: its folder with checkpoints, and the files of a calibration that is done.

use crate::calibration_tables as tables;
use crate::checkpoint::Folder;
use crate::clock::Clock;
use crate::disk::Disk;
use crate::failure::{Failure, boxed};
use crate::json::json;
use crate::place::{RUNS, clean};
use crate::stored::Stored;
use haven::calibrate::{CalibrateRequest, CalibrationResult, Checkpoints, Settings};
use haven::{SinkError, Work};
use haven_io::parameter_table;
use haven_study::calibrate::State;
use haven_study::watch::Watch;
use std::path::{Path, PathBuf};

/// Where a calibration is kept.
#[derive(Clone, Debug, Default)]
pub struct CalibrationPlace {
    /// Its folder; one in `haven-runs/` that scenario and seed name if not given.
    pub out: Option<PathBuf>,
    /// Whether to go on where an earlier calibration with the same settings was stopped.
    pub resume: bool,
}

/// Calibrates a scenario, and keeps it.
///
/// # Errors
/// If the request, the scenario or the counts are bad, or the result cannot be stored.
///
/// # Panics
/// Never: a calibration begins, and so has a folder, before it is done.
pub fn calibrate(
    request: &CalibrateRequest,
    place: &CalibrationPlace,
    watch: &Watch,
) -> Result<Stored<CalibrationResult>, Failure> {
    let workers = crate::workers(request.threads)?;
    let mut kept = Kept { place, clock: Clock::start(), folder: None };
    let result = haven::calibrate::calibrate(
        request,
        &Work { workers: &workers, watch, sources: &Disk },
        &mut kept,
    )?;
    let seconds = kept.clock.running_seconds();
    let folder = kept.folder.expect("a calibration begins before it is done");
    if !result.interrupted {
        write(&folder, &result)?;
    }
    Ok(Stored { folder: folder.path().to_owned(), seconds, result })
}

/// The folder of a calibration on its way.
struct Kept<'a> {
    place: &'a CalibrationPlace,
    clock: Clock,
    folder: Option<Folder>,
}

impl Checkpoints for Kept<'_> {
    fn begin(&mut self, name: &str, settings: &Settings) -> Result<Option<State>, SinkError> {
        let at = self.place.out.clone().unwrap_or_else(|| Path::new(RUNS).join(clean(name)));
        let (folder, state) = Folder::open(&at, settings, self.place.resume).map_err(boxed)?;
        self.folder = Some(folder);
        self.clock.begin();
        Ok(state)
    }

    fn save(&mut self, state: &State) -> Result<(), SinkError> {
        let folder = self.folder.as_ref().expect("a calibration begins before it is saved");
        folder.save(state).map_err(boxed)
    }
}

/// Writes `posterior.csv`, `identifiability.csv`, `predictive.csv` and, last, `calibration.json`.
fn write(folder: &Folder, result: &CalibrationResult) -> Result<(), Failure> {
    folder.write(parameter_table::FILE, &tables::posterior(&result.posterior))?;
    folder.write("identifiability.csv", &tables::identifiability(result))?;
    folder.write("predictive.csv", &tables::predictive(result))?;
    folder.write("calibration.json", &json(&result.manifest))
}
