//! # One contest
//! **What**     Several parties fight over a place; who takes it, and when.
//! **Equation** `h_a = (v_a/ℓ_a)·S_a^m / (S_d^m + Σ_b S_b^m)`;  `S = Σ_j s_j·exp(−d_j/ρ)`;  the time to
//!   the taking by a is exponential, `h_a` its rate, and the first takes it
//! **Units**    v: km a day; ℓ, d, ρ: km; S: strength (units that only compare); h: per day
//! **Reads**    numbers only.  **Returns** hazards
//! **Keeps**    hazards of equal speed and distance add up to less than v/ℓ
//! **Source**   Tullock contest; speed over distance makes the speed of an advance independent of
//!   how many places lie on the way. Where nobody defends, `S_d` = 0, the nearest and strongest come:
//!   the void needs no rule of its own.
//! **Doubts**   Decisiveness m is the same for everybody.

use crate::math;

/// Weight S^m of a party in a contest; 0 without strength.
pub fn weight(strength: f64, decisiveness: f64) -> f64 {
    if strength > 0.0 { math::powf(strength, decisiveness) } else { 0.0 }
}

/// Hazard per day with which a party takes a place, `total` being the weights of all who fight for
/// it, the defender included. 0 without weight.
pub fn hazard(km_per_day: f64, km: f64, weight: f64, total: f64) -> f64 {
    if weight > 0.0 { km_per_day / km * weight / total } else { 0.0 }
}

/// Days until something happens that a unit exponential time is left for.
pub fn wait(unit_time: f64, hazard: f64) -> f64 {
    if hazard > 0.0 { unit_time / hazard } else { f64::INFINITY }
}

/// Weight of strength at a distance in the support of a contest.
pub fn support(km: f64, support_km: f64) -> f64 {
    math::exp(-km / support_km)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crisis::conflict::testing::{assert_close, dice};

    fn hazards(speeds: [f64; 3], defender: f64, m: f64) -> [f64; 3] {
        let weights = [30.0, 20.0, 10.0].map(|strength| weight(strength, m));
        let total = weights.iter().sum::<f64>() + weight(defender, m);
        [0, 1, 2].map(|a| hazard(speeds[a], 10.0, weights[a], total))
    }

    fn lost_in_a_day(hazards: [f64; 3]) -> f64 {
        -math::exp_m1(-hazards.iter().sum::<f64>())
    }

    #[test]
    fn hazards_of_a_contest_are_as_computed_by_hand() {
        let linear = hazards([8.0; 3], 10.0, 1.0);
        assert_close(&linear, &[0.342_857_14, 0.228_571_43, 0.114_285_71]);
        assert_close(&[lost_in_a_day(linear)], &[0.496_269_71]);
        let square = hazards([8.0; 3], 10.0, 2.0);
        assert_close(&square, &[0.48, 0.213_333_33, 0.053_333_33]);
        assert_close(&[lost_in_a_day(square)], &[0.526_056_26]);
    }

    #[test]
    fn a_void_goes_to_the_strong_in_proportion_to_their_weight() {
        let void = hazards([8.0; 3], 0.0, 2.0);
        assert_close(&void, &[0.514_285_71, 0.228_571_43, 0.057_142_86]);
        let total: f64 = void.iter().sum();
        assert_close(&void.map(|h| h / total), &[0.642_857_14, 0.285_714_29, 0.071_428_57]);
    }

    #[test]
    fn whoever_has_a_campaign_is_faster() {
        let campaign = hazards([8.0, 0.3, 0.3], 10.0, 2.0);
        assert_close(&campaign, &[0.48, 0.008, 0.002]);
        assert_close(&[campaign[0] / campaign.iter().sum::<f64>()], &[0.979_591_84]);
    }

    #[test]
    fn the_race_is_won_in_proportion_to_the_hazards() {
        let hazards = hazards([8.0; 3], 0.0, 2.0);
        let mut stream = dice(1);
        let (races, mut won) = (40_000, [0_u32; 3]);
        for _ in 0..races {
            let waits = hazards.map(|h| wait(-math::ln(1.0 - stream.uniform()), h));
            let first = (0..3).min_by(|a, b| waits[*a].total_cmp(&waits[*b])).unwrap();
            won[first] += 1;
        }
        for (wins, chance) in won.iter().zip([0.642_857, 0.285_714, 0.071_429]) {
            let sd = (chance * (1.0 - chance) / f64::from(races)).sqrt();
            assert!((f64::from(*wins) / f64::from(races) - chance).abs() < 4.5 * sd, "{won:?}");
        }
    }

    #[test]
    fn without_strength_nothing_is_taken() {
        assert_eq!(hazard(8.0, 10.0, weight(0.0, 2.0), 0.0), 0.0);
        assert_eq!(wait(1.0, 0.0), f64::INFINITY);
    }
}
