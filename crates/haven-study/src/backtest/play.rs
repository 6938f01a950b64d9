//! One possible trajectory of departures and movement around an origin, played by the engine.
//!
//! The engine starts some weeks before the origin, so that people are on the road as they were, with
//! departures as reported; after the origin departures go on by the candidate's rule, and places fall
//! into conflict and out of it at the rates seen before the origin. What is read off are people
//! arriving per day at each counted place.

use super::candidate::{Ahead, Trajectory};
use super::flow::counted;
use super::known::{Known, counted_places, interpolated, reports};
use haven_core::draw::Draws;
use haven_core::flee::scenario::{
    Closure, Conflict, KindChange, Observed, PlaceKind, Report, ScaleDivisor, Scenario, Series,
};
use haven_core::flee::{Request, Stopped, Track, World};
use haven_core::id::StableKey;
use haven_core::math;
use haven_core::rng::{Purpose, Streams};
use std::ops::ControlFlow;

/// Days played before the origin.
const RUN_UP_DAYS: u32 = 60;
/// Half-life, days, of the mean that is taken of the run-up: departures, intensity, arrivals.
const RECENT_HALF_LIFE_DAYS: f64 = 40.0;
/// Departures per day that are played where none were reported, so that shares are known.
const FEWEST_PER_DAY: f64 = 20.0;
/// People that are played before the origin, whatever their true number: only where they arrive is read off,
/// in proportion, and more people cost more time.
const PLAYED: f64 = 3_000.0;
/// Departures grow with exposure at most so many times.
const MOST_GROWTH: f64 = 3.0;
/// Intensities are never below this where there is conflict (the engine takes less for calm).
const LEAST_INTENSITY: f64 = 1e-5;
/// Days that are added to what was seen when rates are taken from few events (assumed).
const DAYS_OF_DOUBT: f64 = 90.0;

/// What is the same for all trajectories from one origin.
#[derive(Debug)]
pub struct Ground<'k> {
    known: &'k Known,
    /// First day that is played.
    first: u32,
    /// People who are played to set out per day of the run-up.
    departures: Vec<f64>,
    /// Intensity by place with a conflict table and day of the run-up, decayed by age.
    intensity: Vec<Vec<f64>>,
    /// Chance per day that some place falls into conflict, and that a given one comes out of it.
    starts_per_day: f64,
    ends_per_day: f64,
}

/// Arrivals of one trajectory.
#[derive(Clone, Debug)]
pub struct Arrivals {
    /// Mean per day before the origin at each counted place, recent days weighing more.
    pub recent: Vec<f64>,
    /// Sum from the origin to each day after it (index 0: the first), at each counted place.
    pub after: Vec<Vec<f64>>,
}

impl<'k> Ground<'k> {
    /// Prepares an origin.
    pub fn new(known: &'k Known) -> Self {
        let first = (known.origin() + 1).saturating_sub(RUN_UP_DAYS);
        let days = first..=known.origin();
        let intensity = conflicts(known).map(|conflict| decayed(known, conflict)).collect();
        let (starts_per_day, ends_per_day) = turning_points(known);
        let scenario = known.scenario();
        let counts: Vec<Vec<(i64, f64)>> =
            counted_places(scenario).into_iter().map(|place| reports(scenario, place)).collect();
        let mut departures: Vec<f64> = days.map(|day| reported_departures(&counts, day)).collect();
        let scale = PLAYED / departures.iter().sum::<f64>();
        for people in &mut departures {
            *people *= scale;
        }
        Self { known, first, departures, intensity, starts_per_day, ends_per_day }
    }

    /// Plays one trajectory for some days after the origin.
    ///
    /// # Errors
    /// If the engine cannot go on.
    pub fn play(
        &self,
        trajectory: &Trajectory,
        days: u32,
        seed: u64,
        member: u32,
    ) -> Result<Arrivals, Stopped> {
        let future = self.future(days, seed, member);
        let scenario = self.scenario(trajectory, &future, days);
        let world = World::new(&scenario);
        let places = counted_places(self.known.scenario());
        let run_up = self.departures.len() as u32;
        let mut before = vec![0.0; places.len()];
        let (mut recent, mut weights) = (vec![0.0; places.len()], 0.0);
        let mut after: Vec<Vec<f64>> = Vec::new();
        let request = Request { seed, member, draws: Draws::Sampled, track: Track::default() };
        world.run(&request, &mut |today| {
            let stock: Vec<f64> = places.iter().map(|place| today.stock[place.index()]).collect();
            if today.day < run_up {
                let weight = recency(run_up - 1 - today.day);
                weights += weight;
                for (mean, (now, before)) in recent.iter_mut().zip(stock.iter().zip(&before)) {
                    *mean += weight * (now - before);
                }
                before = stock;
            } else {
                after.push(stock.iter().zip(&before).map(|(now, before)| now - before).collect());
            }
            ControlFlow::Continue(())
        })?;
        for mean in &mut recent {
            *mean /= weights;
        }
        Ok(Arrivals { recent, after })
    }

