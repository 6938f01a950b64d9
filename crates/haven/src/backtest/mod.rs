//! `backtest`: how good forecasts of a scenario would have been, from many past origins, beside
//! simple rules that saw the same reports.

mod result;
mod score;

use crate::failure::Failure;
use crate::provenance::LABEL;
use crate::request::EnsembleRequest;
use crate::sink::Sink;
use crate::source::{self, Reading, ScenarioRequest};
use crate::sources::Sources;
use crate::work::Work;
use haven_core::flee::scenario::Scenario;
pub use haven_study::backtest::Capacities;
use haven_study::backtest::{BASELINES, HORIZONS_DAYS, Plan, group, pooled, steps};
pub use result::{
    AllConflicts, Backtest, ByBaseline, ColdAt, ColdStart, ConflictAt, ConflictScores, Coverage,
    Distances, FORMAT, Knew, LeftOut, ScenarioAt, ScoredScenario, TotalsGiven, Widths,
};
use score::{Scored, all_conflicts, conflict_scores, score};

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
    let mut scored = Vec::new();
    for (scenario, reading) in readings {
        scored.push(work.workers.run(|| score(scenario, &reading, plan, work.watch))?);
    }
    Ok(result(scored, left_out, plan))
}

/// How far the forecasts knew.
const DATA_CUT_OFF: &str = "of each forecast: the end of its origin (known_until)";

fn result(scored: Vec<Scored>, left_out: Vec<LeftOut>, plan: Plan) -> Backtest {
    let conflicts = group(&scored.iter().map(|one| &one.scenario).collect::<Vec<_>>());
    let summaries: Vec<_> = scored.iter().map(|one| one.at.as_slice()).collect();
    Backtest {
        format: FORMAT,
        haven: env!("CARGO_PKG_VERSION"),
        label: LABEL,
        data_cut_off: DATA_CUT_OFF,
        seed: plan.seed,
        members: plan.members,
        horizons_days: HORIZONS_DAYS,
        baselines: BASELINES,
        all_conflicts: pooled(&conflicts, &summaries).iter().map(all_conflicts).collect(),
        conflicts: conflicts.iter().map(|one| conflict_scores(one, &scored)).collect(),
        scenarios: scored.into_iter().map(|one| one.result(plan)).collect(),
        left_out,
    }
}

type Readings = (Vec<(Scenario, Reading)>, Vec<LeftOut>);

/// The scenario that is named, or those in the folder that is.
fn readings(request: &ScenarioRequest, sources: &dyn Sources) -> Result<Readings, Failure> {
    let inside = sources.inside(&request.source);
    if inside.is_empty() {
        let mut reading = source::read(request, sources)?;
        let scenario = usable(&mut reading, request)?;
        return Ok((vec![(scenario, reading)], Vec::new()));
    }
    if let Some(data) = &request.data {
        return Err(Failure::bad_request(format!(
            "the counts `{data}` are of one scenario; `{}` holds {}",
            request.source,
            inside.len()
        )));
    }
    let (mut found, mut left_out) = (Vec::new(), Vec::new());
    for source in inside {
        let name = sources.name(&source);
        let one = ScenarioRequest { source, ..request.clone() };
        let read = source::read(&one, sources)
            .and_then(|mut reading| Ok((usable(&mut reading, request)?, reading)));
        match read {
            Ok(reading) => found.push(reading),
            Err(failure) => {
                left_out.push(LeftOut { scenario: name, why: failure.to_string() });
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::BuiltIn;
    use haven_study::watch::Watch;
    use haven_study::workers::Workers;

    fn asked(source: &str, members: u32) -> Result<Backtest, Failure> {
        let source = source.to_owned();
        let request = BacktestRequest {
            scenario: ScenarioRequest { source, ..ScenarioRequest::default() },
            ensemble: EnsembleRequest { members: Some(0..members), ..EnsembleRequest::default() },
            capacities: Capacities::Dropped,
        };
        let (workers, watch) = (Workers::new(Some(1)).unwrap(), Watch::default());
        backtest(&request, &Work { workers: &workers, watch: &watch, sources: &BuiltIn }, &mut ())
    }

    #[test]
    fn the_tutorial_is_scored_and_what_is_said_agrees_with_itself() {
        let backtest = asked("first-steps", 20).unwrap();
        let ([scored], [conflict]) = (&backtest.scenarios[..], &backtest.conflicts[..]) else {
            panic!("one scenario is one conflict")
        };
        assert_eq!(conflict.scenarios, ["first-steps"]);
        assert_eq!(scored.information_level.as_deref(), Some("issue-time"));
        assert_eq!(conflict.at.len(), HORIZONS_DAYS.len());
        for at in &scored.at {
            let same = |other: &&ConflictAt| other.horizon_days == at.horizon_days;
            let other = conflict.at.iter().find(same).unwrap();
            assert_eq!((other.skill, other.cases), (at.skill, Some(at.cases)));
            let [(_, persistence), ..] = at.baseline_scores.named();
            let skill = 1.0 - at.simulator_scores.crps / persistence.crps;
            assert!(at.skill.persistence.is_none_or(|found| (found - skill).abs() < 1e-12));
        }
        let counted = scored.cases.len();
        assert_eq!(scored.at.iter().map(|at| at.cases).sum::<usize>(), counted);
        let json = serde_json::to_value(&backtest).unwrap();
        assert_eq!(json["scenarios"][0]["scenario"], "first-steps");
        assert_eq!(json["scenarios"][0]["cold_start"]["information_level"], "cold-start");
        assert!(json["scenarios"][0].get("cases").is_none(), "draws are for tables");
    }

    #[test]
    fn what_cannot_be_scored_is_refused() {
        assert!(asked("first-steps", 19).unwrap_err().to_string().contains("20 members"));
        assert!(asked("aleppo-2014", 20).unwrap_err().to_string().contains("VERIFICATION.md"));
    }
}
