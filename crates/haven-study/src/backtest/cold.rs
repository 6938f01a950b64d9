//! Forecasts without any count of the crisis: geography, residents, and the conflict known by the origin.
//!
//! Of the residents of every place that has been in conflict so far, a part ends up registered at counted
//! places; how large a part, and how far single places stray from where the engine takes people, is carried
//! over from other conflicts ([`ColdPrior`]). The part hardly differs by how long or how hard the fighting
//! was, and very much between conflicts: so the forecasts are wide.

use super::known::{InformationLevel, Known, Told, counted_places, reports};
use super::play::drive;
use super::rolling::{BacktestStopped, HORIZONS_DAYS, Plan, furthest, scored_origins, target};
use crate::score::Forecast;
use crate::watch::Watch;
use haven_core::flee::World;
use haven_core::id::{PlaceId, StableKey};
use haven_core::rng::{Purpose, Stream, Streams};
use haven_core::run::{Draws, Request, Stopped, Track};
use haven_core::scenario::{Report, Scenario};
use haven_core::special::normal_quantile;
use rayon::prelude::*;
use std::ops::ControlFlow;

/// Days in which all but 1/e of those who will leave a place have left it, once it is in conflict (assumed).
const LEAVING_DAYS: f64 = 60.0;
/// People that are played: only where they arrive is read off, in proportion.
const PLAYED: f64 = 20_000.0;
/// Counts and forecasts stray as if so many people more were there: a small place strays by people, a large one
/// in proportion (assumed).
const LEAST: f64 = 100.0;

/// Members whose random numbers the forecasts and their ranks take; smaller ones are issue time's.
const FORECAST: u32 = 5;
const RANK: u32 = 6;

/// What is carried over from other conflicts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColdPrior {
    /// Part of the residents of places in conflict that is registered, in the median.
    pub registered: f64,
    /// Standard deviation of the log of a count around that.
    pub log_sd: f64,
}

/// What is expected of one place without counts, and what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColdCase {
    /// What is known; its last day is the origin.
    pub told: Told,
    /// Which place.
    pub place: PlaceId,
    /// Its and the horizon's stable name.
    pub key: StableKey,
    /// The horizon asked for, days.
    pub horizon_days: u32,
    /// Day of the report that is nearest to it.
    pub day: u32,
    /// People it counted.
    pub counted: f64,
    /// People who would be there if all residents of places in conflict were registered.
    pub expected: f64,
    /// The same, if they were spread evenly over the counted places: what is known without the engine.
    pub evenly: f64,
}

impl ColdPrior {
    /// Fitted to cases of other conflicts, each a list of (expected, counted): every conflict weighs the same.
    /// The spread is that of a new conflict, wider the fewer have been seen. `None` without any case.
    pub fn learnt(conflicts: &[Vec<(f64, f64)>]) -> Option<Self> {
        let seen: Vec<&Vec<(f64, f64)>> =
            conflicts.iter().filter(|cases| !cases.is_empty()).collect();
        let mean = |registered: f64, of: fn(f64) -> f64| {
            let stray = |(expected, counted): &(f64, f64)| {
                of(((counted + LEAST) / (registered * expected + LEAST)).ln())
            };
            let one = |cases: &&Vec<(f64, f64)>| {
                cases.iter().map(stray).sum::<f64>() / cases.len() as f64
            };
            seen.iter().map(one).sum::<f64>() / seen.len() as f64
        };
        let (mut low, mut high) = (1e-6_f64.ln(), 0.0);
        for _ in 0..50 {
            let middle = f64::midpoint(low, high);
            let is_low = mean(middle.exp(), |stray| stray) > 0.0;
            *(if is_low { &mut low } else { &mut high }) = middle;
        }
        let registered = low.exp();
        let variance = mean(registered, |stray| stray * stray) * (1.0 + 1.0 / seen.len() as f64);
        (!seen.is_empty()).then(|| Self { registered, log_sd: variance.sqrt() })
    }

    /// The forecast of a case from what is expected there.
    pub fn forecast(&self, case: &ColdCase, expected: f64, plan: Plan) -> Option<Forecast> {
        let mut stream = case.stream(plan.seed, FORECAST);
        let middle = self.registered * expected + LEAST;
        let member = |_| {
            let normal = normal_quantile((stream.uniform() + 1e-16).min(1.0 - 1e-16));
            (middle * (self.log_sd * normal).exp() - LEAST).max(0.0)
        };
        Forecast::new((0..plan.members).map(member).collect()).ok()
    }
}

