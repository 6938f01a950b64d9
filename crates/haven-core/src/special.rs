//! Distribution functions and quantiles, from `statrs`; only this file knows the library.

use statrs::function::{beta, erf, gamma};
use std::f64::consts::SQRT_2;

/// Chance that a standard normal number is at most `z`.
pub fn normal_distribution(z: f64) -> f64 {
    0.5 * erf::erfc(-z / SQRT_2)
}

/// The standard normal number below which the share `u` lies; infinite for 0 and 1.
pub fn normal_quantile(u: f64) -> f64 {
    -SQRT_2 * erf::erfc_inv(2.0 * u)
}

/// The Beta(a, b) number below which the share `u` in [0, 1] lies: to 1e-9 for a and b of ½ or
/// more, to 1e-6 below.
pub fn beta_quantile(a: f64, b: f64, u: f64) -> f64 {
    beta::inv_beta_reg(a, b, u)
}

/// Chance that a Gamma number of this shape and scale is at most `x`.
pub fn gamma_distribution(shape: f64, scale: f64, x: f64) -> f64 {
    if x > 0.0 { gamma::gamma_lr(shape, x / scale) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, known: f64) {
        assert!((found / known - 1.0).abs() < 1e-9, "{found} instead of {known}");
    }

    #[test]
    fn the_normal_quantile_agrees_with_tables_and_with_its_inverse() {
        close(normal_quantile(0.975), 1.959_963_984_540_054);
        close(normal_quantile(0.001), -3.090_232_306_167_813_5);
        for u in [1e-15, 1e-9, 0.02, 0.3, 0.499, 0.7, 0.999] {
            close(normal_distribution(normal_quantile(u)), u);
        }
    }

    #[test]
    fn beta_quantiles_have_their_closed_forms() {
        for u in [1e-9, 1e-3, 0.2, 0.5, 0.9, 1.0 - 1e-9] {
            let arcsine = (u * std::f64::consts::FRAC_PI_2).sin().powi(2);
            for (a, b, known) in [
                (1.0, 3.0, -((-u).ln_1p() / 3.0).exp_m1()),
                (4.0, 1.0, f64::powf(u, 0.25)),
                (0.5, 0.5, arcsine),
            ] {
                let found = beta_quantile(a, b, u);
                assert!((found - known).abs() < 1e-9, "{a} {b} {u}: {found} instead of {known}");
            }
        }
    }

    #[test]
    fn the_gamma_distribution_has_its_closed_form_for_shape_2() {
        for x in [0.01, 1.0, 3.0, 40.0] {
            let y: f64 = x / 1.5;
            close(gamma_distribution(2.0, 1.5, x), 1.0 - (1.0 + y) * (-y).exp());
        }
        assert_eq!(gamma_distribution(2.0, 1.5, 0.0), 0.0);
    }
}
