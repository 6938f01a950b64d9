//! Studies as wholes, against closed forms.

use super::test_functions::{g, g_indices, ishigami, ishigami_indices};
use super::{Analysis, Effects, Findings, Indices, Method, Plan, Point, Repeats, Study, play};
use haven_core::id::StableKey;
use haven_core::math;
use haven_core::rng::{Purpose, Streams};
use std::convert::Infallible;

const NO_REPEATS: Repeats = Repeats { rows: 0, members: 0 };

fn plan(method: Method, inputs: usize, rows: u32, seed: u64) -> Plan {
    let inputs = (1..=inputs).map(|input| format!("x{input}")).collect();
    Plan { method, inputs, rows, seed, repeats: NO_REPEATS }
}

type Model<'m> = dyn Fn(&Point) -> f64 + Sync + 'm;

fn played(plan: Plan, batch: usize, model: &Model<'_>) -> Study {
    let mut study = Study::new(plan, batch);
    let answer = |point: &Point| Ok::<_, Infallible>(Some(vec![model(point)]));
    while let Some(batch) = study.next_batch() {
        let answers = play(&batch, &answer).unwrap();
        study.absorb(&batch, answers);
    }
    study
}

fn analysed(plan: Plan, model: &Model<'_>) -> Analysis {
    played(plan, 64, model).analyse(0).unwrap()
}

fn sobol(analysis: &Analysis) -> &[Indices] {
    let Findings::Sobol(indices) = &analysis.findings else { panic!("{analysis:?}") };
    indices
}

fn morris(analysis: &Analysis) -> &[Effects] {
    let Findings::Morris(effects) = &analysis.findings else { panic!("{analysis:?}") };
    effects
}

/// A number of a member that is uniform in (−½, ½), whatever the point.
fn luck(member: u32) -> f64 {
    let streams = Streams { seed: 99, member, day: 0 };
    streams.at(Purpose::Shock, StableKey::of("luck")).uniform() - 0.5
}

fn assert_close(found: &[Indices], known: &[[f64; 2]], tolerance: f64) {
    for (input, (found, known)) in found.iter().zip(known).enumerate() {
        assert!((found.first.value - known[0]).abs() < tolerance, "{input}: {found:?} {known:?}");
        assert!((found.total.value - known[1]).abs() < tolerance, "{input}: {found:?} {known:?}");
    }
}

#[test]
fn the_closed_forms_are_the_published_ones() {
    let published = [[0.3139, 0.5576], [0.4424, 0.4424], [0.0, 0.2437]];
    for (ours, published) in ishigami_indices().iter().flatten().zip(published.iter().flatten()) {
        assert!((ours - published).abs() < 5e-5, "{ours} {published}");
    }
}

#[test]
fn ishigami_s_indices_are_found_to_two_hundredths_with_8192_rows() {
    let found = analysed(plan(Method::Sobol, 3, 8_192, 1), &|point| ishigami(&point.uniforms));
    assert_close(sobol(&found), &ishigami_indices(), 0.02);
    assert!((found.mean - 3.5).abs() < 0.1, "{found:?}");
}

#[test]
fn the_g_function_s_indices_are_found_to_two_hundredths_with_8192_rows() {
    let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0];
    let found = analysed(plan(Method::Sobol, 6, 8_192, 2), &|point| g(&point.uniforms, &a));
    assert_close(sobol(&found), &g_indices(&a), 0.02);
}

#[test]
fn a_linear_function_s_shares_are_its_squared_slopes() {
    let slopes = [3.0, -2.0, 1.0, 0.0];
    let model = |point: &Point| {
        1e4 + point.uniforms.iter().zip(slopes).map(|(u, slope)| u * slope).sum::<f64>()
    };
    let found = analysed(plan(Method::Sobol, 4, 8_192, 3), &model);
    let known = slopes.map(|slope: f64| [slope * slope / 14.0; 2]);
    assert_close(sobol(&found), &known, 0.02);
    let none = sobol(&found)[3];
    assert_eq!((none.first.value, none.total.value, none.total.high), (0.0, 0.0, 0.0));
}

#[test]
fn the_effects_of_a_linear_function_are_its_slopes_without_spread() {
    let slopes = [3.0, -2.0, 0.0];
    let model = |point: &Point| point.uniforms.iter().zip(slopes).map(|(u, slope)| u * slope).sum();
    let found = analysed(plan(Method::Morris, 3, 10, 4), &model);
    for (effects, slope) in morris(&found).iter().zip(slopes) {
        assert!((effects.mu.value - slope).abs() < 1e-12, "{effects:?}");
        assert!((effects.mu_star.value - slope.abs()).abs() < 1e-12, "{effects:?}");
        assert!(effects.sigma.value < 1e-12, "{effects:?}");
        assert!((effects.mu_star.high - effects.mu_star.low).abs() < 1e-12, "{effects:?}");
    }
    assert_eq!(morris(&found)[2].mu_star.value, 0.0);
}

#[test]
fn a_product_interacts_and_its_effects_spread() {
    // Steps of ½ from a lower end that is uniform in (0, ½): the effect of u₁ on u₁u₂ is u₂.
    let model = |point: &Point| point.uniforms[0] * point.uniforms[1];
    let found = analysed(plan(Method::Morris, 2, 4_000, 5), &model);
    for effects in morris(&found) {
        assert!((effects.mu.value - 0.5).abs() < 0.02, "{effects:?}");
        assert!((effects.sigma.value - (1.0_f64 / 12.0).sqrt()).abs() < 0.01, "{effects:?}");
    }
    assert!(
        (found.mean - 0.25).abs() < 0.01 && (math::powi(found.sd, 2) - 7.0 / 144.0).abs() < 0.003
    );
}

