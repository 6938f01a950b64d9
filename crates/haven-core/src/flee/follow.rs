//! Following people to the end of their day, one by one.
//!
//! Where a network is too large for the table of [`super::day_ends`], a place's few leavers spread
//! over many ways, and after a road or two each is alone. To split cohorts of one costs ten times
//! as much as to ask the person. So where the rules are plain, cohorts of a few people dissolve:
//! each person draws one number a place, and only where their days end is counted, by place. Larger
//! cohorts are split as ever, until they are few.
//!
//! What people decide in a place is as it was at the start of a turn; those who come to rest count
//! at its end. Each cohort draws from a stream of its own, so that the order in which cohorts are
//! followed does not matter.

use super::choice::Choices;
use super::cohort::{Cohort, Key};
use super::day::Member;
use super::journeys::{Arrival, Few, Journeys};
use super::label::Labels;
use super::leave::{address, chance_of_leaving};
use super::travel::{MOST_ROADS_A_DAY, arrive};
use crate::draw::Weights;
use crate::id::{PlaceId, StableKey};
use crate::rng::{Purpose, Stream, mix};
use std::ops::Range;

/// Cohorts of up to so many people are followed one by one.
pub(super) const FEW: f64 = 16.0;

/// One way out of a place: its road.
#[derive(Clone, Copy, Debug)]
struct Way {
    km: f64,
    speed: f64,
    to: PlaceId,
    road: u32,
}

/// What people do in a place.
#[derive(Clone, Debug, Default)]
struct Stop {
    /// The last turn in which it is known what they do.
    known_until: u64,
    /// Its part of `ways` and of `sums`.
    ways: Range<u32>,
}

/// What people decide, and where those who decided have come to rest.
#[derive(Clone, Debug, Default)]
pub(super) struct Follower {
    network_version: Option<u64>,
    turn: u64,
    /// Places whose room may change today; empty if there are none.
    at_risk: Vec<bool>,
    /// By place.
    stops: Vec<Stop>,
    ways: Vec<Way>,
    /// Chance of taking a way out of a place or one before it; the rest stay.
    sums: Vec<f64>,
    resting: Resting,
    shares: Vec<f64>,
    weights: Weights,
    parts: Vec<(usize, f64)>,
}

/// What one road makes of a day.
enum After {
    /// They have arrived, with so many kilometres done, and decide again.
    Stop(PlaceId, f64),
    End(End),
}

/// Where a day ends.
enum End {
    At(PlaceId),
    On(Way),
}

/// Those who came to rest in a turn, by place. They are all of one key.
#[derive(Clone, Debug, Default)]
struct Resting {
    people: Vec<f64>,
    labels: Vec<Labels>,
    places: Vec<PlaceId>,
}

/// Gets ready for a day on which the room changes in these places only.
pub(super) fn begin_day(member: &mut Member<'_>, at_risk: &[bool]) {
    let mut follower = std::mem::take(&mut member.follower);
    follower.at_risk.clear();
    follower.at_risk.extend_from_slice(at_risk);
    if follower.network_version == Some(member.state.network_version) {
        follower.stops.iter_mut().for_each(|stop| stop.known_until = 0);
    } else {
        follower.connect(member);
    }
    member.follower = follower;
}

/// Lets everyone who has arrived, all created together, come to rest.
pub(super) fn finish(member: &mut Member<'_>, journeys: &mut Journeys) {
    let mut follower = std::mem::take(&mut member.follower);
    follower.turn += 1;
    let mut everyone = None;
    for Few { place, km, who, cohort } in journeys.few.drain(..) {
        everyone = Some(cohort.key);
        let mut stream = member.streams().at(Purpose::Continue, who);
        follower.follow(member, (place, km), cohort, &mut stream);
    }
    let mut roads_today = 1;
    while journeys.anyone() {
        for (place, mut arrivals) in journeys.take() {
            for arrival in arrivals.drain(..) {
                everyone = Some(arrival.cohort.key);
                follower.split(member, journeys, (place, roads_today), arrival);
            }
            journeys.reuse(arrivals);
        }
        roads_today += 1;
    }
    if let Some(key) = everyone {
        follower.resting.arrive(member, key);
    }
    member.follower = follower;
}

impl Follower {
    fn connect(&mut self, member: &Member<'_>) {
        let Member { world, state, choices, .. } = member;
        let places = state.ground.len();
        self.network_version = Some(state.network_version);
        (self.stops, self.ways) = (Vec::with_capacity(places), Vec::new());
        for place in 0..places {
            let first = self.ways.len() as u32;
            self.ways.extend(choices.roads(PlaceId(place as u32)).map(|number| {
                let road = world.roads[number];
                let (km, speed) = (road.km, road.max_km_per_day);
                Way { km, speed, to: road.to, road: number as u32 }
            }));
            self.stops.push(Stop { known_until: 0, ways: first..self.ways.len() as u32 });
        }
        self.sums = vec![0.0; self.ways.len()];
        self.resting.people = vec![0.0; places];
        self.resting.labels = vec![Labels::default(); places];
    }

    /// The ways out of a place, once it is known how many take them.
    fn ways(&mut self, member: &mut Member<'_>, place: PlaceId) -> Range<usize> {
        let stop = &self.stops[place.index()];
        let ways = stop.ways.start as usize..stop.ways.end as usize;
        if stop.known_until < self.turn {
            self.know(member, place, ways.clone());
        }
        ways
    }

