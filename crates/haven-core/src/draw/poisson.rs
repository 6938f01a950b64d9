//! Poisson numbers.

use super::factorial::ln_factorial;
use crate::math;
use crate::rng::Stream;

/// A Poisson number with this mean (0 for a mean of 0 or less).
pub fn poisson(mean: f64, stream: &mut Stream) -> u64 {
    if mean.is_nan() || mean <= 0.0 {
        0
    } else if mean < 10.0 {
        multiplication(mean, stream)
    } else {
        transformed_rejection(mean, stream)
    }
}

fn multiplication(mean: f64, stream: &mut Stream) -> u64 {
    let limit = math::exp(-mean);
    let (mut product, mut k) = (stream.uniform(), 0);
    while product > limit {
        product *= stream.uniform();
        k += 1;
    }
    k
}

/// PTRS (Hörmann 1993, "The transformed rejection method for generating Poisson random variables").
fn transformed_rejection(mean: f64, stream: &mut Stream) -> u64 {
    let b = 0.931 + 2.53 * mean.sqrt();
    let a = -0.059 + 0.024_83 * b;
    let inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    let squeeze = 0.9277 - 3.6224 / (b - 2.0);
    loop {
        let u = stream.uniform() - 0.5;
        let v = stream.uniform();
        let edge = 0.5 - u.abs();
        let k = ((2.0 * a / edge + b) * u + mean + 0.43).floor();
        if edge >= 0.07 && v <= squeeze {
            return k as u64;
        }
        if k < 0.0 || (edge < 0.013 && v > edge) {
            continue;
        }
        let height = math::ln(v * inverse_alpha / (a / (edge * edge) + b));
        if height <= k * math::ln(mean) - mean - ln_factorial(k) {
            return k as u64;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{chi_square, stream};
    use super::*;

    #[test]
    fn both_regimes_follow_the_poisson_law() {
        let draws = 100_000;
        for mean in [0.3, 4.0, 9.9, 10.0, 60.0, 900.0] {
            let mut numbers = stream(mean as u32);
            let mut counts = vec![0.0; 1_500];
            for _ in 0..draws {
                counts[poisson(mean, &mut numbers) as usize] += 1.0;
            }
            let expected: Vec<f64> = (0..1_500)
                .map(|k| {
                    let k = f64::from(k);
                    f64::from(draws) * math::exp(k * math::ln(mean) - mean - ln_factorial(k))
                })
                .collect();
            let (statistic, freedom) = chi_square(&counts, &expected);
            assert!(
                statistic < freedom + 6.0 * (2.0 * freedom).sqrt() + 6.0,
                "mean {mean}: {statistic} for {freedom}"
            );
        }
    }
}
