//! # Waiting at a gate
//! **What**     Who comes to a gate joins those who wait; as many pass as the quota lets; the
//!              others may settle near by, try another gate, turn back or cross irregularly.
//! **Equation** X = min(Q, W+A); of the rest, each goes away with chance 1 − e^(−R), `R = Σ r_k`, and
//!              for reason k with chance `r_k/R`. For A > Q for long: W → (A−Q)·e^(−R)/(1−e^(−R))
//! **Units**    people; quota: people a day; rates r: per day
//! **Keeps**    admitted + settled + diverted + back + irregular + waiting = W + A. A closed gate
//!              delays, diverts and pools people; it does not make them vanish
//! **Source**   competing risks
//! **Doubts**   nobody is served in order of arrival

use crate::draw::Draws;
use crate::math;
use crate::rng::Stream;

/// A gate before its day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GateDay {
    /// People who waited overnight.
    pub waiting: f64,
    /// People who come today.
    pub arrivals: f64,
    /// People who may pass today: 0 for a closed gate, infinite for an open one. Only whole people
    /// pass in sampled runs.
    pub quota: f64,
}

/// What people do who are not let through, per day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaitingRates {
    /// Settle near the gate.
    pub settle: f64,
    /// Set out for another gate or place.
    pub divert: f64,
    /// Turn back inside.
    pub back: f64,
    /// Cross without leave.
    pub irregular: f64,
}

/// The same, ready for draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaitingChances {
    /// Of each who is not let through, to go away today.
    leave: f64,
    /// Of each reason for those who go away for none before it, in the order of [`WaitingRates`].
    reasons: [f64; 4],
}

impl WaitingRates {
    /// The chances of a day.
    #[must_use]
    pub fn of_a_day(&self) -> WaitingChances {
        let rates = [self.settle, self.divert, self.back, self.irregular];
        let sum = rates.iter().sum::<f64>();
        let mut left = sum;
        let reasons = std::array::from_fn(|reason| {
            let (rate, after) = (rates[reason], &rates[reason + 1..]);
            let is_last = after.iter().all(|rate| *rate <= 0.0);
            let share = if is_last { 1.0 } else { rate / left };
            left -= rate;
            if rate > 0.0 { share } else { 0.0 }
        });
        WaitingChances { leave: -math::exp_m1(-sum), reasons }
    }
}

/// What became of the people at a gate today.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GateOutcome {
    /// Passed the gate.
    pub admitted: f64,
    /// Settled near it.
    pub settled: f64,
    /// Set out for elsewhere.
    pub diverted: f64,
    /// Turned back inside.
    pub back: f64,
    /// Crossed without leave.
    pub irregular: f64,
    /// Wait on.
    pub waiting: f64,
}

