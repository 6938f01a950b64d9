//! Members of Haven, summarised as the golden runs of Flee are.

use crate::Failure;
use haven_core::draw::Draws;
use haven_core::flee::scenario::Scenario;
use haven_core::flee::{Request, Today, Track, World};
use haven_core::id::PlaceId;
use haven_core::math;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// What is compared: a location's name as in the golden files, and a day.
pub type Key = (String, u32);

/// Mean and standard deviation over members.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// Mean.
    pub mean: f64,
    /// Standard deviation (denominator: members − 1).
    pub sd: f64,
}

/// An ensemble, summarised.
pub struct Sample {
    /// Moments of people, cell by cell.
    pub cells: Vec<(Key, Moments)>,
    /// People by member and cell.
    pub people: Vec<Vec<f64>>,
    /// Observed people by destination and day, where there is a series.
    pub observed: BTreeMap<Key, f64>,
    /// Mean over members and days of Flee's `Total error`.
    pub total_error: f64,
    /// Members.
    pub members: u32,
}

/// Plays members 0..`members` and summarises the destinations and totals on these days.
pub fn play(scenario: &Scenario, days: &[u32], members: u32) -> Result<Sample, Failure> {
    let world = World::new(scenario);
    let played: Result<Vec<Member>, _> =
        (0..members).into_par_iter().map(|member| one(scenario, &world, days, member)).collect();
    let played = played?;
    let keys = keys(scenario, &world, days);
    let cell = |index: usize| moments(played.iter().map(|member| member.people[index]));
    let cells = keys.into_iter().enumerate().map(|(index, key)| (key, cell(index))).collect();
    let observed = observed(scenario, &world, days);
    let total_error = played.iter().map(|member| member.total_error).sum::<f64>();
    let people = played.into_iter().map(|member| member.people).collect();
    let total_error = total_error / f64::from(members);
    Ok(Sample { cells, people, observed, total_error, members })
}

/// One member: people in the order of [`keys`], and the mean total error.
struct Member {
    people: Vec<f64>,
    total_error: f64,
}

fn keys(scenario: &Scenario, world: &World, days: &[u32]) -> Vec<Key> {
    let camps = world.destinations().iter().map(|place| scenario.places[place.index()].id.clone());
    let mut names: Vec<String> = camps.collect();
    names.extend(["_in_camps".to_owned(), "_total_agents".to_owned()]);
    days.iter().flat_map(|day| names.iter().map(|name| (name.clone(), *day))).collect()
}

fn observed(scenario: &Scenario, world: &World, days: &[u32]) -> BTreeMap<Key, f64> {
    let at = |place: PlaceId, day: u32| {
        let name = scenario.places[place.index()].id.clone();
        Some(((name, day), world.observed(place, day)?))
    };
    let places = world.destinations().iter();
    places.flat_map(|place| days.iter().filter_map(|day| at(*place, *day))).collect()
}

fn one(scenario: &Scenario, world: &World, days: &[u32], member: u32) -> Result<Member, String> {
    let request = Request { seed: 1, member, draws: Draws::Sampled, track: Track::default() };
    let (mut people, mut errors) = (Vec::new(), 0.0);
    let mut look = |today: &Today<'_>| {
        let stock = |place: &PlaceId| today.stock[place.index()];
        errors += total_error(world, today);
        if days.contains(&today.day) {
            people.extend(world.destinations().iter().map(stock));
            people.push(world.destinations().iter().map(stock).sum());
            people.push(today.displaced);
        }
        ControlFlow::Continue(())
    };
    world.run(&request, &mut look).map_err(|stopped| stopped.to_string())?;
    Ok(Member { people, total_error: errors / f64::from(scenario.days) })
}

/// Flee's `Total error`: absolute differences over the reported total, 0 while there is none.
fn total_error(world: &World, today: &Today<'_>) -> f64 {
    if today.reported <= 0.0 {
        return 0.0;
    }
    let difference = |place: &PlaceId| {
        let counted = world.observed(*place, today.day).unwrap_or(0.0);
        (today.stock[place.index()] - counted).abs()
    };
    world.destinations().iter().map(difference).sum::<f64>() / today.reported
}

/// Moments of a sample.
pub fn moments(values: impl Iterator<Item = f64> + Clone) -> Moments {
    let count = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / count;
    let squares: f64 = values.map(|value| math::powi(value - mean, 2)).sum();
    Moments { mean, sd: (squares / (count - 1.0).max(1.0)).sqrt() }
}

#[cfg(test)]
mod tests {
    use super::{Moments, moments};

    #[test]
    fn moments_divide_by_one_less_than_the_members() {
        let expected = Moments { mean: 2.0, sd: 2.0_f64.sqrt() };
        assert_eq!(moments([1.0, 3.0].into_iter()), expected);
    }
}
