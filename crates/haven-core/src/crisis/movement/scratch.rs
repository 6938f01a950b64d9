//! Room to work in for movement. Nothing of it is worth saving.

use super::shortest_paths::Search;
use crate::crisis::destination::Chosen;

/// Room to work in.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    pub(super) search: Search,
    /// How much each node attracts this morning.
    pub(super) attraction: Vec<f64>,
    /// Today's weights of destinations for those who are leaving a place.
    pub(super) weights: Vec<f64>,
    pub(super) chosen: Chosen,
}
