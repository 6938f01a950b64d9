//! Functions whose sensitivity is known in closed form.

use haven_core::math;
use std::f64::consts::PI;

/// Ishigami and Homma (1990) with a = 7, b = 0.1: three inputs in (−π, π).
pub(super) fn ishigami(u: &[f64]) -> f64 {
    let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
    math::sin(x[0])
        + 7.0 * math::powi(math::sin(x[1]), 2)
        + 0.1 * math::powi(x[2], 4) * math::sin(x[0])
}

/// First-order and total indices of [`ishigami`], by input.
pub(super) fn ishigami_indices() -> [[f64; 2]; 3] {
    let (a, b) = (7.0_f64, 0.1_f64);
    let one = 0.5 * math::powi(1.0 + b * math::powi(PI, 4) / 5.0, 2);
    let two = a * a / 8.0;
    let both = 8.0 * b * b * math::powi(PI, 8) / 225.0;
    let all = one + two + both;
    [[one / all, (one + both) / all], [two / all, two / all], [0.0, both / all]]
}

/// Sobol's g-function: ∏ (|4u − 2| + a) / (1 + a).
pub(super) fn g(u: &[f64], a: &[f64]) -> f64 {
    u.iter().zip(a).map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a)).product()
}

/// First-order and total indices of [`g`], by input.
pub(super) fn g_indices(a: &[f64]) -> Vec<[f64; 2]> {
    let parts: Vec<f64> = a.iter().map(|a| 1.0 / (3.0 * math::powi(1.0 + a, 2))).collect();
    let whole: f64 = parts.iter().map(|part| 1.0 + part).product();
    let all = whole - 1.0;
    parts.iter().map(|part| [part / all, part * whole / (1.0 + part) / all]).collect()
}
