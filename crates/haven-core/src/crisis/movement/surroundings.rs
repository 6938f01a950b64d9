//! What people on the move go by, and what they change.

use super::first_paths::FirstPaths;
use super::network::RoadNetwork;
use super::paths::Paths;
use crate::crisis::borders::{Gates, Havens};
use crate::crisis::control::Control;
use crate::crisis::departures::{CumulativeHazard, DecisionDays, Rhythm};
use crate::crisis::flows::Flows;
use crate::crisis::ledger::Ledger;
use crate::crisis::pressure::Pressure;

/// What people on the move go by.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The roads on which they travel.
    pub network: &'a RoadNetwork,
    /// The shortest paths on the first morning.
    pub first_paths: &'a FirstPaths,
    /// Attraction of destinations without room, gates, havens and dangers, by node.
    pub usual: &'a [f64],
    /// How often they decide.
    pub rhythm: &'a Rhythm,
    /// Who holds what, and who attacks.
    pub control: &'a Control,
    /// What drives people out.
    pub pressure: &'a Pressure,
    /// The gates of this morning.
    pub gates: &'a Gates,
    /// Protected areas.
    pub havens: &'a Havens,
    /// The chances of leaving again.
    pub hazard: &'a CumulativeHazard,
}

/// What people on the move change.
pub struct Moving<'a> {
    /// Who is where.
    pub ledger: &'a mut Ledger,
    /// What moves today.
    pub flows: &'a mut Flows,
    /// When people decided last.
    pub decided: &'a mut DecisionDays,
    /// The paths that they know.
    pub paths: &'a mut Paths,
}
