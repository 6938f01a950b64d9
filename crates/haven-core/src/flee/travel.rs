//! # Travel
//! **What**     Everyone on a road travels; who arrives early decides again and may go on today.
//! **Equation** km done + speed > length: arrived; a full day's speed on each successive road
//!              (quirk Q25), until the kilometres of the day reach the speed of the last road
//! **Units**    km, km per day
//! **Reads**    roads, scores, occupancy.  **Changes** cohorts on roads and at places
//! **Shape**    cohorts that meet in the same place after as many roads and kilometres merge
//! **Keeps**    nobody turns back but from a road that closed under them; arrivals are never refused
//! **Source**   flee.md, section 4.6; exchangeability: section 4.9
//! **Doubts**   the rest of the day is not charged to the next road

use super::choice::Seen;
use super::cohort::{Cohort, Key, Pool};
use super::day::Member;
use super::day_ends::{self, End, Ends};
use super::follow;
use super::journeys::{Arrival, Evening, Journeys};
use super::label::Labels;
use super::leave::{self, Leavers, address, batch, chance_of_leaving, decide};
use super::order::{Waiting, take_turns};
use super::risk;
use super::route::RouteId;
use crate::draw::Draws;
use crate::id::{PlaceId, StableKey};
use crate::rng::{Purpose, Stream, mix};
use std::collections::BTreeMap;

/// After this many roads in one day people rest: only roads without length lead there, where Flee
/// ends with an error (quirk Q26).
pub(super) const MOST_ROADS_A_DAY: u32 = 1_000;

/// Parts of people smaller than this (in expected runs) do not go on today.
const NEGLIGIBLE: f64 = 1e-9;

/// A cohort on a road at the start of today's travel.
#[derive(Debug)]
pub(super) struct Traveller {
    pub(super) road: usize,
    pub(super) cohort: Cohort,
}

/// Everyone on a road travels.
pub(super) fn travel(member: &mut Member<'_>) {
    if member.world.rules().travel.avoid_short_stints {
        let steps = member.recency_steps();
        let rest = |pool: &mut Pool| pool.rekey(|key| key.after_travel(0.0, steps));
        member.state.at.iter_mut().for_each(rest);
    }
    if let Some(leaving) = member.leaving.take() {
        return travel_all_day(member, leaving);
    }
    let mut travellers = take_travellers(member);
    let evening = evening(member);
    let mut journeys = Journeys::new(member.world, evening);
    let mut at_risk = Vec::new();
    if member.world.capacity_can_bind {
        let arriving = travellers.iter().filter(|traveller| may_arrive(member, traveller));
        at_risk = risk::places_at_risk(member, arriving.map(|t| t.cohort.people).sum());
    }
    if member.world.plain_evenings {
        journeys.follower = follow::begin_day(member, &at_risk);
    }
    if at_risk.iter().any(|risk| *risk) {
        risk::update(member, &at_risk);
        if evening == Evening::ByTable && member.one_by_one() {
            journeys.evening = Evening::Followed;
        }
        in_order(member, &mut travellers, &at_risk, &mut journeys);
        journeys.evening = evening;
    }
    finish_all(member, &mut journeys, travellers);
    member.follower = journeys.follower;
}

/// How evenings are drawn today.
fn evening(member: &mut Member<'_>) -> Evening {
    let follows = member.world.plain_evenings && member.request.draws == Draws::Sampled;
    match day_ends::serves(member) {
        true => Evening::ByTable,
        false if follows => Evening::Followed,
        false => Evening::Split,
    }
}

/// Whether everyone's day is drawn from the table from the morning on, because no room can change
/// today. Then the leavers go in [`travel`].
pub(super) fn spans_the_day(member: &mut Member<'_>, leavers: &[Leavers]) -> bool {
    if !day_ends::serves(member) {
        return false;
    }
    if !member.world.capacity_can_bind {
        return true;
    }
    let gaining = leave::places_that_gain_room(member, leavers);
    let leaving: f64 = leavers.iter().map(|part| part.people).sum();
    let at_risk = risk::places_at_risk(member, leaving + member.state.on_road());
    !gaining.into_iter().chain(at_risk).any(|changes| changes)
}

