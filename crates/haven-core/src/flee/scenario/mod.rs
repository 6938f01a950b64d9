//! What is simulated: places, links, rules, a timeline of changes, and observations.
//!
//! A `Scenario` has been checked: every id in it is valid. Readers (in `haven-io`) make it.

mod observed;
mod parameter;
mod place;
mod rules;
mod timeline;
mod value;

pub use observed::{Correction, Observed, Report, Series};
pub use parameter::{PARAMETERS, Parameter, parameter};
pub use place::{Link, Place, PlaceKind};
pub use rules::{
    CapacityRules, Choice, Compatibility, ConflictSpawning, MoveChances, RateMode, Rules,
    ScaleDivisor, Spawning, Travel, Weights,
};
pub use timeline::{Closure, ClosureKind, Conflict, KindChange, Timeline};
pub use value::{BadValue, Value, ValueKind};

use crate::id::PlaceId;
use jiff::civil::Date;

/// A checked scenario. Numbers are as in the files; `Rules::scale_divisor` is applied by the run.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Title for people.
    pub title: String,
    /// One paragraph for people; may be empty.
    pub summary: String,
    /// The date of day 0.
    pub start: Date,
    /// Number of days simulated, `0..days`.
    pub days: u32,
    /// Country whose places are not `foreign`.
    pub home_country: String,
    /// Places; `PlaceId` indexes it. Row order has meaning in Flee folders (output order, order of
    /// processing); Haven folders are sorted by id, so that their row order has none.
    pub places: Vec<Place>,
    /// Links; each can be travelled both ways.
    pub links: Vec<Link>,
    /// The rules in force and their parameters.
    pub rules: Rules,
    /// Scheduled changes.
    pub timeline: Timeline,
    /// What was counted from outside; drives departures unless conflict does.
    pub observed: Observed,
    /// People who are there before day 0, one entry a row (Flee's `agents.csv`): place, persons.
    pub listed_people: Vec<(PlaceId, u64)>,
    /// Demographic groups that a run can track; empty when there are none.
    pub groups: Vec<Group>,
    /// Deliberate differences from the system the folder was written for, for people to read.
    pub differences: Vec<String>,
}

impl Scenario {
    /// The place with this id (its name), if any.
    pub fn place(&self, id: &str) -> Option<PlaceId> {
        self.places.iter().position(|place| place.id == id).map(|index| PlaceId(index as u32))
    }
}

/// A demographic group: its share among the people who set out, by place.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Name of the group.
    pub name: String,
    /// Share in [0, 1] by place (length: number of places); shares of all groups at a place sum to 1.
    pub share: Vec<f64>,
}
