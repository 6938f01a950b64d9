//! What the conflict process remembers.

use super::campaign::{Campaigns, Change};
use super::distances::Distances;
use super::fronts::Fronts;
use super::scene::Scene;
use super::strength::Strength;
use super::supply::Supply;
use crate::crisis::control::Control;
use crate::crisis::scenario::ControlStatus;
use crate::id::PlaceId;

/// Memory of the conflict process. Lists are by place.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub(super) strength: Strength,
    pub(super) fronts: Fronts,
    pub(super) campaigns: Campaigns,
    pub(super) supply: Supply,
    pub(super) distances: Distances,
    /// The last change of shares.
    pub(super) changed: Vec<Option<Change>>,
    /// How firmly the place is held, as the table says.
    pub(super) declared: Vec<Option<ControlStatus>>,
    /// First day on which a place that was taken for certain can be fought for again.
    pub(super) kept_until: Vec<i64>,
    /// The epoch of control for which everything has been found.
    pub(super) epoch: u64,
    /// The epoch of control for which fronts have been found, and the day.
    pub(super) fronts_on: (u64, u32),
}

impl Conflict {
    /// Before anything has been found but distances.
    pub(super) fn new(scene: &Scene<'_>, distances: Distances) -> Self {
        let (crisis, inputs) = (scene.now.crisis, scene.now.inputs);
        let (places, actors) = (crisis.places.len(), crisis.actors.len());
        let mut declared = vec![None; places];
        for row in crisis.control.iter().filter(|row| row.day <= 0) {
            declared[row.place.index()] = Some(row.status);
        }
        Self {
            strength: Strength::new(places, &inputs.strength),
            fronts: Fronts::new(places, actors),
            campaigns: Campaigns::new(crisis.campaigns.len()),
            supply: Supply::new(crisis.links.len(), inputs.parameters.stock_days, &declared),
            distances,
            changed: vec![None; places],
            declared,
            kept_until: vec![i64::MIN; places],
            epoch: 0,
            fronts_on: (0, 0),
        }
    }

    /// Share of each place's supplies that comes over roads within reach of an enemy.
    pub fn supply_at_risk(&self, scene: &Scene<'_>, control: &Control) -> Vec<f64> {
        self.supply.at_risk(scene, control)
    }

    /// Campaigns are others: each by its position before, if it had one. Plans that have begun go on.
    pub fn adopt(&mut self, before: &[Option<usize>]) {
        self.campaigns.adopt(before);
    }

    /// What was kept for the parameters so far is no longer true.
    pub fn forget(&mut self) {
        self.supply.forget();
    }

    /// Finds who can fight whom, and where.
    pub(super) fn find_fronts(&mut self, scene: &Scene<'_>, control: &Control) {
        self.fronts_on = (control.epoch, scene.now.day);
        let today = i64::from(scene.now.day);
        let kept = |place: PlaceId| self.kept_until[place.index()] > today;
        self.fronts.find(scene, control, &self.supply.cut, kept);
    }
}
