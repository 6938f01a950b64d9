//! Forecasts from many past origins, each from what was known then, against what came.
//!
//! Every 15 days an outlook is taken; what was published since teaches the later ones ([`LikelihoodRecord`]).
//! Every 30 days forecasts are made and scored, beside baselines that see the same reports.

use super::candidate::{Candidate, Method};
use super::candidate_posterior::{CandidatePosterior, LikelihoodRecord};
use super::flow::counted;
use super::known::{Capacities, InformationLevel, Known, Told, reports};
use super::outlook::Outlook;
use super::play::{Arrivals, Ground};
use crate::baseline::{Ask, History, damped_trend, persistence, theta};
use crate::score::Forecast;
use crate::watch::Watch;
use crate::workers;
use haven_core::flee::Stopped;
use haven_core::flee::scenario::Scenario;
use haven_core::id::{PlaceId, StableKey};
use haven_core::rng::{Purpose, Stream, Streams};

/// Days ahead at which forecasts are scored.
pub const HORIZONS_DAYS: [u32; 3] = [7, 30, 90];
/// Days between outlooks, and between origins that are scored.
const OUTLOOK_EVERY_DAYS: u32 = 15;
/// Days between origins that are scored.
pub const ORIGIN_EVERY_DAYS: u32 = 30;
/// Engine runs for each trajectory at a scored origin.
const RUNS_A_TRAJECTORY: u32 = 6;
/// Their first number: smaller ones are the outlooks'.
const FIRST_RUN: u32 = 100;

/// Baselines that need no totals, in the order of [`Case::baselines`].
pub const BASELINES: [&str; 3] = ["persistence", "damped-trend", "theta"];

/// What a backtest is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Seed of everything.
    pub seed: u64,
    /// Members of each forecast.
    pub members: u32,
    /// Whether forecasts know capacities.
    pub capacities: Capacities,
}

/// One forecast of one place, and what came.
#[derive(Clone, Debug)]
pub struct Case {
    /// Which place.
    pub place: PlaceId,
    /// What the forecast knew; its last day is the origin.
    pub told: Told,
    /// The horizon asked for, days.
    pub horizon_days: u32,
    /// Day of the report that is nearest to it.
    pub day: u32,
    /// People it counted.
    pub counted: f64,
    /// People of the last report by the origin.
    pub level: f64,
    /// The simulator's forecast.
    pub simulator: Forecast,
    /// Those of the baselines.
    pub baselines: [Forecast; BASELINES.len()],
    /// A uniform number for its randomised rank.
    pub uniform: f64,
}

/// Why a backtest stopped early.
#[derive(Debug, thiserror::Error)]
pub enum BacktestStopped {
    /// The engine could not go on from an origin.
    #[error("the forecast from day {origin} cannot be played: {reason}")]
    Engine {
        /// The origin.
        origin: u32,
        /// Why.
        reason: Stopped,
    },
    /// On request.
    #[error("stopped on request")]
    Asked,
}

/// Scores the simulator on a scenario at issue time, from every origin. The result is the same bits on
/// any number of threads.
///
/// # Errors
/// If the engine cannot go on, or the watch was stopped.
pub fn backtest(
    scenario: &Scenario,
    method: &Method,
    plan: Plan,
    watch: &Watch,
) -> Result<Vec<Case>, BacktestStopped> {
    let outlooks = outlooks(scenario, method, plan, watch)?;
    let candidates = method.candidates();
    let records: Vec<LikelihoodRecord> =
        outlooks.iter().flat_map(|outlook| records(scenario, &candidates, outlook)).collect();
    let scored: Vec<&Outlook> = outlooks
        .iter()
        .filter(|outlook| outlook.origin().is_multiple_of(ORIGIN_EVERY_DAYS))
        .collect();
    let cases = workers::each(&scored, |outlook| {
        if watch.is_stopped() {
            return Err(BacktestStopped::Asked);
        }
        let cases = Issue::new(Setting { scenario, method, plan }, outlook, &records)?.cases();
        watch.day_done();
        Ok(cases)
    });
    let cases: Vec<Vec<Case>> = cases.into_iter().collect::<Result<_, _>>()?;
    Ok(cases.into_iter().flatten().collect())
}

