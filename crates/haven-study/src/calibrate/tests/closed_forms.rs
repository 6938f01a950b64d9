//! Posteriors in closed form.

use super::*;
use haven_core::math;

/// Prior N(2, 3²), five counts with error 2: the posterior is normal with known moments.
const COUNTS: [f64; 5] = [5.1, 7.3, 4.4, 6.0, 8.2];
const ERROR: f64 = 2.0;

fn known() -> (f64, f64) {
    let precision: f64 = 1.0 / 9.0 + 5.0 / (ERROR * ERROR);
    let mean = (2.0 / 9.0 + COUNTS.iter().sum::<f64>() / (ERROR * ERROR)) / precision;
    (mean, precision.sqrt().recip())
}

fn log_density(modelled: &[f64]) -> f64 {
    COUNTS.iter().zip(modelled).map(|(count, m)| -0.5 * math::powi((count - m) / ERROR, 2)).sum()
}

fn found(method: Method, particles: u32) -> (f64, f64) {
    let space = space(&[("mean", normal_prior(2.0, 3.0))]);
    let mut calibration = Calibration::new(plan(3, particles, space, method, 0));
    let observation =
        |count: f64| Observation { is_log: false, low: count, high: count, sd: ERROR };
    let observations = COUNTS.map(observation).to_vec();
    let likelihood = Bench { fit: |_, modelled| log_density(modelled), observations };
    run(&mut calibration, &|point| vec![point.values[0]; 5], &likelihood, &Watch::default());
    assert!(calibration.state().is_done);
    moments(&calibration.draws(), 0)
}

/// 4,000 particles: the mean has a standard error of 1.6 % of the standard deviation if they were
/// independent; 6 % allows for those that share ancestors.
#[test]
fn tempering_and_kalman_find_the_normal_posterior() {
    let (mean, sd) = known();
    for method in [Method::Tempered, Method::Kalman] {
        let (found_mean, found_sd) = found(method, 4_000);
        assert!((found_mean - mean).abs() < 0.06 * sd, "{method:?}: {found_mean}, not {mean}");
        assert!((found_sd / sd - 1.0).abs() < 0.06, "{method:?}: {found_sd}, not {sd}");
    }
}

/// A simulator that draws the mean of five counts, and the distance from the mean that was counted:
/// a distance of .05 widens the posterior by less than a thousandth.
#[test]
fn a_small_distance_finds_the_normal_posterior() {
    let space = space(&[("mean", normal_prior(2.0, 3.0))]);
    let method = Method::Distance { least: 0.05 };
    let mut calibration = Calibration::new(plan(4, 3_000, space, method, 1));
    let middle = COUNTS.iter().sum::<f64>() / 5.0;
    let likelihood =
        Bench { fit: |_, modelled: &[f64]| -(modelled[0] - middle).abs(), observations: vec![] };
    let simulator = |point: &Point| {
        let error = address::normal(&mut luck(point, 0)) * ERROR / 5.0_f64.sqrt();
        vec![point.values[0] + error]
    };
    run(&mut calibration, &simulator, &likelihood, &Watch::default());
    assert_eq!(calibration.state().level, 0.05);
    let ((mean, sd), (found_mean, found_sd)) = (known(), moments(&calibration.draws(), 0));
    assert!((found_mean - mean).abs() < 0.1 * sd, "{found_mean}, not {mean}");
    assert!((found_sd / sd - 1.0).abs() < 0.1, "{found_sd}, not {sd}");
}

#[test]
fn what_the_data_do_not_touch_is_prior_only() {
    let space = space(&[("seen", normal_prior(0.0, 1.0)), ("unseen", normal_prior(0.0, 1.0))]);
    let mut calibration = Calibration::new(plan(5, 2_000, space, Method::Tempered, 0));
    let fit = |_: &[f64], modelled: &[f64]| -0.5 * math::powi((modelled[0] - 1.0) / 0.2, 2);
    let likelihood = Bench { fit, observations: vec![] };
    run(&mut calibration, &|point| vec![point.values[0]], &likelihood, &Watch::default());
    let identified = identify::identified(&calibration);
    assert_eq!([identified[0].is_prior_only(), identified[1].is_prior_only()], [false, true]);
    assert!((identified[0].shrinkage - 0.8).abs() < 0.03, "{identified:?}");
}

/// Where no guess can be simulated there is no posterior, and no endless search either.
#[test]
fn nothing_that_fits_ends_the_search() {
    let space = space(&[("mean", normal_prior(0.0, 1.0))]);
    for method in [Method::Tempered, Method::Distance { least: 0.0 }] {
        let mut calibration = Calibration::new(plan(6, 20, space.clone(), method, 0));
        let likelihood = Bench { fit: |_, _| 0.0, observations: vec![] };
        run(&mut calibration, &|_| Vec::new(), &likelihood, &Watch::default());
        assert!(calibration.state().is_done && calibration.state().history.is_empty());
    }
}
