//! # End of the day
//! **What**     Capacities grow; people in sinks stop moving; alike cohorts merge.
//! **Equation** capacity + growth per day, before movement; settled ~ Binomial(n, p) after it
//! **Units**    people per day; p: chance per day
//! **Keeps**    people who stop moving still count where they are
//! **Source**   flee.md, sections 2.5 and 4.8

use super::cohort::{Cohort, Key};
use super::conditions::Conditions;
use super::people::People;
use super::place_state::PlaceState;
use super::route::Routes;
use crate::id::StableKey;
use crate::rng::{Purpose, mix};

/// Capacities grow at the start of a day's movement.
pub(super) fn grow_capacities(today: &Conditions<'_>, places: &mut [PlaceState]) {
    for (number, place) in places.iter_mut().enumerate() {
        place.capacity = today.world.capacity_on(number, today.day);
    }
}

/// People in camps may stop moving for good.
pub(super) fn settle(
    today: &Conditions<'_>,
    places: &[PlaceState],
    routes: &Routes,
    people: &mut People,
) {
    if !today.rules().capacity.camps_are_sinks {
        return;
    }
    let (streams, draws) = (today.streams(), today.draws());
    for (place, described) in today.world.scenario.places.iter().enumerate() {
        let chance = described.deactivation_per_day;
        if !places[place].camp || chance <= 0.0 {
            continue;
        }
        let mut settled = Vec::new();
        for cohort in &mut people.at[place].cohorts {
            if cohort.key.settled {
                continue;
            }
            let key = cohort.key.hash(routes.key(cohort.key.route));
            let who = StableKey(mix(today.world.keys[place].0, key));
            let stopping =
                draws.binomial(cohort.people, chance, &mut streams.at(Purpose::Deactivate, who));
            let labels = || streams.at(Purpose::Labels, StableKey(mix(who.0, 1)));
            let part = cohort.part(stopping, draws, labels);
            settled.push(Cohort { key: Key { settled: true, ..part.key }, ..part });
        }
        for cohort in settled {
            people.at[place].add(cohort);
        }
    }
}
