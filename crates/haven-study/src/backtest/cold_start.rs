//! Forecasts without any count of the crisis: geography, residents, and the conflict known by the origin.
//!
//! Of the residents of the places that have been in conflict so far, a part ends up registered at counted
//! places, less than in proportion: where large regions are recorded as at war, most of their people never
//! saw it. How large a part, how far the engine is right about where they are, and how far single places
//! stray is carried over from other conflicts ([`ColdPrior`]). It differs much between conflicts: the
//! forecasts are wide.

use super::known::{InformationLevel, Known, Told, counted_places, reports};
use super::play::drive;
use super::rolling::{BacktestStopped, HORIZONS_DAYS, Plan, furthest, scored_origins, target};
use crate::score::Forecast;
use crate::skill::{Calibration, independent_blocks};
use crate::watch::Watch;
use crate::workers;
use haven_core::draw::Draws;
use haven_core::flee::scenario::{Report, Scenario};
use haven_core::flee::{Request, Stopped, Track, World};
use haven_core::id::{PlaceId, StableKey};
use haven_core::math;
use haven_core::rng::{Purpose, Stream, Streams};
use haven_core::special::normal_quantile;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// Days in which all but 1/e of those who will leave a place have left it, once it is in conflict (assumed).
const LEAVING_DAYS: f64 = 60.0;
/// Power of the exposed, as the largest at issue time (Melander and Öberg 2007), and the number of them at which
/// it changes nothing.
const ELASTICITY: f64 = 0.5;
const MILLION: f64 = 1e6;
/// People that are played: only where they arrive is read off, in proportion.
const PLAYED: f64 = 20_000.0;
/// Counts and forecasts stray as if so many people more were there: a small place strays by people, a large one
/// in proportion (assumed).
const LEAST: f64 = 100.0;

/// Members whose random numbers the forecasts and their ranks take; smaller ones are issue time's.
const FORECAST: u32 = 5;
const RANK: u32 = 6;

/// What is carried over from other conflicts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ColdPrior {
    /// Part of a million exposed residents that is registered, in the median.
    #[serde(rename = "registered_of_a_million")]
    pub registered: f64,
    /// Weight of where the engine takes people; the rest is spread evenly over the counted places.
    #[serde(rename = "weight_of_engine")]
    pub engine: f64,
    /// Standard deviation of the log of a count around that.
    pub log_sd: f64,
}

/// Weights of the engine that are tried.
const ENGINE: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

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
    /// People who would be there if all who are expected to leave were registered, and went where the
    /// engine takes them.
    pub by_engine: f64,
    /// The same, if they were spread evenly over the counted places.
    pub evenly: f64,
}

/// How forecasts without counts did at one horizon.
#[derive(Clone, Debug)]
pub struct ColdScores {
    /// Days ahead.
    pub horizon_days: u32,
    /// Mean continuous ranked probability score, people.
    pub crps: f64,
    /// Mean count, people.
    pub counted: f64,
    /// Coverage and ranks.
    pub calibration: Calibration,
}

impl Default for ColdPrior {
    /// Fitted to the published instances of Flee (`cargo xtask verify cold`, which also scores it with each
    /// conflict left out).
    fn default() -> Self {
        Self { registered: 0.12, engine: 0.25, log_sd: 1.61 }
    }
}

impl ColdPrior {
    /// Fitted to the cases of other conflicts: the weight of the engine that leaves the least spread, with the
    /// part and the spread. Every conflict weighs the same. `None` without any case.
    pub fn learnt(conflicts: &[Vec<ColdCase>]) -> Option<Self> {
        let fits = ENGINE.into_iter().filter_map(|engine| Self::fitted(conflicts, engine));
        fits.min_by(|one, other| one.log_sd.total_cmp(&other.log_sd))
    }

