//! Distribution functions and quantiles, with the same bits on every platform.

use crate::math::{erfc, exp, ln, ln_1p, ln_gamma};
use std::f64::consts::SQRT_2;

/// Chance that a standard normal number is at most `z`.
pub fn normal_distribution(z: f64) -> f64 {
    0.5 * erfc(-z / SQRT_2)
}

/// The standard normal number below which the share `u` lies, to 1e-15; infinite for 0 and 1.
///
/// Three ratios of polynomials (Wichura 1988, algorithm AS 241).
pub fn normal_quantile(u: f64) -> f64 {
    let off = u - 0.5;
    if off.abs() <= 0.425 {
        return off * ratio(&MIDDLE, 0.180_625 - off * off);
    }
    let tail = if off < 0.0 { u } else { 1.0 - u };
    if tail == 0.0 {
        return if off < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let far = (-ln(tail)).sqrt();
    let z = if far <= 5.0 { ratio(&TAIL, far - 1.6) } else { ratio(&FAR_TAIL, far - 5.0) };
    if off < 0.0 { -z } else { z }
}

/// A polynomial over another; coefficients from the highest power down.
fn ratio([above, below]: &[[f64; 8]; 2], x: f64) -> f64 {
    let value = |coefficients: &[f64; 8]| coefficients.iter().fold(0.0, |sum, part| sum * x + part);
    value(above) / value(below)
}

/// For shares from 0.075 to 0.925.
const MIDDLE: [[f64; 8]; 2] = [
    [
        2_509.080_928_730_122_7,
        33_430.575_583_588_13,
        67_265.770_927_008_7,
        45_921.953_931_549_87,
        13_731.693_765_509_46,
        1_971.590_950_306_551_3,
        133.141_667_891_784_38,
        3.387_132_872_796_366_5,
    ],
    [
        5_226.495_278_852_854,
        28_729.085_735_721_943,
        39_307.895_800_092_71,
        21_213.794_301_586_597,
        5_394.196_021_424_751,
        687.187_007_492_057_9,
        42.313_330_701_600_91,
        1.0,
    ],
];
/// For shares from about 1e-11 in the tails.
const TAIL: [[f64; 8]; 2] = [
    [
        0.000_774_545_014_278_341_4,
        0.022_723_844_989_269_184,
        0.241_780_725_177_450_6,
        1.270_458_252_452_368_4,
        3.647_848_324_763_204_5,
        5.769_497_221_460_691,
        4.630_337_846_156_546,
        1.423_437_110_749_683_5,
    ],
    [
        1.050_750_071_644_416_9e-9,
        0.000_547_593_808_499_534_5,
        0.015_198_666_563_616_457,
        0.148_103_976_427_480_08,
        0.689_767_334_985_1,
        1.676_384_830_183_803_8,
        2.053_191_626_637_759,
        1.0,
    ],
];
/// For shares closer to 0 or 1.
const FAR_TAIL: [[f64; 8]; 2] = [
    [
        2.010_334_399_292_288_1e-7,
        2.711_555_568_743_487_6e-5,
        0.001_242_660_947_388_078_4,
        0.026_532_189_526_576_124,
        0.296_560_571_828_504_87,
        1.784_826_539_917_291_3,
        5.463_784_911_164_114,
        6.657_904_643_501_103,
    ],
    [
        2.044_263_103_389_939_7e-15,
        1.421_511_758_316_446e-7,
        1.846_318_317_510_054_8e-5,
        0.000_786_869_131_145_613_3,
        0.014_875_361_290_850_615,
        0.136_929_880_922_735_8,
        0.599_832_206_555_888,
        1.0,
    ],
];

/// The Beta(a, b) number below which the share `u` in [0, 1] lies: to 1e-9 for a and b of ½ or
/// more, to 1e-6 below.
///
/// Newton's method; where a step leads out of what is still possible, that is halved instead.
pub fn beta_quantile(a: f64, b: f64, u: f64) -> f64 {
    if u <= 0.0 || u >= 1.0 {
        return if u >= 1.0 { 1.0 } else { 0.0 };
    }
    let ln_beta = ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
    let (mut low, mut high, mut x) = (0.0, 1.0, a / (a + b));
    for _ in 0..MOST_STEPS {
        let over = beta_distribution([a, b], ln_beta, x) - u;
        if over > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let density = exp((a - 1.0) * ln(x) + (b - 1.0) * ln_1p(-x) - ln_beta);
        let newton = x - over / density;
        let next = if newton > low && newton < high { newton } else { f64::midpoint(low, high) };
        if (next - x).abs() <= f64::EPSILON * x {
            return next;
        }
        x = next;
    }
    x
}

/// Halving alone ends within so many steps, wherever the number lies.
const MOST_STEPS: u32 = 1_100;

/// Chance that a Beta(a, b) number is at most `x` in (0, 1).
fn beta_distribution([a, b]: [f64; 2], ln_beta: f64, x: f64) -> f64 {
    // The fraction converges quickly below about the mean.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta_distribution([b, a], ln_beta, 1.0 - x);
    }
    let fraction = continued_fraction(1.0, |step| {
        let m = (step / 2.0).floor();
        let at = a + 2.0 * m;
        let odd = step > 2.0 * m;
        let above =
            if odd { -(a + m) * (a + b + m) / (at + 1.0) } else { m * (b - m) / (at - 1.0) };
        (above * x / at, 1.0)
    });
    exp(a * ln(x) + b * ln_1p(-x) - ln_beta) / (a * fraction)
}

