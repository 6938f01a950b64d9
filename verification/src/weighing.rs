//! Weighted samples: quantiles and log scores.

use haven_core::math;

/// Numbers with weights, sorted.
pub struct Weighted {
    sorted: Vec<(f64, f64)>,
    total: f64,
    squares: f64,
}

impl Weighted {
    /// These numbers; if all weights vanish, they count alike.
    pub fn new(values: &[f64], weights: &[f64]) -> Self {
        let usable = weights.iter().sum::<f64>() > 0.0;
        let weight = |weight: &f64| if usable { *weight } else { 1.0 };
        let mut sorted: Vec<(f64, f64)> =
            values.iter().zip(weights).map(|(value, w)| (*value, weight(w))).collect();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total = sorted.iter().map(|(_, w)| w).sum();
        let squares = sorted.iter().map(|(_, w)| w * w).sum();
        Self { sorted, total, squares }
    }

    /// These numbers, all alike.
    pub fn alike(values: &[f64]) -> Self {
        Self::new(values, &vec![1.0; values.len()])
    }

    /// The quantile at a level.
    pub fn quantile(&self, level: f64) -> f64 {
        let mut below = 0.0;
        for (value, weight) in &self.sorted {
            below += weight;
            if below >= level * self.total {
                return *value;
            }
        }
        self.sorted.last().map_or(f64::NAN, |(value, _)| *value)
    }

    /// The 95 % over the 5 % quantile (of at least one person).
    pub fn ratio_90(&self) -> f64 {
        self.quantile(0.95) / self.quantile(0.05).max(1.0)
    }

    /// Kish's effective number: as many alike would be as good.
    pub fn effective(&self) -> f64 {
        self.total * self.total / self.squares
    }
}

/// Log of the density of ln(people), averaged over the range; a Gaussian kernel with Silverman's
/// width, at least 0.1.
pub fn log_density(weighted: &Weighted, low: f64, high: f64) -> f64 {
    const POINTS: i32 = 21;
    let logs: Vec<(f64, f64)> = weighted
        .sorted
        .iter()
        .map(|(value, w)| (math::ln(value.max(1.0)), w / weighted.total))
        .collect();
    let mean: f64 = logs.iter().map(|(log, w)| log * w).sum();
    let sd = logs.iter().map(|(log, w)| math::powi(log - mean, 2) * w).sum::<f64>().sqrt();
    let width = (1.06 * sd * math::powf(weighted.effective(), -0.2)).max(0.1);
    let at = |x: f64| -> f64 {
        let kernel = |log: f64| math::exp(-0.5 * math::powi((x - log) / width, 2));
        let sum: f64 = logs.iter().map(|(log, w)| w * kernel(*log)).sum();
        sum / (width * (2.0 * std::f64::consts::PI).sqrt())
    };
    let step = math::ln(high / low) / f64::from(POINTS - 1);
    let sum: f64 = (0..POINTS).map(|point| at(math::ln(low) + f64::from(point) * step)).sum();
    math::ln((sum / f64::from(POINTS)).max(1e-12))
}

/// Log of the share of numbers that keep a bound; a share below one effective member counts as half
/// of one.
pub fn log_share(weighted: &Weighted, keeps: impl Fn(f64) -> bool) -> f64 {
    let kept: f64 = weighted.sorted.iter().filter(|(value, _)| keeps(*value)).map(|(_, w)| w).sum();
    math::ln((kept / weighted.total).max(0.5 / weighted.effective()))
}

/// Pairs of standard normal numbers, spread evenly (Box and Muller on Roberts' R2 sequence).
pub fn normal_pairs(count: u32) -> impl Iterator<Item = (f64, f64)> {
    const FIRST: f64 = 0.754_877_666_246_693;
    const SECOND: f64 = 0.569_840_290_998_053;
    (1..=count).map(|n| {
        let (u, v) = ((f64::from(n) * FIRST).fract(), (f64::from(n) * SECOND).fract());
        let (radius, angle) = ((-2.0 * math::ln(u.max(1e-12))).sqrt(), std::f64::consts::TAU * v);
        (radius * math::cos(angle), radius * math::sin(angle))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_move_quantiles() {
        let weighted = Weighted::new(&[3.0, 1.0, 2.0], &[8.0, 1.0, 1.0]);
        assert_eq!(weighted.quantile(0.5), 3.0);
        assert!((weighted.effective() - 100.0 / 66.0).abs() < 1e-12);
    }

    #[test]
    fn a_density_is_highest_where_the_numbers_are() {
        let values: Vec<f64> = (1..200).map(|n| 1_000.0 + f64::from(n)).collect();
        let weighted = Weighted::new(&values, &vec![1.0; values.len()]);
        assert!(log_density(&weighted, 1_050.0, 1_150.0) > log_density(&weighted, 500.0, 500.0));
        let above = log_share(&weighted, |people| people >= 1_100.0);
        assert!((above - math::ln(0.5)).abs() < 0.02);
    }

    #[test]
    fn pairs_are_standard_normal() {
        let pairs: Vec<(f64, f64)> = normal_pairs(4_000).collect();
        let mean = pairs.iter().map(|(a, _)| a).sum::<f64>() / 4_000.0;
        let variance = pairs.iter().map(|(a, _)| a * a).sum::<f64>() / 4_000.0;
        assert!(mean.abs() < 0.01 && (variance - 1.0).abs() < 0.02, "{mean} {variance}");
    }
}