/// How many of 200 studies with different seeds have an interval that holds the known number, by
/// number.
fn covering(known: &[f64], study: impl Fn(u64) -> Vec<super::Estimate>) -> Vec<usize> {
    let mut covered = vec![0; known.len()];
    for seed in 0..200 {
        for (at, (found, known)) in study(seed).iter().zip(known).enumerate() {
            covered[at] += usize::from((found.low..=found.high).contains(known));
        }
    }
    covered
}

#[test]
fn intervals_of_indices_hold_the_true_ones_nine_times_in_ten_at_least() {
    let known: Vec<f64> = ishigami_indices().into_iter().flatten().collect();
    let covered = covering(&known, |seed| {
        let plan = plan(Method::Sobol, 3, 128, seed);
        let found = analysed(plan, &|point| ishigami(&point.uniforms));
        sobol(&found).iter().flat_map(|found| [found.first, found.total]).collect()
    });
    assert!(covered.iter().all(|covered| *covered >= 180), "{covered:?}");
}

#[test]
fn intervals_of_effects_hold_the_true_ones_nine_times_in_ten_at_least() {
    // Of u₁u₂: μ = ½ each, σ = √(1/12).
    let known = [0.5, (1.0_f64 / 12.0).sqrt()];
    let covered = covering(&known, |seed| {
        let model = |point: &Point| point.uniforms[0] * point.uniforms[1];
        let found = analysed(plan(Method::Morris, 2, 40, seed), &model);
        vec![morris(&found)[0].mu_star, morris(&found)[0].sigma]
    });
    assert!(covered.iter().all(|covered| *covered >= 176), "{covered:?}");
}

#[test]
fn luck_is_measured_apart_and_lowers_every_share() {
    // Variances 1/12, 4/12 and, of luck, 3/12.
    let model = |point: &Point| {
        point.uniforms[0] + 2.0 * point.uniforms[1] + 3.0_f64.sqrt() * luck(point.member)
    };
    let repeats = Repeats { rows: 40, members: 10 };
    let found = analysed(Plan { repeats, ..plan(Method::Sobol, 3, 4_096, 6) }, &model);
    assert_close(sobol(&found), &[[0.125; 2], [0.5; 2], [0.0; 2]], 0.02);
    assert!((found.luck.unwrap() - 0.375).abs() < 0.08, "{found:?}");
    assert_eq!(sobol(&found)[2].total.value, 0.0, "the luck of a row is one");
    let found = analysed(Plan { repeats, ..plan(Method::Morris, 3, 400, 6) }, &model);
    assert!((morris(&found)[1].mu_star.value - 2.0).abs() < 1e-9, "{found:?}");
    assert!((found.luck.unwrap() - 0.375).abs() < 0.08, "{found:?}");
}

#[test]
fn who_repeats_a_point_belongs_to_its_row_and_plays_no_other() {
    let repeats = Repeats { rows: 2, members: 3 };
    let study = Study::new(Plan { repeats, ..plan(Method::Morris, 2, 4, 1) }, 1_000);
    let points = study.next_batch().unwrap().points;
    assert_eq!((points.len() as u64, study.evaluations()), (18, 18));
    let of_row = |row: u32| points.iter().filter(move |point| point.row == row);
    let members = |row| of_row(row).map(|point| point.member).collect::<Vec<_>>();
    assert_eq!(members(0), [0, 0, 0, 4, 5, 6]);
    assert_eq!(members(1), [1, 1, 1, 7, 8, 9]);
    assert_eq!(members(3), [3, 3, 3]);
    assert!(
        of_row(1)
            .skip(3)
            .all(|point| Some(&point.uniforms) == of_row(1).map(|p| &p.uniforms).next())
    );
}

#[test]
fn batches_and_threads_change_nothing() {
    let model = |point: &Point| ishigami(&point.uniforms) + luck(point.member);
    let repeats = Repeats { rows: 3, members: 2 };
    for method in [Method::Sobol, Method::Morris] {
        let plan = Plan { repeats, ..plan(method, 3, 20, 7) };
        let alone = played(plan.clone(), 1, &model).analyse(0);
        for (batch, threads) in [(7, 2), (1_000, 5)] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            assert_eq!(pool.install(|| played(plan.clone(), batch, &model)).analyse(0), alone);
        }
    }
}

#[test]
fn a_study_that_is_stopped_keeps_its_complete_rows() {
    let mut study = Study::new(plan(Method::Sobol, 3, 10, 8), 12);
    assert_eq!(study.evaluations(), 50);
    let batch = study.next_batch().unwrap();
    assert_eq!(batch.points.len(), 15, "three rows of five");
    let mut answers: Vec<Option<Vec<f64>>> = vec![Some(vec![1.0]); 15];
    answers[7] = None;
    study.absorb(&batch, answers);
    assert_eq!(study.rows(), 2);
    let analysis = study.analyse(0).unwrap();
    assert_eq!((analysis.rows, analysis.sd, analysis.luck), (2, 0.0, None));
    assert!(sobol(&analysis).iter().all(|found| found.total.value == 0.0));
}