/// Those at places leave and those on roads go on, each drawn as a whole day.
fn travel_all_day(member: &mut Member<'_>, mut leaving: Vec<Leavers>) {
    let travellers = take_travellers(member);
    let leavers: Vec<Cohort> =
        leaving.iter().map(|part| leave::take_off(member, part, part.people)).collect();
    finish_all(member, &mut Journeys::new(member.world, Evening::ByTable), travellers);
    let mut day_ends = std::mem::take(&mut member.day_ends);
    day_ends.update(member);
    let mut alike = vec![0.0; member.arrived.len()];
    for (part, cohort) in leaving.iter_mut().zip(leavers) {
        end_day(member, day_ends.of_leavers(part.place), cohort, &mut part.stream, &mut alike);
    }
    member.day_ends = day_ends;
    arrive_alike(member, &alike);
}

fn finish_all(member: &mut Member<'_>, journeys: &mut Journeys, travellers: Vec<Traveller>) {
    if journeys.evening == Evening::Followed {
        return finish_by_creation(member, journeys, travellers);
    }
    for Traveller { road, cohort } in travellers {
        start(member, journeys, road, cohort, Today::default());
    }
    finish(member, journeys);
}

/// Those come to rest together who were created together.
fn finish_by_creation(
    member: &mut Member<'_>,
    journeys: &mut Journeys,
    mut travellers: Vec<Traveller>,
) {
    let mut created: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (number, traveller) in travellers.iter().enumerate() {
        created.entry(traveller.cohort.key.order).or_default().push(number);
    }
    for together in created.values() {
        for number in together {
            let Traveller { road, cohort } = &mut travellers[*number];
            let labels = std::mem::take(&mut cohort.labels);
            start(member, journeys, *road, Cohort { labels, ..*cohort }, Today::default());
        }
        finish(member, journeys);
    }
}

/// Who travels on a road in a turn, as an address of randomness.
fn traveller(member: &Member<'_>, road: usize, key: &Key, turn: u64) -> StableKey {
    let route = member.state.routes.key(key.route);
    StableKey(mix(mix(member.world.roads[road].key.0, key.hash(route)), turn))
}

fn take_travellers(member: &mut Member<'_>) -> Vec<Traveller> {
    let mut travellers = std::mem::take(&mut member.setting_out);
    for (road, pool) in member.state.on.iter_mut().enumerate() {
        pool.merge();
        travellers.extend(pool.cohorts.drain(..).map(|cohort| Traveller { road, cohort }));
    }
    travellers
}

/// Whether a cohort can reach the end of its road today.
fn may_arrive(member: &Member<'_>, traveller: &Traveller) -> bool {
    let road = member.world.roads[traveller.road];
    let fastest = road.max_km_per_day.max(member.world.rules().travel.walk_km_per_day);
    traveller.cohort.key.done_km() + fastest > road.km
}

