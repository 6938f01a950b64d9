//! Factors: numbers of a crisis that are multiplied, for all or some of those who have them.

use crate::id::PlaceId;

/// What is multiplied, by how much: a number of at least 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Factor {
    /// People let through gates per day.
    Quota {
        /// The gates; all but informal ones if none is named.
        gates: Vec<PlaceId>,
        /// First day.
        from: i64,
        /// First day on which it no longer holds.
        until: i64,
        /// Factor.
        by: f64,
    },
    /// Crossing without leave: the parameter `irregular`, and what informal gates let through.
    Irregular {
        /// Factor.
        by: f64,
    },
    /// A parameter, whatever it is drawn from.
    Parameter {
        /// Its key.
        key: &'static str,
        /// Factor.
        by: f64,
    },
    /// Room in protected areas.
    HavenCapacity {
        /// Ids; all if none is named.
        havens: Vec<String>,
        /// Factor.
        by: f64,
    },
    /// The tempo of campaigns: speed, and days to take the objectives divided by it.
    Tempo {
        /// Ids; all if none is named.
        campaigns: Vec<String>,
        /// Factor, above 0.
        by: f64,
    },
    /// The intensity of campaigns.
    Intensity {
        /// Ids; all if none is named.
        campaigns: Vec<String>,
        /// Factor.
        by: f64,
    },
    /// The inflow of strength of an actor, at all its sources.
    StrengthInflow {
        /// The actor's id; an umbrella stands for its children.
        actor: String,
        /// Factor.
        by: f64,
    },
}
