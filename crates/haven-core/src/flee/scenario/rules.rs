//! The rules of movement and spawning with their parameters. Defaults are Flee 3's.

/// Everything that a run can be told about how people move.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// Chances of leaving a place.
    pub move_chances: MoveChances,
    /// What makes a place attractive.
    pub weights: Weights,
    /// How routes are found and weighed.
    pub choice: Choice,
    /// Full places.
    pub capacity: CapacityRules,
    /// Speeds and what happens on the way.
    pub travel: Travel,
    /// How many set out, from where.
    pub spawning: Spawning,
    /// Quirks of Flee that are fixed by default.
    pub compatibility: Compatibility,
    /// Populations, capacities and observations are divided by this (Flee's `hasten`).
    pub scale_divisor: ScaleDivisor,
}

/// A divisor of at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScaleDivisor(pub u64);

impl Default for ScaleDivisor {
    fn default() -> Self {
        Self(1)
    }
}

/// Chances per day of leaving a place, by kind of place.
#[derive(Clone, Debug, PartialEq)]
pub struct MoveChances {
    /// From a place in conflict.
    pub conflict: f64,
    /// From a camp.
    pub camp: f64,
    /// From a camp for internally displaced people.
    pub idp_camp: f64,
    /// From anywhere else.
    pub default: f64,
    /// People at which `population_power` has no effect.
    pub population_base: f64,
    /// Power of (larger of residents and capacity, over the base) that multiplies the chance.
    pub population_power: f64,
}

impl Default for MoveChances {
    fn default() -> Self {
        Self {
            conflict: 1.0,
            camp: 0.001,
            idp_camp: 0.1,
            default: 0.3,
            population_base: 10_000.0,
            population_power: 0.0,
        }
    }
}

/// Factors of a place's attractiveness.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Factor abroad.
    pub foreign: f64,
    /// Factor of camps.
    pub camp: f64,
    /// Base of conflict's factor: `conflict^(decay · intensity)`.
    pub conflict: f64,
    /// Whether residents attract (not in camps): factor `max(1, residents)^population_power`.
    pub use_population: bool,
    /// Power of residents.
    pub population_power: f64,
    /// Whether far destinations are discounted by the great-circle distance.
    pub stay_close_to_home: bool,
    /// Power of that distance.
    pub home_distance_power: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            foreign: 1.0,
            camp: 1.0,
            conflict: 1.0 / 3.162_277_660_17,
            use_population: false,
            population_power: 0.1,
            stay_close_to_home: false,
            home_distance_power: 0.5,
        }
    }
}

/// How routes are found and weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Hops that people look ahead: at least 1, or −1 for direct neighbours only, not seeing past
    /// markers.
    pub awareness: i64,
    /// Kilometres added to every distance.
    pub softening_km: f64,
    /// Added to every score.
    pub weight_softening: f64,
    /// Power of the whole weight.
    pub weight_power: f64,
    /// Power of the distance.
    pub distance_power: f64,
    /// Routes lighter than the heaviest divided by this are dropped; no pruning below 1.001.
    pub pruning_threshold: f64,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            awareness: 1,
            softening_km: 10.0,
            weight_softening: 0.0,
            weight_power: 1.0,
            distance_power: 1.0,
            pruning_threshold: 1.0,
        }
    }
}

/// What happens when places fill up.
#[derive(Clone, Debug, PartialEq)]
pub struct CapacityRules {
    /// Share of the capacity from which attractiveness falls, to 0 at the capacity.
    pub buffer: f64,
    /// Factor on every capacity.
    pub scaling: f64,
    /// Largest change of a place's occupancy that people decide on without seeing it, as a share
    /// of its capacity; 0 is one person at a time, which is exact and slow.
    pub batch: f64,
    /// Whether people in camps can stop moving for good (`Place::deactivation_per_day`).
    pub camps_are_sinks: bool,
}

impl Default for CapacityRules {
    fn default() -> Self {
        Self { buffer: 0.9, scaling: 1.0, batch: 0.005, camps_are_sinks: false }
    }
}

/// Speeds and what happens on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Travel {
    /// Usual speed, km per day.
    pub max_km_per_day: f64,
    /// Walking speed, km per day.
    pub walk_km_per_day: f64,
    /// Whether those who travelled little lately go on from a town on the day they reach it.
    pub avoid_short_stints: bool,
    /// Whether a person's first link is walked.
    pub start_on_foot: bool,
}

impl Default for Travel {
    fn default() -> Self {
        Self {
            max_km_per_day: 360.0,
            walk_km_per_day: 35.0,
            avoid_short_stints: false,
            start_on_foot: false,
        }
    }
}

/// How many set out, and from where.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "four switches of Flee's that combine freely")]
pub struct Spawning {
    /// Each person who sets out lowers the residents of their place.
    pub take_from_population: bool,
    /// Observed people are placed in the camps on day 0.
    pub insert_day0: bool,
    /// Camps start empty and observations are counted from their day-0 value.
    pub empty_camps_on_day0: bool,
    /// Daily totals are the sum over the camps' series (else the series called `total`).
    pub sum_from_camps: bool,
    /// Multipliers of conflict by its age; empty: none.
    pub decay: Vec<f64>,
    /// Days per element of `decay`.
    pub decay_interval_days: u64,
    /// If set, conflict decides how many set out instead of observations.
    pub by_conflict: Option<ConflictSpawning>,
}

impl Default for Spawning {
    fn default() -> Self {
        Self {
            take_from_population: false,
            insert_day0: true,
            empty_camps_on_day0: false,
            sum_from_camps: true,
            decay: Vec::new(),
            decay_interval_days: 30,
            by_conflict: None,
        }
    }
}

/// Departures driven by conflict.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConflictSpawning {
    /// What the rate multiplies.
    pub mode: RateMode,
    /// People per day at intensity 1, or share of residents per day.
    pub rate_per_day: f64,
}

/// What a rate of departures multiplies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateMode {
    /// `trunc(rate · intensity)` people a day.
    Constant,
    /// `trunc(rate · residents · intensity)` people a day.
    PopulationRatio,
    /// A Poisson number of people with mean `rate · intensity` a day.
    Poisson,
}

/// Quirks of Flee that no user can want: fixed by default, kept on request (reference: the table
/// of differences in `docs/flee.md`).
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compatibility {
    /// A change between two positive intensities takes effect (Flee ignores it).
    pub honour_intensity_changes: bool,
    /// People observed in a camp on day 0 take room once (in Flee they lower the capacity and are
    /// counted as present as well).
    pub count_day0_once: bool,
    /// `link` closures do nothing, as in Flee.
    pub inert_link_closures: bool,
    /// `stay_close_to_home` takes latitude for longitude, as in Flee.
    pub swapped_coordinates: bool,
}
