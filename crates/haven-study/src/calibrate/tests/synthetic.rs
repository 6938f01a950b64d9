//! Simulation-based calibration: truths from the prior, counts from the model, ranks uniform.
//!
//! Each check looks at 100 trials in 10 bins and fails by chance once in a thousand at most; seeds
//! are fixed.

use super::*;
use haven_core::math;
use rayon::prelude::*;

const TRIALS: u32 = 100;
const PARTICLES: u32 = 100;
const BINS: usize = 10;
const CHANCE: f64 = 0.001;

/// What is needed of a model: a simulator, counts from a simulated truth, and their likelihood.
struct Model<'m> {
    priors: Vec<(&'m str, Prior)>,
    noise_groups: usize,
    simulator: &'m Simulator<'m>,
    count: &'m (dyn Fn(&[f64], &mut Stream) -> Vec<f64> + Sync),
    fit: &'m (dyn Fn(&[f64], &[f64]) -> f64 + Sync),
}

/// Chance of ranks this uneven, by free number.
fn chances(model: &Model<'_>) -> Vec<f64> {
    let space = space(&model.priors);
    let trial = |number: u32| -> Vec<f64> {
        let mut stream = address::stream(11, 0, number, "truth");
        let truth = space.values(&address::normals(&mut stream, space.dimensions()));
        let replicates = (0..model.noise_groups).map(|_| stream.bits() as u32).collect();
        let point = Point { values: truth.clone(), replicates, only: None };
        let counted = (model.count)(&(model.simulator)(&point), &mut stream);
        let plan =
            plan(u64::from(number), PARTICLES, space.clone(), Method::Tempered, model.noise_groups);
        let mut calibration = Calibration::new(plan);
        let likelihood =
            Bench { fit: |_, modelled| (model.fit)(&counted, modelled), observations: vec![] };
        run(&mut calibration, model.simulator, &likelihood, &Watch::default());
        let draws = calibration.draws();
        let rank = |(at, truth): (usize, &f64)| {
            ranks::rank(*truth, draws.iter().map(|draw| draw[at]), stream.uniform())
        };
        truth.iter().enumerate().map(rank).collect()
    };
    let trials: Vec<Vec<f64>> = (0..TRIALS).into_par_iter().map(trial).collect();
    let of = |at: usize| trials.iter().map(|ranks| ranks[at]).collect::<Vec<f64>>();
    (0..space.dimensions()).map(|at| ranks::chance_of_ranks(&of(at), BINS)).collect()
}

fn holds(model: &Model<'_>) {
    let found = chances(model);
    assert!(found.iter().all(|chance| *chance > CHANCE), "{found:?}");
}

#[test]
fn ranks_of_a_normal_mean_are_uniform() {
    holds(&Model {
        priors: vec![("mean", normal_prior(1.0, 2.0))],
        noise_groups: 0,
        simulator: &|point| vec![point.values[0]],
        count: &|modelled, stream| vec![modelled[0] + address::normal(stream)],
        fit: &|counted, modelled| -0.5 * math::powi(counted[0] - modelled[0], 2),
    });
}

#[test]
fn ranks_of_a_rate_of_arrivals_are_uniform() {
    let rate = Prior::LogNormal { median: 8.0, log_sd: 0.8, low: 0.0, high: f64::INFINITY };
    holds(&Model {
        priors: vec![("rate", rate)],
        noise_groups: 0,
        simulator: &|point| vec![point.values[0]],
        count: &|modelled, stream| (0..3).map(|_| poisson(modelled[0], stream) as f64).collect(),
        fit: &|counted, modelled| {
            counted.iter().map(|count| count * math::ln(modelled[0]) - modelled[0]).sum()
        },
    });
}

/// Ten days of flight from a town of 2,000: those who are no stayers leave with a daily chance, and a
/// share of them goes to a camp. Two reports, each with an error of .2 in the logarithm.
fn flight(point: &Point) -> Vec<f64> {
    let [chance, stayers, camp] = [point.values[0], point.values[1], point.values[2]];
    let mut stream = luck(point, 0);
    let (mut left, mut arrived) = (binomial(2_000, 1.0 - stayers, &mut stream), [0.0, 0.0]);
    for _ in 0..10 {
        let leave = binomial(left, chance, &mut stream);
        let to_camp = binomial(leave, camp, &mut stream);
        left -= leave;
        arrived[0] += to_camp as f64;
        arrived[1] += (leave - to_camp) as f64;
    }
    arrived.to_vec()
}

#[test]
fn ranks_of_a_small_flight_with_luck_of_its_own_are_uniform() {
    const ERROR: f64 = 0.2;
    let noise = Noise { flow: 1.0, stock: 0.0 };
    holds(&Model {
        priors: vec![
            ("chance", Prior::LogUniform { low: 0.01, high: 0.5 }),
            ("stayers", Prior::Beta { a: 2.0, b: 8.0 }),
            ("camp", Prior::Beta { a: 3.0, b: 3.0 }),
        ],
        noise_groups: 1,
        simulator: &flight,
        count: &|modelled, stream| {
            let report =
                |people: &f64| people.max(1.0) * math::exp(ERROR * address::normal(stream));
            modelled.iter().map(report).collect()
        },
        fit: &|counted, modelled| {
            let datum =
                |count: &f64| Datum::Between { low: *count, high: *count, log_error: ERROR };
            let each = counted.iter().zip(modelled);
            each.map(|(count, people)| datum(count).log_likelihood(*people, noise)).sum()
        },
    });
}
