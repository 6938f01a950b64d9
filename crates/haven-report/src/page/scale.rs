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
}
