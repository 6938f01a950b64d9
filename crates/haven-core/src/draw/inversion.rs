//! Binomial numbers by inversion: one uniform number in, one count out, exactly.
//!
//! Rejection samplers are faster, but only inversion answers the same uniform number alike under
//! two what-ifs: the count is then non-decreasing in `n` and in `p`, and the rest `n − count`
//! non-decreasing in `n`. Whoever leaves under little pressure also leaves under more.

use super::binomial::nobody;
use crate::math;
use crate::special::normal_quantile;

/// The fewest successes whose cumulative chance reaches `u`, out of `n` with chance `p` each
/// (clamped to [0, 1]). `u` is clamped to [2⁻⁵³, 1 − 2⁻⁵³].
///
/// # Example
/// ```
/// use haven_core::draw::binomial_by_inversion;
/// assert_eq!(binomial_by_inversion(1_000_000, 0.02, 0.5), 20_000);
/// ```
pub fn binomial_by_inversion(n: u64, p: f64, u: f64) -> u64 {
    count_by_inversion(n as f64, p, u) as u64
}

/// The same of counts that are whole numbers in floating point.
pub(super) fn count_by_inversion(n: f64, p: f64, u: f64) -> f64 {
    let possible = n >= 1.0 && p > 0.0;
    if !possible {
        return 0.0;
    }
    if p >= 1.0 {
        return n;
    }
    let u = u.clamp(LEAST, 1.0 - LEAST);
    if p > 0.5 {
        // Both subtractions are exact.
        return n - Law::new(n, 1.0 - p).quantile(1.0 - u);
    }
    Law::new(n, p).quantile(u)
}

/// 2⁻⁵³, the step of uniform numbers.
const LEAST: f64 = f64::EPSILON / 2.0;

/// From this variance on, the normal approximation's error is known (see [`Law::shortcut`]);
/// below it, searching from 0 is as fast.
const NORMAL_FROM: f64 = 30.0;

/// Standard deviations from the mean within which it is known.
const SURE_WITHIN: f64 = 3.5;

/// Powers of fewer people than this are found by squaring: its relative error is below 10⁻¹³ then.
const SQUARED_BELOW: f64 = 1024.0;

/// Up to this count Stirling's series is too coarse; searching from 0 is short.
const SMALL_COUNT: f64 = 16.0;

/// A binomial law with p ≤ ½.
#[derive(Clone, Copy)]
struct Law {
    n: f64,
    p: f64,
    q: f64,
    variance: f64,
}

impl Law {
    fn new(n: f64, p: f64) -> Self {
        let q = 1.0 - p;
        Self { n, p, q, variance: n * p * q }
    }

    fn quantile(&self, u: f64) -> f64 {
        if self.variance < NORMAL_FROM {
            return self.search_from_0(u);
        }
        let z = normal_quantile(u);
        let edge = self.cornish_fisher(z) - 0.5;
        self.shortcut(z, edge).unwrap_or_else(|| self.settle(edge.ceil(), u))
    }

    /// Chance that nobody does it. For few people by squaring, which costs less than a logarithm and a
    /// power of e.
    fn nobody(&self) -> f64 {
        if self.n < SQUARED_BELOW {
            nobody(u64::from(self.n as u32), self.q)
        } else {
            math::exp(self.n * math::ln_1p(-self.p))
        }
    }

    /// Subtracts the chances of 0, 1, 2, … until `u` is used up.
    fn search_from_0(&self, u: f64) -> f64 {
        let odds = self.p / self.q;
        let scale = (self.n + 1.0) * odds;
        let mut chance = self.nobody();
        let (mut left, mut k) = (u, 0.0);
        // Above the mean, chances below the step of `u` cannot matter: only rounding is left.
        while left > chance && k < self.n && (chance > LEAST / 8.0 || k <= self.n * self.p) {
            left -= chance;
            k += 1.0;
            chance *= scale / k - odds;
        }
        k
    }

    /// The Cornish-Fisher expansion: where the distribution function, made continuous by placing
    /// each step half a count above its number, takes the value of the normal one at `z`.
    fn cornish_fisher(&self, z: f64) -> f64 {
        let (square, skew, sd) = (z * z, self.q - self.p, self.variance.sqrt());
        let kurtosis = (1.0 - 6.0 * self.p * self.q) * (square - 3.0) * z / 24.0;
        let skewness = skew * skew * (2.0 * square - 5.0) * z / 36.0;
        self.n * self.p + sd * z + skew * (square - 1.0) / 6.0 + (kurtosis - skewness) / sd
    }

    /// The answer, where the expansion is certainly good enough: away from the steps of the
    /// distribution function. Its error at a step was never above 0.28 / sd for |z| < 3.5 and a
    /// variance of 30 or more; that is not proved but kept by a test over a grid of laws.
    fn shortcut(&self, z: f64, edge: f64) -> Option<f64> {
        if z.abs() >= SURE_WITHIN {
            return None;
        }
        // So near the mean it is above 0, where a cast rounds down, and costs less than to round.
        let below = edge as i64 as f64;
        let from_step = f64::min(edge - below, below + 1.0 - edge);
        (from_step * from_step * self.variance > 0.45 * 0.45).then_some(below + 1.0)
    }

