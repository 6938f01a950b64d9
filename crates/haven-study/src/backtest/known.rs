//! What a forecast may know: the one door between a scenario and whoever forecasts from it.
//!
//! A forecaster takes a [`Known`] and nothing else, and a `Known` is only made by [`Known::at`], which
//! drops every row that a person on that day could not have had.

use haven_core::flee::scenario::{Closure, Observed, Place, PlaceKind, Report, Scenario};
use haven_core::id::PlaceId;

/// How much a forecast is told of what it forecasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InformationLevel {
    /// No count of this crisis: geography, residents, and conflict and closures up to the origin.
    ColdStart,
    /// Only what was published by the origin of the forecast.
    IssueTime,
    /// Counts by place of that, and of the whole time the true total, conflict and closures, as in most
    /// published hindcasts.
    GivenTotals,
}

impl InformationLevel {
    /// Its name in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::ColdStart => "cold-start",
            Self::IssueTime => "issue-time",
            Self::GivenTotals => "given-totals",
        }
    }
}

/// What becomes of capacities, which nothing dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Capacities {
    /// Nobody is told of them.
    #[default]
    Dropped,
    /// Forecasts know them, although they may be copied from what came: every result says so.
    Kept,
}

/// What a result was told. Every result carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// How much.
    pub level: InformationLevel,
    /// The data cut-off: the last day of which anything is known, but for what the level gives.
    pub until: u32,
    /// Places that lost a capacity, which nothing dates.
    pub capacities_dropped: usize,
    /// Places that kept one, though nothing dates it.
    pub capacities_kept: usize,
}

impl Told {
    /// The name of the level in results, which says whether more than that may have been known.
    pub fn name(self) -> String {
        let leak = if self.capacities_kept > 0 { "+leak" } else { "" };
        format!("{}{leak}", self.level.name())
    }
}

/// A scenario as it was known on a day. Days count from the scenario's day 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    scenario: Scenario,
    told: Told,
    /// People counted at all camps together by day; only when totals are given.
    totals: Option<Vec<f64>>,
}

impl Known {
    /// What is known of a scenario at the end of day `origin` (at most its last day).
    ///
    /// Dropped are all capacities, unless they shall be kept, because nothing in a Flee folder says when they became
    /// known, and in the published ones nearly all are copied from the series that is to be forecast; reports
    /// and recounts of later days (of all days at cold start, and who is there on day 0); and, unless totals
    /// are given, conflict of later days, closures and changes of kind that
    /// begin later, and the ends of closures that lie in the future (what is shut counts as shut). A place
    /// whose conflict begins later is then a town.
    pub fn at(
        scenario: &Scenario,
        origin: u32,
        level: InformationLevel,
        capacities: Capacities,
    ) -> Self {
        let until = origin.min(scenario.days.saturating_sub(1));
        let mut known = scenario.clone();
        let limited = known.places.iter().filter(|place| has_capacity(place)).count();
        let (capacities_dropped, capacities_kept) = match capacities {
            Capacities::Dropped => {
                known.places.iter_mut().for_each(forget_capacity);
                (limited, 0)
            }
            Capacities::Kept => (0, limited),
        };
        let by = i64::from(until);
        forget_reports(&mut known.observed, by);
        if level != InformationLevel::GivenTotals {
            forget_conflict(&mut known, until);
            known.timeline.closures.retain(|closure| closure.start <= by);
            known.timeline.closures.iter_mut().for_each(|closure| forget_end(closure, by));
            known.timeline.kind_changes.retain(|change| change.day <= by);
        }
        if level == InformationLevel::ColdStart {
            forget_people(&mut known);
        }
        let totals = (level == InformationLevel::GivenTotals).then(|| totals(scenario));
        let told = Told { level, until, capacities_dropped, capacities_kept };
        Self { scenario: known, told, totals }
    }

    /// The scenario, without what is not known.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The last day of which anything is known but for what the level gives.
    pub fn origin(&self) -> u32 {
        self.told.until
    }

