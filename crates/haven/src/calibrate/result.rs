//! What a calibration says.

use super::posterior::Posterior;
use super::target::Count;
use haven_core::problem::Problem;
use haven_study::calibrate::Generation;
use haven_study::calibrate::identify::Identified;
use haven_study::calibrate::predictive::Checked;
use haven_study::calibrate::space::Free;

/// A calibration that is done, or was stopped.
#[derive(Debug)]
pub struct CalibrationResult {
    /// Whether it was stopped before it was done: only its state is known then.
    pub interrupted: bool,
    /// The free parameters; the last ones may be the noise of reports.
    pub free: Vec<Free>,
    /// Each free parameter before and after.
    pub identified: Vec<Identified>,
    /// What was learnt from.
    pub counts: Vec<Count>,
    /// Every count against what the posterior would have expected; none if it was stopped.
    pub checked: Vec<Checked>,
    /// Shares of the counts in the central 50, 80 and 95 %.
    pub coverage: [f64; 3],
    /// What became of each level.
    pub history: Vec<Generation>,
    /// Members that were simulated from first to last.
    pub members: u64,
    /// Draws from the posterior.
    pub posterior: Posterior,
    /// Suspicious things about the scenario.
    pub warnings: Vec<Problem>,
    /// What it was made from; nothing if it was stopped.
    pub manifest: serde_json::Value,
}