/// Lets those travel, in order of creation, whose journeys can have to do with room at risk. The
/// others are left.
fn in_order(
    member: &mut Member<'_>,
    travellers: &mut [Traveller],
    at_risk: &[bool],
    journeys: &mut Journeys,
) {
    let is_coupled = |traveller: &Traveller| {
        let end = member.world.roads[traveller.road].to;
        let route = member.state.routes.get(traveller.cohort.key.route);
        may_arrive(member, traveller)
            && (member.reach.coupled[end.index()]
                || route.is_some_and(|route| at_risk[route.destination.index()]))
    };
    let coupled = travellers.iter().enumerate().filter(|(_, traveller)| is_coupled(traveller));
    let mut waiting: Vec<Waiting> = coupled
        .map(|(index, Traveller { cohort, .. })| Waiting {
            order: cohort.key.order,
            index,
            people: cohort.people,
        })
        .collect();
    let roads: Vec<usize> = travellers.iter().map(|traveller| traveller.road).collect();
    let mut order = member.streams().at(Purpose::Order, StableKey(2));
    let mut context = (member, journeys);
    take_turns(
        &mut context,
        &mut waiting,
        &mut order,
        |(member, _), group| turns(member, group, &roads, at_risk),
        |(member, journeys), index, people| {
            let Traveller { road, cohort } = &mut travellers[index];
            let (streams, draws) = (member.streams(), member.request.draws);
            let who = traveller(member, *road, &cohort.key, journeys.turn);
            let part = cohort.part(people, draws, || streams.at(Purpose::Labels, who));
            start(member, journeys, *road, part, Today::default());
        },
        |(member, journeys)| {
            finish(member, journeys);
            journeys.turn += 1;
        },
    );
    // What rounding leaves of fractions is nobody.
    for part in waiting {
        travellers[part.index].cohort.people = 0.0;
    }
}

/// As many turns as keep the expected change of any place at risk within the batch: those who
/// arrive there over their road, and those who arrive next to it and go on there today.
fn turns(member: &mut Member<'_>, group: &[Waiting], roads: &[usize], at_risk: &[bool]) -> f64 {
    if member.one_by_one() {
        return f64::INFINITY;
    }
    let mut reaching = vec![0.0; at_risk.len()];
    for waiting in group {
        reaching[member.world.roads[roads[waiting.index]].to.index()] += waiting.people;
    }
    let mut most: f64 = 1.0;
    for place in (0..at_risk.len()).filter(|place| at_risk[*place]) {
        let place = PlaceId(place as u32);
        let mut change = reaching[place.index()];
        for neighbour in neighbours_within_a_day(member, place) {
            let leaving =
                reaching[neighbour.index()] * chance_of_leaving(member, neighbour).min(1.0);
            if leaving > 0.0 && super::choice::room(member.world, &member.state, place) >= 0.5 {
                let Member { choices, world, state, .. } = member;
                change += leaving * choices.share(world, state, neighbour, place);
            }
        }
        most = most.max(change / batch(member, place));
    }
    most
}

fn neighbours_within_a_day(member: &Member<'_>, place: PlaceId) -> Vec<PlaceId> {
    let roads = member.state.open[place.index()].iter().map(|road| member.world.roads[*road]);
    roads.filter(|road| road.km < road.max_km_per_day).map(|road| road.to).collect()
}

/// What a cohort has done today.
#[derive(Clone, Copy, Debug, Default)]
struct Today {
    km: f64,
    roads: u32,
}

/// A day's travel on a road: those who walk there go slower.
fn start(
    member: &mut Member<'_>,
    journeys: &mut Journeys,
    road: usize,
    cohort: Cohort,
    today: Today,
) {
    let turn = journeys.turn;
    if journeys.evening == Evening::Followed {
        let who = traveller(member, road, &cohort.key, turn);
        return follow::start(member, journeys, (road, who), cohort);
    }
    let rules = &member.world.rules().travel;
    let usual = member.world.roads[road].max_km_per_day;
    let walking = rules.walk_km_per_day;
    let chance = member.world.roads[road].walk_probability;
    let mut advance = |member: &mut Member<'_>, cohort, speed| {
        if let Some((place, arrival)) = advance(member, road, cohort, (speed, today)) {
            journeys.arrive(place, arrival);
        }
    };
    if rules.start_on_foot && !cohort.key.has_travelled {
        advance(member, cohort, walking);
    } else if chance > 0.0 && usual != walking {
        let mut cohort = cohort;
        let walkers = take_walkers(member, turn, road, &mut cohort, today);
        advance(member, walkers, walking);
        advance(member, cohort, usual);
    } else {
        advance(member, cohort, usual);
    }
}

