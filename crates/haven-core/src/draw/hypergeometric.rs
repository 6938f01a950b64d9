//! Hypergeometric numbers, by inversion outwards from the mode.

use super::factorial::ln_factorial;
use crate::math;
use crate::rng::Stream;

/// How many of `taken` people, taken blindly from `all`, are among the `marked` ones.
///
/// Cost grows with the standard deviation of the answer.
pub fn hypergeometric(all: u64, marked: u64, taken: u64, stream: &mut Stream) -> u64 {
    let (marked, taken) = (marked.min(all), taken.min(all));
    let low = (marked + taken).saturating_sub(all);
    let high = marked.min(taken);
    if low == high {
        return low;
    }
    let (n, k, m) = (all as f64, marked as f64, taken as f64);
    let mode = (((m + 1.0) * (k + 1.0) / (n + 2.0)).floor() as u64).clamp(low, high);
    let top = probability(n, k, m, mode as f64);
    let mut left = stream.uniform() - top;
    let (mut down, mut up) = (mode, mode);
    let (mut down_chance, mut up_chance) = (top, top);
    while left >= 0.0 && (down > low || up < high) {
        if up < high {
            let x = up as f64;
            up_chance *= (k - x) * (m - x) / ((x + 1.0) * (n - k - m + x + 1.0));
            up += 1;
            left -= up_chance;
            if left < 0.0 {
                return up;
            }
        }
        if down > low {
            let x = down as f64;
            down_chance *= x * (n - k - m + x) / ((k - x + 1.0) * (m - x + 1.0));
            down -= 1;
            left -= down_chance;
            if left < 0.0 {
                return down;
            }
        }
    }
    mode
}

fn probability(all: f64, marked: f64, taken: f64, x: f64) -> f64 {
    let ln_choose = |n: f64, k: f64| ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k);
    math::exp(ln_choose(marked, x) + ln_choose(all - marked, taken - x) - ln_choose(all, taken))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{chi_square, stream};
    use super::*;

    #[test]
    fn it_follows_the_hypergeometric_law() {
        let draws = 100_000;
        for (all, marked, taken) in
            [(10_u64, 4_u64, 3_u64), (50, 30, 45), (1_000, 400, 90), (100_000, 300, 40_000)]
        {
            let mut numbers = stream(all as u32);
            let high = marked.min(taken);
            let mut counts = vec![0.0; high as usize + 1];
            for _ in 0..draws {
                counts[hypergeometric(all, marked, taken, &mut numbers) as usize] += 1.0;
            }
            let low = (marked + taken).saturating_sub(all);
            let expected: Vec<f64> = (0..=high)
                .map(|x| {
                    let possible = x >= low;
                    let p = probability(all as f64, marked as f64, taken as f64, x.max(low) as f64);
                    if possible { f64::from(draws) * p } else { 0.0 }
                })
                .collect();
            let (statistic, freedom) = chi_square(&counts, &expected);
            assert!(
                statistic < freedom + 6.0 * (2.0 * freedom).sqrt() + 6.0,
                "{all} {marked} {taken}: {statistic} for {freedom}"
            );
        }
    }
}
