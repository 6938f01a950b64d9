//! What can be typed after `haven calibrate`.

use super::shared::{ScenarioArguments, WorkArguments, named, seed};
use clap::{Args, ValueEnum};
use haven::calibrate::{CalibrateRequest, CalibrationMethod};
use haven_store::CalibrationPlace;
use std::path::PathBuf;

/// Arguments of `calibrate`.
#[derive(Args, Debug)]
#[command(after_help = HELP)]
pub struct CalibrateArguments {
    /// Which scenario.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// How the posterior is found
    #[arg(long, value_enum, default_value_t = MethodArgument::Smc)]
    pub method: MethodArgument,
    /// How many guesses are kept
    #[arg(long, value_name = "N", default_value_t = 1000, allow_negative_numbers = true)]
    pub particles: u32,
    /// Seed: the same seed gives the same bits
    #[arg(long, default_value_t = 1, value_parser = seed, allow_negative_numbers = true)]
    pub seed: u64,
    /// Parameters that are free, by name; the usual ones without it
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    pub free: Vec<String>,
    /// Last day or date of the counts that may be learnt from: a third of the run, or the origin of a
    /// scenario with actors, without it
    #[arg(long, value_name = "DAY|DATE")]
    pub until: Option<String>,
    /// Recorded events, for a scenario with actors: a folder with expected.csv and small scenarios
    #[arg(long, value_name = "DIR")]
    pub events: Option<PathBuf>,
    /// Folder of the result; haven-runs/SCENARIO-calibrate-SEED without it
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Go on where the same calibration was stopped
    #[arg(long)]
    pub resume: bool,
    /// How the work is done.
    #[command(flatten)]
    pub work: WorkArguments,
}

const HELP: &str = "Examples:
  haven calibrate my-flee-folder --until 60 --out learnt
  haven run my-flee-folder --parameters learnt/posterior.csv
  haven calibrate aleppo-2014 --events verification/events --out learnt
  haven calibrate aleppo-2014 --events verification/events --out learnt --resume

A checkpoint follows every batch: whatever stops it, --resume goes on to the same bits. The folder then \
holds posterior.csv (draws), identifiability.csv (what the counts moved), predictive.csv (each count against \
what the posterior expects) and calibration.json (what it was made from).";

/// How the posterior is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MethodArgument {
    /// Sequential Monte Carlo on the likelihood
    Smc,
    /// Ensemble Kalman inversion: quicker, exact only for linear models
    Eki,
}

impl CalibrateArguments {
    /// The request for the verb.
    pub fn request(&self) -> CalibrateRequest {
        CalibrateRequest {
            scenario: self.scenario.request(),
            method: match self.method {
                MethodArgument::Smc => CalibrationMethod::Smc,
                MethodArgument::Eki => CalibrationMethod::Eki,
            },
            particles: self.particles,
            seed: self.seed,
            free: self.free.clone(),
            until: self.until.clone(),
            events: self.events.as_deref().map(named),
            threads: self.work.threads,
        }
    }

    /// Where it is kept.
    pub fn place(&self) -> CalibrationPlace {
        CalibrationPlace { out: self.out.clone(), resume: self.resume }
    }
}
