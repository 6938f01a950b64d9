//! # Frailty
//! **What**     People differ in how readily pressure moves them, and some stay whatever happens
//!              short of an assault. Those who are still at home have on average stayed for a
//!              reason, so the same pressure moves ever fewer of them.
//! **Equation** R(H) = σ + (1−σ)·(1+θH)^(−1/θ), the share that pressure has not moved;
//!              p = 1 − e^(−a)·R(H+h)/R(H), the chance to leave today
//! **Units**    clock H: pressure (per day) × mobility, summed over days; h: today's part of it;
//!              a: hazard of assault today, times mobility; θ: variance of frailty; σ: share
//! **Keeps**    leaving times are independent given the pressures, so the number that leaves today
//!              is exactly binomial, and one clock a place and group is all there is to remember
//! **Source**   mover-stayer model (Blumen and others 1955) with Gamma frailty (Vaupel,
//!              Manton and Stallard 1979)
//! **Doubts**   a household leaves together, here each person leaves alone; people of different
//!              pasts are merged by mean frailty alone ([`Frailty::merge_fresh`])
//! **Law**      under the same random numbers, pressure that is a multiple of another's on every day
//!              leaves fewer or as many at home, if there are no stayers. With stayers, or with a
//!              change on some days only, that holds for the chances to have left; counts can differ
//!              by a few people the other way, as those left are harder to move on the days after

use crate::math;

/// How people of one group and place differ in their answer to pressure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frailty {
    /// Variance θ of the frailty of those who can be moved (its mean is 1). 0: all alike.
    pub theta: f64,
    /// Share σ that no pressure moves, at least 0 and below 1.
    pub stayers: f64,
}

/// Of people who can be moved, at least this share is taken to be still there at the origin.
const LEAST_SHARE_OF_MOVERS: f64 = 0.02;

/// Below this θ people are alike as far as numbers can tell.
const ALIKE: f64 = 1e-8;

impl Frailty {
    /// Share of the people there at clock 0 whom pressure alone has not moved by this clock.
    #[cfg(test)]
    fn survival(&self, clock: f64) -> f64 {
        self.stayers + self.movers_left(self.log_survival(clock))
    }

    /// Chance that a person who is still there at `clock` leaves on a day that adds `pressure` to
    /// the clock and has the hazard `assault`, both already multiplied by the group's mobility.
    pub fn chance_of_leaving(&self, clock: f64, pressure: f64, assault: f64) -> f64 {
        if pressure == 0.0 {
            return -math::exp_m1(-assault);
        }
        let further = if self.theta < ALIKE {
            -pressure
        } else {
            -math::ln_1p(self.theta * pressure / (1.0 + self.theta * clock)) / self.theta
        };
        // Written with the share of movers, so that small chances keep their digits.
        let share =
            if self.stayers == 0.0 { 1.0 } else { self.share_of_movers(self.log_survival(clock)) };
        let gone = -share * math::exp_m1(further);
        if assault == 0.0 { gone } else { gone - (1.0 - gone) * math::exp_m1(-assault) }
    }

    /// Mean frailty of those still there: pressure's hazard on them is this times the pressure,
    /// assault's is not reduced. So departures split into assault and pressure as
    /// `assault : mean_frailty × pressure`.
    pub fn mean_frailty(&self, clock: f64) -> f64 {
        let of_movers = 1.0 / (1.0 + self.theta * clock);
        if self.stayers == 0.0 {
            return of_movers;
        }
        self.share_of_movers(self.log_survival(clock)) * of_movers
    }

    /// The clock at which the share `share_left` of the people is still there, if pressure took the
    /// others. Shares below the stayers' and 2 % of the movers' are taken as that.
    pub fn clock_at_origin(&self, share_left: f64) -> f64 {
        let movers_left = (share_left - self.stayers) / (1.0 - self.stayers);
        self.clock_of(math::ln(movers_left.clamp(LEAST_SHARE_OF_MOVERS, 1.0)))
    }

    /// The clock of people with this clock and of others whose clock is 0 together, if none of them
    /// are stayers: that at which mean frailty, and so today's departures under small pressure, are
    /// theirs.
    ///
    /// Not matched: the variance of frailty, which is larger among people of different pasts, so
    /// later departures slow down a little less than they should.
    #[must_use]
    pub fn merge_fresh(&self, clock: f64, people: f64, fresh: f64) -> f64 {
        if self.theta < ALIKE {
            return clock;
        }
        let mean_frailty = 1.0 / (1.0 + self.theta * clock);
        ((people + fresh) / (mean_frailty * people + fresh) - 1.0) / self.theta
    }

