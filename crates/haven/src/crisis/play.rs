//! Plays a combination.

use super::combination::Asked;
use crate::disclosure::CountedArrivals;
use crate::failure::Failure;
use crate::room;
use crate::work::Work;
use haven_core::crisis::World;
use haven_core::draw::Draws;
use haven_core::id::PlaceId;
use haven_study::crisis::ensemble::{Member, Plan, play};
use haven_study::crisis::explained::Explained;
use haven_study::crisis::parts::Parts;
use haven_study::crisis::recording::{Detail, recording};
use std::ops::Range;

/// Members that are explained for each thread before their tables, which are large, are added up.
const EXPLAINED_IN_BATCH: u32 = 4;

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
    /// Only arrivals with this host are told apart.
    pub explain_at: Option<PlaceId>,
    /// Whether they are told apart by route too.
    pub routes: bool,
    /// Whether people may be on these ways now, so that some of it may not be shown.
    pub is_sensitive: bool,
}

/// The members of a combination that are complete, in the order of their numbers.
pub struct Played {
    /// What was played.
    pub world: World,
    /// How.
    pub plan: Plan,
    /// The members. Their arrivals have been taken into the mean.
    pub members: Vec<Member>,
    /// Mean arrivals of the members that are explained.
    pub explained: Option<Explained>,
    /// Arrivals of each of these members by one label at a time.
    pub parts: Vec<Parts>,
    /// Whether people may be on these ways now.
    pub is_sensitive: bool,
}

impl Played {
    /// Arrivals as they were counted, if they were told apart.
    pub fn told_apart(&self) -> Option<CountedArrivals<'_>> {
        let means = self.explained.as_ref()?;
        Some(CountedArrivals {
            crisis: self.world.crisis(),
            is_sensitive: self.is_sensitive,
            routes: self.plan.routes,
            means,
            members: &self.parts,
        })
    }
}

/// Plays the members of a combination.
///
/// # Errors
/// If the watch was stopped before one was complete, or there are more members than find room.
pub fn play_all(
    study: &Study,
    asked: &Asked,
    Work { workers, watch, .. }: &Work<'_>,
) -> Result<Played, Failure> {
    let world = World::new(&asked.crisis);
    let plan = Plan {
        seed: study.seed,
        members: study.members.clone(),
        draws: study.draws,
        advance: asked.advance,
        explain: study.explain.clone(),
        explain_at: study.explain_at,
        routes: study.routes,
        recording: recording(&world, study.detail),
    };
    room::check(&plan.recording, &plan.members, plan.draws)?;
    let (mut members, mut explained) = (Vec::new(), Sum::default());
    let gates = world.gates().len();
    let mut next = plan.members.start;
    while next < plan.members.end && !watch.is_stopped() {
        let few = next.saturating_add(EXPLAINED_IN_BATCH * workers.count() as u32);
        let is_explained = plan.explain.contains(&next);
        let until = if is_explained { few.min(plan.explain.end) } else { plan.members.end };
        let mut batch = workers.run(|| play(&world, &plan, next..until, watch));
        batch
            .iter_mut()
            .filter_map(|member| member.explained.take())
            .for_each(|it| explained.add(it, gates));
        members.extend(batch);
        next = until;
    }
    if members.is_empty() {
        return Err(Failure::NothingComplete);
    }
    let (explained, parts) = explained.mean();
    Ok(Played { world, plan, members, explained, parts, is_sensitive: study.is_sensitive })
}

/// A sum of tables, in the order of members, so that it has the same bits on any number of threads.
#[derive(Default)]
struct Sum {
    sum: Option<Explained>,
    /// Of each table.
    parts: Vec<Parts>,
}

impl Sum {
    fn add(&mut self, table: Explained, gates: usize) {
        self.parts.push(Parts::of(&table, gates));
        match &mut self.sum {
            Some(sum) => sum.merge(&table),
            None => self.sum = Some(table),
        }
    }

    fn mean(self) -> (Option<Explained>, Vec<Parts>) {
        let Self { mut sum, parts } = self;
        if let Some(sum) = &mut sum {
            sum.scale(1.0 / parts.len() as f64);
        }
        (sum, parts)
    }
}

#[cfg(test)]
mod tests {
    use super::super::combination;
    use super::*;
    use crate::BuiltIn;
    use crate::changed::tests::aleppo;
    use haven_core::crisis::Advance;
    use haven_study::watch::Watch;
    use haven_study::workers::Workers;

    #[test]
    fn what_is_cut_short_is_complete_up_to_some_member() {
        let crisis = aleppo();
        let asked = combination::asked(&crisis, "no-change", Advance::Achieved).expect("known");
        let (workers, watch) = (Workers::new(Some(3)).expect("threads"), Watch::default());
        let study = Study {
            seed: 1,
            members: 0..60,
            draws: Draws::Sampled,
            detail: Detail::Destinations,
            explain: 0..0,
            explain_at: None,
            routes: false,
            is_sensitive: false,
        };
        let played = std::thread::scope(|scope| {
            scope.spawn(|| {
                while watch.member_days().0 < 20 * 180 {
                    std::thread::yield_now();
                }
                watch.stop();
            });
            play_all(&study, &asked, &Work { workers: &workers, watch: &watch, sources: &BuiltIn })
                .expect("some are complete")
        });
        let numbers: Vec<u32> = played.members.iter().map(|member| member.member).collect();
        let complete = numbers.len() as u32;
        assert_eq!(numbers, (0..complete).collect::<Vec<_>>());
        assert!((1..60).contains(&complete), "{complete}");
    }
}
