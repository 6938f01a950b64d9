//! Known answers and laws of the scores.

use super::*;
use haven_core::id::StableKey;
use haven_core::math;
use haven_core::rng::{Purpose, Stream, Streams};
use proptest::prelude::*;

fn forecast(members: &[f64]) -> Forecast {
    Forecast::new(members.to_vec()).unwrap()
}

fn stream(member: u32) -> Stream {
    Streams { seed: 12, member, day: 0 }.at(Purpose::Baseline, StableKey::of("scores"))
}

/// Standard normal numbers (Box and Muller).
fn normals(stream: &mut Stream, count: usize) -> Vec<f64> {
    let one = |stream: &mut Stream| {
        let radius = (-2.0 * math::ln(1.0 - stream.uniform())).sqrt();
        radius * math::cos(std::f64::consts::TAU * stream.uniform())
    };
    (0..count).map(|_| one(stream)).collect()
}

fn close(found: f64, known: f64, tolerance: f64) {
    assert!((found - known).abs() <= tolerance, "{found} instead of {known}");
}

#[test]
fn four_members_have_their_known_crps() {
    let forecast = forecast(&[3.0, 1.0, 4.0, 2.0]);
    close(forecast.crps(2.5), 0.375, 1e-12);
    close(forecast.fair_crps(2.5), 1.0 / 6.0, 1e-12);
}

#[test]
fn one_member_scores_its_distance() {
    let forecast = forecast(&[7.0]);
    assert_eq!((forecast.crps(4.0), forecast.fair_crps(4.0)), (3.0, 3.0));
    close(forecast.weighted_interval_score(4.0), 3.0, 1e-12);
}

#[test]
fn three_intervals_and_a_median_have_their_known_weighted_interval_score() {
    let intervals = [(0.5, (2.0, 3.0)), (0.8, (1.5, 3.5)), (0.95, (1.0, 4.0))];
    close(weighted_interval_score(2.5, &intervals, 3.8), 0.65, 1e-12);
}

#[test]
fn members_that_are_no_forecast_are_refused() {
    assert_eq!(Forecast::new(vec![]), Err(BadForecast::Empty));
    assert_eq!(Forecast::new(vec![1.0, f64::INFINITY]), Err(BadForecast::NotFinite(f64::INFINITY)));
}

#[test]
fn a_small_spread_beside_a_large_level_keeps_its_digits() {
    let level = 4e9;
    let members: Vec<f64> = [1.0, 2.0, 3.0, 4.0].map(|member| level + member).to_vec();
    close(forecast(&members).crps(level + 2.5), 0.375, 1e-12);
}

/// CRPS of N(0, 1) at y (Gneiting and Raftery 2007): y(2Φ(y) − 1) + 2φ(y) − 1/√π; here at 0, ½, 2
/// with Φ from tables.
#[test]
fn many_normal_members_score_what_the_normal_distribution_scores() {
    let forecast = forecast(&normals(&mut stream(0), 200_000));
    let inverse_root_pi = std::f64::consts::FRAC_2_SQRT_PI / 2.0;
    for (y, distribution) in [(0.0_f64, 0.5), (0.5, 0.691_462_461_3), (2.0, 0.977_249_868_1)] {
        let density = math::exp(-0.5 * y * y) / std::f64::consts::TAU.sqrt();
        let known = y * (2.0 * distribution - 1.0) + 2.0 * density - inverse_root_pi;
        // The mean of |x − y| over 200,000 members has a standard error of about 0.002.
        close(forecast.crps(y), known, 0.01);
    }
    close(forecast.central_interval(0.95).1, 1.96, 0.03);
    close(forecast.width(0.5), 2.0 * 0.6745, 0.02);
}

#[test]
fn fair_crps_does_not_depend_on_the_number_of_members() {
    // y and members from N(0, 1): the expectation is 1/√π for any number of members, while plain
    // CRPS adds 1/(M√π).
    let mut stream = stream(1);
    let cases = 40_000;
    let mut sums = [0.0; 2];
    for _ in 0..cases {
        let mut drawn = normals(&mut stream, 5);
        let y = drawn.remove(4);
        let forecast = forecast(&drawn);
        sums[0] += forecast.fair_crps(y);
        sums[1] += forecast.crps(y);
    }
    let known = std::f64::consts::FRAC_2_SQRT_PI / 2.0;
    close(sums[0] / f64::from(cases), known, 0.02);
    close(sums[1] / f64::from(cases), known * 1.25, 0.02);
}

