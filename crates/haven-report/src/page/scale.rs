//! From numbers to positions on paper.

use haven_core::math;

/// A linear scale with round marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
    /// Values to mark, rising.
    pub marks: Vec<f64>,
}

/// Marks aimed at.
const MARKS: f64 = 4.0;

impl Scale {
    /// A scale that holds `low` to `high`, stretched to round numbers, between two positions.
    pub fn new(low: f64, high: f64, from: f64, to: f64) -> Self {
        let step = round_step((high - low).max(1.0) / MARKS);
        let (first, last) = ((low / step).floor(), (high / step).ceil().max(low / step + 1.0));
        let marks = (0..=(last - first) as i64).map(|at| (first + at as f64) * step).collect();
        Self { low: first * step, high: last * step, from, to, marks }
    }

    /// The position of a value.
    pub fn at(&self, value: f64) -> f64 {
        self.from + (value - self.low) / (self.high - self.low) * (self.to - self.from)
    }
}

/// 1, 2 or 5 times a power of ten, at least `least`.
pub fn round_step(least: f64) -> f64 {
    let power = math::powf(10.0, math::log10(least).floor());
    let factors = [1.0, 2.0, 5.0, 10.0];
    let enough = factors.into_iter().find(|factor| factor * power >= least * (1.0 - 1e-9));
    enough.unwrap_or(10.0) * power
}

/// A position as SVG wants it: a tenth of a unit is finer than anybody sees.
pub fn px(position: f64) -> String {
    // Adding 0 turns -0 into 0.
    ((position * 10.0).round() / 10.0 + 0.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_hold_the_values() {
        let scale = Scale::new(0.0, 83_000.0, 100.0, 0.0);
        assert_eq!(scale.marks, [0.0, 50_000.0, 100_000.0]);
        assert_eq!((scale.at(0.0), scale.at(50_000.0)), (100.0, 50.0));
        let signed = Scale::new(-3_000.0, 9_000.0, 0.0, 100.0);
        assert_eq!(signed.marks, [-5_000.0, 0.0, 5_000.0, 10_000.0]);
    }

    #[test]
    fn steps_are_one_two_or_five() {
        assert_eq!(
            [0.9, 1.0, 1.1, 3.0, 7.0, 20.0].map(round_step),
            [1.0, 1.0, 2.0, 5.0, 10.0, 20.0]
        );
    }

    #[test]
    fn positions_are_short() {
        assert_eq!([1.0, 1.26, -0.04].map(px), ["1", "1.3", "0"]);
    }

    #[test]
    fn a_scale_holds_its_ends_and_goes_beyond_them_to_round_numbers() {
        // A step of at least 25 is 50; the ends are marks already.
        let even = Scale::new(0.0, 100.0, 0.0, 200.0);
        assert_eq!(even.marks, [0.0, 50.0, 100.0]);
        assert_eq!(
            [0.0, 25.0, 100.0, 150.0, -50.0].map(|it| even.at(it)),
            [0.0, 50.0, 200.0, 300.0, -100.0]
        );
        // From 120 to 190: steps of at least 17.5, so 20: six marks from 120 to 200.
        assert_eq!(Scale::new(120.0, 190.0, 0.0, 1.0).marks, [120.0, 140.0, 160.0, 180.0, 200.0]);
        // Below 0 only: 0 is the upper end.
        assert_eq!(Scale::new(-90.0, 0.0, 0.0, 1.0).marks, [-100.0, -50.0, 0.0]);
    }

    #[test]
    fn a_scale_of_one_value_has_two_marks() {
        let none = Scale::new(0.0, 0.0, 10.0, 20.0);
        // Differences below one count as one: quarters of it, rounded up to halves.
        assert_eq!(none.marks, [0.0, 0.5]);
        assert_eq!((none.at(0.0), none.at(0.5)), (10.0, 20.0));
    }

    #[test]
    fn a_scale_may_run_backwards_and_start_anywhere() {
        let up = Scale::new(0.0, 40.0, 180.0, 20.0);
        assert_eq!(up.marks, [0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!([0.0, 10.0, 40.0].map(|it| up.at(it)), [180.0, 140.0, 20.0]);
    }

    #[test]
    fn steps_are_round_below_one_and_at_powers_of_ten() {
        let steps = [0.2, 0.21, 5.0, 5.1, 9.9, 10.0, 10.1, 999.0, 2_000.1].map(round_step);
        assert_eq!(steps, [0.2, 0.5, 5.0, 10.0, 10.0, 10.0, 20.0, 1_000.0, 5_000.0]);
    }

    #[test]
    fn tenths_are_rounded_half_away_from_nothing() {
        assert_eq!([0.25, -0.25, 0.24, 99.96, -3.0].map(px), ["0.3", "-0.3", "0.2", "100", "-3"]);
    }
}
