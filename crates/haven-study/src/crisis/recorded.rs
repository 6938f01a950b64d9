//! Recorded events as a simulator for calibration: each is a small crisis, played for one member with
//! given parameters, and yields the numbers that were recorded.
//!
//! The uncertain numbers that are not free (people exposed, the pace of the attack, what gates let
//! through) are drawn from their priors, by the luck of each event. An event's luck is its own, so
//! that parameters which are neither free nor of one event differ between events.

use crate::calibrate::datum::{Datum, Noise};
use crate::calibrate::space::{Free, Space};
use crate::calibrate::{Likelihood, Observation, Point};
use haven_core::crisis::counts::{Bound, Count};
use haven_core::crisis::parameter;
use haven_core::crisis::scenario::Crisis;
use haven_core::crisis::{Advance, Request, Today, World};
use haven_core::draw::Draws;
use haven_core::prior::Prior;
use std::ops::ControlFlow;

/// The parameters that recorded departures may speak about.
pub const FREE: [&str; 16] = [
    "assault_departure",
    "assault_dilution",
    "fear_departure",
    "fear_days",
    "occupation_days",
    "violence_departure",
    "event_hazard",
    "memory_days",
    "air_events",
    "assault_events",
    "contagion_departure",
    "siege_departure",
    "base_departure",
    "stayers",
    "frailty_cv",
    "shock",
];

/// Log-error of exposed populations: they err by a factor of two at most.
const LOG_ERROR: f64 = 0.35;
/// Log-error of a number above which an event would have been counted: it is a weak bound.
const WEAK_LOG_ERROR: f64 = 0.7;
/// "Nearly everybody left".
const NEARLY: f64 = 0.97;

/// The space of these parameters under the priors of a crisis. Unknown names are left out.
pub fn space(crisis: &Crisis, names: &[&str]) -> Space {
    let free = |name: &&str| {
        let prior = crisis.priors.get(parameter::position(name)?).clone();
        Some(Free { name: (*name).to_owned(), prior })
    };
    Space::new(names.iter().filter_map(free).collect())
}

/// What a recorded range says about the number that was modelled.
pub fn datum(bound: Bound, low: f64, high: f64) -> Datum {
    match bound {
        Bound::Within => Datum::Between { low, high, log_error: LOG_ERROR },
        Bound::NearlyAll => Datum::AtLeast { least: NEARLY * low, log_error: LOG_ERROR },
        Bound::AtLeast => Datum::AtLeast { least: low, log_error: LOG_ERROR },
        Bound::AtMost => Datum::AtMost { most: high, log_error: WEAK_LOG_ERROR },
    }
}

/// Recorded events, ready to be played.
pub struct Events {
    stages: Vec<Stage>,
    positions: Vec<usize>,
    seed: u64,
}

/// One event: its crisis, cut after the last day that counts, and where its numbers stand in all.
struct Stage {
    crisis: Crisis,
    counts: Vec<(usize, Count)>,
}

impl Events {
    /// These crises with these counts, each with the position of its crisis. Crises without a count
    /// are not played. `names`: the parameters that points give.
    pub fn new(events: &[Crisis], counts: &[(usize, Count)], names: &[&str], seed: u64) -> Self {
        let stage = |(position, crisis): (usize, &Crisis)| {
            let own = counts.iter().enumerate().filter(|(_, (of, _))| *of == position);
            let counts: Vec<_> = own.map(|(at, (_, count))| (at, count.clone())).collect();
            let days = counts.iter().map(|(_, count)| count.to + 1).max()?;
            let crisis = Crisis { days, origin: crisis.origin.min(days), ..crisis.clone() };
            Some(Stage { crisis, counts })
        };
        Self {
            stages: events.iter().enumerate().filter_map(stage).collect(),
            positions: names.iter().filter_map(|name| parameter::position(name)).collect(),
            seed,
        }
    }

    /// Events with luck of their own.
    pub fn noise_groups(&self) -> usize {
        self.stages.len()
    }

    /// The counts at a point, in the order in which they were given.
    pub fn simulate(&self, point: &Point) -> Vec<f64> {
        let known = point.only.as_ref().map_or(&[][..], |(_, before)| before);
        let length: usize = self.stages.iter().map(|stage| stage.counts.len()).sum();
        let mut numbers = if known.len() == length { known.to_vec() } else { vec![0.0; length] };
        for (part, stage) in self.stages.iter().enumerate() {
            if point.only.as_ref().is_none_or(|(only, _)| *only == part) {
                self.play(stage, &point.values, point.replicates[part], &mut numbers);
            }
        }
        numbers
    }

    fn play(&self, stage: &Stage, values: &[f64], member: u32, numbers: &mut [f64]) {
        let mut crisis = stage.crisis.clone();
        for (position, value) in self.positions.iter().zip(values) {
            crisis.priors.set(*position, Prior::Fixed(*value));
        }
        let request = Request {
            seed: self.seed,
            member,
            draws: Draws::Sampled,
            advance: Advance::Achieved,
            track_causes: false,
            track_routes: false,
        };
        stage.counts.iter().for_each(|(at, _)| numbers[*at] = 0.0);
        let played = World::new(&crisis).run(&request, &mut |today: &Today<'_>| {
            for (at, count) in &stage.counts {
                numbers[*at] += count.added(today);
            }
            ControlFlow::Continue(())
        });
        debug_assert!(played.is_continue(), "nobody asks it to stop");
    }
}

/// Judges the counts of recorded events. The last `data` may be fewer than what is simulated: then
/// only those that have one count.
pub struct EventLikelihood {
    /// What each count is judged by; none: it is looked at only.
    pub data: Vec<Option<Datum>>,
}

/// The noise of changes of stocks, of which recorded events have none.
pub const NO_NOISE: Noise = Noise { flow: 1.0, stock: 0.0 };

impl Likelihood for EventLikelihood {
    fn log_likelihood(&self, _values: &[f64], modelled: &[f64]) -> f64 {
        let pairs = self.data.iter().zip(modelled);
        let fit = |(datum, people): (&Option<Datum>, &f64)| {
            datum.as_ref().map(|datum| datum.log_likelihood(*people, NO_NOISE))
        };
        pairs.filter_map(fit).sum()
    }

    fn observations(&self) -> Vec<Observation> {
        let free = Observation {
            is_log: true,
            low: f64::NEG_INFINITY,
            high: f64::INFINITY,
            sd: LOG_ERROR,
        };
        self.data
            .iter()
            .map(|datum| datum.as_ref().map_or(free, |d| d.observation(NO_NOISE)))
            .collect()
    }
}