    /// Conflict ends in some places and begins in others.
    fn future(&self, days: u32, seed: u64, member: u32) -> Vec<Vec<f64>> {
        let scenario = self.known.scenario();
        let mut rows = self.intensity.clone();
        let keys: Vec<StableKey> = conflicts(self.known)
            .map(|conflict| StableKey::of(&scenario.places[conflict.place.index()].id))
            .collect();
        let residents: Vec<bool> = conflicts(self.known)
            .map(|conflict| scenario.places[conflict.place.index()].residents > 0)
            .collect();
        for day in 0..days {
            let streams = Streams { seed, member, day: self.known.origin() + 1 + day };
            let now = |row: &Vec<f64>| row.last().copied().unwrap_or(0.0);
            let calm = rows
                .iter()
                .zip(&residents)
                .filter(|(row, lived)| now(row) <= 0.0 && **lived)
                .count();
            let begins = self.starts_per_day / (calm.max(1) as f64);
            let mean = mean_intensity(&rows);
            for ((row, key), lived) in rows.iter_mut().zip(&keys).zip(&residents) {
                let intensity = row.last().copied().unwrap_or(0.0);
                let u = streams.at(Purpose::Turn, *key).uniform();
                row.push(match intensity > 0.0 {
                    true if u < self.ends_per_day => 0.0,
                    false if *lived && u < begins => mean,
                    _ => intensity,
                });
            }
        }
        rows
    }

    /// The scenario of one trajectory: its day 0 is the first day of the run-up.
    fn scenario(&self, trajectory: &Trajectory, future: &[Vec<f64>], days: u32) -> Scenario {
        let mut scenario = self.known.scenario().clone();
        scenario.days = self.departures.len() as u32 + days;
        scenario.rules.spawning.decay.clear();
        scenario.rules.compatibility.honour_intensity_changes = true;
        set_conflict(&mut scenario, future);
        shift_timeline(&mut scenario, i64::from(self.first));
        drive(&mut scenario, self.departing(trajectory, future, days));
        scenario
    }

    /// The cumulative number of departures.
    fn departing(&self, trajectory: &Trajectory, future: &[Vec<f64>], days: u32) -> Vec<Report> {
        let run_up = self.departures.len();
        let exposed: Vec<f64> =
            (0..run_up + days as usize).map(|day| self.exposed(future, day)).collect();
        let recent = |values: &[f64]| {
            let weighted = |(day, value): (usize, &f64)| {
                let weight = recency((run_up - 1 - day) as u32);
                (weight * value, weight)
            };
            let (sum, weights) = values[..run_up]
                .iter()
                .enumerate()
                .map(weighted)
                .fold((0.0, 0.0), |(sum, all), (value, weight)| (sum + value, all + weight));
            sum / f64::max(weights, f64::MIN_POSITIVE)
        };
        let level = recent(&self.departures);
        let elasticity = match trajectory.ahead {
            Ahead::Engine(elasticity) => elasticity,
            Ahead::Fading => 0.0,
        };
        let usual = recent(&exposed).max(f64::MIN_POSITIVE);
        let mut sum = 0.0;
        let mut reports = vec![Report { day: 0, people: 0 }];
        for (day, exposed) in exposed.iter().enumerate().skip(1) {
            let ahead = (day + 1).saturating_sub(run_up) as f64;
            let growth = math::powf(exposed / usual, elasticity).min(MOST_GROWTH);
            let expected = level * growth * math::exp(-ahead / trajectory.fading_days);
            let wanted = self.departures.get(day).copied().unwrap_or(expected);
            if *exposed > 0.0 {
                sum += wanted;
            }
            reports.push(Report { day: day as i64, people: sum as i64 });
        }
        reports
    }

    /// Residents × intensity over all places on a day of the trajectory.
    fn exposed(&self, future: &[Vec<f64>], day: usize) -> f64 {
        let places = &self.known.scenario().places;
        conflicts(self.known)
            .zip(future)
            .map(|(conflict, row)| places[conflict.place.index()].residents as f64 * row[day])
            .sum()
    }
}

/// Makes the engine begin with nobody, and send out whom a cumulative series of departures says.
pub fn drive(scenario: &mut Scenario, departures: Vec<Report>) {
    scenario.listed_people.clear();
    scenario.places.iter_mut().for_each(|place| place.initial_displaced = 0);
    scenario.rules.scale_divisor = ScaleDivisor(1);
    // It moves arrivals by days and costs ten times as much: people differ by what they travelled.
    scenario.rules.travel.avoid_short_stints = false;
    let spawning = &mut scenario.rules.spawning;
    spawning.by_conflict = None;
    spawning.insert_day0 = true;
    spawning.empty_camps_on_day0 = false;
    spawning.sum_from_camps = false;
    spawning.take_from_population = false;
    let total = Series { label: "total".to_owned(), place: None, sources: vec![departures] };
    scenario.observed = Observed { series: vec![total], corrections: Vec::new() };
}

