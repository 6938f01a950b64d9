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

use crate::draw::Draws;
use crate::draw::{Picks, Weights};
use crate::math;
use crate::rng::Stream;
use crate::special::gamma_distribution;

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
    /// Their running sums.
    up_to: Vec<f64>,
    /// Chances of each month, for draws.
    months: Weights,
    /// Of those who register in a month, the share that has done so by the end of each of its days, by
    /// month; 1 from the last delay on.
    by_day: Vec<[f64; MONTH]>,
}

/// Longer delays are alike when they have less than this chance.
const TAIL: f64 = 1e-6;

/// Days whose registrations are drawn together.
const MONTH: usize = 30;

/// So many people are drawn one by one.
const FEW: f64 = 32.0;

/// Added and taken away again, it leaves the nearest whole number of less than 2⁵¹, for many at once:
/// there is no room in it for halves.
const NO_HALVES: f64 = 6_755_399_441_055_744.0;

impl Delays {
    /// Delays from a Gamma distribution with this mean and standard deviation in days, both above
    /// 0. Those beyond `longest` days are alike: in a run of so many days they are not seen.
    pub fn gamma(mean: f64, sd: f64, longest: u32) -> Self {
        let (shape, scale) = (math::powi(mean / sd, 2), sd * sd / mean);
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
        let by_day = shares_by_day(&up_to);
        Self { months: Weights::new(&months), chances, up_to, by_day }
    }

    /// Days in all of their months.
    fn days(&self) -> usize {
        self.by_day.len() * MONTH
    }

    /// Adds people to those who are `due`, by delay (length: at least [`Delays::days`]).
    fn split(
        &self,
        (people, draws): (f64, Draws),
        stream: &mut Stream,
        picks: &mut Picks,
        due: &mut [f64],
    ) {
        if draws == Draws::Expected {
            due.iter_mut().zip(&self.chances).for_each(|(due, chance)| *due += people * chance);
        } else if people <= FEW {
            for _ in 0..people as u64 {
                let u = stream.uniform();
                due[self.up_to.partition_point(|sum| *sum <= u)] += 1.0;
            }
        } else {
            let start = stream.uniform();
            draws.multinomial_kept(people, (&self.months, picks), stream, |month, people| {
                spread(&self.by_day[month], people, start, &mut due[month * MONTH..][..MONTH]);
            });
        }
    }
}

/// Of those who register in a month, the share that has done so by the end of each of its days.
fn shares_by_day(up_to: &[f64]) -> Vec<[f64; MONTH]> {
    let mut before = 0.0;
    let of_month = |days: &[f64]| {
        let (first, last) = (before, days[days.len() - 1]);
        before = last;
        std::array::from_fn(|day| days.get(day).map_or(1.0, |sum| (sum - first) / (last - first)))
    };
    up_to.chunks(MONTH).map(of_month).collect()
}

/// Spreads people over the days of a month by their chances, as evenly as whole people can be:
/// so many are registered up to a day as is due by then, rounded from a random start.
fn spread(by_day: &[f64; MONTH], people: f64, start: f64, due: &mut [f64]) {
    // To round down from `start` is to round to the nearest from half a person less.
    let mut by_then = by_day.map(|share| share * people + (start - 0.5) + NO_HALVES - NO_HALVES);
    by_then[MONTH - 1] = people;
    due[0] += by_then[0];
    let today = by_then[1..].iter().zip(&by_then);
    due[1..].iter_mut().zip(today).for_each(|(due, (by_then, before))| *due += by_then - before);
}

/// People who have arrived and are not registered.
#[derive(Clone, Debug, PartialEq)]
pub struct DelayedRegister {
    /// By day on which they are registered, from the first one of the run.
    due: Vec<f64>,
    /// Days that are over.
    over: usize,
    backlog: f64,
    never: f64,
}

impl DelayedRegister {
    /// `backlog` people wait when the run begins.
    pub fn new(backlog: f64) -> Self {
        Self { due: Vec::new(), over: 0, backlog, never: 0.0 }
    }

    /// People who wait to be registered.
    #[cfg(test)]
    fn waiting(&self) -> f64 {
        self.backlog + self.due[self.over..].iter().sum::<f64>()
    }

