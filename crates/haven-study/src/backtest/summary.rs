//! What a backtest comes to: scores, skill beside each baseline, calibration.

use super::rolling::{BASELINES, Case, HORIZONS_DAYS};
use crate::score::{Forecast, LEVELS};
use crate::skill::{Calibration, Scored, independent_blocks, pooled};
use schemars::JsonSchema;
use serde::Serialize;

/// Mean scores of one forecaster at one horizon, in people but for the log score. Less is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Scores {
    /// Continuous ranked probability score, fair to the number of members.
    pub crps: f64,
    /// Weighted interval score.
    #[serde(rename = "weighted_interval_score")]
    pub weighted_interval: f64,
    /// Minus the log of the chance given to what came.
    #[serde(rename = "log_score")]
    pub log: f64,
    /// Distance of the median.
    pub absolute_error: f64,
}

/// All forecasts of a scenario at one horizon.
#[derive(Clone, Debug)]
pub struct AtHorizon {
    /// Days ahead.
    pub horizon_days: u32,
    /// Forecasts scored.
    pub cases: usize,
    /// Origins so far apart that their forecasts share no day.
    pub blocks: u32,
    /// The simulator's scores.
    pub simulator: Scores,
    /// The baselines', in the order of [`BASELINES`].
    pub baselines: [Scores; BASELINES.len()],
    /// Skill by CRPS beside each baseline; `None` where the baseline makes no error.
    pub skill: [Option<f64>; BASELINES.len()],
    /// Skill beside the baseline with the least CRPS: what simulating adds.
    pub beyond_best: Option<f64>,
    /// Coverage and ranks.
    pub calibration: Calibration,
    /// Mean widths of the central intervals at each of [`LEVELS`], people.
    pub widths: [f64; LEVELS.len()],
    /// Sum of |median − counted| over the sum of counts.
    pub relative_difference: f64,
}

/// Sums up the cases of one scenario, a row for each horizon that has any.
pub fn summary(cases: &[Case]) -> Vec<AtHorizon> {
    let at = |horizon_days: u32| {
        let of: Vec<&Case> =
            cases.iter().filter(|case| case.horizon_days == horizon_days).collect();
        (!of.is_empty()).then(|| at_horizon(horizon_days, &of))
    };
    HORIZONS_DAYS.into_iter().filter_map(at).collect()
}

/// How two ways to forecast the same cases compare: skill of `cases` beside `others` by CRPS.
pub fn skill_beside(cases: &[Case], others: &[Case], horizon_days: u32) -> Option<f64> {
    let scored: Vec<Scored> = cases
        .iter()
        .zip(others)
        .filter(|(case, _)| case.horizon_days == horizon_days)
        .map(|(case, other)| Scored {
            model: case.simulator.fair_crps(case.counted),
            baseline: other.simulator.fair_crps(other.counted),
        })
        .collect();
    pooled(&scored)
}

fn at_horizon(horizon_days: u32, cases: &[&Case]) -> AtHorizon {
    let simulator = scores(cases, |case| &case.simulator);
    let baselines: [Scores; BASELINES.len()] =
        std::array::from_fn(|index| scores(cases, |case| &case.baselines[index]));
    let beside =
        |baseline: &Scores| (baseline.crps > 0.0).then(|| 1.0 - simulator.crps / baseline.crps);
    let best = baselines.iter().min_by(|one, other| one.crps.total_cmp(&other.crps));
    let mut origins: Vec<i64> = cases.iter().map(|case| i64::from(case.told.until)).collect();
    origins.dedup();
    let blocks = independent_blocks(&origins, horizon_days);
    let mut calibration = Calibration { blocks, ..Calibration::default() };
    for case in cases {
        calibration.add(&case.simulator, case.counted, case.uniform);
    }
    let count = cases.len() as f64;
    let width = |level| cases.iter().map(|case| case.simulator.width(level)).sum::<f64>() / count;
    let counted: f64 = cases.iter().map(|case| case.counted).sum();
    AtHorizon {
        horizon_days,
        cases: cases.len(),
        blocks,
        skill: baselines.each_ref().map(beside),
        beyond_best: best.and_then(beside),
        calibration,
        widths: LEVELS.map(width),
        relative_difference: simulator.absolute_error * count / counted.max(1.0),
        simulator,
        baselines,
    }
}

fn scores(cases: &[&Case], of: impl Fn(&Case) -> &Forecast) -> Scores {
    let mean = |score: &dyn Fn(&Forecast, f64) -> f64| {
        cases.iter().map(|case| score(of(case), case.counted)).sum::<f64>() / cases.len() as f64
    };
    Scores {
        crps: mean(&Forecast::fair_crps),
        weighted_interval: mean(&Forecast::weighted_interval_score),
        log: mean(&Forecast::log_score),
        absolute_error: mean(&|forecast, counted| (forecast.median() - counted).abs()),
    }
}
