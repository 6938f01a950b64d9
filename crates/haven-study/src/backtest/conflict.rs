//! Scenarios of one conflict count once: the same country at war and days in common.

use super::rolling::{BASELINES, HORIZONS_DAYS};
use super::summary::AtHorizon;
use crate::skill::{Across, Calibration, across};
use haven_core::flee::scenario::Scenario;

/// Scenarios of one conflict.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The country at war and the year of the first day.
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
pub fn group(scenarios: &[&Scenario]) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = Vec::new();
    for (index, scenario) in scenarios.iter().enumerate() {
        let same = |conflict: &&mut Conflict| {
            conflict.scenarios.iter().any(|other| is_same(scenarios[*other], scenario))
        };
        if let Some(conflict) = conflicts.iter_mut().find(same) {
            conflict.scenarios.push(index);
        } else {
            let name = format!("{} {}", country(scenario), scenario.start.year());
            conflicts.push(Conflict { name, scenarios: vec![index] });
        }
    }
    conflicts
}

fn is_same(one: &Scenario, other: &Scenario) -> bool {
    let begins_within = |one: &Scenario, other: &Scenario| {
        let days = (one.start - other.start).get_days();
        (0..i64::from(other.days)).contains(&i64::from(days))
    };
    let overlap = begins_within(one, other) || begins_within(other, one);
    overlap && country(one) == country(other)
}

/// The country of the first place that is ever in conflict; the home country if there is none.
fn country(scenario: &Scenario) -> &str {
    let fought_over = |place: usize| {
        let tables = scenario.timeline.conflicts.iter();
        let mut here = tables.filter(|conflict| conflict.place.index() == place);
        here.any(|conflict| conflict.intensity.iter().any(|intensity| *intensity > 0.0))
    };
    let first = (0..scenario.places.len()).find(|place| fought_over(*place));
    first.map_or(&scenario.home_country, |place| &scenario.places[place].country)
}

impl Conflict {
    /// The mean over a conflict's scenarios (by position) of what there is.
    pub fn mean(&self, value: impl Fn(usize) -> Option<f64>) -> Option<f64> {
        let values: Vec<f64> = self.scenarios.iter().filter_map(|index| value(*index)).collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    }

    /// Skill beside a baseline (position in [`BASELINES`]): the mean over its scenarios, whose summaries
    /// are given by position.
    pub fn skill(
        &self,
        summaries: &[&[AtHorizon]],
        horizon_days: u32,
        baseline: usize,
    ) -> Option<f64> {
        self.mean(|index| at(summaries[index], horizon_days)?.skill[baseline])
    }
}

/// The row of a summary for a horizon.
pub fn at(summary: &[AtHorizon], horizon_days: u32) -> Option<&AtHorizon> {
    summary.iter().find(|at| at.horizon_days == horizon_days)
}

/// All conflicts together, by horizon.
pub fn pooled(conflicts: &[Conflict], summaries: &[&[AtHorizon]]) -> Vec<Pooled> {
    HORIZONS_DAYS.into_iter().map(|horizon| pooled_at(conflicts, summaries, horizon)).collect()
}

fn pooled_at(conflicts: &[Conflict], summaries: &[&[AtHorizon]], horizon_days: u32) -> Pooled {
    let skills: [Vec<f64>; BASELINES.len()] = std::array::from_fn(|baseline| {
        let skill = |conflict: &Conflict| conflict.skill(summaries, horizon_days, baseline);
        conflicts.iter().filter_map(skill).collect()
    });
    let mut calibration = Calibration::default();
    for conflict in conflicts {
        if let Some(at) = at(summaries[conflict.scenarios[0]], horizon_days) {
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
