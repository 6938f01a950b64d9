//! How far a run is from what was counted.

/// One day's people at the destinations, simulated and counted, and what Flee divides by.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredDay<'a> {
    /// Simulated people by destination.
    pub simulated: &'a [f64],
    /// Counted people by destination, in the same order.
    pub counted: &'a [f64],
    /// Sum of reported increases (Flee's "raw UNHCR refugee count").
    pub reported: f64,
}

/// Averaged relative differences over days: 0 is perfect, and forecasting nothing at all scores 1 by
/// the plain denominator.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ard {
    /// Divided by the people counted at the destinations that day (at least 1).
    pub plain: f64,
    /// Divided by Flee's own denominator, which counts day 0 twice; the mean of `Total error`.
    pub flee: f64,
    days: u32,
}

impl Ard {
    /// Takes in one more day. Every day weighs the same.
    pub fn add(&mut self, day: &ScoredDay<'_>) {
        let pairs = day.simulated.iter().zip(day.counted);
        let difference: f64 = pairs.map(|(simulated, counted)| (simulated - counted).abs()).sum();
        let plain = difference / day.counted.iter().sum::<f64>().max(1.0);
        let flee = if day.reported > 0.0 { difference / day.reported } else { 0.0 };
        self.days += 1;
        let weight = 1.0 / f64::from(self.days);
        self.plain += (plain - self.plain) * weight;
        self.flee += (flee - self.flee) * weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forecasting_nothing_scores_one_by_the_plain_denominator() {
        let mut ard = Ard::default();
        for day in 1..10_u32 {
            let counted = [f64::from(day) * 10.0, 5.0];
            let reported = 2.0 * counted.iter().sum::<f64>();
            ard.add(&ScoredDay { simulated: &[0.0, 0.0], counted: &counted, reported });
        }
        assert!((ard.plain - 1.0).abs() < 1e-12, "{ard:?}");
        assert!((ard.flee - 0.5).abs() < 1e-12, "{ard:?}");
    }

    #[test]
    fn days_without_anybody_counted_divide_by_one() {
        let mut ard = Ard::default();
        ard.add(&ScoredDay { simulated: &[3.0], counted: &[0.0], reported: 0.0 });
        assert_eq!((ard.plain, ard.flee), (3.0, 0.0));
    }
}
