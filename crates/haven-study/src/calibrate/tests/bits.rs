//! The same bits, however the work is cut up.

use super::*;
use haven_core::math;

fn calibration(method: Method) -> Calibration {
    let priors = [("rate", Prior::LogUniform { low: 1.0, high: 100.0 })];
    Calibration::new(plan(9, 60, space(&priors), method, 2))
}

fn simulator(point: &Point) -> Vec<f64> {
    (0..2).map(|part| poisson(point.values[0], &mut luck(point, part)) as f64).collect()
}

/// Runs in batches, each followed by writing and reading the state, on so many threads.
fn state(method: Method, batch: usize, threads: usize) -> State {
    let observation =
        Observation { is_log: true, low: math::ln(20.0), high: math::ln(25.0), sd: 0.2 };
    let fit = |_: &[f64], modelled: &[f64]| {
        modelled.iter().map(|m| -0.5 * math::powi((m - 22.0) / 3.0, 2)).sum::<f64>()
    };
    let likelihood = Bench { fit, observations: vec![observation; 2] };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.expect("the machine gives threads");
    let mut calibration = calibration(method);
    while let Some(points) = calibration.next_batch(batch) {
        let simulated = pool.install(|| play(&points, &simulator, &Watch::default()));
        calibration.absorb(simulated.expect("nobody stops it"), &likelihood);
        let text = checkpoint::write(calibration.state());
        let read = checkpoint::read(&text).expect("it was just written");
        assert_eq!(&read, calibration.state());
        calibration = Calibration::resume(calibration.plan().clone(), read);
    }
    calibration.state().clone()
}

#[test]
fn threads_batches_and_resuming_change_nothing() {
    let methods = [Method::Tempered, Method::Distance { least: 6.0 }, Method::Kalman];
    for method in methods {
        let alone = state(method, 1_000, 1);
        assert!(alone.history.len() > 1, "{method:?} has several levels");
        for (batch, threads) in [(7, 2), (60, 7), (1, 1)] {
            let found = state(method, batch, threads);
            assert_eq!(checkpoint::write(&found), checkpoint::write(&alone), "{method:?}");
        }
    }
}

#[test]
fn a_damaged_checkpoint_is_refused_by_line() {
    let text = checkpoint::write(calibration(Method::Tempered).state());
    let halved = &text[..text.len() / 2];
    assert!(checkpoint::read(halved).is_err());
    assert_eq!(checkpoint::read("").unwrap_err().to_string(), "line 1: `steps` expected");
    let spoilt = text.replacen("level 0", "level zero", 1);
    assert_eq!(checkpoint::read(&spoilt).unwrap_err().line, 2);
}

/// Only the part whose luck is new has to be simulated again.
#[test]
fn a_move_of_luck_says_what_stayed() {
    let likelihood =
        Bench { fit: |_, modelled: &[f64]| -(modelled[0] - 5.0).abs(), observations: vec![] };
    let mut calibration = calibration(Method::Tempered);
    let mut seen = 0;
    while let Some(points) = calibration.next_batch(1_000) {
        for point in &points {
            let Some((part, before)) = &point.only else { continue };
            let simulated = simulator(point);
            assert_eq!(simulated[1 - part], before[1 - part]);
            seen += 1;
        }
        calibration.absorb(points.iter().map(simulator).collect(), &likelihood);
    }
    assert!(seen > 0);
}