    /// The same for two populations with any clocks, stayers included:
    /// what [`Frailty::merge_fresh`] is tested by.
    #[cfg(test)]
    fn merge(&self, clock: f64, people: f64, other_clock: f64, other_people: f64) -> f64 {
        let parts =
            [(self.mean_frailty(clock), people), (self.mean_frailty(other_clock), other_people)];
        self.clock_at_mean(parts, clock.max(other_clock)).unwrap_or(clock)
    }

    /// The clock of residents after people have come home who had left at `clock_at_departure`.
    ///
    /// Who has left once is no stayer and leaves again more readily: with Gamma frailty of shape
    /// 1/θ + 1 instead of 1/θ. Mean frailty is matched, as in [`Frailty::merge_fresh`]; the clock may
    /// fall below 0 (never to −1/θ), which is a population readier to leave than a fresh one.
    #[must_use]
    pub fn with_returnees(
        &self,
        clock: f64,
        residents: f64,
        clock_at_departure: f64,
        returnees: f64,
    ) -> f64 {
        let readiness = (1.0 + self.theta) / (1.0 + self.theta * clock_at_departure);
        let parts = [(self.mean_frailty(clock), residents), (readiness, returnees)];
        self.clock_at_mean(parts, clock).unwrap_or(clock)
    }

    /// ln of the share of movers who are left: −ln(1+θH)/θ.
    fn log_survival(&self, clock: f64) -> f64 {
        if self.theta < ALIKE { -clock } else { -math::ln_1p(self.theta * clock) / self.theta }
    }

    /// The inverse of [`Frailty::log_survival`].
    fn clock_of(&self, log_survival: f64) -> f64 {
        if self.theta < ALIKE {
            -log_survival
        } else {
            math::exp_m1(-self.theta * log_survival) / self.theta
        }
    }

    fn movers_left(&self, log_survival: f64) -> f64 {
        (1.0 - self.stayers) * math::exp(log_survival)
    }

    /// Share of movers among those who are left.
    fn share_of_movers(&self, log_survival: f64) -> f64 {
        let movers = self.movers_left(log_survival);
        movers / (self.stayers + movers)
    }