fn take_walkers(
    member: &Member<'_>,
    turn: u64,
    road: usize,
    cohort: &mut Cohort,
    today: Today,
) -> Cohort {
    let ends = member.world.roads[road];
    let before = mix(today.km.to_bits(), u64::from(today.roads));
    let who = traveller(member, road, &cohort.key, mix(turn, before));
    let draws = member.request.draws;
    let mut stream = member.streams().at(Purpose::Walk, who);
    let people = draws.binomial(cohort.people, ends.walk_probability, &mut stream);
    cohort.part(people, draws, || stream.fork())
}

/// Moves a cohort on by one day's travel at a speed. Gives back those who arrive with kilometres
/// to spare; the others are where their day ends.
fn advance(
    member: &mut Member<'_>,
    road: usize,
    mut cohort: Cohort,
    (speed, today): (f64, Today),
) -> Option<(PlaceId, Arrival)> {
    if cohort.people <= 0.0 {
        return None;
    }
    let ends = member.world.roads[road];
    let done = cohort.key.done_km() + speed;
    let mut km = today.km + speed;
    if done <= ends.km {
        cohort.key = end_of_day(member, cohort.key.with_done_km(done), km);
        member.state.on[road].add(cohort);
        return None;
    }
    km += ends.km - done;
    cohort.key = cohort.key.with_done_km(0.0);
    cohort.key.has_travelled = member.world.rules().travel.start_on_foot;
    if cohort.key.turned_back {
        cohort.key = end_of_day(member, Key { turned_back: false, ..cohort.key }, km);
        member.state.rest(ends.from, cohort);
        return None;
    }
    let roads_today = today.roads + 1;
    if km < speed && roads_today < MOST_ROADS_A_DAY && cohort.people > NEGLIGIBLE {
        let km_today = member.world.situation(member.request.draws, ends.to, km);
        return Some((ends.to, Arrival { km_today, cohort }));
    }
    cohort.key = end_of_day(member, cohort.key, km);
    arrive(member, ends.to, cohort);
    None
}

/// A journey ends in a place for today.
pub(super) fn arrive(member: &mut Member<'_>, place: PlaceId, cohort: Cohort) {
    member.arrived[place.index()] += cohort.people;
    member.state.rest(place, cohort);
}

/// The key of people whose travel ends for today after so many kilometres.
fn end_of_day(member: &Member<'_>, key: Key, km: f64) -> Key {
    let rules = &member.world.rules().travel;
    if !rules.avoid_short_stints {
        return key;
    }
    key.after_travel(km / rules.max_km_per_day, member.recency_steps())
}

/// Lets everyone who has arrived decide and go on, until all have come to rest: all who have done
/// one road today, then all who have done two, and so on.
fn finish(member: &mut Member<'_>, journeys: &mut Journeys) {
    match journeys.evening {
        Evening::ByTable => return finish_by_table(member, journeys),
        Evening::Followed => return follow::finish(member, journeys),
        Evening::Split => (),
    }
    let mut going = Vec::with_capacity(16);
    let mut roads_today = 1;
    while journeys.anyone() {
        for (place, mut arrivals) in journeys.take() {
            for arrival in arrivals.drain(..) {
                going.clear();
                go_on(member, journeys, (place, arrival, roads_today), &mut going);
            }
            journeys.reuse(arrivals);
        }
        roads_today += 1;
    }
}

/// Draws where the day ends for everyone who has arrived.
fn finish_by_table(member: &mut Member<'_>, journeys: &mut Journeys) {
    let mut day_ends = std::mem::take(&mut member.day_ends);
    day_ends.update(member);
    let mut alike = vec![0.0; member.arrived.len()];
    for (place, arrivals) in journeys.take() {
        for Arrival { km_today, cohort } in arrivals {
            let who = mix(mix(address(member, place, &cohort.key).0, km_today), journeys.turn);
            let mut stream = member.streams().at(Purpose::Continue, StableKey(who));
            let ends = day_ends.of_arrivals(place, km_today);
            end_day(member, ends, cohort, &mut stream, &mut alike);
        }
    }
    member.day_ends = day_ends;
    arrive_alike(member, &alike);
}

