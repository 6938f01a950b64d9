//! Many members of one scenario, on all cores, with the same bits on any number of them.

use crate::watch::Watch;
use crate::workers;
use haven_core::draw::Draws;
use haven_core::flee::{LabelledStock, Observer, Request, SeriesKey, Stopped, Today, Track};
use haven_core::series::{Record, Recording};
use std::ops::{ControlFlow, Range};

/// Plays one member under the eyes of an observer: the engine, or a stand-in.
pub type Engine<'w> = dyn Fn(&Request, &mut Observer<'_>) -> Result<(), Stopped> + Sync + 'w;

/// What an ensemble is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Seed of the whole ensemble; with the member's number it decides everything.
    pub seed: u64,
    /// Which members: a slice of an ensemble that has no end.
    pub members: Range<u32>,
    /// Sampled or expected.
    pub draws: Draws,
    /// Labels to carry.
    pub track: Track,
    /// What is kept of each member.
    pub recording: Recording<SeriesKey>,
}

/// A complete member.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its number.
    pub member: u32,
    /// Its kept series.
    pub record: Record,
    /// People by label, when tracked, on days for which [`is_reporting_day`] holds.
    pub labels: Vec<(u32, LabelledStock)>,
}

/// A member that could not be played to the end.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("member {member}: {reason}")]
pub struct MemberFailed {
    /// Its number.
    pub member: u32,
    /// Why.
    #[source]
    pub reason: Stopped,
}

/// Whether members are reported on this day by default: weekly from day 0, and on the last.
pub fn is_reporting_day(day: u32, days: u32) -> bool {
    day.is_multiple_of(7) || day + 1 == days
}

/// An ensemble on its way: `next_batch` says which members to play, `absorb` takes them.
#[derive(Debug)]
pub struct Ensemble {
    plan: Plan,
    batch: u32,
    next: u32,
    records: Vec<(u32, Record)>,
}

impl Ensemble {
    /// An ensemble of which nothing has been played, to be played in batches of this many members
    /// (at least 1). The batches decide how much waits in memory, nothing else.
    pub fn new(plan: Plan, batch: u32) -> Self {
        Self { next: plan.members.start, batch: batch.max(1), plan, records: Vec::new() }
    }

    /// What was asked for.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The members to play next; `None` when all have been.
    pub fn next_batch(&self) -> Option<Range<u32>> {
        let end = self.next.saturating_add(self.batch).min(self.plan.members.end);
        (self.next < end).then_some(self.next..end)
    }

    /// Takes the complete members of a batch, in the order of their numbers, and keeps their series.
    pub fn absorb(&mut self, batch: &Range<u32>, members: Vec<Member>) {
        self.next = batch.end;
        self.records.extend(members.into_iter().map(|member| (member.member, member.record)));
    }

    /// The series of all complete members, with the members' numbers in rising order.
    pub fn records(&self) -> &[(u32, Record)] {
        &self.records
    }
}

/// Plays a batch of members on the current thread pool. When the watch is stopped, the members that
/// were not complete are left out.
///
/// # Errors
/// The first member (by number) that could not go on.
pub fn play_batch(
    plan: &Plan,
    batch: Range<u32>,
    engine: &Engine<'_>,
    watch: &Watch,
) -> Result<Vec<Member>, MemberFailed> {
    let numbers: Vec<u32> = batch.collect();
    let played =
        workers::each(&numbers, |&member| match play_member(plan, member, engine, watch) {
            Ok(member) => Some(Ok(member)),
            Err(Stopped::Asked { .. }) => None,
            Err(reason) => Some(Err(MemberFailed { member, reason })),
        });
    played.into_iter().flatten().collect()
}

