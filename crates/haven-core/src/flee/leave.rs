//! # Leaving
//! **What**     Everyone at a place decides whether to leave today, and onto which road.
//! **Equation** leavers ~ Binomial(n, π); over routes ~ Multinomial(leavers, w)
//! **Units**    people; π: chance per day
//! **Reads**    move chance, routes, occupancy.  **Changes** cohorts at places and on roads
//! **Shape**    one draw per cohort; where leavers make room in a place that others look at, they
//!              decide in order of creation ([`super::order`])
//! **Keeps**    who finds no way, or only a full camp, stays
//! **Source**   flee.md, sections 4.1 to 4.5; exchangeability: section 4.9
//! **Doubts**   nobody leaves in company

use super::choice::{self, Going, Seen};
use super::cohort::{Cohort, Key};
use super::day::Member;
use super::order::{Waiting, take_turns};
use super::route::RouteId;
use super::travel::Traveller;
use crate::id::{PlaceId, StableKey};
use crate::rng::{Purpose, Stream, mix};

/// Leavers of one cohort who have not chosen a way yet.
#[derive(Debug)]
pub(super) struct Leavers {
    pub(super) place: PlaceId,
    /// Position in the place's pool.
    cohort: usize,
    pub(super) people: f64,
    order: u32,
    pub(super) stream: Stream,
}

/// Everyone at a place decides.
pub(super) fn leave(member: &mut Member<'_>) {
    let mut leavers = draw_leavers(member);
    member.splits += leavers.len() as u64;
    if super::travel::spans_the_day(member, &leavers) {
        member.leaving = Some(leavers);
        return;
    }
    if member.world.capacity_can_bind {
        let at_risk = places_that_gain_room(member, &leavers);
        if at_risk.iter().any(|risk| *risk) {
            leavers = in_order(member, leavers, &at_risk);
        }
    }
    let mut going = Vec::new();
    for mut part in leavers {
        let people = part.people;
        set_out(member, (&mut part, people), Seen::Before, &mut going);
    }
}

/// Draws how many leave each place. Leaving does not depend on room, so this comes first.
fn draw_leavers(member: &Member<'_>) -> Vec<Leavers> {
    let (streams, draws) = (member.streams(), member.request.draws);
    let mut leavers = Vec::new();
    for (index, pool) in member.state.at.iter().enumerate() {
        let place = PlaceId(index as u32);
        let chance = chance_of_leaving(member, place);
        for (position, cohort) in pool.cohorts.iter().enumerate() {
            if cohort.key.settled {
                continue;
            }
            let mut stream = streams.at(Purpose::Leave, address(member, place, &cohort.key));
            let chance = if cohort.key.route.is_empty() { chance } else { 1.0 };
            let people = draws.binomial(cohort.people, chance, &mut stream);
            if people > 0.0 {
                leavers.push(Leavers {
                    place,
                    cohort: position,
                    people,
                    order: cohort.key.order,
                    stream,
                });
            }
        }
    }
    leavers
}

/// Chance of leaving a place for those without a route.
pub(super) fn chance_of_leaving(member: &Member<'_>, place: PlaceId) -> f64 {
    let ground = &member.state.ground[place.index()];
    let rules = &member.world.rules().move_chances;
    if rules.population_power == 0.0 {
        return ground.move_chance;
    }
    let people = ground.residents.max(ground.capacity).max(0.0);
    ground.move_chance * (people / rules.population_base).powf(rules.population_power)
}

/// Who decides, as an address of randomness.
pub(super) fn address(member: &Member<'_>, place: PlaceId, key: &Key) -> StableKey {
    let route = member.state.routes.key(key.route);
    StableKey(mix(member.world.keys[place.index()].0, key.hash(route)))
}

/// Places whose attractiveness changes if all the leavers go: occupied beyond the buffer, and not
/// full even after they left.
pub(super) fn places_that_gain_room(member: &Member<'_>, leavers: &[Leavers]) -> Vec<bool> {
    let rules = &member.world.rules().capacity;
    let mut leaving = vec![0.0; member.state.ground.len()];
    for part in leavers {
        leaving[part.place.index()] += part.people;
    }
    let changes = |(place, leaving): (usize, &f64)| {
        let room = |people| member.state.ground[place].room(people, rules.buffer, rules.scaling);
        let people = member.state.occupancy[place];
        *leaving > 0.0 && room(people) != room(people - leaving)
    };
    leaving.iter().enumerate().map(changes).collect()
}