    #[cold]
    fn know(&mut self, member: &mut Member<'_>, place: PlaceId, ways: Range<usize>) {
        let leaving = chance_of_leaving(member, place).clamp(0.0, 1.0);
        let Member { world, state, choices, .. } = member;
        choices.going(world, state, place, &mut self.shares);
        let mut sum = 0.0;
        for (chance, share) in self.sums[ways.clone()].iter_mut().zip(&self.shares) {
            sum += share;
            // What rounding leaves is nobody.
            *chance = if sum > 1.0 - 1e-14 { leaving } else { leaving * sum };
        }
        let changes = self.room_can_change(choices, place);
        self.stops[place.index()].known_until = if changes { self.turn } else { u64::MAX };
    }

    fn room_can_change(&self, choices: &Choices, place: PlaceId) -> bool {
        !self.at_risk.is_empty() && choices.leads_to_any(place, &self.at_risk)
    }

    /// Follows people who have arrived in a place after so many kilometres, one by one.
    fn follow(
        &mut self,
        member: &mut Member<'_>,
        (place, km): (PlaceId, f64),
        mut cohort: Cohort,
        stream: &mut Stream,
    ) {
        member.splits += cohort.people as u64;
        let draws = member.request.draws;
        let mut labels = stream.clone();
        while cohort.people > 0.0 {
            let person = cohort.part(1.0, draws, || labels.fork());
            let end = self.walk(member, (place, km), stream);
            self.end(member, end, person);
        }
    }

    /// Where one person's day ends.
    fn walk(
        &mut self,
        member: &mut Member<'_>,
        (mut place, mut km): (PlaceId, f64),
        stream: &mut Stream,
    ) -> End {
        for _ in 1..MOST_ROADS_A_DAY {
            let ways = self.ways(member, place);
            let number = stream.uniform();
            let passed = self.sums[ways.clone()].iter().filter(|sum| **sum <= number).count();
            if passed == ways.len() {
                break;
            }
            match self.ways[ways.start + passed].travel(km) {
                After::Stop(next, done) => (place, km) = (next, done),
                After::End(end) => return end,
            }
        }
        End::At(place)
    }

    /// Splits a cohort that has arrived; parts of a few people are followed at once, the others
    /// arrive again.
    fn split(
        &mut self,
        member: &mut Member<'_>,
        journeys: &mut Journeys,
        (place, roads_today): (PlaceId, u32),
        Arrival { km_today, mut cohort }: Arrival,
    ) {
        let km = f64::from_bits(km_today);
        let turn = mix(journeys.turn, u64::from(roads_today));
        let who = mix(mix(address(member, place, &cohort.key).0, km_today), turn);
        let mut stream = member.streams().at(Purpose::Continue, StableKey(who));
        let mut labels = stream.fork();
        let ways = self.ways(member, place);
        member.splits += 1;
        let draws = member.request.draws;
        let mut parts = std::mem::take(&mut self.parts);
        self.weigh(ways.clone());
        let weights = &self.weights;
        draws.multinomial(cohort.people, weights, &mut stream, |way, n| parts.push((way, n)));
        for (way, people) in parts.drain(..) {
            let part = cohort.part(people, draws, || labels.fork());
            let after = match way {
                way if way == ways.len() => After::End(End::At(place)),
                _ if roads_today + 1 >= MOST_ROADS_A_DAY => After::End(End::At(place)),
                way => self.ways[ways.start + way].travel(km),
            };
            match after {
                After::End(end) => self.end(member, end, part),
                After::Stop(next, km) if people <= FEW => {
                    self.follow(member, (next, km), part, &mut stream);
                }
                After::Stop(next, km) => {
                    let km_today = member.world.situation(draws, next, km);
                    journeys.arrive(next, Arrival { km_today, cohort: part });
                }
            }
        }
        self.parts = parts;
    }

    /// Prepares a draw among ways and, last, staying.
    fn weigh(&mut self, ways: Range<usize>) {
        self.shares.clear();
        let mut before = 0.0;
        for sum in self.sums[ways].iter().chain(&[1.0]) {
            self.shares.push(sum - before);
            before = *sum;
        }
        self.weights.set(&self.shares);
    }

    fn end(&mut self, member: &mut Member<'_>, end: End, cohort: Cohort) {
        match end {
            End::At(place) => self.resting.add(place, cohort),
            End::On(Way { road, speed, .. }) => {
                let key = cohort.key.with_done_km(speed);
                member.state.on[road as usize].add(Cohort { key, ..cohort });
            }
        }
    }
}

impl Way {
    /// A day's travel on its road by those who have done so many kilometres before.
    fn travel(self, km_before: f64) -> After {
        if self.speed <= self.km {
            return After::End(End::On(self));
        }
        // The same sum as in `travel`, so that the bits agree.
        let km = km_before + self.speed + (self.km - self.speed);
        if km < self.speed { After::Stop(self.to, km) } else { After::End(End::At(self.to)) }
    }
}

impl Resting {
    fn add(&mut self, place: PlaceId, cohort: Cohort) {
        let people = &mut self.people[place.index()];
        if *people == 0.0 {
            self.places.push(place);
        }
        *people += cohort.people;
        if cohort.labels.is_tracked() {
            self.labels[place.index()].absorb(cohort.labels);
        }
    }

    /// Everyone who came to rest arrives.
    fn arrive(&mut self, member: &mut Member<'_>, key: Key) {
        for place in self.places.drain(..) {
            let people = std::mem::take(&mut self.people[place.index()]);
            let labels = std::mem::take(&mut self.labels[place.index()]);
            arrive(member, place, Cohort { key, people, labels });
        }
    }
}