fn play_member(
    plan: &Plan,
    member: u32,
    engine: &Engine<'_>,
    watch: &Watch,
) -> Result<Member, Stopped> {
    if watch.is_stopped() {
        return Err(Stopped::Asked { day: 0 });
    }
    let mut record = plan.recording.record(plan.draws);
    let mut labels = Vec::new();
    let request = Request { seed: plan.seed, member, draws: plan.draws, track: plan.track };
    engine(&request, &mut |today: &Today<'_>| {
        plan.recording.note(today.day, &mut record, |key| key.read(today));
        if is_reporting_day(today.day, plan.recording.days) {
            labels.extend(today.labels.iter().map(|label| (today.day, *label)));
        }
        watch.day_done();
        let is_last = today.day + 1 == plan.recording.days;
        if watch.is_stopped() && !is_last {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })?;
    Ok(Member { member, record, labels })
}

#[cfg(test)]
mod tests {
    use super::*;
    use haven_core::flee::{Measure, PlaceFacts};
    use haven_core::id::PlaceId;

    const DAYS: u32 = 9;

    /// A stand-in for the engine whose numbers depend on seed, member and day only.
    fn toy(request: &Request, observer: &mut Observer<'_>) -> Result<(), Stopped> {
        for day in 0..DAYS {
            let mixed = (request.seed + u64::from(request.member)).wrapping_mul(0x9e37_79b9);
            let stock = [(mixed % 1000 + u64::from(day)) as f64];
            let today = Today {
                day,
                stock: &stock,
                arrived: &[1.0],
                departed: &[0.0],
                places: &[PlaceFacts {
                    country: 0,
                    is_destination: true,
                    capacity: None,
                    capacity_per_day: 0.0,
                }],
                on_road: 0.0,
                displaced: 0.0,
                reported: 0.0,
                debt: 0.0,
                splits: 0,
                labels: &[],
            };
            if observer(&today).is_break() {
                return Err(Stopped::Asked { day });
            }
        }
        Ok(())
    }

    fn plan(members: Range<u32>) -> Plan {
        let recording = Recording::new(&[PlaceId(0)], &[Measure::Stock], DAYS);
        Plan { seed: 5, members, draws: Draws::Sampled, track: Track::default(), recording }
    }

    fn records(members: Range<u32>, batch: u32, threads: usize) -> Vec<(u32, Record)> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut ensemble = Ensemble::new(plan(members), batch);
        while let Some(batch) = ensemble.next_batch() {
            let watch = Watch::default();
            let members =
                pool.install(|| play_batch(ensemble.plan(), batch.clone(), &toy, &watch)).unwrap();
            ensemble.absorb(&batch, members);
        }
        ensemble.records().to_vec()
    }

    #[test]
    fn threads_and_batches_change_nothing() {
        let alone = records(0..23, 1, 1);
        assert_eq!(alone.len(), 23);
        for (batch, threads) in [(1, 2), (7, 2), (23, 7), (100, 1)] {
            assert_eq!(records(0..23, batch, threads), alone, "{batch} a batch, {threads} threads");
        }
    }

    #[test]
    fn slices_of_an_ensemble_are_the_ensemble() {
        let mut slices = records(0..4, 3, 2);
        slices.extend(records(4..10, 2, 1));
        assert_eq!(slices, records(0..10, 10, 2));
    }

    #[test]
    fn a_stopped_ensemble_keeps_its_complete_members_only() {
        let watch = Watch::default();
        let stop_in_member_two = |request: &Request, observer: &mut Observer<'_>| {
            if request.member == 2 {
                watch.stop();
            }
            toy(request, observer)
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let members =
            pool.install(|| play_batch(&plan(0..10), 0..10, &stop_in_member_two, &watch)).unwrap();
        assert!(members.iter().all(|member| member.member < 2), "{members:?}");
        assert_eq!(watch.member_days().0 % u64::from(DAYS), 1);
    }

    #[test]
    fn the_first_member_that_fails_is_named() {
        let fails = |request: &Request, _: &mut Observer<'_>| match request.member {
            0 | 1 => Ok(()),
            member => Err(Stopped::NoSource { day: member, people: 4.0 }),
        };
        let failed = play_batch(&plan(0..9), 0..9, &fails, &Watch::default()).unwrap_err();
        assert_eq!(failed.member, 2);
    }
}