impl ColdCase {
    /// A uniform number for its randomised rank.
    pub fn uniform(&self, seed: u64) -> f64 {
        self.stream(seed, RANK).uniform()
    }

    fn stream(&self, seed: u64, member: u32) -> Stream {
        let streams = Streams { seed, member, day: self.told.until };
        streams.at(Purpose::Forecast, self.key)
    }
}

/// What is expected of every counted place from every scored origin, and what came.
///
/// # Errors
/// If the engine cannot go on, or the watch was stopped.
pub fn cold_start(
    scenario: &Scenario,
    seed: u64,
    watch: &Watch,
) -> Result<Vec<ColdCase>, BacktestStopped> {
    let origins: Vec<u32> = scored_origins(scenario).collect();
    let cases: Result<Vec<Vec<ColdCase>>, _> = origins
        .par_iter()
        .map(|origin| {
            if watch.is_stopped() {
                return Err(BacktestStopped::Asked);
            }
            let known = Known::at(scenario, *origin, InformationLevel::ColdStart);
            let expected = Expected::new(&known, seed);
            let expected =
                expected.map_err(|reason| BacktestStopped::Engine { origin: *origin, reason })?;
            Ok(cases(scenario, &known, &expected))
        })
        .collect();
    Ok(cases?.into_iter().flatten().collect())
}

fn cases(scenario: &Scenario, known: &Known, expected: &Expected) -> Vec<ColdCase> {
    let places = counted_places(scenario);
    let mut all = Vec::new();
    for (position, place) in places.iter().enumerate() {
        let reports = reports(scenario, *place);
        let name = StableKey::of(&scenario.places[place.index()].id);
        for horizon_days in HORIZONS_DAYS {
            let found = target(scenario, &reports, known.origin(), horizon_days);
            let Some((day, counted)) = found else { continue };
            let people = expected.people[day as usize];
            all.push(ColdCase {
                told: known.told(),
                place: *place,
                key: name.join(StableKey(u64::from(horizon_days))),
                horizon_days,
                day,
                counted,
                expected: people * expected.shares[day as usize][position],
                evenly: people / places.len() as f64,
            });
        }
    }
    all
}

/// By day from the scenario's first to the last that a forecast may need.
struct Expected {
    /// Residents of places in conflict who have left by then, all of them registered.
    people: Vec<f64>,
    /// Where those who have arrived are, as shares of the counted places.
    shares: Vec<Vec<f64>>,
}

impl Expected {
    fn new(known: &Known, seed: u64) -> Result<Self, Stopped> {
        let days = known.origin() + 1 + furthest();
        let people: Vec<f64> = (0..days).map(|day| leaving(known.scenario(), day)).collect();
        let mut scenario = known.scenario().clone();
        scenario.days = days;
        for conflict in &mut scenario.timeline.conflicts {
            // Nobody knows how it goes on: as it is.
            let now = conflict.intensity.last().copied().unwrap_or(0.0);
            conflict.intensity.resize(days as usize, now);
        }
        let scale = PLAYED / people.last().copied().unwrap_or(0.0).max(1.0);
        let report = |(day, people): (usize, &f64)| Report {
            day: day as i64,
            people: (people * scale) as i64,
        };
        drive(&mut scenario, people.iter().enumerate().map(report).collect());
        let places = counted_places(known.scenario());
        let world = World::new(&scenario);
        let mut shares = Vec::new();
        let request = Request { seed, member: 0, draws: Draws::Sampled, track: Track::default() };
        world.run(&request, &mut |today| {
            let stock: Vec<f64> = places.iter().map(|place| today.stock[place.index()]).collect();
            let all: f64 = stock.iter().sum();
            let share = |people: &f64| match all > 0.0 {
                true => people / all,
                false => 1.0 / places.len() as f64,
            };
            shares.push(stock.iter().map(share).collect());
            ControlFlow::Continue(())
        })?;
        Ok(Self { people, shares })
    }
}

/// People who have left places in conflict by a day: residents × (1 − e^(−days since its first conflict / 60)).
fn leaving(known: &Scenario, day: u32) -> f64 {
    let conflicts = known.timeline.conflicts.iter();
    conflicts
        .map(|conflict| {
            let first = conflict.intensity.iter().position(|intensity| *intensity > 0.0);
            let days = first.map_or(0.0, |first| (f64::from(day) + 1.0 - first as f64).max(0.0));
            let residents = known.places[conflict.place.index()].residents as f64;
            residents * -(-days / LEAVING_DAYS).exp_m1()
        })
        .sum()
}
