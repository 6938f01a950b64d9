//! What is believed of the candidates, and of how far reports stray from them.
//!
//! Likelihood of one reported number y, published since an earlier origin at which the last report was
//! l and a candidate expected the change m over Δ days: Student-t with 3 degrees of freedom around
//! l + m, scale² = (φm)² + (ρl)²·Δ/30 + 1. Every place teaches every other a little, and itself more; what
//! is older teaches less; all is tempered, because reports of one crisis depend on each other.

use haven_core::math;
use haven_core::rng::Stream;
use haven_core::special::normal_quantile;

/// Relative errors φ of an expected change that are possible.
const FLOW_ERRORS: [f64; 5] = [0.15, 0.3, 0.6, 1.2, 2.5];
/// Revisions ρ of a level in 30 days that are possible, as a share of it.
const LEVEL_ERRORS: [f64; 7] = [0.0005, 0.002, 0.005, 0.015, 0.04, 0.1, 0.2];
/// Medians and log-sds of their priors (assumed).
const FLOW_ERROR_PRIOR: (f64, f64) = (0.8, 0.7);
const LEVEL_ERROR_PRIOR: (f64, f64) = (0.03, 1.2);
/// A level below this strays as if it were this.
const LEAST_LEVEL: f64 = 100.0;
/// Days in which what was learnt loses half its weight.
const HALF_LIFE_DAYS: f64 = 120.0;

/// How one published number compares with what every candidate had expected of it.
#[derive(Clone, Debug)]
pub struct LikelihoodRecord {
    /// Position of the place among the counted ones.
    pub place: usize,
    /// Day of the report.
    pub day: u32,
    /// The horizon that it was taken for.
    pub horizon_days: u32,
    log_likelihoods: Vec<f64>,
}

/// A point of belief: a candidate and the errors around it.
#[derive(Clone, Copy, Debug)]
struct Point {
    candidate: usize,
    flow_error: f64,
    level_error: f64,
}

/// All points of so many candidates.
fn points(candidates: usize) -> impl Iterator<Item = Point> {
    (0..candidates).flat_map(|candidate| {
        FLOW_ERRORS.into_iter().flat_map(move |flow_error| {
            LEVEL_ERRORS.map(|level_error| Point { candidate, flow_error, level_error })
        })
    })
}

fn scale(point: &Point, change: f64, level: f64, days: u32) -> f64 {
    let flow = point.flow_error * change;
    let level = point.level_error * level.max(LEAST_LEVEL);
    (flow * flow + level * level * f64::from(days) / 30.0 + 1.0).sqrt()
}

impl LikelihoodRecord {
    /// A record from a report of `people` so many `days` after an origin at which the last one had been
    /// `level` and each candidate expected a change.
    pub fn new(
        place: usize,
        day: u32,
        horizon_days: u32,
        days: u32,
        (people, level): (f64, f64),
        changes: &[f64],
    ) -> Self {
        let log_likelihoods = points(changes.len())
            .map(|point| {
                let change = changes[point.candidate];
                let scale = scale(&point, change, level, days);
                let z = (people - level - change) / scale;
                // Student's t with 3 degrees of freedom, without its constant.
                -2.0 * math::ln_1p(z * z / 3.0) - math::ln(scale)
            })
            .collect();
        Self { place, day, horizon_days, log_likelihoods }
    }
}

/// Beliefs about one place at one horizon: a chance for every point.
#[derive(Clone, Debug)]
pub struct CandidatePosterior {
    points: Vec<Point>,
    cumulative: Vec<f64>,
}

impl CandidatePosterior {
    /// What is believed at an origin of so many candidates about a place, by records all published by
    /// then, tempered as [`super::Method::tempers`] says.
    pub fn from_records<'l>(
        records: impl Iterator<Item = &'l LikelihoodRecord>,
        place: usize,
        origin: u32,
        candidates: usize,
        tempers: (f64, f64),
    ) -> Self {
        let points: Vec<Point> = points(candidates).collect();
        let mut logs: Vec<f64> = points.iter().map(log_prior).collect();
        for record in records {
            let age = f64::from(origin - record.day);
            let own = if record.place == place { tempers.1 } else { 0.0 };
            let weight = (tempers.0 + own) * math::powf(0.5, age / HALF_LIFE_DAYS);
            for (log, likelihood) in logs.iter_mut().zip(&record.log_likelihoods) {
                *log += weight * likelihood;
            }
        }
        let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        let cumulative = logs
            .iter()
            .map(|log| {
                sum += math::exp(log - highest);
                sum
            })
            .collect();
        Self { points, cumulative }
    }

    /// One draw: people at the place, given its last report and what a candidate expects.
    pub fn draw(
        &self,
        level: f64,
        days: u32,
        stream: &mut Stream,
        change: impl FnOnce(usize, &mut Stream) -> f64,
    ) -> f64 {
        let total = self.cumulative.last().copied().unwrap_or(0.0);
        let at = stream.uniform() * total;
        let index = self.cumulative.partition_point(|up_to| *up_to <= at);
        let point = self.points[index.min(self.points.len() - 1)];
        let change = change(point.candidate, stream);
        let stray = scale(&point, change, level, days) * student_3(stream);
        (level + change + stray).max(0.0)
    }
}

fn log_prior(point: &Point) -> f64 {
    let normal = |value: f64, (median, log_sd): (f64, f64)| {
        let z = math::ln(value / median) / log_sd;
        -0.5 * z * z
    };
    normal(point.flow_error, FLOW_ERROR_PRIOR) + normal(point.level_error, LEVEL_ERROR_PRIOR)
}

/// Student's t with 3 degrees of freedom: a normal number over the root of a mean of three squares.
fn student_3(stream: &mut Stream) -> f64 {
    let mut normal = || normal_quantile((stream.uniform() + 1e-16).min(1.0 - 1e-16));
    let over = normal();
    let squares: f64 = (0..3).map(|_| math::powi(normal(), 2)).sum();
    over / (squares / 3.0).sqrt()
}