/// Lets those decide, in order of creation, who change the room in a place at risk or look at it.
/// Returns the others, whose order has no effect.
fn in_order(member: &mut Member<'_>, leavers: Vec<Leavers>, at_risk: &[bool]) -> Vec<Leavers> {
    let (mut coupled, free): (Vec<_>, Vec<_>) = leavers.into_iter().partition(|part| {
        let route = member.state.at[part.place.index()].cohorts[part.cohort].key.route;
        at_risk[part.place.index()]
            || match member.state.routes.get(route) {
                Some(route) => at_risk[route.destination.index()],
                None => member.choices.leads_to_any(part.place, at_risk),
            }
    });
    let mut waiting: Vec<Waiting> = coupled
        .iter()
        .enumerate()
        .map(|(index, part)| Waiting { order: part.order, index, people: part.people })
        .collect();
    let places: Vec<PlaceId> = coupled.iter().map(|part| part.place).collect();
    let mut order = member.streams().at(Purpose::Order, StableKey(1));
    let mut going = Vec::new();
    take_turns(
        member,
        &mut waiting,
        &mut order,
        |member, group| turns(member, group, &places, at_risk),
        |member, index, people| {
            set_out(member, (&mut coupled[index], people), Seen::Anew, &mut going);
        },
        |_| (),
    );
    free
}

/// As many turns as keep the change of any place at risk within the batch.
fn turns(member: &Member<'_>, group: &[Waiting], places: &[PlaceId], at_risk: &[bool]) -> f64 {
    if member.one_by_one() {
        return f64::INFINITY;
    }
    let mut leaving = std::collections::BTreeMap::new();
    for part in group {
        let place = places[part.index];
        if at_risk[place.index()] {
            *leaving.entry(place).or_insert(0.0) += part.people;
        }
    }
    leaving.iter().map(|(place, people)| people / batch(member, *place)).fold(1.0, f64::max)
}

/// Largest change of a place's occupancy that people may overlook, at least one person.
pub(super) fn batch(member: &Member<'_>, place: PlaceId) -> f64 {
    let rules = &member.world.rules().capacity;
    let capacity = member.state.ground[place.index()].capacity * rules.scaling;
    (rules.batch * capacity).max(1.0)
}

/// Some of the leavers choose their way and go; those who cannot stay where they are. `going` is
/// memory.
fn set_out(
    member: &mut Member<'_>,
    (leavers, people): (&mut Leavers, f64),
    seen: Seen,
    going: &mut Vec<Going>,
) {
    let (place, position) = (leavers.place, leavers.cohort);
    let key = member.state.at[place.index()].cohorts[position].key;
    decide(member, (place, seen), key.route, people, &mut leavers.stream, going);
    let mut left = people;
    for going in going.drain(..) {
        let part = take_off(member, leavers, going.people);
        left -= going.people;
        let key = Key { route: going.rest, ..key }.with_done_km(0.0);
        let cohort = Cohort { key, ..part };
        match member.world.plain_evenings {
            true => member.setting_out.push(Traveller { road: going.road, cohort }),
            false => member.state.on[going.road].add(cohort),
        }
    }
    if !key.route.is_empty() && left > 0.0 {
        // They cannot go on with their route: they stay and forget it.
        let part = take_off(member, leavers, left);
        let key = Key { route: RouteId::NONE, ..key };
        member.state.occupancy[place.index()] += left;
        member.state.at[place.index()].append(Cohort { key, ..part });
    }
}

/// Takes people off their place.
pub(super) fn take_off(member: &mut Member<'_>, leavers: &Leavers, people: f64) -> Cohort {
    let (streams, draws, place) = (member.streams(), member.request.draws, leavers.place.index());
    let Member { world, state, .. } = member;
    state.occupancy[place] -= people;
    let cohort = &mut state.at[place].cohorts[leavers.cohort];
    let who = mix(world.keys[place].0, cohort.key.hash(state.routes.key(cohort.key.route)));
    let left = cohort.people.to_bits();
    cohort.part(people, draws, || streams.at(Purpose::Labels, StableKey(mix(who, left))))
}

/// Which ways people take who leave a place now: those who go are added to `going`, the rest stay.
pub(super) fn decide(
    member: &mut Member<'_>,
    (place, seen): (PlaceId, Seen),
    route: RouteId,
    people: f64,
    stream: &mut Stream,
    going: &mut Vec<Going>,
) {
    member.splits += 1;
    let Member { world, state, choices, request, .. } = member;
    if route.is_empty() {
        choices.split(
            world,
            state,
            (place, seen),
            |weights, each| request.draws.multinomial(people, weights, stream, each),
            going,
        );
    } else {
        going.extend(choice::follow(world, state, place, route, people));
    }
}