/// How many steps of work a scenario is, for progress.
pub fn steps(scenario: &Scenario) -> u64 {
    (origins(scenario).count() + scored_origins(scenario).count()) as u64
}

fn origins(scenario: &Scenario) -> impl Iterator<Item = u32> {
    let last = scenario.days.saturating_sub(HORIZONS_DAYS[0]);
    (1..).map(|step| step * OUTLOOK_EVERY_DAYS).take_while(move |origin| *origin < last)
}

/// Origins whose forecasts are scored.
pub fn scored_origins(scenario: &Scenario) -> impl Iterator<Item = u32> {
    origins(scenario).filter(|day| day.is_multiple_of(ORIGIN_EVERY_DAYS))
}

fn outlooks(
    scenario: &Scenario,
    method: &Method,
    plan: Plan,
    watch: &Watch,
) -> Result<Vec<Outlook>, BacktestStopped> {
    let origins: Vec<u32> = origins(scenario).collect();
    let outlooks = workers::each(&origins, |origin| {
        if watch.is_stopped() {
            return Err(BacktestStopped::Asked);
        }
        let level = InformationLevel::IssueTime;
        let known = Known::at(scenario, *origin, level, plan.capacities);
        let outlook = Outlook::new(&known, method.trajectories(), furthest(), plan.seed);
        watch.day_done();
        outlook.map_err(|reason| BacktestStopped::Engine { origin: *origin, reason })
    });
    outlooks.into_iter().collect()
}

/// Days that have to be played after an origin, so that a report near the longest horizon is in them.
pub fn furthest() -> u32 {
    let longest = HORIZONS_DAYS[HORIZONS_DAYS.len() - 1];
    longest + tolerance(longest)
}

/// Days by which a report may be off its horizon.
fn tolerance(horizon_days: u32) -> u32 {
    (horizon_days / 4).max(2)
}

/// The report nearest to a horizon after an origin, within the tolerance and the scenario's days.
pub fn target(
    scenario: &Scenario,
    reports: &[(i64, f64)],
    origin: u32,
    horizon_days: u32,
) -> Option<(u32, f64)> {
    let wanted = i64::from(origin + horizon_days);
    let off = |day: i64| (day - wanted).abs();
    reports
        .iter()
        .filter(|(day, _)| *day > i64::from(origin) && *day < i64::from(scenario.days))
        .filter(|(day, _)| off(*day) <= i64::from(tolerance(horizon_days)))
        .min_by_key(|(day, _)| (off(*day), *day))
        .map(|(day, people)| (*day as u32, *people))
}

/// Whether a place has been counted often enough to be forecast.
fn is_forecast(reports: &[(i64, f64)]) -> bool {
    reports.len() >= 2 && reports.iter().any(|(_, people)| *people > 0.0)
}

/// What the reports after an origin say about the candidates' expectations from it.
fn records(
    scenario: &Scenario,
    candidates: &[Candidate],
    outlook: &Outlook,
) -> Vec<LikelihoodRecord> {
    let mut all = Vec::new();
    for (position, place) in outlook.places().enumerate() {
        if !is_forecast(outlook.reports(position)) {
            continue;
        }
        let reports = reports(scenario, place);
        for horizon_days in HORIZONS_DAYS {
            let Some((day, people)) = target(scenario, &reports, outlook.origin(), horizon_days)
            else {
                continue;
            };
            let days = day - outlook.origin();
            let expected =
                candidates.iter().map(|candidate| outlook.change(candidate, position, days, None));
            let changes: Vec<f64> = expected.collect();
            let level = outlook.level(position);
            all.push(LikelihoodRecord::new(
                position,
                day,
                horizon_days,
                days,
                (people, level),
                &changes,
            ));
        }
    }
    all
}

/// What is the same for all origins.
#[derive(Clone, Copy)]
struct Setting<'a> {
    scenario: &'a Scenario,
    method: &'a Method,
    plan: Plan,
}

