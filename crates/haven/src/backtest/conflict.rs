//! Scenarios of one conflict count once: the same home country and days in common.

use super::ScoredScenario;
use haven_core::scenario::Scenario;
use haven_study::backtest::{BASELINES, HORIZONS_DAYS};
use haven_study::skill::{Across, Calibration, across};
use jiff::Span;
use jiff::civil::Date;

/// Scenarios of one conflict.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Home country and year of the first day.
    pub name: String,
    /// Positions of its scenarios.
    pub scenarios: Vec<usize>,
}

/// All conflicts at one horizon.
#[derive(Clone, Debug)]
pub struct Pooled {
    /// Days ahead.
    pub horizon_days: u32,
    /// Skill beside each baseline, over conflicts.
    pub skill: [Option<Across>; BASELINES.len()],
    /// Conflicts with skill above 0 beside each baseline, and the least skill.
    pub above_0: [usize; BASELINES.len()],
    /// The least skill beside each baseline.
    pub least: [Option<f64>; BASELINES.len()],
    /// Coverage, over the first scenario of each conflict.
    pub calibration: Calibration,
}

/// Groups scenarios by conflict, in the order in which they are met.
pub(super) fn group(scenarios: &[ScoredScenario]) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = Vec::new();
    for (index, scored) in scenarios.iter().enumerate() {
        let same = |conflict: &&mut Conflict| {
            conflict
                .scenarios
                .iter()
                .any(|other| is_same(&scenarios[*other].scenario, &scored.scenario))
        };
        if let Some(conflict) = conflicts.iter_mut().find(same) {
            conflict.scenarios.push(index);
        } else {
            let scenario = &scored.scenario;
            let name = format!("{} {}", scenario.home_country, scenario.start.year());
            conflicts.push(Conflict { name, scenarios: vec![index] });
        }
    }
    conflicts
}

fn is_same(one: &Scenario, other: &Scenario) -> bool {
    let end = |scenario: &Scenario| -> Date {
        scenario.start.saturating_add(Span::new().days(scenario.days))
    };
    one.home_country == other.home_country && one.start < end(other) && other.start < end(one)
}

/// Skill beside a baseline in a conflict: the mean over its scenarios.
pub fn skill(
    conflict: &Conflict,
    scenarios: &[ScoredScenario],
    horizon_days: u32,
    baseline: usize,
) -> Option<f64> {
    mean(conflict, |scored| {
        let at = scenarios[scored].at.iter().find(|at| at.horizon_days == horizon_days)?;
        at.skill[baseline]
    })
}

/// The mean over a conflict's scenarios of what there is.
pub fn mean(conflict: &Conflict, value: impl Fn(usize) -> Option<f64>) -> Option<f64> {
    let values: Vec<f64> = conflict.scenarios.iter().filter_map(|index| value(*index)).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// All conflicts together, by horizon.
pub fn pooled(conflicts: &[Conflict], scenarios: &[ScoredScenario]) -> Vec<Pooled> {
    HORIZONS_DAYS.into_iter().map(|horizon| pooled_at(conflicts, scenarios, horizon)).collect()
}

fn pooled_at(conflicts: &[Conflict], scenarios: &[ScoredScenario], horizon_days: u32) -> Pooled {
    let skills: [Vec<f64>; BASELINES.len()] = std::array::from_fn(|baseline| {
        conflicts
            .iter()
            .filter_map(|conflict| skill(conflict, scenarios, horizon_days, baseline))
            .collect()
    });
    let mut calibration = Calibration::default();
    for conflict in conflicts {
        let first = &scenarios[conflict.scenarios[0]];
        if let Some(at) = first.at.iter().find(|at| at.horizon_days == horizon_days) {
            calibration.merge(&at.calibration);
        }
    }
    Pooled {
        horizon_days,
        skill: skills.each_ref().map(|skills| across(skills)),
        above_0: skills
            .each_ref()
            .map(|skills| skills.iter().filter(|skill| **skill > 0.0).count()),
        least: skills.each_ref().map(|skills| skills.iter().copied().min_by(f64::total_cmp)),
        calibration,
    }
}
