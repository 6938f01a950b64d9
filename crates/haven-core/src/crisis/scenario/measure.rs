//! What is counted, in the glossary's words.

/// A measure: people. Stocks are those at the end of the day, flows those during it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Stock at home: never left, or returned. Includes the trapped.
    Residents,
    /// Flow: persons leaving home for the first time (or again after a return), at their home.
    Departed,
    /// Flow: movements of persons displaced again, at the place they left.
    ReDeparted,
    /// Stock: travelling. In total only.
    OnRoad,
    /// Stock: displaced inside the country, outside havens and camps, on the way or settled.
    Internal,
    /// Stock: in protected areas.
    InHaven,
    /// Stock: in camps, at home and abroad.
    InCamp,
    /// Stock: displaced people outside camps and havens, at home (`Internal`) and abroad: in host
    /// communities, on the far side of a gate, at a place on the way.
    OutsideCamps,
    /// Stock: displaced people at a place beyond the room that it has, settled there or not; part of
    /// `InCamp`, `InHaven` and `OutsideCamps`.
    BeyondCapacity,
    /// Stock: at a crossing, not let through.
    Waiting,
    /// Stock: would leave, exits closed. They are residents too.
    Trapped,
    /// Flow: entered another country, at the crossing. Regular and irregular together.
    Crossed,
    /// Flow: entered another country without being let through; part of `Crossed`.
    CrossedIrregularly,
    /// Stock: displaced people at a place, whatever its kind.
    Stock,
    /// Stock: what the observation model says a register of a country would show. By country.
    Registered,
    /// Flow: home again, at their home.
    Returned,
    /// Flow: left the modelled system, from the place they left.
    Onward,
    /// Stock: have left the modelled system since the first day. In total only.
    OnwardSoFar,
}

impl Measure {
    /// Every measure, in the order of outputs.
    pub const ALL: [Self; 18] = [
        Self::Residents,
        Self::Departed,
        Self::ReDeparted,
        Self::OnRoad,
        Self::Internal,
        Self::InHaven,
        Self::InCamp,
        Self::OutsideCamps,
        Self::BeyondCapacity,
        Self::Waiting,
        Self::Trapped,
        Self::Crossed,
        Self::CrossedIrregularly,
        Self::Stock,
        Self::Registered,
        Self::Returned,
        Self::Onward,
        Self::OnwardSoFar,
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Residents => "residents",
            Self::Departed => "departed",
            Self::ReDeparted => "re_departed",
            Self::OnRoad => "on_road",
            Self::Internal => "internal",
            Self::InHaven => "in_haven",
            Self::InCamp => "in_camp",
            Self::OutsideCamps => "outside_camps",
            Self::BeyondCapacity => "beyond_capacity",
            Self::Waiting => "waiting",
            Self::Trapped => "trapped",
            Self::Crossed => "crossed",
            Self::CrossedIrregularly => "crossed_irregularly",
            Self::Stock => "stock",
            Self::Registered => "registered",
            Self::Returned => "returned",
            Self::Onward => "onward",
            Self::OnwardSoFar => "onward_so_far",
        }
    }

    /// Whether it counts movements during a day rather than people at its end.
    pub fn is_flow(self) -> bool {
        matches!(
            self,
            Self::Departed
                | Self::ReDeparted
                | Self::Crossed
                | Self::CrossedIrregularly
                | Self::Returned
                | Self::Onward
        )
    }
}

/// A dated count from outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Day it is about.
    pub day: i64,
    /// Day it became known.
    pub known: i64,
    /// A place's id, a country's code, or `total`.
    pub subject: String,
    /// What was counted.
    pub measure: Measure,
    /// Lowest stated number of people.
    pub low: f64,
    /// Highest stated number of people.
    pub high: f64,
}
