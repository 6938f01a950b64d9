//! Today's pressure, and what of earlier days it depends on.

use super::ring::Ring;
use crate::id::PlaceId;

/// Today's pressure, and what of earlier days it depends on. Every term is in [0, 1].
#[derive(Clone, Debug, PartialEq)]
pub struct Pressure {
    /// `violence`, by place.
    pub violence: Vec<f64>,
    /// `assault`: share of residents near a ground attack, by place.
    pub assault: Vec<f64>,
    /// `fear`, by home.
    pub fear: Vec<f64>,
    /// `occupation`, by home.
    pub occupation: Vec<f64>,
    /// Weighted with the residents of each group at the start: fear and occupation together, by
    /// place (where nobody lives: as the people of the country). What displaced people who are
    /// there feel.
    pub fear_at: Vec<f64>,
    /// Damage done in the last 30 days, by place.
    pub new_damage: Vec<f64>,
    /// Damage in all, by place.
    pub damage: Vec<f64>,
    /// `contagion`, by place.
    pub contagion: Vec<f64>,
    /// `services`, by place.
    pub services: Vec<f64>,
    /// ε: how this place-day differs beyond what is modelled; mean 1, by place.
    pub shock: Vec<f64>,
    /// Days in a row on which the place was quiet (violence + fear below `quiet`, no assault), by
    /// place. What was before day 0 is not known: a place is taken to have been quiet for as long
    /// as returns need.
    pub quiet_days: Vec<f64>,
    /// Exposure E of the last `τ_v` days.
    pub(super) exposure: Ring,
    /// Share of neighbours' residents who left, of the last 7 days.
    pub(super) outflow: Ring,
    /// Damage of the last 30 days.
    pub(super) damage_before: Ring,
    /// Logarithm of the shock, before its mean is taken out, by place.
    pub(super) log_shock: Vec<f64>,
}

impl Pressure {
    /// Violence is remembered for so many days from this day on.
    pub fn remember(&mut self, memory_days: f64, day: u32) {
        self.exposure = self.exposure.of_days(memory_days.round() as u32, i64::from(day));
    }

    /// Violence and fear of all kinds at a place, against `quiet`.
    pub fn unrest(&self, place: PlaceId) -> f64 {
        self.violence[place.index()] + self.fear_at[place.index()]
    }
}
