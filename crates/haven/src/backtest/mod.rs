//! `backtest`: how good forecasts of a scenario would have been, from many past origins, beside
//! simple rules that saw the same reports.

use crate::failure::Failure;
use crate::request::EnsembleRequest;
use crate::sink::Sink;
use crate::source::{self, Reading, ScenarioRequest};
use crate::sources::Sources;
use crate::work::Work;
use haven_core::flee::scenario::Scenario;
pub use haven_study::backtest::Capacities;
use haven_study::backtest::{
    AtHorizon, BacktestStopped, Case, ColdCase, Conflict, GivenTotals, HORIZONS_DAYS, Method, Plan,
    Sharing, backtest as play, cold_start, given_totals, group, skill_beside, steps, summary,
    with_conflict_shuffled,
};
use haven_study::watch::Watch;

/// What to score.
#[derive(Clone, Debug)]
pub struct BacktestRequest {
    /// A scenario, or a folder whose subfolders are scenarios.
    pub scenario: ScenarioRequest,
    /// Members of each forecast, [`FORECAST`] if nothing is said, and their seed.
    pub ensemble: EnsembleRequest,
    /// Whether forecasts know capacities, which may be copied from what came.
    pub capacities: Capacities,
}

/// Members of a forecast if nobody says otherwise.
pub const FORECAST: u32 = 300;

/// A scored scenario.
#[derive(Debug)]
pub struct ScoredScenario {
    /// Short name.
    pub name: String,
    /// SHA-256 over its inputs.
    pub sha256: String,
    /// The scenario as read.
    pub scenario: Scenario,
    /// Every forecast and what came.
    pub cases: Vec<Case>,
    /// The same, summed up by horizon.
    pub at: Vec<AtHorizon>,
    /// Skill beside the same simulator with conflict shuffled in time, by horizon: what knowing when
    /// there was conflict is worth.
    pub worth_of_conflict: Vec<Option<f64>>,
    /// Forecasts without any count.
    pub cold_start: Vec<ColdCase>,
    /// Distance from the counts when totals are given; `None` for a scenario too short for it.
    pub given_totals: Option<GivenTotals>,
}

/// Scenarios scored and left out.
#[derive(Debug)]
pub struct Backtest {
    /// Scored scenarios, by name.
    pub scenarios: Vec<ScoredScenario>,
    /// Scenarios grouped by conflict: versions of one crisis count once.
    pub conflicts: Vec<Conflict>,
    /// Folders that could not be scored, with why.
    pub left_out: Vec<(String, String)>,
    /// What was asked for.
    pub plan: Plan,
}

impl Backtest {
    /// The summaries of all scenarios, by position.
    pub fn summaries(&self) -> Vec<&[AtHorizon]> {
        self.scenarios.iter().map(|scored| scored.at.as_slice()).collect()
    }
}

/// Scores a scenario, or every scenario of a folder.
///
/// # Errors
/// If there is nothing to score, the engine cannot go on, or the sink takes nothing.
pub fn backtest(
    request: &BacktestRequest,
    work: &Work<'_>,
    sink: &mut dyn Sink,
) -> Result<Backtest, Failure> {
    let asked = request.ensemble.members_or(FORECAST);
    if asked.start != 0 {
        return Err(Failure::bad_request("the members of a forecast are counted from 0"));
    }
    if asked.end < 20 {
        return Err(Failure::bad_request(
            "a forecast needs 20 members or more for its intervals to mean anything",
        ));
    }
    let (readings, left_out) = readings(&request.scenario, work.sources)?;
    let seed = request.ensemble.seed;
    let plan = Plan { seed, members: asked.end, capacities: request.capacities };
    let name = work.sources.name(&request.scenario.source);
    sink.begin(&format!("{name}-backtest-{seed}"))?;
    let all = readings.iter().map(|(scenario, _)| 2 * steps(scenario)).sum();
    work.watch.expect(all);
    let mut scenarios = Vec::new();
    for (scenario, reading) in readings {
        scenarios.push(work.workers.run(|| score(scenario, &reading, plan, work.watch))?);
    }
    Ok(Backtest {
        conflicts: group(&scenarios.iter().map(|scored| &scored.scenario).collect::<Vec<_>>()),
        scenarios,
        left_out,
        plan,
    })
}

fn score(
    scenario: Scenario,
    reading: &Reading,
    plan: Plan,
    watch: &Watch,
) -> Result<ScoredScenario, Failure> {
    let stopped = |stopped| match stopped {
        BacktestStopped::Asked => Failure::NothingComplete,
        BacktestStopped::Engine { .. } => {
            Failure::bad_request(format!("`{}`: {stopped}", reading.name))
        }
    };
    let method = Method::default();
    let cases = play(&scenario, &method, plan, watch).map_err(stopped)?;
    let shuffled = with_conflict_shuffled(&scenario, plan.seed);
    let blind = play(&shuffled, &method, plan, watch).map_err(stopped)?;
    let worth = |horizon| skill_beside(&cases, &blind, horizon);
    let cold_start = cold_start(&scenario, plan, watch).map_err(stopped)?;
    let given_totals = given_totals(&scenario, &Sharing::default(), plan)
        .map_err(|reason| Failure::bad_request(format!("`{}`: {reason}", reading.name)))?;
    Ok(ScoredScenario {
        name: reading.name.clone(),
        sha256: haven_io::writers::manifest::entries(&reading.inputs).1,
        at: summary(&cases),
        worth_of_conflict: HORIZONS_DAYS.into_iter().map(worth).collect(),
        cases,
        cold_start,
        given_totals,
        scenario,
    })
}

type Readings = (Vec<(Scenario, Reading)>, Vec<(String, String)>);

/// The scenario that is named, or those in the folder that is.
fn readings(request: &ScenarioRequest, sources: &dyn Sources) -> Result<Readings, Failure> {
    let inside = sources.inside(&request.source);
    if inside.is_empty() {
        let mut reading = source::read(request, sources)?;
        let scenario = usable(&mut reading, request)?;
        return Ok((vec![(scenario, reading)], Vec::new()));
    }
    let (mut found, mut left_out) = (Vec::new(), Vec::new());
    for source in inside {
        let name = sources.name(&source);
        let one = ScenarioRequest { source, ..request.clone() };
        let read = source::read(&one, sources)
            .and_then(|mut reading| Ok((usable(&mut reading, request)?, reading)));
        match read {
            Ok(reading) => found.push(reading),
            Err(failure) => left_out.push((name, failure.to_string())),
        }
    }
    if found.is_empty() {
        return Err(Failure::bad_request(format!(
            "none of the {} scenarios in `{}` can be scored; `haven check` says why",
            left_out.len(),
            request.source
        )));
    }
    Ok((found, left_out))
}

fn usable(reading: &mut Reading, request: &ScenarioRequest) -> Result<Scenario, Failure> {
    if reading.crisis.is_some() {
        return Err(Failure::bad_request(
            "a backtest needs counts to compare with over time; a scenario with actors has none: its \
             recorded events are compared in VERIFICATION.md",
        ));
    }
    let may_run = reading.stopping(&request.accept).next().is_none();
    let Some(scenario) = reading.scenario.take().filter(|_| may_run) else {
        return Err(Failure::BadScenario(std::mem::take(&mut reading.problems)));
    };
    if steps(&scenario) == 0 {
        return Err(Failure::bad_request(format!(
            "`{}` has {} days: too few to forecast from the past",
            reading.name, scenario.days
        )));
    }
    Ok(scenario)
}
