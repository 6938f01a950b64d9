//! Forecasts that are given the true totals, as Flee's are, and score by its measure.
//!
//! Calibrated is on the first third of the series, or the first 30 days if that is longer; from then on
//! no count of a place is seen, only the total. Its growth is shared out among the places by a mixture
//! ([`Mixture`]); when it falls, every place loses the same share.

use super::access::Access;
use super::known::{InformationLevel, Known, Told, counted_places, interpolated, reports};
use super::mixture::{Evidence, Mixture, Sharing};
use super::rolling::Plan;
use crate::score::{Ard, ScoredDay};
use haven_core::draw::Draws;
use haven_core::flee::scenario::{Report, Scenario, Series};
use haven_core::flee::{Request, Stopped, Track, World};
use std::ops::ControlFlow;

/// Least number of days of calibration.
const LEAST_DAYS: u32 = 30;
/// Where in the calibration's days mixtures are tried out on what is left of them.
const TRIED_FROM: [f64; 3] = [0.4, 0.55, 0.7];
/// Departures per day that are played where the total does not grow.
const FEWEST_PER_DAY: f64 = 20.0;
/// Label of the series that the engine takes for the total.
const TOTAL: &str = "total";

/// Averaged relative differences, plain denominator, over the days after the calibration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GivenTotals {
    /// What the forecasts knew; its last day is the last of the calibration.
    pub told: Told,
    /// Days scored.
    pub days: u32,
    /// How newcomers are shared out.
    pub mixture: Mixture,
    /// The simulator.
    pub simulator: f64,
    /// Shares at the end of the calibration, for ever.
    pub fixed_shares: f64,
    /// Growth of the total shared by the largest counts known at the end of the calibration.
    pub capacity_proportional: f64,
}

/// Scores the simulator with given totals; `None` if the scenario ends with the calibration or nobody is
/// counted.
///
/// # Errors
/// If the engine cannot go on.
pub fn given_totals(
    scenario: &Scenario,
    sharing: &Sharing,
    plan: Plan,
) -> Result<Option<GivenTotals>, Stopped> {
    let until = (scenario.days / 3).max(LEAST_DAYS);
    if until + 1 >= scenario.days || counted_places(scenario).is_empty() {
        return Ok(None);
    }
    let known = Known::at(scenario, until, InformationLevel::GivenTotals, plan.capacities);
    let forecasts = Forecasts::new(&known, sharing, plan.seed)?;
    let truth = all_reports(scenario);
    let difference = |people: &[Vec<f64>]| difference(people, &truth, until);
    Ok(Some(GivenTotals {
        told: known.told(),
        days: scenario.days - until - 1,
        mixture: forecasts.mixture,
        simulator: difference(&forecasts.simulator),
        fixed_shares: difference(&forecasts.fixed_shares),
        capacity_proportional: difference(&forecasts.capacity_proportional),
    }))
}

/// People at each counted place by day from the end of the calibration on.
#[derive(Debug, PartialEq)]
struct Forecasts {
    mixture: Mixture,
    simulator: Vec<Vec<f64>>,
    fixed_shares: Vec<Vec<f64>>,
    capacity_proportional: Vec<Vec<f64>>,
}

impl Forecasts {
    fn new(known: &Known, sharing: &Sharing, seed: u64) -> Result<Self, Stopped> {
        let until = known.origin();
        let totals = known.totals().unwrap_or_default();
        let played = played(known, totals, seed)?;
        let counts = all_reports(known.scenario());
        let places = counted_places(known.scenario());
        let access = Access::new(known.scenario(), &places);
        let calibration =
            Calibration { counts: &counts, played: &played, access: &access, sharing };
        let mixture = calibration.mixture(until);
        let evidence = calibration.evidence(&counts, until);
        let start = evidence.levels();
        let largest = |reports: &Vec<(i64, f64)>| {
            reports.iter().map(|(_, people)| *people).fold(0.0, f64::max)
        };
        let largest: Vec<f64> = counts.iter().map(largest).collect();
        let ahead = &totals[until as usize..];
        let sum = start.iter().sum::<f64>().max(1.0);
        let fixed = |total: &f64| start.iter().map(|people| people / sum * total).collect();
        Ok(Self {
            simulator: shared_out(start, ahead, |day| evidence.shares(&mixture, day)),
            fixed_shares: ahead.iter().map(fixed).collect(),
            capacity_proportional: shared_out(start, ahead, |_| largest.clone()),
            mixture,
        })
    }
}

/// The reports of every counted place.
fn all_reports(scenario: &Scenario) -> Vec<Vec<(i64, f64)>> {
    counted_places(scenario).into_iter().map(|place| reports(scenario, place)).collect()
}

/// People at each counted place by day, as the engine plays what is known and the total.
fn played(known: &Known, totals: &[f64], seed: u64) -> Result<Vec<Vec<f64>>, Stopped> {
    let scenario = driven_by(known.scenario(), totals);
    let world = World::new(&scenario);
    let places = counted_places(&scenario);
    let mut days = Vec::new();
    let request = Request { seed, member: 0, draws: Draws::Sampled, track: Track::default() };
    world.run(&request, &mut |today| {
        days.push(places.iter().map(|place| today.stock[place.index()]).collect());
        ControlFlow::Continue(())
    })?;
    Ok(days)
}