    /// How much is known, for results.
    pub fn told(&self) -> Told {
        self.told
    }

    /// People counted at all camps together by day, if totals are given.
    pub fn totals(&self) -> Option<&[f64]> {
        self.totals.as_deref()
    }
}

fn has_capacity(place: &Place) -> bool {
    place.capacity.is_some_and(|people| people > 0)
}

fn forget_capacity(place: &mut Place) {
    place.capacity = place.capacity.map(|_| 0);
    place.capacity_growth_per_day = 0;
}

fn forget_conflict(known: &mut Scenario, origin: u32) {
    let kept = origin as usize + 1;
    for conflict in &mut known.timeline.conflicts {
        conflict.intensity.truncate(kept);
        let place = &mut known.places[conflict.place.index()];
        let is_calm = conflict.intensity.iter().all(|intensity| *intensity <= 0.0);
        if is_calm && place.kind == PlaceKind::Conflict {
            place.kind = PlaceKind::Town;
        }
    }
}

/// Nothing is known of displaced people; which places will be counted is.
fn forget_people(known: &mut Scenario) {
    known.observed.series.iter_mut().flat_map(|series| &mut series.sources).for_each(Vec::clear);
    known.observed.corrections.clear();
    known.listed_people.clear();
    known.places.iter_mut().for_each(|place| place.initial_displaced = 0);
}

/// A closure that is still in force has no known end.
fn forget_end(closure: &mut Closure, by: i64) {
    if closure.end > by {
        closure.end = i64::MAX;
    }
}

fn forget_reports(observed: &mut Observed, cut_off: i64) {
    for source in observed.series.iter_mut().flat_map(|series| &mut series.sources) {
        source.retain(|report| report.day <= cut_off);
    }
    observed.corrections.retain(|correction| correction.day <= cut_off);
}

/// What was counted at one place, published numbers only: by day, several files added up, each by
/// its latest report.
pub fn reports(scenario: &Scenario, place: PlaceId) -> Vec<(i64, f64)> {
    let Some(series) = scenario.observed.series.iter().find(|series| series.place == Some(place))
    else {
        return Vec::new();
    };
    let mut days: Vec<i64> = series.sources.iter().flatten().map(|report| report.day).collect();
    days.sort_unstable();
    days.dedup();
    let total = |day: i64| series.sources.iter().filter_map(|source| latest(source, day)).sum();
    days.into_iter().map(|day| (day, total(day))).collect()
}

/// The latest report by a day.
fn latest(source: &[Report], day: i64) -> Option<f64> {
    let by_then = source.iter().filter(|report| report.day <= day);
    by_then.max_by_key(|report| report.day).map(|report| report.people as f64)
}

/// Places that a series counts, in the order of places.
pub fn counted_places(scenario: &Scenario) -> Vec<PlaceId> {
    let mut places: Vec<PlaceId> =
        scenario.observed.series.iter().filter_map(|series| series.place).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// People at all counted places by day, by straight lines between reports: on a day between two
/// reports it knows of the next, as the totals that Flee is given do.
fn totals(scenario: &Scenario) -> Vec<f64> {
    let series: Vec<_> =
        counted_places(scenario).into_iter().map(|place| reports(scenario, place)).collect();
    let sum = |day: u32| series.iter().map(|reports| interpolated(reports, i64::from(day))).sum();
    (0..scenario.days).map(sum).collect()
}

/// The value of a series on a day, by straight lines between reports; constant outside them, 0
/// without any.
pub fn interpolated(reports: &[(i64, f64)], day: i64) -> f64 {
    let after = reports.partition_point(|(reported, _)| *reported <= day);
    match (after.checked_sub(1).map(|before| reports[before]), reports.get(after)) {
        (Some((from, value)), Some((to, next))) => {
            value + (next - value) * (day - from) as f64 / (to - from) as f64
        }
        (Some((_, value)), None) => value,
        (None, Some((_, value))) => *value,
        (None, None) => 0.0,
    }
}