    /// People who will not be registered.
    #[cfg(test)]
    fn never(&self) -> f64 {
        self.never
    }

    /// Takes in the day's arrivals and returns how many people are registered today. Always under the
    /// same `registration`; `picks` is room to work in for it.
    pub fn day(
        &mut self,
        registration: &Registration,
        (arrivals, draws): (f64, Draws),
        stream: &mut Stream,
        picks: &mut Picks,
    ) -> f64 {
        let covered = draws.binomial(arrivals, registration.coverage, stream);
        self.never += arrivals - covered;
        let delays = &registration.delays;
        self.due.resize(self.over + delays.days(), 0.0);
        let due = &mut self.due[self.over..];
        delays.split((covered, draws), stream, picks, due);
        let today = due[0];
        self.over += 1;
        let from_backlog = draws.binomial(self.backlog, registration.backlog_chance, stream);
        self.backlog -= from_backlog;
        today + from_backlog
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::testing::{chi_square, stream};

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
                let today = register.day(
                    &law,
                    (arrivals(day), Draws::Expected),
                    &mut stream(0),
                    &mut Picks::default(),
                );
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
        let registered: f64 = (0..30)
            .map(|_| {
                register.day(&law, (0.0, Draws::Expected), &mut stream(0), &mut Picks::default())
            })
            .sum();
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
            registered += register.day(
                &law,
                (arrivals(day), Draws::Sampled),
                &mut numbers,
                &mut Picks::default(),
            );
            if day == 30 {
                from_arrivals_by_30 = registered;
            }
            let here = if day < 10 { 6_000.0 } else { 6_500.0 };
            assert_eq!(registered + register.waiting() + register.never(), here);
            assert_eq!(registered.fract(), 0.0);
        }
        // By day 30: 723 of the arrivals and 1,340 of the backlog.
        let off = (from_arrivals_by_30 - 2_063.0).abs();
        assert!(off < 4.0 * 2_063.0_f64.sqrt(), "{from_arrivals_by_30}");
    }

    #[test]
    fn sampled_registrations_have_the_expected_mean() {
        let law = Registration::new(0.9, Delays::gamma(30.0, 20.0, 150), 0.0);
        let sums: Vec<f64> = (0..400)
            .map(|member| {
                let (mut register, mut numbers) = (DelayedRegister::new(0.0), stream(member));
                (0..=30)
                    .map(|day| {
                        register.day(
                            &law,
                            (arrivals(day), Draws::Sampled),
                            &mut numbers,
                            &mut Picks::default(),
                        )
                    })
                    .sum()
            })
            .collect();
        let mean = sums.iter().sum::<f64>() / 400.0;
        let variance = sums.iter().map(|sum| math::powi(sum - mean, 2)).sum::<f64>() / 400.0;
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
            let people = (20.0, Draws::Sampled);
            delays.split(people, &mut numbers, &mut Picks::default(), &mut counts);
        }
        let expected: Vec<f64> = delays.chances.iter().map(|chance| 100_000.0 * chance).collect();
        let (statistic, freedom) = chi_square(&counts, &expected);
        assert!(statistic < freedom + 6.0 * (2.0 * freedom).sqrt(), "{statistic} for {freedom}");
    }

    #[test]
    fn those_of_a_month_are_as_many_by_each_day_as_are_due_by_then() {
        let delays = Delays::gamma(30.0, 20.0, 50);
        let (people, start) = (1_003.0, 0.37);
        let mut due = vec![0.0; delays.days()];
        spread(&delays.by_day[1], people, start, &mut due[..MONTH]);
        let (before, month) = (delays.up_to[29], delays.up_to[50] - delays.up_to[29]);
        let mut registered = 0.0;
        for (day, today) in due[..MONTH].iter().enumerate() {
            registered += today;
            let by_then = delays.up_to.get(30 + day).map_or(1.0, |sum| (sum - before) / month);
            let known = if by_then < 1.0 { (people * by_then + start).floor() } else { people };
            assert_eq!(registered, known, "{day}");
        }
    }
}
