//! What forecasts are worth beside a baseline, and how far that can be known.
//!
//! Forecasts from origins closer than their horizon share their errors, and so do series of one
//! conflict. So one conflict gives one skill without an interval, and only conflicts are counted as
//! independent; beside coverage stands the number of independent blocks.

use crate::score::{Forecast, LEVELS};
use haven_core::math;
use haven_core::special::beta_quantile;
use schemars::JsonSchema;
use serde::Serialize;

/// One forecast's score and its baseline's on the same count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Score of the model.
    pub model: f64,
    /// Score of the baseline.
    pub baseline: f64,
}

/// Skill 1 − ΣS/ΣS₀ (S₀: the baseline), pooled over all cases of one conflict: 1 is perfect, 0 no better than the
/// baseline, negative worse. `None` if the baseline makes no error at all (a flat series).
pub fn pooled(cases: &[Scored]) -> Option<f64> {
    let model: f64 = cases.iter().map(|case| case.model).sum();
    let baseline: f64 = cases.iter().map(|case| case.baseline).sum();
    (baseline > 0.0).then(|| 1.0 - model / baseline)
}

/// Mean skill over conflicts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Across {
    /// Mean of the conflicts' skills, each with the same weight.
    pub mean: f64,
    /// Number of conflicts.
    pub conflicts: usize,
    /// Two-sided 95 % interval of the mean by Student's t; none for a single conflict.
    pub interval_95: Option<(f64, f64)>,
}

/// The mean of the skills of several conflicts; `None` of none.
pub fn across(skills: &[f64]) -> Option<Across> {
    let degrees = skills.len().checked_sub(1)?;
    let count = skills.len() as f64;
    let mean = skills.iter().sum::<f64>() / count;
    let squares: f64 = skills.iter().map(|skill| math::powi(skill - mean, 2)).sum();
    let interval_95 = (degrees > 0).then(|| {
        let half = student_975(degrees) * (squares / degrees as f64 / count).sqrt();
        (mean - half, mean + half)
    });
    Some(Across { mean, conflicts: skills.len(), interval_95 })
}

/// The 0.975 quantile of Student's t with `degrees` ≥ 1 of freedom: t²/(t² + degrees) is a
/// Beta(½, degrees/2) number.
fn student_975(degrees: usize) -> f64 {
    let degrees = degrees as f64;
    let share = beta_quantile(0.5, degrees / 2.0, 0.95);
    (degrees * share / (1.0 - share)).sqrt()
}

/// How many forecasts from these origins (days, sorted) reach no day in common: at most the days
/// covered over the horizon. Errors of others hang together. A horizon of 0 counts as 1.
pub fn independent_blocks(origins: &[i64], horizon_days: u32) -> u32 {
    let horizon = i64::from(horizon_days.max(1));
    let mut blocks = 0;
    let mut free_from = i64::MIN;
    for &origin in origins {
        if origin >= free_from {
            blocks += 1;
            free_from = origin + horizon;
        }
    }
    blocks
}

/// Bins of [`Calibration::pit`].
pub const PIT_BINS: usize = 10;

/// Whether forecasts mean what they say, over pooled cases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// Number of cases.
    pub cases: u32,
    /// Cases whose count lay in the central interval at each of [`LEVELS`].
    pub covered: [u32; LEVELS.len()],
    /// Cases by their probability integral transform, in equal bins of [0, 1]: flat if calibrated,
    /// a valley if too narrow, a hill if too wide.
    pub pit: [u32; PIT_BINS],
    /// Independent blocks behind the cases: the effective size of the sample, to be shown beside.
    pub blocks: u32,
}

impl Calibration {
    /// Takes in one forecast and what was counted; `u` in [0, 1) is a uniform number of its own.
    pub fn add(&mut self, forecast: &Forecast, counted: f64, u: f64) {
        self.cases += 1;
        for (covered, level) in self.covered.iter_mut().zip(LEVELS) {
            *covered += u32::from(forecast.covers(level, counted));
        }
        let bin = (forecast.pit(counted, u) * PIT_BINS as f64) as usize;
        self.pit[bin.min(PIT_BINS - 1)] += 1;
    }