/// Spreads a cohort over the ends of its day. People whom nothing tells apart are only counted in
/// the places where they come to rest, in `alike`.
fn end_day(
    member: &mut Member<'_>,
    Ends { possible, chances, picks }: Ends<'_>,
    mut cohort: Cohort,
    stream: &mut Stream,
    alike: &mut [f64],
) {
    member.splits += 1;
    let mut labels = stream.clone();
    let draws = member.request.draws;
    let plain = cohort.key == Key::default() && !cohort.labels.is_tracked();
    draws.multinomial_kept(cohort.people, (chances, picks), stream, |end, people| {
        match possible[end] {
            End::At(place) if plain => alike[place.index()] += people,
            End::At(place) => arrive(member, place, cohort.part(people, draws, || labels.fork())),
            End::On(road) => {
                let part = cohort.part(people, draws, || labels.fork());
                let key = part.key.with_done_km(member.world.roads[road].max_km_per_day);
                member.state.on[road].add(Cohort { key, ..part });
            }
        }
    });
}

/// So many people whom nothing tells apart come to rest in each place.
fn arrive_alike(member: &mut Member<'_>, alike: &[f64]) {
    for (place, people) in alike.iter().enumerate().filter(|(_, people)| **people > 0.0) {
        let cohort = Cohort { key: Key::default(), people: *people, labels: Labels::default() };
        arrive(member, PlaceId(place as u32), cohort);
    }
}

/// Those who have arrived decide: some go on at once, the others rest here.
fn go_on(
    member: &mut Member<'_>,
    journeys: &mut Journeys,
    (place, arrival, roads_today): (PlaceId, Arrival, u32),
    going: &mut Vec<super::choice::Going>,
) {
    let Arrival { km_today, mut cohort } = arrival;
    let km = f64::from_bits(km_today);
    let key = cohort.key;
    let turn = mix(journeys.turn, u64::from(roads_today));
    let who = mix(mix(address(member, place, &key).0, km_today), turn);
    let mut stream: Stream = member.streams().at(Purpose::Continue, StableKey(who));
    member.splits += 1;
    let chance = chance_of_going_on(member, place, &key, km);
    let (streams, draws) = (member.streams(), member.request.draws);
    let people = draws.binomial(cohort.people, chance, &mut stream);
    decide(member, (place, Seen::Anew), key.route, people, &mut stream, going);
    let mut cannot = people;
    for (nth, going) in going.iter().enumerate() {
        let labels = || streams.at(Purpose::Labels, StableKey(mix(who, nth as u64 + 1)));
        let part = cohort.part(going.people, draws, labels);
        cannot -= going.people;
        let part = Cohort { key: Key { route: going.rest, ..key }, ..part };
        start(member, journeys, going.road, part, Today { km, roads: roads_today });
    }
    cohort.key = end_of_day(member, key, km);
    if cannot > 0.0 && !key.route.is_empty() {
        let part = cohort.part(cannot, draws, || streams.at(Purpose::Labels, StableKey(who)));
        arrive(member, place, Cohort { key: Key { route: RouteId::NONE, ..cohort.key }, ..part });
    }
    arrive(member, place, cohort);
}

/// Chance that those go on today who have just arrived.
fn chance_of_going_on(member: &Member<'_>, place: PlaceId, key: &Key, km: f64) -> f64 {
    let rules = &member.world.rules().travel;
    let travelled_little = || 0.5 * (key.recency() + km / rules.max_km_per_day) < 0.5;
    let town = member.state.ground[place.index()].town;
    if !key.route.is_empty() || (rules.avoid_short_stints && town && travelled_little()) {
        1.0
    } else {
        chance_of_leaving(member, place)
    }
}
