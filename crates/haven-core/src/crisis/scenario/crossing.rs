//! States of border gates over time.

use crate::id::PlaceId;
use crate::prior::Prior;

/// The state of a gate from one day until before another.
#[derive(Clone, Debug, PartialEq)]
pub struct CrossingPeriod {
    /// The gate: a place of kind crossing.
    pub place: PlaceId,
    /// First day.
    pub from: i64,
    /// First day on which it no longer holds.
    pub until: i64,
    /// What it is.
    pub state: GateState,
    /// People let through per day. Open gates: physical throughput. Informal ones: people who find
    /// a way per day, counted as irregular. Not used by closed ones.
    pub quota_per_day: Prior,
    /// Name of an uncertainty that periods share: those with the same name are drawn together.
    pub shared_draw: Option<String>,
}

/// States of a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateState {
    /// Everybody may pass, up to what it can bear.
    Open,
    /// So many per day.
    Limited,
    /// The sick and wounded: a small quota.
    Medical,
    /// Nobody.
    Closed,
    /// No gate; some get through.
    Informal,
}