    /// Takes in the cases of another conflict. (Series of one conflict share their blocks: `add` them
    /// to one table.)
    pub fn merge(&mut self, other: &Self) {
        self.cases += other.cases;
        self.blocks += other.blocks;
        for (ours, theirs) in self.covered.iter_mut().zip(other.covered) {
            *ours += theirs;
        }
        for (ours, theirs) in self.pit.iter_mut().zip(other.pit) {
            *ours += theirs;
        }
    }

    /// Shares covered at each of [`LEVELS`]; `None` without cases.
    pub fn coverage(&self) -> Option<[f64; LEVELS.len()]> {
        let share = |covered: u32| f64::from(covered) / f64::from(self.cases);
        (self.cases > 0).then(|| self.covered.map(share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skill_is_pooled_not_averaged() {
        let case = |model, baseline| Scored { model, baseline };
        // Averaging ratios would give (1 − 2/1 + 1 − 1/9)/2 < 0.
        let skill = pooled(&[case(2.0, 1.0), case(1.0, 9.0)]).unwrap();
        assert!((skill - 0.7).abs() < 1e-12);
        assert_eq!(pooled(&[case(3.0, 2.0)]), Some(-0.5));
    }

    #[test]
    fn a_flat_series_has_no_skill() {
        assert_eq!(pooled(&[Scored { model: 1.0, baseline: 0.0 }]), None);
        assert_eq!(pooled(&[]), None);
    }

    #[test]
    fn three_conflicts_have_their_interval_by_hand() {
        // Mean 0.2, standard deviation 0.1, t(2) = 4.302653: half width 0.1·4.302653/√3.
        let across = across(&[0.1, 0.2, 0.3]).unwrap();
        let (low, high) = across.interval_95.unwrap();
        assert!((across.mean - 0.2).abs() < 1e-12);
        assert!((low - (0.2 - 0.248_413_8)).abs() < 1e-6, "{low}");
        assert!((high - (0.2 + 0.248_413_8)).abs() < 1e-6, "{high}");
    }

    #[test]
    fn one_conflict_has_no_interval() {
        assert_eq!(across(&[0.4]), Some(Across { mean: 0.4, conflicts: 1, interval_95: None }));
        assert_eq!(across(&[]), None);
    }

    #[test]
    fn student_s_quantiles_are_those_of_tables() {
        let tables =
            [(1, 12.706_205), (2, 4.302_653), (9, 2.262_157), (30, 2.042_272), (120, 1.979_930)];
        for (degrees, known) in tables {
            let found = student_975(degrees);
            assert!((found - known).abs() < 1e-6, "{degrees}: {found}");
        }
    }

    #[test]
    fn three_hundred_days_hold_three_blocks_of_ninety() {
        let origins: Vec<i64> = (0..=210).collect();
        assert_eq!(independent_blocks(&origins, 90), 3);
        assert_eq!(independent_blocks(&[0, 30, 60, 90], 30), 4);
        assert_eq!(independent_blocks(&[0, 29], 30), 1);
        assert_eq!(independent_blocks(&[-5, 100], 7), 2);
        assert_eq!(independent_blocks(&[], 7), 0);
    }

    #[test]
    fn coverage_and_ranks_are_counted_by_hand() {
        // Members 0, 10, …, 100: central intervals [25, 75], [10, 90], [2.5, 97.5].
        let forecast = Forecast::new((0..11).map(|k| f64::from(k) * 10.0).collect()).unwrap();
        let mut calibration = Calibration { blocks: 2, ..Calibration::default() };
        for counted in [55.0, 85.0, 95.0, 500.0] {
            calibration.add(&forecast, counted, 0.5);
        }
        assert_eq!(calibration.covered, [1, 2, 3]);
        assert_eq!(calibration.coverage(), Some([0.25, 0.5, 0.75]));
        // Ranks 6.5/12, 9.5/12, 10.5/12, 11.5/12.
        assert_eq!(calibration.pit, [0, 0, 0, 0, 0, 1, 0, 1, 1, 1]);
        let mut both = calibration.clone();
        both.merge(&calibration);
        assert_eq!((both.cases, both.blocks, both.covered), (8, 4, [2, 4, 6]));
        assert_eq!(Calibration::default().coverage(), None);
    }
}
