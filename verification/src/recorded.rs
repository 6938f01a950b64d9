//! Recorded events: what was recorded, and what the system says in their place.

use crate::Failure;
use haven_core::crisis::counts::{Bound, Count};
use haven_core::crisis::scenario::Crisis;
use haven_core::math;
use haven_io::recorded_events::{self, RecordedRow, Use};
use haven_study::calibrate::{Calibration, Method, Plan, Point, run};
use haven_study::crisis::recorded::{EventLikelihood, Events, FREE, NO_NOISE, datum, space};
use haven_study::watch::Watch;
use rayon::prelude::*;
use std::path::Path;

/// Seed of all events: without free parameters, member k has the same ones in each.
const SEED: u64 = 2014;
/// Members before the first of these have calibrated; predictions have the luck of others.
const FRESH: u32 = 1 << 30;

/// All recorded events of a folder.
pub struct Recorded {
    names: Vec<String>,
    crises: Vec<Crisis>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One recorded number.
pub struct Row {
    /// What was recorded.
    pub recorded: RecordedRow,
    /// ln of the daily hazard that the record amounts to, if who was exposed is known.
    pub log_hazard: Option<f64>,
}

impl Row {
    /// Days that it covers.
    pub fn days(&self) -> f64 {
        f64::from(self.recorded.count.to - self.recorded.count.from + 1)
    }

    /// Whether it bounds from one side only.
    pub fn is_bound(&self) -> bool {
        self.recorded.bound != Bound::Within
    }
}

impl Recorded {
    /// Reads a folder.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let events = recorded_events::read(folder)?;
        let (names, crises) = events.crises.into_iter().unzip();
        let rows = events
            .rows
            .into_iter()
            .map(|recorded| Row { log_hazard: log_hazard(&recorded), recorded });
        Ok(Self { names, crises, rows: rows.collect() })
    }

    /// The name of a row's crisis.
    pub fn name(&self, row: &Row) -> &str {
        &self.names[row.recorded.crisis]
    }

    fn counts(&self, used: impl Fn(&Row) -> bool) -> Vec<(usize, Count)> {
        let rows = self.rows.iter().filter(|row| used(row));
        rows.map(|row| (row.recorded.crisis, row.recorded.count.clone())).collect()
    }

    /// What so many members that draw their parameters from the priors say: by row, by member.
    pub fn prior(&self, members: u32) -> Vec<Vec<f64>> {
        let events = Events::new(&self.crises, &self.counts(|_| true), &[], SEED);
        let point = |member| (Vec::new(), member);
        by_row(&events, (0..members).map(point).collect())
    }

    /// The same for members that draw from a posterior.
    pub fn predicted(&self, posterior: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let events = Events::new(&self.crises, &self.counts(|_| true), &FREE, SEED);
        let members = (FRESH..).zip(posterior);
        by_row(&events, members.map(|(member, draw)| (draw.clone(), member)).collect())
    }

    /// The posterior given all fitted rows.
    pub fn posterior(&self, particles: u32) -> Vec<Vec<f64>> {
        let fitted = |row: &Row| row.recorded.used == Use::Fit;
        let events = Events::new(&self.crises, &self.counts(fitted), &FREE, SEED);
        let rows = self.rows.iter().filter(|row| fitted(row)).map(|row| &row.recorded);
        let data = rows.map(|row| Some(datum(row.bound, row.low, row.high))).collect();
        let plan = Plan {
            seed: SEED,
            particles,
            space: space(&self.crises[0], &FREE),
            method: Method::Tempered,
            noise_groups: events.noise_groups(),
        };
        let mut calibration = Calibration::new(plan);
        let simulator = |point: &Point| events.simulate(point);
        run(&mut calibration, &simulator, &EventLikelihood { data }, &Watch::default());
        calibration.draws()
    }
}

impl Recorded {
    /// How likely each member is given the fitted rows of all crises but one; `people` by row.
    ///
    /// With the prior's members this is importance sampling of the posterior. It serves to leave one
    /// event out, for then enough members stay effective.
    pub fn likelihoods(&self, people: &[Vec<f64>], except: usize) -> Vec<f64> {
        let mut logs = vec![0.0; people.first().map_or(0, Vec::len)];
        for (row, members) in self.rows.iter().zip(people) {
            let recorded = &row.recorded;
            if recorded.used == Use::Fit && recorded.crisis != except {
                let datum = datum(recorded.bound, recorded.low, recorded.high);
                for (log, modelled) in logs.iter_mut().zip(members) {
                    *log += datum.log_likelihood(*modelled, NO_NOISE);
                }
            }
        }
        let best = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        logs.into_iter().map(|log| math::exp(log - best)).collect()
    }
}

/// Plays members (values of the free parameters, luck) in all events: people by row, by member.
fn by_row(events: &Events, members: Vec<(Vec<f64>, u32)>) -> Vec<Vec<f64>> {
    let one = |(values, member): (Vec<f64>, u32)| {
        events.simulate(&Point {
            values,
            replicates: vec![member; events.noise_groups()],
            only: None,
        })
    };
    let played: Vec<Vec<f64>> = members.into_par_iter().map(one).collect();
    let rows = played.first().map_or(0, Vec::len);
    (0..rows).map(|row| played.iter().map(|numbers| numbers[row]).collect()).collect()
}

fn log_hazard(row: &RecordedRow) -> Option<f64> {
    let exposed = row.exposed.filter(|_| row.bound != Bound::AtMost)?;
    let share = ((row.low * row.high).sqrt() / exposed).min(0.97);
    let days = f64::from(row.count.to - row.count.from + 1);
    Some(math::ln(-math::ln_1p(-share) / days))
}
