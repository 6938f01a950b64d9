//! What a run is asked for and what an observer of it sees.

use std::ops::ControlFlow;

/// What does not change of a place while a run lasts and tells who is where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaceFacts {
    /// Its country: position in `World::countries`.
    pub country: u16,
    /// Whether its people are reported: a camp on day 0.
    pub is_destination: bool,
    /// Displaced people who find room on the first day, if that has a limit.
    pub capacity: Option<f64>,
    /// People by which it grows each day.
    pub capacity_per_day: f64,
}

impl PlaceFacts {
    /// People for whom there is no room when so many are there on a day.
    pub fn beyond_capacity(&self, day: u32, people: f64) -> f64 {
        let room = |capacity: f64| capacity + self.capacity_per_day * f64::from(day);
        self.capacity.map_or(0.0, |capacity| (people - room(capacity).floor()).max(0.0))
    }
}

/// How chances become numbers of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draws {
    /// Exact random draws: whole people.
    Sampled,
    /// Every draw replaced by its mean: fractions of people, no randomness. Equals the expectation
    /// of the sampled run only while no chance depends on counts (no binding capacity).
    Expected,
}

/// Which labels the people carry. Labels never change what happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Track {
    /// The place from which a person first set out.
    pub origin: bool,
    /// The demographic group.
    pub group: bool,
}

/// What one run is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Seed of the whole ensemble.
    pub seed: u64,
    /// Which member of the ensemble.
    pub member: u32,
    /// Sampled or expected.
    pub draws: Draws,
    /// Labels to carry.
    pub track: Track,
}

/// One day as an observer sees it, after its movement. People are whole numbers in sampled runs.
#[derive(Clone, Copy, Debug)]
pub struct Today<'a> {
    /// The day, from 0.
    pub day: u32,
    /// Displaced people at each place (length: number of places).
    pub stock: &'a [f64],
    /// People whose journey of today ended in each place.
    pub arrived: &'a [f64],
    /// People who set out from home at each place today.
    pub departed: &'a [f64],
    /// What is fixed of each place.
    pub places: &'a [PlaceFacts],
    /// People on links.
    pub on_road: f64,
    /// People ever created: inserted on day 0 and set out since.
    pub displaced: f64,
    /// Sum of reported increases so far (Flee's "raw UNHCR refugee count").
    pub reported: f64,
    /// Reported decreases that later increases have to make good (Flee's "refugee debt").
    pub debt: f64,
    /// Draws that split a cohort, so far in this run, and people who were followed one by one: its
    /// cost is in proportion, with about a tenth for each of the latter.
    pub splits: u64,
    /// People by label at each place, when tracked; empty otherwise.
    pub labels: &'a [LabelledStock],
}

/// People of one label at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelledStock {
    /// Position of the place.
    pub place: u32,
    /// Position of the place of origin; `u32::MAX` when not tracked.
    pub origin: u32,
    /// Position of the group in `Scenario::groups`; `u32::MAX` when not tracked.
    pub group: u32,
    /// People.
    pub people: f64,
}

/// Looks at each day and says whether to go on.
pub type Observer<'o> = dyn FnMut(&Today<'_>) -> ControlFlow<()> + 'o;

/// Why a run could not go on.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Stopped {
    /// People have to set out but no place can be left: no conflict, or no residents, anywhere.
    #[error(
        "day {day}: {people} people have to set out, but no place is in conflict with residents left"
    )]
    NoSource {
        /// The day.
        day: u32,
        /// How many had to set out.
        people: f64,
    },
    /// The observer asked to stop.
    #[error("stopped on request on day {day}")]
    Asked {
        /// The last day played.
        day: u32,
    },
}
