//! What a calibration says.

use super::manifest::{CalibrationManifest, FORMAT, Settings};
use super::posterior::Posterior;
use super::target::Count;
use crate::provenance::LABEL;
use haven_core::problem::Problem;
use haven_study::calibrate::Generation;
use haven_study::calibrate::identify::Identified;
use haven_study::calibrate::predictive::Checked;
use haven_study::calibrate::space::Free;
use schemars::JsonSchema;
use serde::Serialize;

/// A calibration that is done, or was stopped.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CalibrationResult {
    /// Whether it was stopped before it was done: only its state is known then.
    pub interrupted: bool,
    /// What is known of each free parameter; the last ones may be the noise of reports.
    pub parameters: Vec<LearntParameter>,
    /// What it was made from; nothing if it was stopped.
    pub manifest: Option<CalibrationManifest>,
    /// The free parameters, in the same order.
    #[serde(skip)]
    pub free: Vec<Free>,
    /// Each free parameter before and after.
    #[serde(skip)]
    pub identified: Vec<Identified>,
    /// What was learnt from.
    #[serde(skip)]
    pub counts: Vec<Count>,
    /// Every count against what the posterior would have expected; none if it was stopped.
    #[serde(skip)]
    pub checked: Vec<Checked>,
    /// Shares of the counts in the central 50, 80 and 95 %.
    #[serde(skip)]
    pub coverage: [f64; 3],
    /// What became of each level.
    #[serde(skip)]
    pub history: Vec<Generation>,
    /// Members that were simulated from first to last.
    #[serde(skip)]
    pub members: u64,
    /// Draws from the posterior.
    #[serde(skip)]
    pub posterior: Posterior,
    /// Suspicious things about the scenario.
    #[serde(skip)]
    pub warnings: Vec<Problem>,
}

impl CalibrationResult {
    /// What it was made from, when it is done.
    pub fn describe(&self, settings: Settings, simulated: &'static str) -> CalibrationManifest {
        let prior_only = self.parameters.iter().filter(|one| one.prior_only);
        let [coverage_50, coverage_80, coverage_95] = self.coverage;
        CalibrationManifest {
            format: FORMAT,
            haven: env!("CARGO_PKG_VERSION"),
            label: LABEL,
            settings,
            simulated,
            counts: self.counts.len(),
            members_simulated: self.members,
            levels: self.history.clone(),
            posterior_draws: self.posterior.rows.len(),
            prior_only: prior_only.map(|one| one.parameter.clone()).collect(),
            coverage_50,
            coverage_80,
            coverage_95,
        }
    }
}

/// What was learnt of a parameter.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LearntParameter {
    /// Its name.
    pub parameter: String,
    /// Its unit, in words.
    pub unit: &'static str,
    /// What was known before, as people write it.
    pub prior: String,
    /// Quantile 5 % of what is known now.
    pub q05: f64,
    /// The middle.
    pub q50: f64,
    /// Quantile 95 %.
    pub q95: f64,
    /// How far the middle went, in standard deviations of the prior.
    pub shift: f64,
    /// Share of the prior's standard deviation that is gone.
    pub shrinkage: f64,
    /// Whether the counts left it where the prior was.
    pub prior_only: bool,
}

impl LearntParameter {
    /// Of a free parameter with its unit, before and after.
    pub fn new(free: &Free, unit: &'static str, found: &Identified) -> Self {
        let [q05, _, q50, _, q95] = found.posterior.quantiles;
        Self {
            parameter: free.name.clone(),
            unit,
            prior: free.prior.to_string(),
            q05,
            q50,
            q95,
            shift: found.shift,
            shrinkage: found.shrinkage,
            prior_only: found.is_prior_only(),
        }
    }
}
