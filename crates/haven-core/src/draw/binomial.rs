//! Binomial numbers: coin tosses for a few, inversion for a small mean, BTRS above.

use super::factorial::stirling_tail;
use crate::math;
use crate::rng::Stream;

/// Up to this mean, searching the distribution function costs less than rejection (measured).
const MOST_SEARCHED: f64 = 16.0;

/// How many of `n` succeed, each with chance `p` (clamped to [0, 1]).
pub fn binomial(n: u64, p: f64, stream: &mut Stream) -> u64 {
    if p >= 1.0 {
        n
    } else if p.is_nan() || p <= 0.0 || n == 0 {
        0
    } else if p > 0.5 {
        n - at_most_half(n, 1.0 - p, stream)
    } else {
        at_most_half(n, p, stream)
    }
}

fn at_most_half(n: u64, p: f64, stream: &mut Stream) -> u64 {
    if n <= 6 {
        (0..n).filter(|_| stream.uniform() < p).count() as u64
    } else if n as f64 * p < MOST_SEARCHED {
        inversion(n, p, stream)
    } else {
        transformed_rejection(n as f64, p, stream)
    }
}

/// Searches the distribution function upwards from 0 (BINV of Kachitvichyanukul and Schmeiser
/// 1988). For a mean below [`MOST_SEARCHED`].
fn inversion(n: u64, p: f64, stream: &mut Stream) -> u64 {
    let q = 1.0 - p;
    let odds = p / q;
    let scale = (n as f64 + 1.0) * odds;
    let none = nobody(n, q);
    // Beyond this the chance is below 1e-18 and only rounding could lead there: draw again.
    let limit = n.min(110);
    loop {
        let (mut left, mut chance, mut k) = (stream.uniform(), none, 0);
        while left > chance {
            left -= chance;
            k += 1;
            if k > limit {
                break;
            }
            chance *= scale / k as f64 - odds;
        }
        if k <= limit {
            return k;
        }
    }
}

/// Chance that none of `n` succeeds, each of whom fails with chance `q`: `qⁿ`, by squaring, which
/// costs less than a logarithm and a power of e. Its relative error is below n·10⁻¹⁶.
pub(super) fn nobody(mut n: u64, q: f64) -> f64 {
    let (mut power, mut product) = (q, 1.0);
    while n > 0 {
        product *= if n & 1 == 1 { power } else { 1.0 };
        power *= power;
        n >>= 1;
    }
    product
}

/// Transformed rejection with squeeze (BTRS, Hörmann 1993). For a mean of 10 or more, p ≤ ½.
fn transformed_rejection(n: f64, p: f64, stream: &mut Stream) -> u64 {
    let spread = (n * p * (1.0 - p)).sqrt();
    let b = 1.15 + 2.53 * spread;
    let a = -0.0873 + 0.0248 * b + 0.01 * p;
    let centre = n * p + 0.5;
    let squeeze = 0.92 - 4.2 / b;
    loop {
        let u = stream.uniform() - 0.5;
        let v = stream.uniform();
        let edge = 0.5 - u.abs();
        // One division that does not wait for the numbers above.
        let inverse = 1.0 / edge;
        let point = (2.0 * a * inverse + b) * u + centre;
        if !(0.0..n + 1.0).contains(&point) {
            continue;
        }
        let k = point as u64;
        if edge >= 0.07 && v <= squeeze {
            return k;
        }
        let height = v * (2.83 + 5.1 / b) * spread / (a * inverse * inverse + b);
        if accepts(n, p, k as f64, height) {
            return k;
        }
    }
}

/// Whether `height` lies under the binomial's density at `k`, scaled to 1 at the mode: by
/// recursion near it, else by bounds, and only between these by logarithms (the last steps of BTRD
/// in the same paper).
fn accepts(n: f64, p: f64, k: f64, height: f64) -> bool {
    let mode = ((n + 1.0) * p) as u64 as f64;
    let off = (k - mode).abs();
    if off <= 15.0 {
        return height <= density_near_mode(n, p, k, mode);
    }
    let variance = n * p * (1.0 - p);
    let height = math::ln(height);
    // The density's logarithm is that of the normal law, but for at most this much.
    let unsure = off / variance * (((off / 3.0 + 0.625) * off + 1.0 / 6.0) / variance + 0.5);
    let normal = -off * off / (2.0 * variance);
    if (height - normal).abs() > unsure {
        return height < normal;
    }
    height <= ln_density(n, p, k, mode)
}

/// The binomial's density at `k` over that at the mode, by recursion.
fn density_near_mode(n: f64, p: f64, k: f64, mode: f64) -> f64 {
    let odds = p / (1.0 - p);
    let (mut at, last) = (f64::min(k, mode), f64::max(k, mode));
    let mut rise = 1.0;
    while at < last {
        at += 1.0;
        rise *= (n + 1.0) * odds / at - odds;
    }
    if k > mode { rise } else { 1.0 / rise }
}

/// Logarithm of the binomial's density at `k` over that at the mode.
fn ln_density(n: f64, p: f64, k: f64, mode: f64) -> f64 {
    let odds = p / (1.0 - p);
    (mode + 0.5) * math::ln((mode + 1.0) / (odds * (n - mode + 1.0)))
        + (n + 1.0) * math::ln((n - mode + 1.0) / (n - k + 1.0))
        + (k + 0.5) * math::ln(odds * (n - k + 1.0) / (k + 1.0))
        + stirling_tail(mode)
        + stirling_tail(n - mode)
        - stirling_tail(k)
        - stirling_tail(n - k)
}

#[cfg(test)]
mod tests {
    use super::super::factorial::ln_factorial;
    use super::super::testing::{chi_square, stream};
    use super::*;

    fn probability(n: f64, p: f64, k: f64) -> f64 {
        math::exp(
            ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
                + k * math::ln(p)
                + (n - k) * math::ln_1p(-p),
        )
    }

    #[test]
    fn every_regime_follows_the_binomial_law() {
        let draws = 200_000;
        for (n, p) in [
            (1, 0.3),
            (3, 0.2),
            (6, 0.9),
            (40, 0.05),
            (1_000, 0.002),
            (30, 0.5),
            (100, 0.97),
            (200, 0.1),
            (1_000, 0.3),
            (100_000, 0.2),
            (1_000_000, 0.001),
        ] {
            let mut numbers = stream(n as u32);
            let mut counts = vec![0.0; n as usize + 1];
            for _ in 0..draws {
                counts[binomial(n, p, &mut numbers) as usize] += 1.0;
            }
            let expected: Vec<f64> =
                (0..=n).map(|k| f64::from(draws) * probability(n as f64, p, k as f64)).collect();
            let (statistic, freedom) = chi_square(&counts, &expected);
            // Six standard deviations of chi-square: about 1e-6 to fail by chance.
            assert!(
                statistic < freedom + 6.0 * (2.0 * freedom).sqrt() + 6.0,
                "n {n} p {p}: {statistic} for {freedom}"
            );
        }
    }

    #[test]
    fn certain_and_impossible_things_need_no_luck() {
        assert_eq!(binomial(17, 1.0, &mut stream(0)), 17);
        assert_eq!(binomial(17, 2.0, &mut stream(0)), 17);
        assert_eq!(binomial(17, 0.0, &mut stream(0)), 0);
        assert_eq!(binomial(17, f64::NAN, &mut stream(0)), 0);
    }
}
