//! Plays a study to its end, or as far as it is let.

use crate::failure::Failure;
use crate::work::Work;
use haven_study::ensemble::MemberFailed;
use haven_study::sensitivity::{Model, Plan, Study, play};

/// Points that one thread plays before the watch is asked whether to go on.
const POINTS_IN_BATCH: usize = 16;

/// Plays a study of runs of so many days.
///
/// # Errors
/// If a point cannot be played, or the watch was stopped before two rows were complete.
pub fn play_all(
    plan: Plan,
    days: u32,
    model: &Model<'_, MemberFailed>,
    Work { workers, watch, .. }: &Work<'_>,
) -> Result<Study, Failure> {
    let mut study = Study::new(plan, POINTS_IN_BATCH * workers.count());
    watch.expect(study.evaluations() * u64::from(days));
    while let Some(batch) = study.next_batch().filter(|_| !watch.is_stopped()) {
        let answers = workers.run(|| play(&batch, model))?;
        study.absorb(&batch, answers);
    }
    if study.rows() < 2 { Err(Failure::NothingComplete) } else { Ok(study) }
}