/// The scenario with departures that follow the growth of the total. A few people set out on other days
/// too, so that shares are known: a recount that lowers the total sends nobody home.
fn driven_by(known: &Scenario, totals: &[f64]) -> Scenario {
    let mut scenario = known.clone();
    let mut people = totals.first().copied().unwrap_or(0.0);
    let mut reports = vec![Report { day: 0, people: people as i64 }];
    for (day, pair) in totals.windows(2).enumerate() {
        people += (pair[1] - pair[0]).max(FEWEST_PER_DAY);
        reports.push(Report { day: day as i64 + 1, people: people as i64 });
    }
    let observed = &mut scenario.observed;
    // Corrections name series by position: places keep theirs.
    observed.corrections.retain(|one| observed.series[one.series].place.is_some());
    observed.series.iter_mut().filter(|one| one.label == TOTAL).for_each(|one| one.label.clear());
    let label = TOTAL.to_owned();
    observed.series.push(Series { label, place: None, sources: vec![reports] });
    scenario.rules.spawning.sum_from_camps = false;
    scenario
}

/// What mixtures are tried on.
struct Calibration<'a> {
    counts: &'a [Vec<(i64, f64)>],
    played: &'a [Vec<f64>],
    access: &'a Access<'a>,
    sharing: &'a Sharing,
}

impl<'a> Calibration<'a> {
    fn evidence(&self, counts: &[Vec<(i64, f64)>], until: u32) -> Evidence<'a> {
        Evidence::new(counts, self.played, until, self.access, self.sharing)
    }

    /// The mixture as it would have shared out the later parts of the calibration, knowing the earlier.
    fn mixture(&self, until: u32) -> Mixture {
        let sum = |day: u32| -> f64 {
            self.counts.iter().map(|reports| interpolated(reports, i64::from(day))).sum()
        };
        let tries = &self.sharing.mixtures;
        let mut differences = vec![0.0; tries.len()];
        for share in TRIED_FROM {
            let from = (share * f64::from(until)) as u32;
            let totals: Vec<f64> = (from..=until).map(sum).collect();
            let evidence = self.evidence(&by_then(self.counts, from), from);
            for (mixture, sum) in tries.iter().zip(&mut differences) {
                let shares = |day| evidence.shares(mixture, day);
                let people = shared_out(evidence.levels(), &totals, shares);
                *sum += difference(&people, self.counts, from) / TRIED_FROM.len() as f64;
            }
        }
        Mixture::mean(tries, &differences)
    }
}

/// The reports up to a day.
fn by_then(counts: &[Vec<(i64, f64)>], day: u32) -> Vec<Vec<(i64, f64)>> {
    let up_to = |reports: &Vec<(i64, f64)>| {
        reports.iter().copied().filter(|(reported, _)| *reported <= i64::from(day)).collect()
    };
    counts.iter().map(up_to).collect()
}

/// Averaged relative difference of people by day from day `from` (which is not scored) on.
fn difference(people: &[Vec<f64>], counts: &[Vec<(i64, f64)>], from: u32) -> f64 {
    let mut ard = Ard::default();
    for (ahead, simulated) in people.iter().enumerate().skip(1) {
        let day = i64::from(from) + ahead as i64;
        let counted: Vec<f64> = counts.iter().map(|reports| interpolated(reports, day)).collect();
        ard.add(&ScoredDay { simulated, counted: &counted, reported: 0.0 });
    }
    ard.plain
}

/// People by day from the start: growth of the total shared out by weights (by the people there where
/// there are none), losses in proportion to the people there.
fn shared_out(start: &[f64], totals: &[f64], weights: impl Fn(usize) -> Vec<f64>) -> Vec<Vec<f64>> {
    let mut people = start.to_vec();
    let mut days = vec![people.clone()];
    for (day, total) in totals.iter().enumerate().skip(1) {
        let present: f64 = people.iter().sum();
        let change = total - present;
        let weights = weights(day);
        let all: f64 = weights.iter().sum();
        for (people, weight) in people.iter_mut().zip(&weights) {
            if change < 0.0 || all <= 0.0 {
                *people *= total / present.max(1.0);
            } else {
                *people += change * weight / all;
            }
        }
        days.push(people.clone());
    }
    days
}

#[cfg(test)]
mod tests {
    use super::super::known::Capacities;
    use super::super::tests::crisis;
    use super::*;

    #[test]
    fn growth_is_shared_by_weight_and_losses_in_proportion() {
        let people = shared_out(&[30.0, 10.0], &[40.0, 60.0, 30.0], |_| vec![1.0, 3.0]);
        assert_eq!(people, [vec![30.0, 10.0], vec![35.0, 25.0], vec![17.5, 12.5]]);
    }

    #[test]
    fn counts_by_place_after_the_calibration_change_no_bit() {
        let (real, mut other) = (crisis(), crisis());
        for report in 0..other.observed.series[1].sources[0].len() {
            let [_, one, another] = &mut other.observed.series[..] else { unreachable!() };
            let (one, another) = (&mut one.sources[0][report], &mut another.sources[0][report]);
            if one.day > 50 {
                (one.people, another.people) = (another.people, one.people);
            }
        }
        let forecasts = |scenario: &Scenario| {
            let level = InformationLevel::GivenTotals;
            let known = Known::at(scenario, 50, level, Capacities::Dropped);
            Forecasts::new(&known, &Sharing::default(), 1).unwrap()
        };
        assert_eq!(forecasts(&real), forecasts(&other));
    }

    #[test]
    fn what_is_right_every_day_differs_by_nothing() {
        let counts = [vec![(0, 10.0), (4, 18.0)], vec![(0, 6.0), (4, 2.0)]];
        let right: Vec<Vec<f64>> = (0..5)
            .map(|day| counts.iter().map(|reports| interpolated(reports, day)).collect())
            .collect();
        assert_eq!(difference(&right, &counts, 0), 0.0);
        // All of the total in the wrong one of two places: twice the whole.
        let wrong = vec![vec![0.0, 0.0], vec![0.0, 20.0]];
        let counts = [vec![(0, 20.0)], vec![(0, 0.0)]];
        assert_eq!(difference(&wrong, &counts, 0), 2.0);
    }
}
