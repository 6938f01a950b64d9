//! Plays a combination.

use super::combination::Asked;
use crate::failure::Failure;
use haven_core::crisis::World;
use haven_core::run::Draws;
use haven_study::crisis::ensemble::{Member, Plan, play};
use haven_study::crisis::recording::{Detail, recording};
use haven_study::watch::Watch;
use haven_study::workers::Workers;
use std::ops::Range;

/// Members that one thread plays before the watch is asked whether to go on.
const MEMBERS_IN_BATCH: u32 = 16;

/// What all combinations of a study share.
#[derive(Clone, Debug)]
pub struct Study {
    /// Seed of the ensemble.
    pub seed: u64,
    /// Which members.
    pub members: Range<u32>,
    /// Sampled or expected.
    pub draws: Draws,
    /// What is kept.
    pub detail: Detail,
    /// Members whose arrivals abroad are told apart by origin and cause.
    pub explain: Range<u32>,
}

/// The members of a combination that are complete, in the order of their numbers.
pub struct Played {
    /// What was played.
    pub world: World,
    /// How.
    pub plan: Plan,
    /// The members.
    pub members: Vec<Member>,
}

/// Plays the members of a combination.
///
/// # Errors
/// If the watch was stopped before one was complete.
pub fn play_all(
    study: &Study,
    asked: &Asked,
    workers: &Workers,
    watch: &Watch,
) -> Result<Played, Failure> {
    let world = World::new(&asked.crisis);
    let plan = Plan {
        seed: study.seed,
        members: study.members.clone(),
        draws: study.draws,
        advance: asked.advance,
        explain: study.explain.clone(),
        recording: recording(&world, study.detail),
    };
    let batch = MEMBERS_IN_BATCH * workers.count() as u32;
    let mut members = Vec::new();
    let mut next = plan.members.start;
    while next < plan.members.end && !watch.is_stopped() {
        let until = next.saturating_add(batch).min(plan.members.end);
        members.extend(workers.run(|| play(&world, &plan, next..until, watch)));
        next = until;
    }
    if members.is_empty() {
        return Err(Failure::NothingComplete);
    }
    Ok(Played { world, plan, members })
}