    /// Corrects a guess by the exact distribution function.
    fn settle(&self, guess: f64, u: f64) -> f64 {
        if guess < SMALL_COUNT {
            return self.search_from_0(u);
        }
        let mut k = guess.min(self.n - 1.0);
        let mut chance = self.chance(k);
        let (mut below, mut above) = self.tails(k, chance);
        let odds = self.p / self.q;
        // `u` near 1 is compared by what is above, where it loses no digits.
        let reaches = |below: f64, above: f64| if u > 0.5 { above <= 1.0 - u } else { below >= u };
        while k < self.n && !reaches(below, above) {
            chance *= (self.n - k) / (k + 1.0) * odds;
            k += 1.0;
            (below, above) = (below + chance, above - chance);
        }
        while k > 0.0 && reaches(below - chance, above + chance) {
            (below, above) = (below - chance, above + chance);
            chance *= k / ((self.n - k + 1.0) * odds);
            k -= 1.0;
        }
        k
    }

    /// Chance of exactly `k`, by the saddle point (Loader 2000, "Fast and accurate computation of
    /// binomial probabilities"). For `k` and `n − k` of at least [`SMALL_COUNT`] or so.
    fn chance(&self, k: f64) -> f64 {
        let rest = self.n - k;
        let exponent = stirling_error(self.n)
            - stirling_error(k)
            - stirling_error(rest)
            - deviance(k, self.n * self.p)
            - deviance(rest, self.n * self.q);
        (self.n / (std::f64::consts::TAU * k * rest)).sqrt() * math::exp(exponent)
    }

    /// Chances of at most `k` and of more than `k`, the smaller one to full precision.
    fn tails(&self, k: f64, chance: f64) -> (f64, f64) {
        let rest = self.n - k;
        if k < self.n * self.p {
            let below = chance * self.p * beta_fraction(rest, k + 1.0, self.q);
            (below, 1.0 - below)
        } else {
            let next = chance * self.p * rest / (k + 1.0);
            let above = next * beta_fraction(k + 1.0, rest, self.p);
            (1.0 - above, above)
        }
    }
}

/// ln k! − ln(√(2πk)·(k/e)^k) for k ≥ 15: Stirling's series.
fn stirling_error(k: f64) -> f64 {
    let square = 1.0 / (k * k);
    let series = 1.0 / 1260.0 - (1.0 / 1680.0 - square / 1188.0) * square;
    (1.0 / 12.0 - (1.0 / 360.0 - series * square) * square) / k
}

/// x·ln(x/mean) + mean − x without loss near the mean.
fn deviance(x: f64, mean: f64) -> f64 {
    let relative = (x - mean) / mean;
    x * math::ln_1p(relative) - (x - mean)
}

