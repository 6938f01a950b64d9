//! Forecasts of the published instances without any count of them: what is carried over is fitted to the other
//! conflicts.

use crate::instance::{Instance, read};
use crate::{Failure, Section};
use haven_core::flee::scenario::Scenario;
use haven_study::backtest::{
    Capacities, ColdCase, ColdPrior, Conflict, HORIZONS_DAYS, Plan, cold_start, group,
};
use haven_study::skill::Calibration;
use haven_study::watch::Watch;
use std::fmt::Write;

const PLAN: Plan = Plan { seed: 1, members: 300, capacities: Capacities::Dropped };
/// Why nothing can be carried over.
const ALONE: &str = "no other conflict to learn from";

/// Forecasts every instance, each by what the other conflicts teach.
pub fn section(found: &[Instance]) -> Result<Section, Failure> {
    let (mut scenarios, mut cases): (Vec<Scenario>, Vec<Vec<ColdCase>>) = Default::default();
    let mut folders = Vec::new();
    for instance in found {
        if !folders.contains(&&instance.folder) {
            folders.push(&instance.folder);
            eprintln!("{}", instance.name);
            let scenario = read(&instance.folder, None)?;
            cases.push(cold_start(&scenario, PLAN, &Watch::default())?);
            scenarios.push(scenario);
        }
    }
    let conflicts = group(&scenarios.iter().collect::<Vec<_>>());
    let mut text = format!(
        "Forecasts at every 30th day without any count of the crisis (cold-start): geography, residents, conflict \
         and closures so far. The part of a million exposed residents that is registered, the weight of \
         the engine beside an even spread, and how far counts stray are fitted to the *other* conflicts (leave one out). Skill by CRPS is beside the same people spread evenly over the counted places, fitted \
         likewise: what the engine's geography adds. Persistence knows counts and is no fair opponent. Seed {}, {} members.\n\n\
         | days | conflict | registered | engine | log-sd | CRPS / mean count | skill | in 80 % | in 95 % | forecasts | blocks |\n\
         | --: | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n",
        PLAN.seed, PLAN.members
    );
    let mut all = Calibration::default();
    for horizon in HORIZONS_DAYS {
        for conflict in &conflicts {
            let row = Row { conflicts: &conflicts, cases: &cases, conflict, horizon };
            row.write(&mut text, &mut all)?;
        }
    }
    let coverage = all.coverage().unwrap_or_default();
    let default = ColdPrior::default();
    let fitted = ColdPrior::learnt(&others(&conflicts, &cases, None)).ok_or(ALONE)?;
    writeln!(
        text,
        "\n- all horizons: 80 % intervals held {:.0} %, 95 % intervals {:.0} %\n\
         - fitted to all conflicts: {}; the default: {}",
        coverage[1] * 100.0,
        coverage[2] * 100.0,
        told(&fitted),
        told(&default),
    )?;
    Ok(Section { markdown: text, holds: true })
}

/// The cases of all conflicts but one.
fn others(
    conflicts: &[Conflict],
    cases: &[Vec<ColdCase>],
    but: Option<&str>,
) -> Vec<Vec<ColdCase>> {
    let of = |conflict: &Conflict| -> Vec<ColdCase> {
        conflict.scenarios.iter().flat_map(|index| cases[*index].clone()).collect()
    };
    conflicts.iter().filter(|one| but != Some(one.name.as_str())).map(of).collect()
}

fn told(prior: &ColdPrior) -> String {
    let ColdPrior { registered, engine, log_sd } = prior;
    format!("registered {registered:.4}, engine {engine:.2}, log-sd {log_sd:.3}")
}

/// One conflict at one horizon.
struct Row<'a> {
    conflicts: &'a [Conflict],
    cases: &'a [Vec<ColdCase>],
    conflict: &'a Conflict,
    horizon: u32,
}

impl Row<'_> {
    fn write(&self, text: &mut String, all: &mut Calibration) -> Result<(), Failure> {
        let name = self.conflict.name.as_str();
        let others = others(self.conflicts, self.cases, Some(name));
        let prior = ColdPrior::learnt(&others).ok_or(ALONE)?;
        let evenly = ColdPrior::fitted(&others, 0.0).ok_or(ALONE)?;
        let cases = &self.cases[self.conflict.scenarios[0]];
        let score = |prior: &ColdPrior| prior.scores(cases, self.horizon, PLAN);
        let (Some(ours), Some(theirs)) = (score(&prior), score(&evenly)) else { return Ok(()) };
        all.merge(&ours.calibration);
        let coverage = ours.calibration.coverage().unwrap_or_default();
        Ok(writeln!(
            text,
            "| {} | {name} | {:.3} | {:.2} | {:.2} | {:.2} | {:+.2} | {:.0} | {:.0} | {} | {} |",
            self.horizon,
            prior.registered,
            prior.engine,
            prior.log_sd,
            ours.crps / ours.counted.max(1.0),
            1.0 - ours.crps / theirs.crps,
            coverage[1] * 100.0,
            coverage[2] * 100.0,
            ours.calibration.cases,
            ours.calibration.blocks
        )?)
    }
}
