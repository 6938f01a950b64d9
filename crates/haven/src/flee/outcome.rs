//! What an ensemble says, as numbers for a table and a chart.

use crate::disclosure::Group;
use haven_study::spread::Spread;
use jiff::civil::Date;

/// The ensemble in short. Spreads are over members.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The date of the last day.
    pub end: Date,
    /// Destinations, in the scenario's order.
    pub places: Vec<PlaceOutcome>,
    /// All destinations together.
    pub total: PlaceOutcome,
    /// Displaced people on the last day who are at a place that is no destination.
    pub outside_camps: Spread,
    /// Where they are: places with people in any member, most first.
    pub elsewhere: Vec<PlaceStock>,
    /// Displaced people on the last day for whom their place has no room; they are counted with others too.
    pub beyond_capacity: Spread,
    /// People travelling on the last day.
    pub on_road: Spread,
    /// People ever displaced.
    pub displaced: Spread,
    /// How far the run is from the counts, if there are any.
    pub ard: Option<ArdOutcome>,
    /// People at the destinations together, by day.
    pub days: Vec<DayOutcome>,
    /// Who came from where, if tracked: by place with anybody on the last day, what may be shown.
    pub origins: Vec<PlaceOrigins>,
}

/// One destination.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceOutcome {
    /// Its id; `total` for all destinations together.
    pub place: String,
    /// Name for people.
    pub name: String,
    /// People who reached it over the whole run; who came twice counts twice.
    pub arrivals: Spread,
    /// People there on the last day.
    pub stock: Spread,
    /// People counted there on the last day.
    pub data: Option<f64>,
    /// Sum over days of the difference from the counts, over the sum of the counts.
    pub off_by: Option<Spread>,
}

/// People at a place that is no destination, on the last day.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceStock {
    /// Its id.
    pub place: String,
    /// Name for people.
    pub name: String,
    /// People there.
    pub stock: Spread,
}

/// Averaged relative differences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArdOutcome {
    /// Divided by the people counted at the destinations.
    pub plain: Spread,
    /// Divided by Flee's raw count.
    pub flee: Spread,
}

/// People at the destinations together on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayOutcome {
    /// The date.
    pub date: Date,
    /// Over members.
    pub stock: Spread,
    /// Counted.
    pub data: Option<f64>,
}

/// Where the people at one place on the last day came from: mean over members.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceOrigins {
    /// Where they are.
    pub place: String,
    /// By where they came from, their group, or both; nothing if they are few.
    pub groups: Vec<Group>,
}
