//! # Registration
//! **What**     Who arrives is not registered at once, and not everybody ever is. What is compared
//!              with reports is the number registered, not the number there.
//! **Equation** of N arrivals Binomial(N, coverage) register, each after k days with chance
//!              `w_k` = F(k+1) − F(k), F the Gamma distribution function; of the backlog that waited
//!              when the run began, Binomial(backlog, chance) a day
//! **Units**    people; delay: days, from the start of the day of arrival; 0 is the same day
//! **Keeps**    registered + waiting + never registered = arrivals + the first backlog
//! **Source**   Turkey, November 2014: 1.5 to 1.6 million there and about 1.0 million registered,
//!              so the backlog must not be left out
//! **Doubts**   offices have no limit of people a day; where many come on one day, how many of them
//!              register in each month is drawn, and within it they are spread evenly by `w_k`

use crate::draw::Weights;
use crate::rng::Stream;
use crate::run::Draws;
use crate::special::gamma_distribution;
use std::collections::VecDeque;

/// How arrivals become registrations.
#[derive(Clone, Debug, PartialEq)]
pub struct Registration {
    coverage: f64,
    backlog_chance: f64,
    delays: Delays,
}

impl Registration {
    /// `coverage`: share of arrivals who are registered sooner or later. `backlog_chance`: chance
    /// per day of each who waited when the run began.
    pub fn new(coverage: f64, delays: Delays, backlog_chance: f64) -> Self {
        Self { coverage, backlog_chance, delays }
    }
}

/// How long registrations take.
#[derive(Clone, Debug, PartialEq)]
pub struct Delays {
    /// Chance of each delay, from 0 days; the last one stands for all longer ones.
    chances: Vec<f64>,
    /// Chances of each month, for draws.
    months: Weights,
    /// Their running sums.
    up_to: Vec<f64>,
}

/// Longer delays are alike when they have less than this chance.
const TAIL: f64 = 1e-6;

/// Days whose registrations are drawn together.
const MONTH: usize = 30;

/// So many people are drawn one by one.
const FEW: f64 = 32.0;

impl Delays {
    /// Delays from a Gamma distribution with this mean and standard deviation in days, both above
    /// 0. Those beyond `longest` days are alike: in a run of so many days they are not seen.
    pub fn gamma(mean: f64, sd: f64, longest: u32) -> Self {
        let (shape, scale) = ((mean / sd).powi(2), sd * sd / mean);
        let (mut chances, mut up_to) = (Vec::new(), Vec::new());
        let mut before = 0.0;
        while 1.0 - before >= TAIL && chances.len() < longest as usize {
            let sum = gamma_distribution(shape, scale, chances.len() as f64 + 1.0);
            chances.push(sum - before);
            up_to.push(sum);
            before = sum;
        }
        chances.push(1.0 - before);
        up_to.push(1.0);
        let months: Vec<f64> = chances.chunks(MONTH).map(|days| days.iter().sum()).collect();
        Self { months: Weights::new(&months), chances, up_to }
    }

    /// Splits people by delay: `each(days, people)`.
    fn split(
        &self,
        people: f64,
        draws: Draws,
        stream: &mut Stream,
        mut each: impl FnMut(usize, f64),
    ) {
        if draws == Draws::Expected {
            let counts = self.chances.iter().map(|chance| people * chance).enumerate();
            return counts.for_each(|(delay, people)| each(delay, people));
        }
        if people <= FEW {
            for _ in 0..people as u64 {
                let u = stream.uniform();
                each(self.up_to.partition_point(|sum| *sum <= u), 1.0);
            }
            return;
        }
        let start = stream.uniform();
        draws.multinomial(people, &self.months, stream, |month, people| {
            self.spread(month, people, start, &mut each);
        });
    }

    /// Spreads people over the days of a month by their chances, as evenly as whole people can be:
    /// so many are registered up to a day as is due by then, rounded from a random start.
    fn spread(&self, month: usize, people: f64, start: f64, each: &mut impl FnMut(usize, f64)) {
        let first = month * MONTH;
        let up_to = &self.up_to[first..self.up_to.len().min(first + MONTH)];
        let before = first.checked_sub(1).map_or(0.0, |last| self.up_to[last]);
        let (last, scale) = (up_to.len() - 1, people / (up_to[up_to.len() - 1] - before));
        let mut done = 0.0;
        for (day, sum) in up_to.iter().enumerate() {
            // A cast rounds down, and costs less than to round.
            let due = ((sum - before) * scale + start) as u64 as f64;
            let due = if day == last { people } else { due };
            if due > done {
                each(first + day, due - done);
                done = due;
            }
        }
    }
}

