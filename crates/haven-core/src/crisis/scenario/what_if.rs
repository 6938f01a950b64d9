//! What-ifs: named sets of changes, on axes that combine.

use super::{Campaign, CrossingPeriod, Factor, Haven};
use crate::id::PlaceId;
use crate::prior::Prior;

/// Alternatives of which a combination takes at most one.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// `advance`, `gates`, `haven`, `air`, `aid`, or another name.
    pub id: String,
    /// What it asks, in words.
    pub title: String,
    /// The alternatives. A combination that takes none is the scenario as it stands.
    pub what_ifs: Vec<WhatIf>,
}

/// A named set of changes.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// Unique among all what-ifs of a scenario.
    pub id: String,
    /// A few words.
    pub title: String,
    /// A sentence or two, for people.
    pub about: String,
    /// What is different.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Another campaign.
    AddCampaign(Campaign),
    /// A campaign of the scenario does not take place; if the first day is after its beginning, it
    /// ends on that day.
    EndCampaign {
        /// Its id.
        id: String,
        /// First day on which it is over.
        day: i64,
    },
    /// Another state of a gate. It takes precedence over earlier ones.
    AddCrossing(CrossingPeriod),
    /// A protected area opens.
    AddHaven(Haven),
    /// Numbers are multiplied, as they are after all other changes.
    Scale(Factor),
    /// A parameter has another prior.
    SetPrior {
        /// Its key.
        key: &'static str,
        /// The prior.
        prior: Prior,
    },
    /// A place has this many residents at the start.
    SetResidents {
        /// Where.
        place: PlaceId,
        /// How many.
        people: Prior,
    },
}

/// Why what-ifs cannot be combined with a scenario.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotApplicable {
    /// No what-if has this id.
    #[error("there is no what-if `{0}`")]
    Unknown(String),
    /// Two what-ifs of one axis.
    #[error("`{0}` and `{1}` are alternatives on the axis `{2}`: take one of them")]
    SameAxis(String, String, String),
}