/// Everything for the forecasts from one origin.
struct Issue<'a> {
    setting: Setting<'a>,
    outlook: &'a Outlook,
    records: &'a [LikelihoodRecord],
    candidates: Vec<Candidate>,
    /// Runs by trajectory, other ones than the outlook's.
    runs: Vec<Vec<Arrivals>>,
}

impl<'a> Issue<'a> {
    fn new(
        setting: Setting<'a>,
        outlook: &'a Outlook,
        records: &'a [LikelihoodRecord],
    ) -> Result<Self, BacktestStopped> {
        let origin = outlook.origin();
        let level = InformationLevel::IssueTime;
        let known = Known::at(setting.scenario, origin, level, setting.plan.capacities);
        let ground = Ground::new(&known);
        let runs: Result<Vec<Vec<Arrivals>>, Stopped> = setting
            .method
            .trajectories()
            .iter()
            .map(|trajectory| {
                let run = |member| ground.play(trajectory, furthest(), setting.plan.seed, member);
                (FIRST_RUN..FIRST_RUN + RUNS_A_TRAJECTORY).map(run).collect()
            })
            .collect();
        let runs = runs.map_err(|reason| BacktestStopped::Engine { origin, reason })?;
        let candidates = setting.method.candidates();
        Ok(Self { setting, outlook, records, candidates, runs })
    }

    fn cases(&self) -> Vec<Case> {
        let mut all = Vec::new();
        for (position, place) in self.outlook.places().enumerate() {
            if !is_forecast(self.outlook.reports(position)) {
                continue;
            }
            let reports = reports(self.setting.scenario, place);
            for horizon_days in HORIZONS_DAYS {
                let origin = self.outlook.origin();
                let found = target(self.setting.scenario, &reports, origin, horizon_days);
                all.extend(
                    found.and_then(|target| self.case(position, place, horizon_days, target)),
                );
            }
        }
        all
    }

    fn case(
        &self,
        position: usize,
        place: PlaceId,
        horizon_days: u32,
        (day, counted_people): (u32, f64),
    ) -> Option<Case> {
        let origin = self.outlook.origin();
        let history = History::new(counted(self.outlook.reports(position)).iter().copied()).ok()?;
        let key = StableKey::of(&self.setting.scenario.places[place.index()].id);
        let stream = |member| {
            let streams = Streams { seed: self.setting.plan.seed, member, day: origin };
            streams.at(Purpose::Forecast, key.join(StableKey(u64::from(horizon_days))))
        };
        let ask = Ask {
            origin: i64::from(origin),
            horizon_days: day - origin,
            members: self.setting.plan.members,
        };
        let forecast = |members: Option<Vec<f64>>| Forecast::new(members?).ok();
        let baselines = [
            forecast(persistence(&history, ask, &mut stream(1)))?,
            forecast(damped_trend(&history, ask, &mut stream(2)))?,
            forecast(theta(&history, ask, &mut stream(3)))?,
        ];
        let simulator =
            forecast(Some(self.members(position, horizon_days, day - origin, stream(0))))?;
        let level = self.outlook.level(position);
        let uniform = stream(4).uniform();
        Some(Case {
            place,
            told: self.outlook.told(),
            horizon_days,
            day,
            counted: counted_people,
            level,
            simulator,
            baselines,
            uniform,
        })
    }

    /// Members of the simulator's forecast of one place.
    fn members(&self, place: usize, horizon_days: u32, days: u32, mut stream: Stream) -> Vec<f64> {
        let origin = self.outlook.origin();
        let known = self
            .records
            .iter()
            .filter(|record| record.day <= origin && record.horizon_days == horizon_days);
        let (count, tempers) = (self.candidates.len(), self.setting.method.tempers);
        let belief = CandidatePosterior::from_records(known, place, origin, count, tempers);
        let level = self.outlook.level(place);
        let member = |_| {
            belief.draw(level, days, &mut stream, |index, stream| {
                let candidate = &self.candidates[index];
                let runs = &self.runs[candidate.trajectory];
                let run = &runs[stream.below(runs.len() as u64) as usize];
                self.outlook.change(candidate, place, days, Some(run))
            })
        };
        (0..self.setting.plan.members).map(member).collect()
    }
}