    /// The same, with a given weight of the engine. The spread is that of a new conflict: wider the fewer have
    /// been seen.
    pub fn fitted(conflicts: &[Vec<ColdCase>], engine: f64) -> Option<Self> {
        let seen: Vec<&Vec<ColdCase>> =
            conflicts.iter().filter(|cases| !cases.is_empty()).collect();
        let mean = |registered: f64, of: fn(f64) -> f64| {
            let prior = Self { registered, engine, log_sd: 0.0 };
            let stray = |case: &ColdCase| of(math::ln((case.counted + LEAST) / prior.middle(case)));
            let one =
                |cases: &&Vec<ColdCase>| cases.iter().map(stray).sum::<f64>() / cases.len() as f64;
            seen.iter().map(one).sum::<f64>() / seen.len() as f64
        };
        let (mut low, mut high) = (math::ln(1e-6), 0.0);
        for _ in 0..50 {
            let middle = f64::midpoint(low, high);
            let is_low = mean(math::exp(middle), |stray| stray) > 0.0;
            *(if is_low { &mut low } else { &mut high }) = middle;
        }
        let registered = math::exp(low);
        let variance = mean(registered, |stray| stray * stray) * (1.0 + 1.0 / seen.len() as f64);
        (!seen.is_empty()).then(|| Self { registered, engine, log_sd: variance.sqrt() })
    }

    /// Median of what is counted, and [`LEAST`].
    fn middle(&self, case: &ColdCase) -> f64 {
        let everybody = self.engine * case.by_engine + (1.0 - self.engine) * case.evenly;
        self.registered * everybody + LEAST
    }

    /// The forecast of a case.
    pub fn forecast(&self, case: &ColdCase, plan: Plan) -> Option<Forecast> {
        let mut stream = case.stream(plan.seed, FORECAST);
        let middle = self.middle(case);
        let member = |_| {
            let normal = normal_quantile((stream.uniform() + 1e-16).min(1.0 - 1e-16));
            (middle * math::exp(self.log_sd * normal) - LEAST).max(0.0)
        };
        Forecast::new((0..plan.members).map(member).collect()).ok()
    }

    /// Scores the forecasts at one horizon; `None` without any.
    pub fn scores(&self, cases: &[ColdCase], horizon_days: u32, plan: Plan) -> Option<ColdScores> {
        let mut calibration = Calibration::default();
        let (mut crps, mut counted) = (0.0, 0.0);
        let mut origins = BTreeSet::new();
        for case in cases.iter().filter(|case| case.horizon_days == horizon_days) {
            let forecast = self.forecast(case, plan)?;
            let rank = case.stream(plan.seed, RANK).uniform();
            calibration.add(&forecast, case.counted, rank);
            crps += forecast.fair_crps(case.counted);
            counted += case.counted;
            origins.insert(i64::from(case.told.until));
        }
        let origins: Vec<i64> = origins.into_iter().collect();
        calibration.blocks = independent_blocks(&origins, horizon_days);
        let count = f64::from(calibration.cases);
        let (crps, counted) = (crps / count, counted / count);
        (count > 0.0).then_some(ColdScores { horizon_days, crps, counted, calibration })
    }
}

impl ColdCase {
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
    plan: Plan,
    watch: &Watch,
) -> Result<Vec<ColdCase>, BacktestStopped> {
    let origins: Vec<u32> = scored_origins(scenario).collect();
    let cases = workers::each(&origins, |origin| {
        if watch.is_stopped() {
            return Err(BacktestStopped::Asked);
        }
        let level = InformationLevel::ColdStart;
        let known = Known::at(scenario, *origin, level, plan.capacities);
        let expected = Expected::new(&known, plan.seed);
        let expected =
            expected.map_err(|reason| BacktestStopped::Engine { origin: *origin, reason })?;
        Ok(cases(scenario, &known, &expected))
    });
    let cases: Vec<Vec<ColdCase>> = cases.into_iter().collect::<Result<_, _>>()?;
    Ok(cases.into_iter().flatten().collect())
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
                by_engine: people * expected.shares[day as usize][position],
                evenly: people / places.len() as f64,
            });
        }
    }
    all
}

/// By day from the scenario's first to the last that a forecast may need.
struct Expected {
    /// People who have left by then, if a million exposed leave a million.
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

/// People who leave places in conflict by a day: a million × (exposed over a million)^½, where of a place's
/// residents 1 − e^(−days since its first conflict / 60) are exposed.
fn leaving(known: &Scenario, day: u32) -> f64 {
    let conflicts = known.timeline.conflicts.iter();
    let exposed: f64 = conflicts
        .map(|conflict| {
            let first = conflict.intensity.iter().position(|intensity| *intensity > 0.0);
            let days = first.map_or(0.0, |first| (f64::from(day) + 1.0 - first as f64).max(0.0));
            let residents = known.places[conflict.place.index()].residents as f64;
            residents * -math::exp_m1(-days / LEAVING_DAYS)
        })
        .sum();
    MILLION * math::powf(exposed / MILLION, ELASTICITY)
}