impl GateDay {
    /// Plays the day. Drawn by inversion with four numbers of `stream`, however many people there
    /// are, so that gates under two what-ifs stay comparable.
    #[must_use]
    pub fn play(&self, chances: &WaitingChances, draws: Draws, stream: &mut Stream) -> GateOutcome {
        let uniforms = [(); 4].map(|()| stream.uniform());
        let quota = if draws == Draws::Sampled { self.quota.floor() } else { self.quota };
        let pool = self.waiting + self.arrivals;
        let admitted = quota.min(pool).max(0.0);
        let gone = draws.binomial_inverted(pool - admitted, chances.leave, uniforms[3]);
        let mut left = gone;
        let mut counts = [0.0; 4];
        let reasons = chances.reasons.iter().zip(uniforms).zip(&mut counts);
        for ((chance, uniform), count) in reasons.filter(|((chance, _), _)| **chance > 0.0) {
            if left <= 0.0 {
                break;
            }
            *count = draws.binomial_inverted(left, *chance, uniform);
            left -= *count;
        }
        let [settled, diverted, back, irregular] = counts;
        GateOutcome {
            admitted,
            settled,
            diverted,
            back,
            irregular,
            waiting: pool - admitted - gone,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::testing::stream;

    const RATES: WaitingRates =
        WaitingRates { settle: 0.03, divert: 0.02, back: 0.02, irregular: 0.01 };

    fn close(found: f64, known: f64) {
        assert!((found / known - 1.0).abs() < 1e-7, "{found} instead of {known}");
    }

    impl GateOutcome {
        fn gone(&self) -> f64 {
            self.admitted + self.settled + self.diverted + self.back + self.irregular
        }
    }

    /// Waiting, crossed irregularly and gone in all, after `days` of 3,000 arrivals.
    fn after(days: u32, quota: f64, draws: Draws) -> (f64, f64, f64) {
        let mut numbers = stream(9);
        (0..days).fold((0.0, 0.0, 0.0), |(waiting, irregular, gone), _| {
            let today = GateDay { waiting, arrivals: 3_000.0, quota };
            let outcome = today.play(&RATES.of_a_day(), draws, &mut numbers);
            (outcome.waiting, irregular + outcome.irregular, gone + outcome.gone())
        })
    }

    #[test]
    fn a_pool_fills_up_to_where_as_many_leave_as_come() {
        for (days, known) in
            [(1, 1_846.232_7), (10, 13_223.446_4), (30, 21_834.891_6), (60, 23_815.708_3)]
        {
            let (waiting, _, gone) = after(days, 1_000.0, Draws::Expected);
            close(waiting, known);
            close(waiting + gone, 3_000.0 * f64::from(days));
        }
        close(after(30, 1_000.0, Draws::Expected).1, 4_770.638_6);
        close(after(60, 1_000.0, Draws::Expected).1, 12_023.036_5);
        close(after(400, 1_000.0, Draws::Expected).0, 24_013.331_912);
    }

    #[test]
    fn drawn_people_are_whole_none_vanish_and_their_mean_is_the_expected() {
        let (waiting, irregular, gone) = after(60, 1_000.7, Draws::Sampled);
        assert_eq!(waiting + gone, 180_000.0);
        assert_eq!([waiting, irregular, gone].map(f64::fract), [0.0; 3]);
        // Four standard deviations of a count of this size, which bounds the true ones.
        assert!((waiting - 23_815.7).abs() < 4.0 * 23_815.7_f64.sqrt(), "{waiting}");
        assert!((irregular - 12_023.0).abs() < 4.0 * 12_023.0_f64.sqrt(), "{irregular}");
    }

    #[test]
    fn an_open_gate_keeps_nobody_waiting_and_a_closed_one_admits_nobody() {
        for draws in [Draws::Sampled, Draws::Expected] {
            let day = |quota| {
                let gate = GateDay { waiting: 50.0, arrivals: 7.0, quota };
                gate.play(&RATES.of_a_day(), draws, &mut stream(3))
            };
            assert_eq!(day(f64::INFINITY), GateOutcome { admitted: 57.0, ..Default::default() });
            assert_eq!(day(0.0).admitted, 0.0);
        }
    }

    #[test]
    fn a_smaller_quota_never_admits_more_on_the_same_day() {
        for number in 0..200 {
            let admitted = [900.0, 1_000.0].map(|quota| {
                let gate = GateDay { waiting: 700.0, arrivals: 250.0, quota };
                let outcome = gate.play(&RATES.of_a_day(), Draws::Sampled, &mut stream(number));
                [outcome.admitted, outcome.admitted + outcome.irregular]
            });
            assert!(admitted[0][0] <= admitted[1][0] && admitted[0][1] <= admitted[1][1]);
        }
    }

    #[test]
    fn without_rates_people_wait_for_ever() {
        let rates = WaitingRates { settle: 0.0, divert: 0.0, back: 0.0, irregular: 0.0 };
        let gate = GateDay { waiting: 5.0, arrivals: 2.0, quota: 1.0 };
        let outcome = gate.play(&rates.of_a_day(), Draws::Sampled, &mut stream(1));
        assert_eq!(outcome, GateOutcome { admitted: 1.0, waiting: 6.0, ..Default::default() });
    }
}
