//! What a calibration is asked for.

use crate::source::ScenarioRequest;

/// How a posterior is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalibrationMethod {
    /// Sequential Monte Carlo.
    Smc,
    /// Ensemble Kalman inversion.
    Eki,
}

impl CalibrationMethod {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Smc => "smc",
            Self::Eki => "eki",
        }
    }
}

/// What to calibrate, on what, and how.
#[derive(Clone, Debug)]
pub struct CalibrateRequest {
    /// The scenario.
    pub scenario: ScenarioRequest,
    /// How.
    pub method: CalibrationMethod,
    /// How many particles.
    pub particles: u32,
    /// Seed.
    pub seed: u64,
    /// Parameters that are free; the usual ones if none is named.
    pub free: Vec<String>,
    /// Last day or date of the counts that may be learnt from.
    pub until: Option<String>,
    /// Name of a folder of recorded events, for scenarios with actors.
    pub events: Option<String>,
    /// Threads; one for each core if not given. They change no number.
    pub threads: Option<usize>,
}
