//! Those who have left a place and not travelled yet.

use super::cohort::Cohort;
use crate::id::PlaceId;
use crate::rng::Stream;

/// A cohort on a road at the start of today's travel.
#[derive(Debug)]
pub(super) struct Traveller {
    pub(super) road: usize,
    pub(super) cohort: Cohort,
}

/// Leavers of one cohort who have not chosen a way yet.
#[derive(Debug)]
pub(super) struct Leavers {
    pub(super) place: PlaceId,
    /// Position in the place's pool.
    pub(super) cohort: usize,
    pub(super) people: f64,
    pub(super) order: u32,
    pub(super) stream: Stream,
}

/// Those whom leaving hands over to travel.
#[derive(Debug)]
pub(super) enum SettingOut {
    /// Whose whole day is drawn at once. They are still counted at their places.
    ForTheDay(Vec<Leavers>),
    /// Onto these roads, where the rules are plain: nobody on the same road is like them, so that
    /// they need not be looked for there.
    OnRoads(Vec<Traveller>),
}

impl Default for SettingOut {
    fn default() -> Self {
        Self::OnRoads(Vec::new())
    }
}
