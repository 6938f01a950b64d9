//! # Night
//! **What**     Capacities grow; people in sinks stop moving; alike cohorts merge.
//! **Equation** capacity + growth per day, before movement; settled ~ Binomial(n, p) after it
//! **Units**    people per day; p: chance per day
//! **Keeps**    people who stop moving still count where they are
//! **Source**   flee.md, sections 2.5 and 4.8

use super::cohort::{Cohort, Key};
use super::day::Member;
use super::state::State;
use crate::id::StableKey;
use crate::rng::{Purpose, mix};

/// Capacities grow at the start of a day's movement (a town's from −1).
pub(super) fn grow_capacities(member: &mut Member<'_>) {
    for (ground, place) in member.state.ground.iter_mut().zip(&member.world.scenario.places) {
        ground.capacity += place.capacity_growth_per_day as f64;
    }
}

/// People in camps may stop moving for good.
pub(super) fn settle(member: &mut Member<'_>) {
    if !member.world.rules().capacity.camps_are_sinks {
        return;
    }
    let (streams, draws) = (member.streams(), member.request.draws);
    for (place, described) in member.world.scenario.places.iter().enumerate() {
        let chance = described.deactivation_per_day;
        if !member.state.ground[place].camp || chance <= 0.0 {
            continue;
        }
        let mut settled = Vec::new();
        for cohort in &mut member.state.at[place].cohorts {
            if cohort.key.settled {
                continue;
            }
            let route = member.state.routes.key(cohort.key.route);
            let who = StableKey(mix(member.world.keys[place].0, cohort.key.hash(route)));
            let people =
                draws.binomial(cohort.people, chance, &mut streams.at(Purpose::Deactivate, who));
            let labels = || streams.at(Purpose::Labels, StableKey(mix(who.0, 1)));
            let part = cohort.part(people, draws, labels);
            settled.push(Cohort { key: Key { settled: true, ..part.key }, ..part });
        }
        for cohort in settled {
            member.state.at[place].add(cohort);
        }
    }
}

/// Cohorts that have become alike merge.
pub(super) fn merge(member: &mut Member<'_>) {
    let State { at, on, .. } = &mut member.state;
    at.iter_mut().chain(on).for_each(super::cohort::Pool::merge);
}
