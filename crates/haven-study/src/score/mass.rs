//! The chance that members give to a whole number of people.

use haven_core::math;

/// Least standard deviation of a kernel on the scale ln(1 + people): counts of people are hardly
/// ever known better than to 2 %, and without a floor members that all agree would forbid all else.
const LEAST_BANDWIDTH: f64 = 0.02;

/// Standard deviation of the logistic distribution of scale 1: π/√3.
const LOGISTIC_SD: f64 = 1.813_799_364_234_217_8;

/// ln P(Y = y) of a whole number of people `y` ≥ 0 (the chance of [y − ½, y + ½] for others), under
/// the members (sorted, at least one) smoothed on the scale g = ln(1 + people):
///
/// P(y) = mean over members of F((g(y + ½) − g(x))/s) − F((g(y − ½) − g(x))/s),
///
/// with F the logistic distribution and everything below ½ given to y = 0, so that chances over
/// 0, 1, 2, … sum to 1. The kernel's standard deviation is Silverman's 0.9·min(sd, IQR/1.34)·M^(−1/5)
/// of the g (sd where IQR is 0), at least 0.02. Logistic tails are exponential on this
/// scale, a power law in people: a surprise is dear but never infinitely so.
pub(super) fn log_mass(sorted: &[f64], y: f64) -> f64 {
    let logs: Vec<f64> = sorted.iter().map(|member| math::ln_1p(member.max(0.0))).collect();
    let scale = bandwidth(&logs) / LOGISTIC_SD;
    let high = math::ln_1p(y.max(0.0) + 0.5);
    // ln of (y + 1½)/(y + ½): the difference of two logarithms would lose digits.
    let width = if y <= 0.0 { f64::INFINITY } else { math::ln_1p((y + 0.5).recip()) };
    let masses: Vec<f64> =
        logs.iter().map(|log| log_logistic((high - log) / scale, width / scale)).collect();
    let largest = masses.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = masses.iter().map(|mass| math::exp(mass - largest)).sum();
    largest + math::ln(sum / masses.len() as f64)
}

fn bandwidth(sorted_logs: &[f64]) -> f64 {
    use crate::spread::quantile;
    let count = sorted_logs.len() as f64;
    let mean = sorted_logs.iter().sum::<f64>() / count;
    let squares: f64 = sorted_logs.iter().map(|log| math::powi(log - mean, 2)).sum();
    let sd = (squares / (count - 1.0).max(1.0)).sqrt();
    let robust = (quantile(sorted_logs, 0.75) - quantile(sorted_logs, 0.25)) / 1.34;
    let spread = if robust > 0.0 { sd.min(robust) } else { sd };
    (0.9 * spread * math::powf(count, -0.2)).max(LEAST_BANDWIDTH)
}

/// ln(F(b) − F(b − w)) for the logistic F and w > 0, in a form that neither cancels nor underflows:
/// F(b) − F(a) = (1 − e^(a − b))·F(b)·F(−a).
fn log_logistic(b: f64, w: f64) -> f64 {
    math::ln(-math::exp_m1(-w)) - softplus(-b) - softplus(b - w)
}

/// ln(1 + eˣ).
fn softplus(x: f64) -> f64 {
    x.max(0.0) + math::ln_1p(math::exp(-x.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_of_all_whole_numbers_sum_to_one() {
        for members in [&[0.0, 1.0, 3.0, 7.0][..], &[0.0; 5], &[40.0; 3], &[20.0, 21.0, 90.0]] {
            let sum: f64 = (0..100_000).map(|y| math::exp(log_mass(members, f64::from(y)))).sum();
            assert!((sum - 1.0).abs() < 1e-3, "{members:?}: {sum}");
        }
    }

    #[test]
    fn members_that_agree_give_their_number_the_kernel_of_two_percent() {
        // One kernel around ln 1000 with scale 0.02·√3/π: from ln 999.5 to ln 1000.5.
        let scale = 0.02 / LOGISTIC_SD;
        let logistic = |x: f64| 1.0 / (1.0 + math::exp(-x));
        let known = logistic(math::ln(1.0005) / scale) - logistic(math::ln(0.9995) / scale);
        let found = math::exp(log_mass(&[999.0; 7], 999.0));
        assert!((found / known - 1.0).abs() < 1e-9, "{found} instead of {known}");
    }

    #[test]
    fn the_greatest_surprise_is_finite() {
        for (member, y) in [(0.0, 1e7), (1e7, 0.0), (1e7, 1.0)] {
            let log = log_mass(&[member; 50], y);
            assert!(log.is_finite() && log < -100.0, "{member} {y}: {log}");
        }
    }
}
