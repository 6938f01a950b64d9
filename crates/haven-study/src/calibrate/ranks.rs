//! Simulation-based calibration (Talts et al. 2018): if truths are drawn from the prior and counts
//! from the model, the rank of each truth among the posterior's draws is uniform.
//!
//! It tests the method, not what the data tell: a posterior that equals the prior passes as well.

use haven_core::math;
use haven_core::special::gamma_distribution;

/// Chance of ranks at least as uneven as these, if they are uniform (Pearson's chi-square over this
/// many equal bins). Ranks are shares in [0, 1].
pub fn chance_of_ranks(ranks: &[f64], bins: usize) -> f64 {
    let mut counts = vec![0.0; bins];
    for rank in ranks {
        counts[((rank * bins as f64) as usize).min(bins - 1)] += 1.0;
    }
    let expected = ranks.len() as f64 / bins as f64;
    let square: f64 = counts.iter().map(|count| math::powi(count - expected, 2) / expected).sum();
    1.0 - gamma_distribution((bins - 1) as f64 / 2.0, 2.0, square)
}

/// The share of draws below a truth; those that equal it are split by `tie` in [0, 1].
pub fn rank(truth: f64, draws: impl Iterator<Item = f64> + Clone, tie: f64) -> f64 {
    let below = draws.clone().filter(|draw| *draw < truth).count() as f64;
    let equal = draws.clone().filter(|draw| *draw == truth).count() as f64;
    (below + tie * (equal + 1.0)) / (draws.count() as f64 + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_ranks_are_likely_and_lopsided_ones_are_not() {
        let even: Vec<f64> = (0..200).map(|n| f64::from(n) / 200.0).collect();
        assert!(chance_of_ranks(&even, 10) > 0.999);
        let lopsided: Vec<f64> = even.iter().map(|rank| rank * rank).collect();
        assert!(chance_of_ranks(&lopsided, 10) < 1e-6);
        assert_eq!(rank(2.0, [1.0, 3.0, 4.0].into_iter(), 0.5), 1.5 / 4.0);
    }
}
