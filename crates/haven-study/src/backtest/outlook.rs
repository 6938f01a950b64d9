//! The change that each candidate expects at each place: past flows set the level, the engine's
//! trajectory says how it goes on.

use super::candidate::{Ahead, Candidate, Trajectory};
use super::flow::per_day;
use super::known::{Known, Told, counted_places, reports};
use super::play::{Arrivals, Ground};
use haven_core::flee::Stopped;
use haven_core::id::PlaceId;
use haven_core::math;

/// A place that receives a smaller share of all arrivals than this takes how flows go on from all
/// places together rather than from its own few arrivals.
const SMALL_SHARE: f64 = 0.02;
/// Arrivals at a place change at most so many times from before the origin to after it.
const MOST_CHANGE: f64 = 5.0;
/// Engine runs of each trajectory, of which the mean is what is expected.
const RUNS_A_TRAJECTORY: u32 = 3;
/// At most so many days without a report are made up for.
const MOST_DAYS_BEHIND: i64 = 60;

/// What is seen from an origin: the last report of each place, and arrivals in each trajectory.
#[derive(Clone, Debug)]
pub struct Outlook {
    told: Told,
    trajectories: Vec<Trajectory>,
    /// Counted places, with their reports up to the origin.
    places: Vec<(PlaceId, Vec<(i64, f64)>)>,
    /// Arrivals of each trajectory, the mean of a few runs.
    arrivals: Vec<Arrivals>,
}

impl Outlook {
    /// Looks so many days ahead, along trajectories.
    ///
    /// # Errors
    /// If the engine cannot play a trajectory.
    pub fn new(
        known: &Known,
        trajectories: Vec<Trajectory>,
        days: u32,
        seed: u64,
    ) -> Result<Self, Stopped> {
        let ground = Ground::new(known);
        let play = |trajectory: &Trajectory| -> Result<Arrivals, Stopped> {
            let run = |member| ground.play(trajectory, days, seed, member);
            let runs: Result<Vec<Arrivals>, Stopped> = (0..RUNS_A_TRAJECTORY).map(run).collect();
            Ok(Arrivals::mean(&runs?))
        };
        let scenario = known.scenario();
        let with_reports = |place| (place, reports(scenario, place));
        Ok(Self {
            told: known.told(),
            places: counted_places(scenario).into_iter().map(with_reports).collect(),
            arrivals: trajectories.iter().map(play).collect::<Result<_, _>>()?,
            trajectories,
        })
    }

    /// The last day of which anything is known.
    pub fn origin(&self) -> u32 {
        self.told.until
    }

    /// What is known, for results.
    pub fn told(&self) -> Told {
        self.told
    }

    /// Counted places, in order.
    pub fn places(&self) -> impl Iterator<Item = PlaceId> + '_ {
        self.places.iter().map(|(place, _)| *place)
    }

    /// The reports of a place (by position among the counted ones) up to the origin.
    pub fn reports(&self, place: usize) -> &[(i64, f64)] {
        &self.places[place].1
    }

    /// The last report of a place, people; 0 without any.
    pub fn level(&self, place: usize) -> f64 {
        self.reports(place).last().map_or(0.0, |(_, people)| *people)
    }

    /// Change expected at a place from its last report to a day so many days after the origin (at
    /// least 1), people, with the arrivals of a trajectory in place of the expected ones if given.
    pub fn change(
        &self,
        candidate: &Candidate,
        place: usize,
        days: u32,
        arrivals: Option<&Arrivals>,
    ) -> f64 {
        let reports = self.reports(place);
        let flow = per_day(reports, self.origin(), candidate.half_life_days, candidate.averaging);
        let last = reports.last().map_or(i64::from(self.origin()), |(day, _)| *day);
        let behind = match candidate.is_behind {
            true => (i64::from(self.origin()) - last).min(MOST_DAYS_BEHIND) as f64,
            false => 0.0,
        };
        let Trajectory { fading_days, ahead } = self.trajectories[candidate.trajectory];
        let arrivals = arrivals.unwrap_or(&self.arrivals[candidate.trajectory]);
        let ahead = match ahead {
            Ahead::Engine(_) if flow > 0.0 => arrivals.growth(place, days),
            _ => fading_days * -math::exp_m1(-f64::from(days) / fading_days),
        };
        flow * (behind + ahead)
    }
}

impl Arrivals {
    /// The mean of runs (at least one) of the same places and days.
    fn mean(runs: &[Self]) -> Self {
        let count = runs.len() as f64;
        let mut mean = runs[0].clone();
        for run in &runs[1..] {
            add(&mut mean.recent, &run.recent);
            for (sum, day) in mean.after.iter_mut().zip(&run.after) {
                add(sum, day);
            }
        }
        for values in mean.after.iter_mut().chain([&mut mean.recent]) {
            for value in values {
                *value /= count;
            }
        }
        mean
    }

    /// Arrivals at a place in the first `days` days after the origin over its arrivals per day before:
    /// `days` if nothing changes.
    fn growth(&self, place: usize, days: u32) -> f64 {
        let recent = |place: usize| self.recent[place].max(0.0);
        let day = (days as usize).min(self.after.len()).saturating_sub(1);
        let after = |place: usize| self.after.get(day).map_or(0.0, |sums| sums[place].max(0.0));
        let all = 0..self.recent.len();
        let total: f64 = all.clone().map(recent).sum();
        if total <= 0.0 {
            return f64::from(days);
        }
        let of_all = all.map(after).sum::<f64>() / total;
        let small = SMALL_SHARE * total;
        let here = (after(place) + small * of_all) / (recent(place) + small);
        here.clamp(of_all / MOST_CHANGE, of_all * MOST_CHANGE)
    }
}

fn add(sum: &mut [f64], values: &[f64]) {
    for (sum, value) in sum.iter_mut().zip(values) {
        *sum += value;
    }
}