fn conflicts(known: &Known) -> impl Iterator<Item = &Conflict> {
    known.scenario().timeline.conflicts.iter()
}

/// Weight of a day so long before the origin.
fn recency(days_before: u32) -> f64 {
    math::powf(0.5, f64::from(days_before) / RECENT_HALF_LIFE_DAYS)
}

fn mean_intensity(rows: &[Vec<f64>]) -> f64 {
    let now: Vec<f64> =
        rows.iter().filter_map(|row| row.last().copied()).filter(|now| *now > 0.0).collect();
    if now.is_empty() { 1.0 } else { now.iter().sum::<f64>() / now.len() as f64 }
}

/// Increases reported at all places on a day, each spread evenly over the days since the report
/// before it.
fn reported_departures(counts: &[Vec<(i64, f64)>], day: u32) -> f64 {
    let day = i64::from(day);
    let increases = |reports: &Vec<(i64, f64)>| {
        let reports = counted(reports);
        let is_reported = reports.last().is_some_and(|(last, _)| *last >= day);
        let increase = interpolated(reports, day) - interpolated(reports, day - 1);
        if is_reported { increase.max(0.0) } else { 0.0 }
    };
    counts.iter().map(increases).sum::<f64>().max(FEWEST_PER_DAY)
}

/// A conflict's intensity in the run-up, with the decay of old conflicts that the scenario's rules
/// ask for folded in.
fn decayed(known: &Known, conflict: &Conflict) -> Vec<f64> {
    let spawning = &known.scenario().rules.spawning;
    let first = (known.origin() + 1).saturating_sub(RUN_UP_DAYS);
    let mut since = None;
    let mut rows = Vec::new();
    for day in 0..=known.origin() {
        let intensity = conflict.intensity.get(day as usize).copied().unwrap_or(0.0);
        since = (intensity > 0.0).then(|| since.unwrap_or(day));
        let age = since.map_or(0, |since| day - since) as u64;
        let factor = match spawning.decay.as_slice() {
            [] => 1.0,
            decay => {
                let step = (age / spawning.decay_interval_days.max(1)) as usize;
                decay[step.min(decay.len() - 1)]
            }
        };
        if day >= first {
            let is_conflict = intensity > 0.0;
            rows.push(if is_conflict { (intensity * factor).max(LEAST_INTENSITY) } else { 0.0 });
        }
    }
    rows
}

/// Rates at which places fell into conflict (all together) and came out of it (each), by what was
/// seen before the origin.
fn turning_points(known: &Known) -> (f64, f64) {
    let (mut starts, mut ends, mut in_conflict) = (0.0, 0.0, 0.0);
    for conflict in conflicts(known) {
        for pair in conflict.intensity.windows(2) {
            starts += f64::from(u8::from(pair[0] <= 0.0 && pair[1] > 0.0));
            ends += f64::from(u8::from(pair[0] > 0.0 && pair[1] <= 0.0));
            in_conflict += f64::from(u8::from(pair[0] > 0.0));
        }
    }
    let seen = f64::from(known.origin() + 1) + DAYS_OF_DOUBT;
    (starts / seen, ends / (in_conflict + DAYS_OF_DOUBT))
}

/// Puts a trajectory of conflict in place of the known one.
fn set_conflict(scenario: &mut Scenario, future: &[Vec<f64>]) {
    let rows = future.iter();
    for (conflict, row) in scenario.timeline.conflicts.iter_mut().zip(rows) {
        conflict.intensity.clone_from(row);
    }
    for conflict in &scenario.timeline.conflicts {
        let place = &mut scenario.places[conflict.place.index()];
        if place.kind == PlaceKind::Conflict {
            place.kind = PlaceKind::Town;
        }
    }
}

/// Moves the timeline so that day `first` becomes day 0; what happened before is in force then.
fn shift_timeline(scenario: &mut Scenario, first: i64) {
    let moved = |day: i64| if day == i64::MAX { i64::MAX } else { (day - first).max(0) };
    let timeline = &mut scenario.timeline;
    timeline.closures.retain(|Closure { start, end, .. }| {
        let is_over = *end < first && *end >= *start;
        !is_over
    });
    for closure in &mut timeline.closures {
        closure.end = if closure.end < first { -1 } else { moved(closure.end) };
        closure.start = moved(closure.start);
    }
    timeline.kind_changes.iter_mut().for_each(|KindChange { day, .. }| *day = moved(*day));
}
