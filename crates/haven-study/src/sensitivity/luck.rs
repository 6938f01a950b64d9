//! How much of an answer's variance is luck: the same point, played by different members.

use haven_core::math;

/// Mean over points of the variance among what their members answer; `None` if no point was played
/// by two.
pub(super) fn variance(points: &[Vec<f64>]) -> Option<f64> {
    let repeated = || points.iter().filter(|answers| answers.len() > 1);
    let count = repeated().count();
    (count > 0).then(|| repeated().map(|answers| one(answers)).sum::<f64>() / count as f64)
}

/// The variance of some numbers, with n − 1.
fn one(answers: &[f64]) -> f64 {
    let count = answers.len() as f64;
    let mean = answers.iter().sum::<f64>() / count;
    answers.iter().map(|answer| math::powi(answer - mean, 2)).sum::<f64>() / (count - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_between_points_are_no_luck() {
        assert_eq!(variance(&[vec![1.0, 3.0], vec![100.0, 100.0]]), Some(1.0));
        assert_eq!(variance(&[vec![1.0], vec![2.0]]), None);
    }
}
