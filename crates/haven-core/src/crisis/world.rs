//! A crisis made ready to be played many times: what follows from its tables alone.

use super::borders::HostsBeyond;
use super::conditions::Conditions;
use super::conflict::{self, Terrain};
use super::control::Control;
use super::geography::Geography;
use super::inputs::Inputs;
use super::movement::{FirstPaths, RoadNetwork};
use super::request::Request;
use super::returns::Weekdays;
use super::scenario::Crisis;
use crate::id::PlaceId;

/// A crisis made ready. What-ifs have been applied.
#[derive(Clone, Debug)]
pub struct World {
    crisis: Crisis,
    /// Plain facts.
    pub(super) geography: Geography,
    /// The country as armed forces see it: roads, distances, sides.
    pub(super) terrain: Terrain,
    /// F⁰: civil supplies that can reach a place in peace, in ordinary roads, by place.
    pub(super) supply_in_peace: Vec<f64>,
    /// Roads of displaced people.
    pub(super) network: RoadNetwork,
    /// The shortest paths on the first morning.
    pub(super) first_paths: FirstPaths,
    /// Places abroad behind each gate.
    pub(super) hosts_beyond: HostsBeyond,
    /// When people go home and leave for elsewhere.
    pub(super) weekdays: Weekdays,
}

impl World {
    /// Makes a crisis ready.
    ///
    /// # Panics
    /// Never for a crisis that was checked.
    pub fn new(crisis: &Crisis) -> Self {
        let geography = Geography::new(crisis);
        let network = RoadNetwork::new(crisis, &geography);
        Self {
            terrain: Terrain::new(crisis, &geography),
            supply_in_peace: conflict::in_peace(crisis, &geography),
            first_paths: FirstPaths::new(&network, &Control::first(crisis), &geography.foes),
            hosts_beyond: HostsBeyond::new(crisis, &geography),
            weekdays: Weekdays::new(&geography),
            network,
            geography,
            crisis: by_day(crisis.clone()),
        }
    }

    /// What it was made from.
    pub fn crisis(&self) -> &Crisis {
        &self.crisis
    }

    /// Gates, in the order of places.
    pub fn gates(&self) -> &[PlaceId] {
        &self.geography.gates
    }

    /// Countries, the home country first.
    pub fn countries(&self) -> &[String] {
        &self.geography.countries
    }

    /// What the conflict process may read.
    pub(super) fn scene<'a>(&'a self, now: Conditions<'a>) -> conflict::Scene<'a> {
        conflict::Scene { now, terrain: &self.terrain, in_peace: &self.supply_in_peace }
    }

    /// All that is fixed on a day of a run.
    pub(super) fn on<'a>(
        &'a self,
        inputs: &'a Inputs,
        request: &'a Request,
        day: u32,
    ) -> Conditions<'a> {
        Conditions { crisis: &self.crisis, geography: &self.geography, inputs, request, day }
    }
}

/// Dated tables in the order of days, so that those of a day are found at once.
fn by_day(mut crisis: Crisis) -> Crisis {
    crisis.events.sort_by_key(|event| event.day);
    crisis.damage.sort_by_key(|row| row.day);
    crisis.services.sort_by_key(|row| row.day);
    crisis
}
