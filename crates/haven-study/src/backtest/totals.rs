//! Forecasts that are given the true totals, as Flee's are, and score by its measure.
//!
//! Parameters are calibrated on the first third of the series, or the first 30 days if that is longer; from then on no
//! count of a place is seen, only the total. The engine plays the whole scenario, without capacities; its arrivals at
//! each place, scaled by how many more or fewer had come than it played in the first third, share out
//! the growth of the total. When the total falls, every place loses the same share.

use super::known::{InformationLevel, Known, counted_places, interpolated, reports};
use crate::score::{Ard, ScoredDay};
use haven_core::flee::World;
use haven_core::run::{Draws, Request, Stopped, Track};
use haven_core::scenario::Scenario;
use std::ops::ControlFlow;

/// Least number of days of calibration.
const LEAST_DAYS: u32 = 30;
/// Arrivals (as a share of all that were played by then) that are added to both sides when what came is
/// compared with what was played, so that a place that nobody reached yet keeps a chance.
const DOUBT: f64 = 0.01;

/// Averaged relative differences, plain denominator, over the days after the calibration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GivenTotals {
    /// Last day of the calibration.
    pub calibrated_until: u32,
    /// Days scored.
    pub days: u32,
    /// The simulator.
    pub simulator: f64,
    /// Shares at the end of the calibration, for ever.
    pub fixed_shares: f64,
    /// Growth of the total shared by the largest counts known at the end of the calibration.
    pub capacity_proportional: f64,
}

/// Scores the simulator with given totals; `None` if the scenario ends with the calibration or nobody is counted.
///
/// # Errors
/// If the engine cannot go on.
pub fn given_totals(scenario: &Scenario, seed: u64) -> Result<Option<GivenTotals>, Stopped> {
    let until = (scenario.days / 3).max(LEAST_DAYS);
    if until + 1 >= scenario.days {
        return Ok(None);
    }
    let known = Known::at(scenario, until, InformationLevel::GivenTotals);
    let Some(totals) = known.totals() else { return Ok(None) };
    let played = played(scenario, &known, seed)?;
    let counted: Vec<Vec<(i64, f64)>> = counted_places(known.scenario())
        .into_iter()
        .map(|place| reports(known.scenario(), place))
        .collect();
    let start: Vec<f64> =
        counted.iter().map(|reports| reports.last().map_or(0.0, |(_, people)| *people)).collect();
    let largest: Vec<f64> = counted
        .iter()
        .map(|reports| reports.iter().map(|(_, people)| *people).fold(0.0, f64::max))
        .collect();
    let came: Vec<f64> = counted.iter().map(|reports| came(reports)).collect();
    let simulated = shared_out(&start, &totals[until as usize..], |day| {
        weights(&played, &came, until as usize, day)
    });
    let by_capacity = shared_out(&start, &totals[until as usize..], |_| largest.clone());
    let truth: Vec<Vec<(i64, f64)>> =
        counted_places(scenario).into_iter().map(|place| reports(scenario, place)).collect();
    let mut ards = [Ard::default(); 3];
    let sum: f64 = start.iter().sum();
    for day in until + 1..scenario.days {
        let counted: Vec<f64> =
            truth.iter().map(|reports| interpolated(reports, i64::from(day))).collect();
        let ahead = (day - until) as usize;
        let total = totals[day as usize];
        let fixed: Vec<f64> = start.iter().map(|people| people / sum.max(1.0) * total).collect();
        for (ard, simulated) in
            ards.iter_mut().zip([&simulated[ahead], &fixed, &by_capacity[ahead]])
        {
            ard.add(&ScoredDay { simulated, counted: &counted, reported: 0.0 });
        }
    }
    let [simulator, fixed_shares, capacity_proportional] = ards.map(|ard| ard.plain);
    let days = scenario.days - until - 1;
    Ok(Some(GivenTotals {
        calibrated_until: until,
        days,
        simulator,
        fixed_shares,
        capacity_proportional,
    }))
}

/// People at each counted place by day, as the engine plays the scenario with its true totals.
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

/// Increases reported, in all.
fn came(reports: &[(i64, f64)]) -> f64 {
    reports.windows(2).map(|pair| (pair[1].1 - pair[0].1).max(0.0)).sum()
}

/// Shares of the newcomers of a day: arrivals played around it × what came over what was played.
fn weights(played: &[Vec<f64>], came: &[f64], until: usize, day: usize) -> Vec<f64> {
    let (all_came, places) = (came.iter().sum::<f64>(), came.len());
    let so_far = |place: usize| played[until][place].max(0.0);
    let all_played: f64 = (0..places).map(so_far).sum();
    let day = until + day;
    (0..places)
        .map(|place| {
            let now = (played[day][place] - played[day - 1][place]).max(0.0);
            let known = came[place] / all_came.max(1.0) + DOUBT;
            let expected = so_far(place) / all_played.max(1.0) + DOUBT;
            now * known / expected
        })
        .collect()
}

/// People by day from the start, growth of the total shared out by weights (all alike where there are none), losses in
/// proportion to the people there.
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