/// People who have arrived and are not registered.
#[derive(Clone, Debug, PartialEq)]
pub struct DelayedRegister {
    /// By days until they are registered, from 0.
    due: VecDeque<f64>,
    backlog: f64,
    never: f64,
}

impl DelayedRegister {
    /// `backlog` people wait when the run begins.
    pub fn new(backlog: f64) -> Self {
        Self { due: VecDeque::new(), backlog, never: 0.0 }
    }

    /// People who wait to be registered.
    pub fn waiting(&self) -> f64 {
        self.backlog + self.due.iter().sum::<f64>()
    }

    /// People who will not be registered but by a catch-up.
    pub fn never(&self) -> f64 {
        self.never
    }

    /// Takes in the day's arrivals and returns how many people are registered today.
    pub fn day(
        &mut self,
        registration: &Registration,
        arrivals: f64,
        draws: Draws,
        stream: &mut Stream,
    ) -> f64 {
        let covered = draws.binomial(arrivals, registration.coverage, stream);
        self.never += arrivals - covered;
        let delays = &registration.delays;
        self.due.resize(delays.chances.len().max(self.due.len()), 0.0);
        delays.split(covered, draws, stream, |delay, people| self.due[delay] += people);
        let from_backlog = draws.binomial(self.backlog, registration.backlog_chance, stream);
        self.backlog -= from_backlog;
        self.due.pop_front().unwrap_or(0.0) + from_backlog
    }

