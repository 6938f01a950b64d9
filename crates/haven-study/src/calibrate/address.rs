//! Randomness of a calibration: a pure function of seed, step and particle.

use haven_core::id::StableKey;
use haven_core::rng::{Purpose, Stream, Streams};
use haven_core::special::normal_quantile;

/// Keeps a uniform number away from 0, where the normal quantile is infinite.
const LEAST: f64 = f64::EPSILON / 2.0;

/// The numbers of one decision, by what it is for.
pub fn stream(seed: u64, step: u32, particle: u32, what: &str) -> Stream {
    // Steps share their 32 bits with the purpose: there are never 2^24 of them.
    Streams { seed, member: particle, day: step }.at(Purpose::Calibration, StableKey::of(what))
}

/// A standard normal number.
pub fn normal(stream: &mut Stream) -> f64 {
    normal_quantile(stream.uniform().max(LEAST))
}

/// So many standard normal numbers.
pub fn normals(stream: &mut Stream, count: usize) -> Vec<f64> {
    (0..count).map(|_| normal(stream)).collect()
}
