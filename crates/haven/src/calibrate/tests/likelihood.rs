//! How counts are judged.

use super::super::target::DataLikelihood;
use haven_core::math::{ln, powi};
use haven_study::calibrate::Likelihood;
use haven_study::calibrate::datum::{Datum, Noise};

fn likelihood(noise_at: Option<[usize; 2]>) -> DataLikelihood {
    let change = |change, before| Datum::Change { change, before, days: 30.0 };
    let data = vec![change(100.0, 300.0), change(-20.0, 1_000.0)];
    DataLikelihood { data, noise_at, usual: Noise { flow: 1.0, stock: 0.01 } }
}

/// Student's t with four degrees of freedom: 3/8 (1 + t²/4)^(−5/2) over the scale.
fn by_hand(off: f64, scale: f64) -> f64 {
    ln(0.375) - 2.5 * ln(1.0 + powi(off / scale, 2) / 4.0) - ln(scale)
}

#[test]
fn counts_are_judged_one_by_one_with_the_noise_that_is_free() {
    let likelihood = likelihood(Some([1, 2]));
    // The noise is 2 and 0.1, the number before it a parameter of the model.
    let found = likelihood.log_likelihood(&[9.0, 2.0, 0.1], &[100.0, 25.0]);
    // Scales: √(2² × 100 + (0.1 × 300)² × 30/30) = √1300, √(2² × 25 + 100²) = √10100.
    let expected = by_hand(0.0, 1_300_f64.sqrt()) + by_hand(45.0, 10_100_f64.sqrt());
    assert!((found - expected).abs() < 1e-12, "{found} {expected}");
}

#[test]
fn noise_that_is_not_free_is_the_usual_one() {
    let likelihood = likelihood(None);
    assert_eq!(likelihood.noise(&[5.0, 6.0]), likelihood.usual);
    let found = likelihood.log_likelihood(&[9.0], &[100.0, -20.0]);
    // √(100 + 3²) and √(20 + 10²).
    let expected = by_hand(0.0, 109_f64.sqrt()) + by_hand(0.0, 120_f64.sqrt());
    assert!((found - expected).abs() < 1e-12, "{found} {expected}");
}

#[test]
fn every_count_is_an_observation() {
    let likelihood = likelihood(Some([0, 1]));
    let observations = likelihood.observations();
    let expected: Vec<_> =
        likelihood.data.iter().map(|datum| datum.observation(likelihood.usual)).collect();
    assert_eq!((observations.len(), observations), (2, expected));
}