    /// The clock at which mean frailty is the mean of (frailty, people) parts. None if there is
    /// nobody, or if frailty does not depend on the clock.
    ///
    /// By Newton's method on the logarithm of mean frailty, which is concave in that of survival,
    /// so that it gets there from anywhere. Without stayers mean frailty is 1/(1+θH).
    fn clock_at_mean(&self, parts: [(f64, f64); 2], start: f64) -> Option<f64> {
        let people: f64 = parts.iter().map(|(_, people)| people).sum();
        let sum: f64 = parts.iter().map(|(frailty, people)| frailty * people).sum();
        if people <= 0.0 || sum <= 0.0 {
            return None;
        }
        if self.stayers == 0.0 {
            return (self.theta >= ALIKE).then(|| (people / sum - 1.0) / self.theta);
        }
        let wanted = math::ln(sum / people);
        let mut log = self.log_survival(start);
        for _ in 0..50 {
            let share = self.share_of_movers(log);
            let slope = 1.0 - share + self.theta;
            if slope < ALIKE {
                return None;
            }
            let step = (wanted - math::ln(share) - self.theta * log) / slope;
            log += step;
            if step.abs() < 1e-12 {
                break;
            }
        }
        Some(self.clock_of(log))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Draws;
    use crate::draw::binomial_by_inversion;
    use crate::draw::testing::stream;
    use crate::rng::Stream;

    fn close(found: f64, known: f64, tolerance: f64) {
        assert!((found - known).abs() <= tolerance * known.abs(), "{found} instead of {known}");
    }

    /// Chances on each day of (assault, pressure), and how many of 100,000 are left at the end.
    fn days(frailty: Frailty, days: &[(f64, f64)]) -> (Vec<f64>, f64) {
        let (mut clock, mut left) = (0.0, 100_000.0);
        let mut chances = Vec::new();
        for (assault, pressure) in days {
            let chance = frailty.chance_of_leaving(clock, *pressure, *assault);
            clock += pressure;
            left *= 1.0 - chance;
            chances.push(chance);
        }
        (chances, left)
    }

    #[test]
    fn the_easily_moved_leave_first() {
        let pressures = [0.3, 0.3, 0.05, 0.05, 0.0, 0.3].map(|pressure| (0.0, pressure));
        let (chances, left) = days(Frailty { theta: 2.25, stayers: 0.2 }, &pressures);
        for (found, known) in
            chances.iter().zip([0.163_896, 0.106_293, 0.015_063, 0.014_316, 0.0, 0.071_196])
        {
            assert!((found - known).abs() < 5e-7, "{found} instead of {known}");
        }
        close(left, 67_379.0, 1e-6);
        let (chances, _) = days(Frailty { theta: 2.25, stayers: 0.0 }, &pressures);
        close(chances[0], 0.204_870_51, 1e-7);
        close(chances[1], 0.139_713_54, 1e-7);
    }

    #[test]
    fn an_assault_moves_everybody_alike() {
        let pressures = [(0.0, 0.15), (0.5, 0.15), (0.5, 0.02), (0.0, 0.02), (0.0, 0.0)];
        let known = [89_840.66, 49_944.30, 29_977.78, 29_673.17, 29_673.17];
        for (day, known) in known.into_iter().enumerate() {
            let (_, left) = days(Frailty { theta: 1.44, stayers: 0.2 }, &pressures[..=day]);
            close(left, known, 1e-6);
        }
    }

    #[test]
    fn survival_is_the_product_of_staying_and_nobody_leaves_without_a_cause() {
        for frailty in [
            Frailty { theta: 0.0, stayers: 0.0 },
            Frailty { theta: 1e-10, stayers: 0.3 },
            Frailty { theta: 1.44, stayers: 0.2 },
        ] {
            let (_, left) = days(frailty, &[(0.0, 0.4), (0.0, 1e-9), (0.0, 3.0)]);
            close(left / 1e5, frailty.survival(3.400_000_001), 1e-12);
            assert_eq!(frailty.chance_of_leaving(1.0, 0.0, 0.0), 0.0);
            close(
                frailty.chance_of_leaving(1.0, 1e-12, 0.0),
                1e-12 * frailty.mean_frailty(1.0),
                1e-9,
            );
        }
    }

    #[test]
    fn the_clock_at_the_origin_says_who_is_left() {
        let frailty = Frailty { theta: 2.25, stayers: 0.0 };
        close(frailty.clock_at_origin(0.15), 31.295_938, 1e-7);
        let frailty = Frailty { theta: 2.25, stayers: 0.2 };
        let clock = frailty.clock_at_origin(0.3);
        close(clock, 47.393_218, 1e-7);
        close(frailty.chance_of_leaving(clock, 0.05, 0.0), 1.547_279e-4, 1e-6);
        close(frailty.chance_of_leaving(0.0, 0.05, 0.0), 0.037_021_68, 1e-6);
        close(frailty.survival(clock), 0.3, 1e-12);
        assert_eq!(frailty.clock_at_origin(0.05), frailty.clock_at_origin(0.216));
        assert_eq!(frailty.clock_at_origin(1.0), 0.0);
        close(Frailty { theta: 0.0, stayers: 0.0 }.clock_at_origin(0.5), math::ln(2.0), 1e-12);
    }

    #[test]
    fn departures_split_by_the_hazards_of_their_causes() {
        let causes = [0.001, 0.03, 0.06, 0.009];
        let alike = Frailty { theta: 0.0, stayers: 0.0 };
        let chance = alike.chance_of_leaving(0.0, causes.iter().sum(), 0.0);
        close(chance, 0.095_162_58, 1e-7);
        let left = Draws::Expected.binomial_inverted(100_000.0, chance, 0.5);
        let mut counts = [0.0; 4];
        Draws::Expected.multinomial_inverted(left, &causes, |_| 0.5, |cause, n| counts[cause] = n);
        for (found, known) in counts.into_iter().zip([95.163, 2_854.877, 5_709.755, 856.463]) {
            assert!((found - known).abs() < 5e-4, "{found} instead of {known}");
        }
    }

    #[test]
    fn merged_people_leave_today_as_they_would_have_apart() {
        for (theta, stayers) in [(0.5, 0.0), (1.44, 0.2), (2.25, 0.55), (1e-9, 0.2), (0.01, 0.9)] {
            let frailty = Frailty { theta, stayers };
            let (fresh, old) = (frailty.mean_frailty(0.1), frailty.mean_frailty(6.0));
            let merged = frailty.merge(0.1, 3_000.0, 6.0, 1_000.0);
            close(frailty.mean_frailty(merged), 0.75 * fresh + 0.25 * old, 1e-9);
            let returned = frailty.with_returnees(6.0, 9_000.0, 0.3, 1_000.0);
            let readiness = (1.0 + theta) / (1.0 + 0.3 * theta);
            close(frailty.mean_frailty(returned), 0.9 * old + 0.1 * readiness, 1e-9);
        }
        let frailty = Frailty { theta: 2.25, stayers: 0.2 };
        close(frailty.merge(2.0, 50.0, 2.0, 70.0), 2.0, 1e-9);
        close(frailty.merge(2.0, 50.0, 7.0, 0.0), 2.0, 1e-9);
        assert_eq!(frailty.merge(2.0, 0.0, 7.0, 0.0), 2.0);
        assert_eq!(Frailty { theta: 0.0, stayers: 0.0 }.merge(1.0, 5.0, 2.0, 5.0), 1.0);
        for theta in [0.0, 1e-9, 0.5, 2.25] {
            let frailty = Frailty { theta, stayers: 0.0 };
            let fresh = frailty.merge_fresh(3.0, 70.0, 20.0);
            assert_eq!(fresh, frailty.merge(3.0, 70.0, 0.0, 20.0));
        }
    }

    // θ = 2.25, clock 0.3 at departure: 1.94 against .597 of one who stayed.
    #[test]
    fn who_fled_once_flees_again_more_readily() {
        let frailty = Frailty { theta: 2.25, stayers: 0.0 };
        let home = frailty.with_returnees(0.3, 0.0, 0.3, 1_000.0);
        assert!(home < 0.0 && home > -1.0 / 2.25);
        close(frailty.mean_frailty(home), 1.940_299, 1e-6);
        close(frailty.mean_frailty(0.3), 0.597_015, 1e-6);
        assert!(frailty.chance_of_leaving(home, 0.1, 0.0) < 0.2);
    }

    /// A person's frailty. Gamma of mean 1 and variance 2 is the square of a normal number.
    fn person(stayers: f64, numbers: &mut Stream) -> f64 {
        if numbers.uniform() < stayers {
            return 0.0;
        }
        math::powi(crate::special::normal_quantile(numbers.uniform().max(1e-16)), 2)
    }

    #[test]
    fn counts_leave_as_persons_with_their_own_frailty_do() {
        let frailty = Frailty { theta: 2.0, stayers: 0.2 };
        let pressures = [(0.0, 0.3), (0.3, 0.1), (0.0, 0.02), (0.1, 0.0), (0.0, 0.5)];
        let mut numbers = stream(5);
        let people = 200_000;
        let stayed = (0..people).filter(|_| {
            let own = person(frailty.stayers, &mut numbers);
            let hazards = pressures.map(|(assault, pressure)| assault + own * pressure);
            hazards.iter().all(|hazard| numbers.uniform() < math::exp(-hazard))
        });
        let share = stayed.count() as f64 / f64::from(people);
        let (_, left) = days(frailty, &pressures);
        let error = (share * (1.0 - share) / f64::from(people)).sqrt();
        assert!((share - left / 1e5).abs() < 4.0 * error, "{share} {left}");
    }

    #[test]
    fn more_pressure_on_every_day_never_leaves_more_people_at_home() {
        let mut numbers = stream(7);
        for case in 0..2_000 {
            let frailty = Frailty { theta: f64::from(case % 5) * 0.6, stayers: 0.0 };
            let (mut clocks, mut home) =
                ([0.0; 2], [math::powf(10.0, 1.0 + 5.0 * numbers.uniform()) as u64; 2]);
            let (usual, scale) =
                (0.2 * math::powi(numbers.uniform(), 3), 1.0 + math::powi(numbers.uniform(), 4));
            for _ in 0..30 {
                let (pressure, u) = (usual * numbers.uniform(), numbers.uniform());
                for (which, pressure) in [pressure, scale * pressure].into_iter().enumerate() {
                    let chance = frailty.chance_of_leaving(clocks[which], pressure, 0.0);
                    home[which] -= binomial_by_inversion(home[which], chance, u);
                    clocks[which] += pressure;
                }
                assert!(home[1] <= home[0], "{frailty:?} {usual} × {scale}: {home:?}");
            }
        }
    }

    // Person by person: the frailty of those who return after one flight is what is merged.
    #[test]
    fn returnees_are_as_ready_to_leave_as_the_persons_who_left() {
        let frailty = Frailty { theta: 2.0, stayers: 0.2 };
        let mut numbers = stream(6);
        let (mut leavers, mut sum) = (0.0, 0.0);
        for _ in 0..200_000 {
            let own = person(frailty.stayers, &mut numbers);
            // Leaves after a clock of 0.3 and before one of 0.31.
            let time = -math::ln(1.0 - numbers.uniform()) / own;
            if (0.3..0.31).contains(&time) {
                leavers += 1.0;
                sum += own;
            }
        }
        let merged = frailty.mean_frailty(frailty.with_returnees(0.0, 0.0, 0.305, 1.0));
        assert!((sum / leavers / merged - 1.0).abs() < 0.12, "{leavers} {sum} {merged}");
    }
}
