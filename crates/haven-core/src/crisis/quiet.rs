//! What quiet brings back: people to homes that are not too damaged, and trust to a haven that was
//! attacked.

/// Chance per day that a displaced person whose home is quiet returns:
/// 1 − exp(−r₀·e^(−k·damage)), with `hazard` r₀ per day and damage from 0 to 1.
pub fn return_chance(hazard: f64, deterrence: f64, damage: f64) -> f64 {
    -(-hazard * (-deterrence * damage).exp()).exp_m1()
}

/// Credibility, 0 to 1, after one more day: first the day's `attack` (0 to 1) costs the share
/// `shock × attack` of it, then the share `recovery` of what it lacks to `most` comes back.
///
/// `most` is 1, or less after a collapse. Model: section 8, "Haven".
pub fn credibility_after(
    credibility: f64,
    attack: f64,
    shock: f64,
    recovery: f64,
    most: f64,
) -> f64 {
    let attacked = credibility * (1.0 - shock * attack).max(0.0);
    attacked + recovery * (most - attacked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn returns_in_90_days_are_those_of_the_closed_form() {
        let away = (0..90).fold(100_000.0, |away, _| away * (1.0 - return_chance(0.002, 3.0, 0.4)));
        assert!(((100_000.0 - away) / 5_277.153_0 - 1.0).abs() < 1e-7, "{away}");
    }

    #[test]
    fn five_days_of_attacks_cost_more_than_recovery_gives() {
        let after = (0..5).fold(0.8, |now, _| credibility_after(now, 0.1, 0.5, 0.02, 1.0));
        assert!((after / 0.646_669_15 - 1.0).abs() < 1e-7, "{after}");
    }

    #[test]
    fn quiet_restores_it_up_to_its_most() {
        let after = (0..1_000).fold(0.0, |now, _| credibility_after(now, 0.0, 0.5, 0.02, 0.2));
        assert!((after - 0.2).abs() < 1e-6);
        assert_eq!(credibility_after(0.5, 1.0, 3.0, 0.0, 1.0), 0.0);
    }
}
