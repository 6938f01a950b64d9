//! What the data moved, and what they could not tell.

use super::calibration::Calibration;
use crate::spread::Spread;

/// A free number before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Identified {
    /// Its name.
    pub name: String,
    /// The posterior of its values.
    pub posterior: Spread,
    /// Mean of its normal score; 0 before.
    pub shift: f64,
    /// 1 − standard deviation of its normal score, which is 1 before: 0 if nothing was learnt, below
    /// 0 if the data speak against the prior's middle.
    pub shrinkage: f64,
}

/// Shrinkage of less is within what sampling makes.
const LEAST_SHRINKAGE: f64 = 0.1;
/// A shift of less, in standard deviations of the prior, is within what sampling makes.
const LEAST_SHIFT: f64 = 0.25;

impl Identified {
    /// Whether the data left it where the prior was.
    pub fn is_prior_only(&self) -> bool {
        self.shrinkage < LEAST_SHRINKAGE && self.shift.abs() < LEAST_SHIFT
    }
}

/// Every free number of a calibration.
pub fn identified(calibration: &Calibration) -> Vec<Identified> {
    let particles = &calibration.state().particles;
    let draws = calibration.draws();
    let one = |(at, free): (usize, &super::space::Free)| {
        let mut values: Vec<f64> = draws.iter().map(|draw| draw[at]).collect();
        let mut scores: Vec<f64> = particles.iter().map(|particle| particle.scores[at]).collect();
        let (posterior, score) = (Spread::of(&mut values)?, Spread::of(&mut scores)?);
        let shrinkage = 1.0 - score.sd.unwrap_or(0.0);
        Some(Identified { name: free.name.clone(), posterior, shift: score.mean, shrinkage })
    };
    calibration.plan().space.free().iter().enumerate().filter_map(one).collect()
}
