//! People who are alike and in the same situation: a key and a count.
//!
//! Members of a cohort are exchangeable, so one draw serves them all. A key carries only what the
//! rules in force read; everything else stays at its zero.

use super::label::Labels;
use super::route::RouteId;
use crate::draw::Draws;
use crate::rng::{Stream, mix};

/// In a pool of up to so many cohorts, one that is like another is looked for when people are added.
const MOST_MERGED_AT_ONCE: usize = 8;

/// Unit of recency in a key.
const RECENCY_STEPS: f64 = 1e6;

/// The state of a person beside their whereabouts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// Place in the order of creation; 0 for all where no capacity can bind.
    pub(super) order: u32,
    /// Way points still to be visited.
    pub(super) route: RouteId,
    /// Recency of travel times `RECENCY_STEPS`, with `avoid_short_stints`.
    pub(super) recency: u32,
    /// The link was closed under them: they walk it to its end and return.
    pub(super) turned_back: bool,
    /// Has completed a link, with `start_on_foot`.
    pub(super) has_travelled: bool,
    /// Has stopped moving for good, with `camps_are_sinks`.
    pub(super) settled: bool,
    /// Kilometres done on the link, as bits of a non-negative `f64` (which sort like the number).
    pub(super) done: u64,
}

impl Key {
    /// Kilometres done on the current link.
    pub(super) fn done_km(&self) -> f64 {
        f64::from_bits(self.done)
    }

    /// The same person with other kilometres done.
    pub(super) fn with_done_km(self, km: f64) -> Self {
        Self { done: km.to_bits(), ..self }
    }

    /// How much they travelled lately: 1 means a full day's travel every day.
    pub(super) fn recency(&self) -> f64 {
        f64::from(self.recency) / RECENCY_STEPS
    }

    /// The same person after a day on which they did `share` of a full day's travel; recency is
    /// rounded to `steps` steps a unit.
    pub(super) fn after_travel(self, share: f64, steps: f64) -> Self {
        let recency = 0.5 * (self.recency() + share);
        let rounded = (recency * steps).round() * (RECENCY_STEPS / steps);
        Self { recency: rounded as u32, ..self }
    }

    /// A stable number for addressing randomness. `route_key` is the route's stable key.
    pub(super) fn hash(&self, route_key: u64) -> u64 {
        let flags = u64::from(self.turned_back)
            | u64::from(self.has_travelled) << 1
            | u64::from(self.settled) << 2;
        let small = u64::from(self.order) << 32 | u64::from(self.recency);
        mix(mix(small, self.done ^ flags), route_key)
    }
}

/// A key and how many people share it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cohort {
    pub(super) key: Key,
    /// People; whole in sampled runs.
    pub(super) people: f64,
    pub(super) labels: Labels,
}

impl Cohort {
    /// Takes some of the people off. Their labels are a blind draw, with numbers from `stream`,
    /// which is only asked for if labels are tracked.
    pub(super) fn part(
        &mut self,
        people: f64,
        draws: Draws,
        stream: impl FnOnce() -> Stream,
    ) -> Self {
        let labels = match self.labels.is_tracked() {
            true => self.labels.take(self.people, people, draws, &mut stream()),
            false => Labels::default(),
        };
        self.people -= people;
        Self { key: self.key, people, labels }
    }
}

/// The cohorts in one whereabouts: a place or one direction of a link.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pool {
    pub(super) cohorts: Vec<Cohort>,
    /// Whether two cohorts may have the same key, or stand in another order than that of their keys.
    unmerged: bool,
}

impl Pool {
    /// Adds a cohort; among few, one that is like another merges with it at once.
    pub(super) fn add(&mut self, cohort: Cohort) {
        if cohort.people <= 0.0 {
            return;
        }
        let alike = match self.cohorts.len() {
            0..=MOST_MERGED_AT_ONCE => {
                self.cohorts.iter_mut().rev().find(|other| other.key == cohort.key)
            }
            _ => self.cohorts.last_mut().filter(|last| last.key == cohort.key),
        };
        if let Some(other) = alike {
            other.people += cohort.people;
            return other.labels.absorb(cohort.labels);
        }
        self.unmerged |= self.cohorts.last().is_some_and(|last| last.key > cohort.key)
            || self.cohorts.len() > MOST_MERGED_AT_ONCE;
        self.cohorts.push(cohort);
    }

    /// Adds a cohort behind all others, so that their positions stay the same.
    pub(super) fn append(&mut self, cohort: Cohort) {
        self.cohorts.push(cohort);
        self.unmerged = true;
    }

    /// Changes every key; cohorts that become alike merge.
    pub(super) fn rekey(&mut self, change: impl Fn(Key) -> Key) {
        for cohort in &mut self.cohorts {
            let key = change(cohort.key);
            self.unmerged |= key != cohort.key;
            cohort.key = key;
        }
        self.merge();
    }

    /// Merges cohorts of the same key and drops empty ones; leaves them sorted by key.
    pub(super) fn merge(&mut self) {
        self.cohorts.retain(|cohort| cohort.people > 0.0);
        if !self.unmerged {
            return;
        }
        self.cohorts.sort_unstable_by_key(|cohort| cohort.key);
        self.cohorts.dedup_by(|next, kept| {
            let same = next.key == kept.key;
            if same {
                kept.people += next.people;
                kept.labels.absorb(std::mem::take(&mut next.labels));
            }
            same
        });
        self.unmerged = false;
    }

    /// People in all cohorts.
    pub(super) fn people(&self) -> f64 {
        self.cohorts.iter().map(|cohort| cohort.people).sum()
    }
}
