//! Differences between what-ifs, member by member: with common random numbers the luck that both
//! share cancels.

use crate::spread::Spread;
use haven_core::math;

/// How one what-if differs from another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Of the differences over members.
    pub spread: Spread,
    /// 95 % interval of the mean difference: what more members would narrow (Student's t).
    pub mean_interval: [f64; 2],
    /// Share of members in which the first exceeds the second by more than the number asked for.
    pub exceeding: f64,
}

impl Difference {
    /// Compares members of equal number. `by`: people by which one has to exceed the other.
    /// `None` if there are none.
    pub fn of(one: &[f64], other: &[f64], by: f64) -> Option<Self> {
        let mut differences: Vec<f64> = one.iter().zip(other).map(|(a, b)| a - b).collect();
        let exceeding = differences.iter().filter(|difference| **difference > by).count() as f64;
        let count = differences.len() as f64;
        let spread = Spread::of(&mut differences)?;
        let error = spread.sd.unwrap_or(0.0) / count.sqrt();
        let half = t_975(differences.len().saturating_sub(1)) * error;
        let mean_interval = [spread.mean - half, spread.mean + half];
        Some(Self { spread, mean_interval, exceeding: exceeding / count })
    }
}

/// The 97.5 % quantile of Student's t (Cornish and Fisher's expansion about the normal's; below
/// five degrees of freedom by table).
fn t_975(degrees: usize) -> f64 {
    const Z: f64 = 1.959_963_984_540_054;
    let n = degrees as f64;
    match degrees {
        0 => f64::INFINITY,
        1 => 12.706_204_736_432_1,
        2 => 4.302_652_729_911_28,
        3 => 3.182_446_305_284_26,
        4 => 2.776_445_105_197_79,
        _ => {
            let (z3, z5) = (math::powi(Z, 3), math::powi(Z, 5));
            Z + (z3 + Z) / (4.0 * n)
                + (5.0 * z5 + 16.0 * z3 + 3.0 * Z) / (96.0 * n * n)
                + (3.0 * math::powi(Z, 7) + 19.0 * z5 + 17.0 * z3 - 15.0 * Z)
                    / (384.0 * math::powi(n, 3))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_agrees_with_published_tables() {
        for (degrees, expected) in [(3, 3.182), (5, 2.571), (10, 2.228), (30, 2.042), (299, 1.968)]
        {
            assert!((t_975(degrees) - expected).abs() < 0.015, "{degrees}");
        }
    }

    #[test]
    fn what_changes_nothing_differs_by_exactly_nothing() {
        let numbers = [3.0, 1.0, 2.0];
        let difference = Difference::of(&numbers, &numbers, 0.0).unwrap();
        assert_eq!(difference.spread.quantiles, [0.0; 5]);
        assert_eq!(difference.mean_interval, [0.0, 0.0]);
        assert_eq!(difference.exceeding, 0.0);
    }

    #[test]
    fn the_chance_of_exceeding_counts_members() {
        let difference = Difference::of(&[10.0, 20.0, 30.0, 40.0], &[5.0; 4], 14.0).unwrap();
        assert_eq!(difference.exceeding, 0.75);
        assert_eq!(difference.spread.mean, 20.0);
    }
}
