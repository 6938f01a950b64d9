//! Places and the links between them.

use crate::id::PlaceId;

/// What a place is at the start. Rules read it; scheduled changes may alter it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A camp or host: people arrive and mostly stay.
    Camp,
    /// A camp for internally displaced people.
    IdpCamp,
    /// A settlement in conflict: people set out from it and avoid it.
    Conflict,
    /// A hub that everyone leaves again at once.
    ForwardingHub,
    /// A way point that cannot be a destination.
    Marker,
    /// A place that floods (Flee's `flood_zone`); without flood rules a town that is never a camp.
    FloodZone,
    /// Any other settlement.
    Town,
}

/// A node of the network.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Unique, stable identifier; in Flee folders the location's name.
    pub id: String,
    /// Name for people; in Flee folders the same as `id`.
    pub name: String,
    /// Region (admin 1), `unknown` when not given.
    pub region: String,
    /// Country, `unknown` when not given.
    pub country: String,
    /// Latitude in degrees (WGS 84). In Flee folders the fourth column, whatever its header says.
    pub latitude: f64,
    /// Longitude in degrees (WGS 84). In Flee folders the fifth column, whatever its header says.
    pub longitude: f64,
    /// What it is on day 0, before any scheduled change.
    pub kind: PlaceKind,
    /// People living here who may be displaced (Flee's host population); 0 for camps.
    pub residents: u64,
    /// Places for displaced people. `None` where capacity does not apply (Flee's −1); 0 means
    /// unlimited, as in Flee.
    pub capacity: Option<u64>,
    /// People by which the capacity grows each day, before movement.
    pub capacity_growth_per_day: u64,
    /// Conflict intensity on day 0 if `kind` is `Conflict` (Flee's default is 1).
    pub initial_intensity: f64,
    /// People placed here on day 0 beside the observed ones, if it is a destination
    /// (Flee's `initial_idps`). Not divided by the scale divisor.
    pub initial_displaced: u64,
    /// Chance per day that a person in this camp stops moving for good, with `camps_are_sinks`.
    pub deactivation_per_day: f64,
}

/// A road between two places, usable in both directions.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// One end.
    pub from: PlaceId,
    /// The other end.
    pub to: PlaceId,
    /// Length, kilometres; at least 0 and finite.
    pub km: f64,
    /// Speed on this link, km per day, in place of the general maximum.
    pub max_km_per_day: Option<f64>,
    /// Chance per day that a traveller walks on this link.
    pub walk_probability: Option<f64>,
}
