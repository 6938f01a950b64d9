//! Room to work in at borders. Nothing of it is worth saving.

use crate::crisis::destination::Chosen;
use crate::crisis::ledger::InTransfer;

/// Room to work in.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    /// Who has just crossed.
    pub(super) abroad: InTransfer,
    /// Where how many of them go.
    pub(super) chosen: Chosen,
    /// How much each host attracts them.
    pub(super) weights: Vec<f64>,
}