    /// A catch-up: registers at once `waiting_share` of those who wait, whether since before the
    /// run or later, and `never_share` of those who would never be. Returns how many.
    pub fn catch_up(
        &mut self,
        waiting_share: f64,
        never_share: f64,
        draws: Draws,
        stream: &mut Stream,
    ) -> f64 {
        let mut registered = 0.0;
        let mut register = |people: &mut f64, share: f64| {
            let reached = draws.binomial(*people, share, stream);
            *people -= reached;
            registered += reached;
        };
        register(&mut self.backlog, waiting_share);
        self.due.iter_mut().for_each(|people| register(people, waiting_share));
        register(&mut self.never, never_share);
        registered
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::tests::{chi_square, stream};

    fn close(found: f64, known: f64) {
        assert!((found / known - 1.0).abs() < 1e-6, "{found} instead of {known}");
    }

    fn arrivals(day: u32) -> f64 {
        match day {
            0 => 1_000.0,
            10 => 500.0,
            _ => 0.0,
        }
    }

    #[test]
    fn delays_have_the_chances_of_the_gamma_distribution() {
        let chances = Delays::gamma(30.0, 20.0, 1_000).chances;
        for (found, known) in chances.iter().zip([0.001_096_44, 0.003_857_36, 0.006_765_57]) {
            assert!((found - known).abs() < 5e-9, "{found} instead of {known}");
        }
        close(chances.iter().sum(), 1.0);
        assert!(chances.last().is_some_and(|tail| *tail < TAIL));
        let mean: f64 = chances.iter().enumerate().map(|(days, p)| days as f64 * p).sum();
        assert!((mean - 29.5).abs() < 0.01, "{mean}");
    }

    #[test]
    fn registrations_are_arrivals_folded_with_the_delay() {
        let law = Registration::new(0.9, Delays::gamma(30.0, 20.0, 150), 0.0);
        let mut register = DelayedRegister::new(0.0);
        let mut registered = 0.0;
        let sums: Vec<f64> = (0..=120)
            .map(|day| {
                let today = register.day(&law, arrivals(day), Draws::Expected, &mut stream(0));
                registered += today;
                registered
            })
            .collect();
        for (day, known) in [
            (0, 0.986_798),
            (10, 132.166_392),
            (30, 723.012_475),
            (60, 1_217.184_616),
            (120, 1_346.793_725),
        ] {
            close(sums[day], known);
        }
        close(register.never(), 150.0);
    }

    #[test]
    fn the_backlog_of_the_beginning_is_worked_off() {
        let law = Registration::new(1.0, Delays::gamma(45.0, 30.0, 150), 1.0 / 46.0);
        let mut register = DelayedRegister::new(700_000.0);
        let registered: f64 =
            (0..30).map(|_| register.day(&law, 0.0, Draws::Expected, &mut stream(0))).sum();
        close(registered, 337_975.05);
        close(register.waiting(), 700_000.0 - 337_975.05);
    }

    #[test]
    fn drawn_people_are_whole_none_are_lost_and_most_register_when_expected() {
        let law = Registration::new(0.9, Delays::gamma(30.0, 20.0, 150), 0.01);
        let mut register = DelayedRegister::new(5_000.0);
        let mut numbers = stream(4);
        let (mut registered, mut from_arrivals_by_30) = (0.0, 0.0);
        for day in 0..=60 {
            registered += register.day(&law, arrivals(day), Draws::Sampled, &mut numbers);
            if day == 20 {
                registered += register.catch_up(0.3, 0.5, Draws::Sampled, &mut numbers);
            }
            if day == 30 {
                from_arrivals_by_30 = registered;
            }
            let here = if day < 10 { 6_000.0 } else { 6_500.0 };
            assert_eq!(registered + register.waiting() + register.never(), here);
            assert_eq!(registered.fract(), 0.0);
        }
        // By day 30 without a catch-up: 723 of the arrivals and 1,340 of the backlog.
        assert!(from_arrivals_by_30 > 2_200.0, "{from_arrivals_by_30}");
    }

    #[test]
    fn sampled_registrations_have_the_expected_mean() {
        let law = Registration::new(0.9, Delays::gamma(30.0, 20.0, 150), 0.0);
        let sums: Vec<f64> = (0..400)
            .map(|member| {
                let (mut register, mut numbers) = (DelayedRegister::new(0.0), stream(member));
                (0..=30)
                    .map(|day| register.day(&law, arrivals(day), Draws::Sampled, &mut numbers))
                    .sum()
            })
            .collect();
        let mean = sums.iter().sum::<f64>() / 400.0;
        let variance = sums.iter().map(|sum| (sum - mean).powi(2)).sum::<f64>() / 400.0;
        assert!((mean - 723.012).abs() < 4.0 * (variance / 400.0).sqrt(), "{mean}");
        let chance = |days: f64| 0.9 * gamma_distribution(2.25, 400.0 / 30.0, days);
        let binomial = |people: f64, chance: f64| people * chance * (1.0 - chance);
        let known = binomial(1_000.0, chance(31.0)) + binomial(500.0, chance(21.0));
        assert!((variance / known - 1.0).abs() < 0.3, "{variance} instead of {known}");
    }

    #[test]
    fn delays_longer_than_the_run_are_alike_and_change_nothing_in_it() {
        let [short, long] = [31, 1_000].map(|longest| Delays::gamma(30.0, 20.0, longest));
        assert_eq!(short.chances.len(), 32);
        assert_eq!(short.chances[..31], long.chances[..31]);
        close(short.chances[31], long.chances[31..].iter().sum());
    }

    #[test]
    fn few_people_are_spread_as_many_are() {
        let delays = Delays::gamma(10.0, 5.0, 20);
        let mut numbers = stream(8);
        let mut counts = vec![0.0; delays.chances.len()];
        for _ in 0..5_000 {
            delays.split(20.0, Draws::Sampled, &mut numbers, |delay, n| counts[delay] += n);
        }
        let expected: Vec<f64> = delays.chances.iter().map(|chance| 100_000.0 * chance).collect();
        let (statistic, freedom) = chi_square(&counts, &expected);
        assert!(statistic < freedom + 6.0 * (2.0 * freedom).sqrt(), "{statistic} for {freedom}");
    }

    #[test]
    fn a_catch_up_of_everybody_leaves_nobody() {
        let law = Registration::new(0.5, Delays::gamma(30.0, 20.0, 150), 0.01);
        let mut register = DelayedRegister::new(100.0);
        let today = register.day(&law, 50.0, Draws::Sampled, &mut stream(1));
        let rest = register.catch_up(1.0, 1.0, Draws::Sampled, &mut stream(2));
        assert_eq!((today + rest, register.waiting(), register.never()), (150.0, 0.0, 0.0));
    }
}
