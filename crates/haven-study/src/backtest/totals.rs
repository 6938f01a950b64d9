//! Forecasts that are given the true totals, as Flee's are, and score by its measure.
//!
//! Calibrated is on the first third of the series, or the first 30 days if that is longer; from then on
//! no count of a place is seen, only the total. Its growth is shared out among the places by a mixture
//! ([`Mixture`]); when it falls, every place loses the same share.

use super::known::{InformationLevel, Known, counted_places, interpolated, reports};
use super::mixture::{Evidence, Mixture};
use crate::score::{Ard, ScoredDay};
use haven_core::flee::World;
use haven_core::run::{Draws, Request, Stopped, Track};
use haven_core::scenario::Scenario;
use std::ops::ControlFlow;

/// Least number of days of calibration.
const LEAST_DAYS: u32 = 30;
/// Where in the calibration's days mixtures are tried out on what is left of them.
const TRIED_FROM: [f64; 3] = [0.4, 0.55, 0.7];

/// Averaged relative differences, plain denominator, over the days after the calibration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GivenTotals {
    /// Last day of the calibration.
    pub calibrated_until: u32,
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
pub fn given_totals(scenario: &Scenario, seed: u64) -> Result<Option<GivenTotals>, Stopped> {
    let until = (scenario.days / 3).max(LEAST_DAYS);
    if until + 1 >= scenario.days || counted_places(scenario).is_empty() {
        return Ok(None);
    }
    let known = Known::at(scenario, until, InformationLevel::GivenTotals);
    let Some(totals) = known.totals() else { return Ok(None) };
    let played = played(scenario, &known, seed)?;
    let counts = all_reports(known.scenario());
    let mixture = learnt(&counts, &played, until);
    let evidence = Evidence::new(&counts, &played, until);
    let start = evidence.levels();
    let largest: Vec<f64> = counts
        .iter()
        .map(|reports| reports.iter().map(|(_, people)| *people).fold(0.0, f64::max))
        .collect();
    let total: f64 = start.iter().sum();
    let ahead = &totals[until as usize..];
    let simulated = shared_out(start, ahead, |day| evidence.shares(&mixture, day));
    let by_capacity = shared_out(start, ahead, |_| largest.clone());
    let fixed = |day: usize| start.iter().map(move |people| people / total.max(1.0) * ahead[day]);
    let fixed: Vec<Vec<f64>> = (0..ahead.len()).map(|day| fixed(day).collect()).collect();
    let truth = all_reports(scenario);
    let difference = |people: &[Vec<f64>]| difference(people, &truth, until);
    Ok(Some(GivenTotals {
        calibrated_until: until,
        days: scenario.days - until - 1,
        mixture,
        simulator: difference(&simulated),
        fixed_shares: difference(&fixed),
        capacity_proportional: difference(&by_capacity),
    }))
}

/// The reports of every counted place.
fn all_reports(scenario: &Scenario) -> Vec<Vec<(i64, f64)>> {
    counted_places(scenario).into_iter().map(|place| reports(scenario, place)).collect()
}

/// People at each counted place by day, as the engine plays the scenario with its true totals and
/// course of conflict, without capacities.
fn played(scenario: &Scenario, known: &Known, seed: u64) -> Result<Vec<Vec<f64>>, Stopped> {
    let mut without_capacities = scenario.clone();
    without_capacities.places.clone_from(&known.scenario().places);
    for (place, original) in without_capacities.places.iter_mut().zip(&scenario.places) {
        place.kind = original.kind;
    }
    let world = World::new(&without_capacities);
    let places = counted_places(scenario);
    let mut days = Vec::new();
    let request = Request { seed, member: 0, draws: Draws::Sampled, track: Track::default() };
    world.run(&request, &mut |today| {
        days.push(places.iter().map(|place| today.stock[place.index()]).collect());
        ControlFlow::Continue(())
    })?;
    Ok(days)
}

/// The mixture as it would have shared out the later parts of the calibration, knowing the earlier.
fn learnt(counts: &[Vec<(i64, f64)>], played: &[Vec<f64>], until: u32) -> Mixture {
    let sum = |day: u32| -> f64 {
        counts.iter().map(|reports| interpolated(reports, i64::from(day))).sum()
    };
    let tries = Mixture::grid();
    let mut differences = vec![0.0; tries.len()];
    for share in TRIED_FROM {
        let from = (share * f64::from(until)) as u32;
        let totals: Vec<f64> = (from..=until).map(sum).collect();
        let by_then: Vec<Vec<(i64, f64)>> = counts
            .iter()
            .map(|reports| {
                reports.iter().copied().filter(|(day, _)| *day <= i64::from(from)).collect()
            })
            .collect();
        let evidence = Evidence::new(&by_then, played, from);
        for (mixture, total) in tries.iter().zip(&mut differences) {
            let people =
                shared_out(evidence.levels(), &totals, |day| evidence.shares(mixture, day));
            *total += difference(&people, counts, from) / TRIED_FROM.len() as f64;
        }
    }
    Mixture::mean(&tries, &differences)
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
    use super::*;

    #[test]
    fn growth_is_shared_by_weight_and_losses_in_proportion() {
        let people = shared_out(&[30.0, 10.0], &[40.0, 60.0, 30.0], |_| vec![1.0, 3.0]);
        assert_eq!(people, [vec![30.0, 10.0], vec![35.0, 25.0], vec![17.5, 12.5]]);
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