/// Chance that a Gamma number of this shape and scale is at most `x`.
pub fn gamma_distribution(shape: f64, scale: f64, x: f64) -> f64 {
    let x = x / scale;
    if x.is_nan() || x <= 0.0 {
        return 0.0;
    }
    if x == f64::INFINITY {
        return 1.0;
    }
    let density = exp(shape * ln(x) - x - ln_gamma(shape));
    if x < shape + 1.0 {
        return density * series(shape, x);
    }
    let first = x + 1.0 - shape;
    let fraction = continued_fraction(first, |step| (step * (shape - step), first + 2.0 * step));
    1.0 - density / fraction
}

/// 1/s + x/(s(s+1)) + x²/(s(s+1)(s+2)) + … for x below s + 1.
fn series(shape: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut below) = (1.0 / shape, 1.0 / shape, shape);
    while term > sum * f64::EPSILON {
        below += 1.0;
        term *= x / below;
        sum += term;
    }
    sum
}

/// first + a₁/(b₁ + a₂/(b₂ + …)), where `part` gives (a, b) by step from 1, until another step changes
/// nothing (Lentz's method, as Thompson and Barnett modified it in 1986).
fn continued_fraction(first: f64, part: impl Fn(f64) -> (f64, f64)) -> f64 {
    let above_0 = |x: f64| if x.abs() < f64::MIN_POSITIVE { f64::MIN_POSITIVE } else { x };
    let mut value = above_0(first);
    let (mut ahead, mut behind) = (value, 0.0);
    for step in 1..=MOST_PARTS {
        let (above, below) = part(f64::from(step));
        behind = 1.0 / above_0(below + above * behind);
        ahead = above_0(below + above / ahead);
        let change = ahead * behind;
        value *= change;
        if (change - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    value
}

/// More parts are taken only for shapes above a million.
const MOST_PARTS: u32 = 10_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math;

    fn close(found: f64, known: f64) {
        assert!((found / known - 1.0).abs() < 1e-9, "{found} instead of {known}");
    }

    #[test]
    fn the_normal_quantile_agrees_with_tables_and_with_its_inverse() {
        close(normal_quantile(0.975), 1.959_963_984_540_054);
        close(normal_quantile(0.001), -3.090_232_306_167_813_5);
        for u in [1e-300, 1e-15, 1e-12, 1e-9, 0.02, 0.0749, 0.0751, 0.3, 0.499, 0.7, 0.93, 0.999] {
            close(normal_distribution(normal_quantile(u)), u);
        }
        assert_eq!([0.0, 0.5, 1.0].map(normal_quantile), [f64::NEG_INFINITY, 0.0, f64::INFINITY]);
    }

    #[test]
    fn beta_quantiles_have_their_closed_forms() {
        for u in [1e-9, 1e-3, 0.2, 0.5, 0.9, 1.0 - 1e-9] {
            let arcsine = math::powi(math::sin(u * std::f64::consts::FRAC_PI_2), 2);
            for (a, b, known) in [
                (1.0, 3.0, -math::exp_m1(math::ln_1p(-u) / 3.0)),
                (4.0, 1.0, math::powf(u, 0.25)),
                (0.5, 0.5, arcsine),
            ] {
                let found = beta_quantile(a, b, u);
                assert!((found - known).abs() < 1e-9, "{a} {b} {u}: {found} instead of {known}");
            }
        }
        assert_eq!([0.0, 1.0].map(|u| beta_quantile(2.0, 3.0, u)), [0.0, 1.0]);
    }

    #[test]
    fn beta_quantiles_are_where_binomial_counts_say() {
        // Below x lie as many as have at least 3 of 10 successes of chance x: Beta(3, 8).
        let choose = [1.0, 10.0, 45.0];
        for u in [0.001, 0.1, 0.5, 0.8, 0.9999] {
            let x = beta_quantile(3.0, 8.0, u);
            let fewer = |k: i32| math::powi(x, k) * math::powi(1.0 - x, 10 - k);
            let below: f64 = (0..3).map(|k| choose[k as usize] * fewer(k)).sum();
            assert!((1.0 - below - u).abs() < 1e-12, "{u}: {x}");
        }
        // Steep at both ends, flat in between, and lopsided: it ends and rises.
        for (a, b) in [(0.05, 0.05), (0.01, 3.0), (800.0, 2.0), (5e4, 5e4)] {
            let values: Vec<f64> =
                (0..=50).map(|step| beta_quantile(a, b, f64::from(step) / 50.0)).collect();
            assert!(values.is_sorted(), "{a} {b} {values:?}");
        }
    }

    #[test]
    fn the_gamma_distribution_has_its_closed_form_for_shape_2() {
        for x in [0.01, 1.0, 3.0, 4.4, 4.6, 40.0] {
            let y: f64 = x / 1.5;
            close(gamma_distribution(2.0, 1.5, x), 1.0 - (1.0 + y) * math::exp(-y));
        }
        assert_eq!([0.0, f64::INFINITY].map(|x| gamma_distribution(2.0, 1.5, x)), [0.0, 1.0]);
    }

    #[test]
    fn a_gamma_number_of_many_parts_is_nearly_normal() {
        for shape in [400.0, 1e6] {
            // The error of the Wilson-Hilferty approximation falls with the shape.
            for z in [-2.0, 0.0, 1.5] {
                let root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * f64::sqrt(shape));
                let found = gamma_distribution(shape, 1.0, shape * math::powi(root, 3));
                assert!((found - normal_distribution(z)).abs() < 1e-4, "{shape} {z} {found}");
            }
        }
    }
}