#[test]
fn every_score_is_best_in_expectation_for_the_truth() {
    let truth = normals(&mut stream(2), 4_000);
    let people = |z: &f64| (1000.0 + 100.0 * z).round();
    let counted: Vec<f64> = normals(&mut stream(3), 4_000).iter().map(people).collect();
    let mean = |shift: f64, stretch: f64| {
        let member = |z: &f64| (1000.0 + shift + 100.0 * stretch * z).round();
        let forecast = forecast(&truth[..400].iter().map(member).collect::<Vec<f64>>());
        let scores = |score: fn(&Forecast, f64) -> f64| {
            counted.iter().map(|y| score(&forecast, *y)).sum::<f64>() / counted.len() as f64
        };
        [
            scores(Forecast::crps),
            scores(Forecast::fair_crps),
            scores(Forecast::weighted_interval_score),
            scores(Forecast::log_score),
        ]
    };
    let best = mean(0.0, 1.0);
    for (shift, stretch) in [(60.0, 1.0), (-60.0, 1.0), (0.0, 0.4), (0.0, 2.5)] {
        let other = mean(shift, stretch);
        for (best, other) in best.iter().zip(other) {
            assert!(*best < other, "{shift} {stretch}: {best} against {other}");
        }
    }
}

#[test]
fn ranks_of_one_more_member_are_uniform_even_with_ties() {
    let mut stream = stream(4);
    let cases = 20_000;
    let mut counts = [0_u32; 10];
    for _ in 0..cases {
        let drawn: Vec<f64> = (0..8).map(|_| stream.below(4) as f64).collect();
        let pit = forecast(&drawn[1..]).pit(drawn[0], stream.uniform());
        counts[(pit * 10.0) as usize] += 1;
    }
    // Each bin is Binomial(20,000, 0.1): standard deviation 42.
    assert!(counts.iter().all(|count| count.abs_diff(2000) < 200), "{counts:?}");
}

#[test]
fn one_more_member_is_covered_as_often_as_said() {
    let mut stream = stream(5);
    let (cases, members) = (20_000, 19);
    let covered = (0..cases).filter(|_| {
        let mut drawn = normals(&mut stream, members + 1);
        let y = drawn.remove(0);
        forecast(&drawn).covers(0.8, y)
    });
    close(covered.count() as f64 / f64::from(cases), 0.8 * 18.0 / 20.0, 0.015);
}

/// All pairs, one by one.
fn slow_crps(members: &[f64], y: f64) -> (f64, f64) {
    let count = members.len() as f64;
    let distance = members.iter().map(|x| (x - y).abs()).sum::<f64>() / count;
    let pairs: f64 = members.iter().flat_map(|a| members.iter().map(move |b| (a - b).abs())).sum();
    (distance - 0.5 * pairs / (count * count), distance - 0.5 * pairs / (count * (count - 1.0)))
}

proptest! {
    #[test]
    fn sorted_sums_are_sums_over_pairs(
        members in prop::collection::vec(0.0..1e5_f64, 2..40), y in 0.0..1e5_f64,
    ) {
        let (crps, fair) = slow_crps(&members, y);
        let forecast = Forecast::new(members).unwrap();
        prop_assert!((forecast.crps(y) - crps).abs() < 1e-8);
        prop_assert!((forecast.fair_crps(y) - fair).abs() < 1e-8);
        prop_assert!(forecast.crps(y) > -1e-9);
        prop_assert!(forecast.weighted_interval_score(y) >= 0.0);
        prop_assert!(forecast.log_score(y.round()).is_finite());
        prop_assert!((0.0..=1.0).contains(&forecast.pit(y, 0.5)));
    }

    #[test]
    fn intervals_are_nested_and_hold_the_median(
        members in prop::collection::vec(0.0..1e5_f64, 1..40),
    ) {
        let forecast = Forecast::new(members).unwrap();
        let widths = LEVELS.map(|level| forecast.width(level));
        prop_assert!(widths.is_sorted());
        prop_assert!(LEVELS.iter().all(|level| forecast.covers(*level, forecast.median())));
    }
}
