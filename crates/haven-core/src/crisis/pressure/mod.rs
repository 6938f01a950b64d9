//! Pressure on civilians: each term by itself, so that departures can be explained.

use super::day::Member;
use super::world::World;

/// Why people leave home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// A ground attack on the place.
    Assault,
    /// Shelling and bombing.
    Violence,
    /// The approach of an actor that is feared.
    Fear,
    /// The rule of an actor that is feared, after it took the place.
    Occupation,
    /// Supplies cut off.
    Siege,
    /// Buildings newly destroyed.
    Damage,
    /// Neighbours who left.
    Contagion,
    /// Hardship in services.
    Services,
    /// Everything that is not modelled.
    Other,
}

impl Cause {
    /// All causes, in the order of outputs.
    pub const ALL: [Self; 9] = [
        Self::Assault,
        Self::Violence,
        Self::Fear,
        Self::Occupation,
        Self::Siege,
        Self::Damage,
        Self::Contagion,
        Self::Services,
        Self::Other,
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Assault => "assault",
            Self::Violence => "violence",
            Self::Fear => "fear",
            Self::Occupation => "occupation",
            Self::Siege => "siege",
            Self::Damage => "damage",
            Self::Contagion => "contagion",
            Self::Services => "services",
            Self::Other => "other",
        }
    }
}

/// Today's pressure, and what of earlier days it depends on. Every term is in [0, 1].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pressure {
    /// `violence`, by place.
    pub violence: Vec<f64>,
    /// `assault`: share of residents near a ground attack, by place.
    pub assault: Vec<f64>,
    /// `fear`, by home.
    pub fear: Vec<f64>,
    /// `occupation`, by home.
    pub occupation: Vec<f64>,
    /// Weighted with the residents of each group: fear and occupation together, by place. What
    /// displaced people who are there feel.
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
    /// Days in a row on which the place was quiet (violence + fear below `quiet`, no assault), by place.
    pub quiet_days: Vec<f64>,
}

impl Pressure {
    /// The evening before day 0.
    pub(super) fn start(_world: &World) -> Self {
        Self::default()
    }
}

/// Finds today's pressure.
pub(super) fn press(_member: &mut Member<'_>) {}