/// The continued fraction of the incomplete beta function,
/// `I_x(a, b)·a·B(a, b) / (x^a·(1−x)^b)`, by the method of Lentz (Press et al., "Numerical
/// Recipes", third edition, section 6.4). Converges in about √max(a, b) steps for x up to the mean.
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / (1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    let mut m = 0.0;
    loop {
        m += 1.0;
        let twice = a + 2.0 * m;
        let even = m * (b - m) * x / ((twice - 1.0) * twice);
        d = 1.0 / (1.0 + even * d);
        c = 1.0 + even / c;
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / (twice * (twice + 1.0));
        d = 1.0 / (1.0 + odd * d);
        c = 1.0 + odd / c;
        value *= d * c;
        if (d * c - 1.0).abs() < 4.0 * f64::EPSILON || m > 1e6 {
            return value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::stream;
    use super::*;

    /// Chances of at most `k` and of more than `k`, for each `k`: summed from the ends inwards.
    fn table(n: u64, p: f64) -> (Vec<f64>, Vec<f64>) {
        let odds = p / (1.0 - p);
        let mode = ((n as f64 + 1.0) * p) as usize;
        let mut chances = vec![1.0; n as usize + 1];
        for k in mode + 1..chances.len() {
            chances[k] = chances[k - 1] * (n as f64 - k as f64 + 1.0) / k as f64 * odds;
        }
        for k in (0..mode).rev() {
            chances[k] = chances[k + 1] * (k as f64 + 1.0) / ((n as f64 - k as f64) * odds);
        }
        let total: f64 = chances.iter().sum();
        let sum = |state: &mut f64, chance: &f64| {
            *state += chance / total;
            Some(*state)
        };
        let below: Vec<f64> = chances.iter().scan(0.0, sum).collect();
        let mut above: Vec<f64> = chances.iter().rev().scan(0.0, sum).collect();
        above.reverse();
        above.remove(0);
        above.push(0.0);
        (below, above)
    }

    /// Laws with this variance, from the skewest to the symmetric one.
    fn laws(variance: f64) -> impl Iterator<Item = (u64, f64)> {
        [0.0003, 0.004, 0.03, 0.1, 0.25, 0.4, 0.5]
            .into_iter()
            .map(move |p: f64| ((variance / (p * (1.0 - p))).ceil() as u64, p))
    }

    #[test]
    fn it_gives_the_known_answers() {
        for (u, n, p, known) in [
            (0.5, 1_000_000, 0.02, 20_000),
            (0.975, 1_000_000, 0.02, 20_275),
            (0.001, 1_000_000, 0.02, 19_569),
            (0.3, 10, 0.25, 2),
            (0.999, 50, 0.5, 36),
            (1e-9, 100_000, 0.3, 29_133),
            (0.37, 350_000, 0.0317, 11_060),
            (0.5, 1, 0.5, 0),
            (0.50001, 1, 0.5, 1),
        ] {
            assert_eq!(binomial_by_inversion(n, p, u), known, "{u} {n} {p}");
        }
    }

    #[test]
    fn certain_and_impossible_things_need_no_luck() {
        for u in [0.0, 0.3, 1.0] {
            assert_eq!(binomial_by_inversion(17, 1.0, u), 17);
            assert_eq!(binomial_by_inversion(17, 7.0, u), 17);
            assert_eq!(binomial_by_inversion(17, 0.0, u), 0);
            assert_eq!(binomial_by_inversion(17, f64::NAN, u), 0);
            assert_eq!(binomial_by_inversion(0, 0.4, u), 0);
        }
    }

    // A draw changes from k to k+1 exactly where u passes F(k), so this is a whole proof for each
    // of these laws, up to rounding.
    #[test]
    fn every_step_is_where_the_distribution_function_has_it() {
        for variance in [0.2, 3.0, 12.0, 29.9, 30.0, 31.0, 60.0, 250.0, 2_000.0] {
            for (n, p) in laws(variance) {
                let (below, above) = table(n, p);
                for k in 0..n as usize {
                    let (f, s) = (below[k], above[k]);
                    let (step, rounding) = if f <= 0.5 { (f, 1e-10 * f) } else { (1.0 - s, 1e-12) };
                    if f > 1e-13 && s > 1e-10 {
                        let around = [step - rounding, step + rounding]
                            .map(|u| binomial_by_inversion(n, p, u));
                        assert_eq!(around, [k as u64, k as u64 + 1], "n {n} p {p} F {f}");
                    }
                }
            }
        }
    }

    // The bound in `shortcut`, with room to spare.
    #[test]
    fn the_expansion_is_good_enough_wherever_it_is_not_checked() {
        let mut worst: f64 = 0.0;
        for variance in [30.0, 33.0, 45.0, 90.0, 250.0, 2_000.0, 20_000.0] {
            for (n, p) in laws(variance) {
                let law = Law::new(n as f64, p);
                let (below, above) = table(n, p);
                for k in 0..n as usize {
                    let lower = below[k] <= 0.5;
                    let z = normal_quantile(if lower { below[k] } else { above[k] });
                    let z = if lower { z } else { -z };
                    if z.abs() < SURE_WITHIN {
                        let error = law.cornish_fisher(z) - 0.5 - k as f64;
                        worst = worst.max(error.abs() * law.variance.sqrt());
                    }
                }
            }
        }
        assert!(worst < 0.28, "{worst}");
    }

    #[test]
    fn more_people_or_a_higher_chance_never_give_fewer() {
        let mut numbers = stream(1);
        for _ in 0..50_000 {
            let n = math::powf(10.0, 6.0 * numbers.uniform()) as u64;
            let p = math::powf(10.0, -4.0 * numbers.uniform());
            let (u, size) = (numbers.uniform(), math::powf(10.0, -8.0 * numbers.uniform()));
            let more = 1 + (n as f64 * size) as u64;
            let [few, many] = [n, n + more].map(|n| binomial_by_inversion(n, p, u));
            assert!(few <= many && many <= few + more, "{n} + {more}, {p}, {u}: {few}, {many}");
            let likelier = binomial_by_inversion(n, p * (1.0 + size), u);
            assert!(few <= likelier, "{n}, {p} × 1+{size}, {u}: {few}, {likelier}");
        }
    }

    #[test]
    fn common_numbers_take_the_luck_out_of_a_comparison() {
        let draws = 2_000;
        let mut numbers = stream(2);
        let squares: f64 = (0..draws)
            .map(|_| {
                let u = numbers.uniform();
                let [one, other] = [0.26, 0.25].map(|p| binomial_by_inversion(1_000, p, u) as f64);
                math::powi(one - other - 10.0, 2)
            })
            .sum();
        // Independent draws would give a variance of 380.
        assert!(squares / f64::from(draws) < 0.3, "{squares}");
    }
}
