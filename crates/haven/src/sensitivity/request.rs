//! What a sensitivity study is asked for.

use crate::changed::ChangedScenario;
use crate::failure::Failure;
use haven_core::crisis::Advance;
use haven_study::sensitivity::{Method, Plan, Repeats};

/// What to study.
#[derive(Clone, Debug)]
pub struct SensitivityRequest {
    /// The scenario, with files of what-ifs and parameters that are set. Its knowledge is not asked: a
    /// study looks over all priors.
    pub scenario: ChangedScenario,
    /// What-ifs as `a+b`; empty: the scenario as it stands.
    pub what_if: String,
    /// Whether advances are a premise or an attempt.
    pub advance: Advance,
    /// How sensitivity is measured.
    pub method: Method,
    /// Rows of the design: trajectories, or rows of Saltelli's matrices. None: [`default_samples`].
    pub samples: Option<u32>,
    /// What is free: `name` or `name=low..high`. None: everything that is uncertain.
    pub free: Vec<String>,
    /// Seed of the design and of the members.
    pub seed: u64,
    /// Threads; one for each core if not given. They change no number.
    pub threads: Option<usize>,
}

/// Fewest rows that say how sure a result is.
const FEWEST: u32 = 2;
/// Most rows.
const MOST: u32 = 1_000_000;
/// Rows whose first point is played by further members, and by how many: forty runs know the variance
/// of luck to about a quarter.
const REPEATS: Repeats = Repeats { rows: 8, members: 5 };

/// Rows if nobody says otherwise.
pub fn default_samples(method: Method) -> u32 {
    match method {
        Method::Sobol => 128,
        Method::Morris => 20,
    }
}

impl SensitivityRequest {
    /// The study of these inputs.
    ///
    /// # Errors
    /// If there are too few or too many rows.
    pub fn plan(&self, inputs: Vec<String>) -> Result<Plan, Failure> {
        let rows = self.samples.unwrap_or_else(|| default_samples(self.method));
        if !(FEWEST..=MOST).contains(&rows) {
            let message = format!("{rows} samples are asked for; from {FEWEST} to {MOST} can be");
            let hint = match self.method {
                Method::Sobol => "128 give a first look, 1,000 shares to a few hundredths",
                Method::Morris => "10 to 50 trajectories screen well",
            };
            return Err(Failure::bad_request_with(message, Some(hint.to_owned())));
        }
        Ok(Plan { method: self.method, inputs, rows, seed: self.seed, repeats: REPEATS })
    }
}
