//! How the members of an ensemble spread.

use haven_core::math;

/// The levels of [`Spread::quantiles`].
pub const LEVELS: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// Mean, standard deviation and quantiles of some numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Standard deviation with n − 1; none for fewer than two numbers.
    pub sd: Option<f64>,
    /// Quantiles at [`LEVELS`], interpolated linearly between order statistics.
    pub quantiles: [f64; 5],
}

impl Spread {
    /// The spread of these numbers, which are sorted on the way; `None` if there are none.
    pub fn of(values: &mut [f64]) -> Option<Self> {
        values.sort_unstable_by(f64::total_cmp);
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|value| math::powi(value - mean, 2)).sum();
        let sd = (values.len() > 1).then(|| (squares / (count - 1.0)).sqrt());
        let quantiles = LEVELS.map(|level| quantile(values, level));
        (!values.is_empty()).then_some(Self { mean, sd, quantiles })
    }

    /// The middle.
    pub fn median(&self) -> f64 {
        self.quantiles[2]
    }

    /// The interval that leaves out one member in twenty at either end.
    pub fn interval_90(&self) -> (f64, f64) {
        (self.quantiles[0], self.quantiles[4])
    }
}

/// The quantile of sorted numbers at a level, interpolated linearly; NaN if there are none.
pub fn quantile(sorted: &[f64], level: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let position = level * last as f64;
    let below = (position as usize).min(last);
    let above = (below + 1).min(last);
    let share = position - below as f64;
    // Between two infinite numbers there is no difference to interpolate, and no share of an infinite one
    // is needed on a number itself.
    if share == 0.0 || sorted[below] == sorted[above] {
        return sorted[below];
    }
    sorted[below] + share * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_of_one_to_five_is_known() {
        let spread = Spread::of(&mut [5.0, 1.0, 3.0, 2.0, 4.0]).unwrap();
        assert_eq!(spread.mean, 3.0);
        assert_eq!(spread.sd, Some(2.5_f64.sqrt()));
        assert_eq!(spread.quantiles, [1.2, 2.0, 3.0, 4.0, 4.8]);
    }

    #[test]
    fn one_number_has_no_standard_deviation() {
        let spread = Spread::of(&mut [4.0]).unwrap();
        assert_eq!((spread.sd, spread.interval_90()), (None, (4.0, 4.0)));
        assert_eq!(Spread::of(&mut []), None);
    }

    #[test]
    fn a_number_beside_an_infinite_one_is_itself() {
        let spread = Spread::of(&mut [1.0, f64::INFINITY, 5.0]).unwrap();
        // Levels 0.5 and 0.25 of three numbers stand at positions 1 and 0.5 from 0.
        assert_eq!((spread.median(), spread.quantiles[1]), (5.0, 3.0));
        assert_eq!(spread.quantiles[3..], [f64::INFINITY; 2]);
        assert_eq!(quantile(&[f64::NEG_INFINITY, 2.0], 1.0), 2.0);
    }
}
