//! `calibrate`: its folder with checkpoints, and the files of a calibration that is done.

use crate::checkpoint::Folder;
use crate::clock::Clock;
use crate::disk::Disk;
use crate::failure::{Failure, boxed};
use crate::place::{RUNS, clean};
use crate::stored::Stored;
use haven::calibrate::{CalibrateRequest, CalibrationResult, Checkpoints, Posterior};
use haven::{SinkError, Work};
use haven_io::parameter_table;
use haven_study::calibrate::State;
use haven_study::spread::Spread;
use haven_study::watch::Watch;
use serde_json::Value;
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
    fn begin(&mut self, name: &str, settings: &Value) -> Result<Option<State>, SinkError> {
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
    folder.write(parameter_table::FILE, &posterior(&result.posterior))?;
    folder.write("identifiability.csv", &identifiability(result))?;
    folder.write("predictive.csv", &predictive(result))?;
    folder.write("calibration.json", &format!("{:#}\n", result.manifest))
}

fn posterior(posterior: &Posterior) -> String {
    let row = |values: &Vec<f64>| {
        let cells: Vec<String> = values.iter().map(|value| format!("{value:.6e}")).collect();
        cells.join(",") + "\n"
    };
    posterior.names.join(",") + "\n" + &posterior.rows.iter().map(row).collect::<String>()
}

fn identifiability(result: &CalibrationResult) -> String {
    let mut text = "parameter,prior,prior_q05,prior_median,prior_q95,posterior_mean,posterior_sd,\
                    posterior_q05,posterior_median,posterior_q95,shift,shrinkage,learnt\n"
        .to_owned();
    for (free, found) in result.free.iter().zip(&result.identified) {
        let prior = [0.05, 0.5, 0.95].map(|share| number(free.prior.quantile(share))).join(",");
        let Spread { mean, sd, quantiles: [low, _, middle, _, high] } = &found.posterior;
        let posterior = [*mean, sd.unwrap_or(0.0), *low, *middle, *high].map(number).join(",");
        let learnt = if found.is_prior_only() { "prior only" } else { "yes" };
        text += &format!(
            "{},\"{}\",{prior},{posterior},{:.3},{:.3},{learnt}\n",
            free.name, free.prior, found.shift, found.shrinkage
        );
    }
    text
}

fn number(value: f64) -> String {
    format!("{value:.4e}")
}

fn predictive(result: &CalibrationResult) -> String {
    let mut text = "what,where,from,to,reported_low,reported_high,q025,q10,q25,q50,q75,q90,q975,\
                    inside_50,inside_80,inside_95\n"
        .to_owned();
    for (count, checked) in result.counts.iter().zip(&result.checked) {
        let quoted = count.words.each_ref().map(|word| quoted(word)).join(",");
        let range =
            count.range.map(|end| if end.is_finite() { end.to_string() } else { String::new() });
        let quantiles = checked.quantiles.map(|value| format!("{value:.0}")).join(",");
        let inside = checked.is_inside.map(|inside| if inside { "yes" } else { "no" }).join(",");
        text += &format!("{quoted},{},{quantiles},{inside}\n", range.join(","));
    }
    text
}

/// A cell: in quotes if it has to be.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
