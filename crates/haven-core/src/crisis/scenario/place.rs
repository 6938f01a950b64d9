//! Places and links of a crisis.

use crate::id::PlaceId;
use crate::prior::Prior;

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A town or village.
    Settlement,
    /// A part of a city.
    District,
    /// A border gate: the way abroad, with a waiting pool. Its country is the one it leads to.
    Crossing,
    /// A camp.
    Camp,
    /// A place that exists only as a protected area.
    Haven,
    /// A city, region or country abroad that takes people in.
    Host,
    /// A junction where nobody stays.
    Hub,
}

/// A node of the network.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Unique, stable identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Other names, by which people may ask for it.
    pub alt_names: Vec<String>,
    /// What it is.
    pub kind: PlaceKind,
    /// Country, ISO 3166 alpha-3.
    pub country: String,
    /// First-level administrative area (governorate, province).
    pub admin1: String,
    /// Latitude, degrees (WGS 84).
    pub latitude: f64,
    /// Longitude, degrees (WGS 84).
    pub longitude: f64,
    /// People who live here at the start, those displaced to here long ago included.
    pub residents: Prior,
    /// Places with the same name here have many or few residents together: their sum is what was
    /// estimated. None: by themselves.
    pub shared_draw: Option<String>,
    /// S⁰: share of the pre-war residents who are still here at the start, in (0, 1].
    pub share_left: Prior,
    /// Displaced people who are here at the start and whose home is not known.
    pub displaced_at_start: f64,
    /// Room for displaced people; `None`: no limit.
    pub capacity: Option<f64>,
    /// People by which the capacity grows each day.
    pub capacity_per_day: f64,
    /// Relative attraction for displaced people among places of its kind, above 0; 1 is usual.
    pub attraction: f64,
}

impl Place {
    /// Room for displaced people on a day, if that has a limit.
    pub fn capacity_on(&self, day: u32) -> Option<f64> {
        Some(self.capacity? + self.capacity_per_day * f64::from(day))
    }
}

/// A road, usable both ways.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// One end.
    pub from: PlaceId,
    /// The other end.
    pub to: PlaceId,
    /// Length, km, above 0.
    pub km: f64,
    /// Civil supplies that it can carry, in units of one ordinary road.
    pub supply_capacity: f64,
}
