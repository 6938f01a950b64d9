//! Following people to the end of their day, one by one.
//!
//! Where a network is too large for the table of [`super::journey_ends`], a place's few leavers spread
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
use super::journeys::{Arrival, Journeys};
use super::label::Labels;
use super::movement::Movement;
use super::people::People;
use super::road::{MOST_ROADS_A_DAY, Road};
use super::surroundings::Surroundings;
use crate::draw::Weights;
use crate::id::{PlaceId, StableKey};
use crate::rng::{Purpose, Stream, mix};
use std::ops::Range;

/// Cohorts of up to so many people are followed one by one. By measurement on 10,000 places and 50
/// million people, 4 and 16 take longer, 64 a twentieth.
const MOST_FOLLOWED: f64 = 256.0;

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
    /// Counts the turns.
    turn: u64,
    /// Of everyone who arrives in this turn.
    key: Key,
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
    walkers: Vec<(PlaceId, f64)>,
}

/// What one road makes of a day.
#[derive(Clone, Copy, Debug)]
enum After {
    /// They have arrived, with so many kilometres done, and decide again.
    Stop(PlaceId, f64),
    End(End),
}

/// Where a day ends.
#[derive(Clone, Copy, Debug)]
enum End {
    At(PlaceId),
    /// On a road, with so many kilometres of it done.
    On(u32, f64),
}

/// Those who came to rest in a turn, by place. They are all of one key.
#[derive(Clone, Debug, Default)]
struct Resting {
    people: Vec<f64>,
    labels: Vec<Labels>,
    places: Vec<PlaceId>,
    /// Those who came back from a closed road.
    returned: Vec<(PlaceId, Cohort)>,
}

impl Follower {
    /// Gets ready for a day on which the room changes in these places only.
    pub(super) fn begin_day(
        &mut self,
        here: &Surroundings<'_>,
        choices: &Choices,
        at_risk: &[bool],
    ) {
        self.at_risk.clear();
        self.at_risk.extend_from_slice(at_risk);
        if self.network_version == Some(here.network.version) {
            self.stops.iter_mut().for_each(|stop| stop.known_until = 0);
        } else {
            self.connect(here, choices);
        }
    }

    fn connect(&mut self, here: &Surroundings<'_>, choices: &Choices) {
        let places = here.places.len();
        self.network_version = Some(here.network.version);
        self.turn = 1;
        (self.stops, self.ways) = (Vec::with_capacity(places), Vec::new());
        for place in 0..places {
            let first = self.ways.len() as u32;
            let roads = choices.roads(PlaceId(place as u32));
            self.ways.extend(roads.map(|number| Way::new(number, here.road(number))));
            self.stops.push(Stop { known_until: 0, ways: first..self.ways.len() as u32 });
        }
        self.sums = vec![0.0; self.ways.len()];
        self.resting.people = vec![0.0; places];
        self.resting.labels = vec![Labels::default(); places];
    }

    /// Lets a cohort travel on its road in the morning. A few people come to rest; more arrive.
    pub(super) fn start(
        &mut self,
        moving: &mut Movement<'_>,
        journeys: &mut Journeys,
        (number, who): (usize, StableKey),
        mut cohort: Cohort,
    ) {
        if cohort.people <= 0.0 {
            return;
        }
        let road = moving.here.road(number);
        let after = Way::new(number, road).travel(cohort.key.done_km(), 0.0);
        if let After::End(end @ End::On(..)) = after {
            return self.end(moving.people, end, cohort);
        }
        let turned_back = cohort.key.turned_back;
        self.key = Key { order: cohort.key.order, ..Key::default() };
        cohort.key = self.key;
        match after {
            _ if turned_back => self.resting.returned.push((road.from, cohort)),
            After::End(end) => self.end(moving.people, end, cohort),
            After::Stop(place, km) if cohort.people <= MOST_FOLLOWED => {
                let mut stream = moving.here.today.streams().at(Purpose::Continue, who);
                self.follow(moving, (place, km), cohort, &mut stream);
            }
            After::Stop(place, km) => {
                let today = &moving.here.today;
                let km_today = today.world.situation(today.draws(), place, km);
                journeys.arrive(place, Arrival { km_today, cohort });
            }
        }
    }

    /// Lets everyone who has arrived, all created together, come to rest.
    pub(super) fn finish(&mut self, moving: &mut Movement<'_>, journeys: &mut Journeys) {
        let mut roads_today = 1;
        while journeys.anyone() {
            for (place, mut arrivals) in journeys.take() {
                for arrival in arrivals.drain(..) {
                    self.split(moving, journeys, (place, roads_today), arrival);
                }
                journeys.reuse(arrivals);
            }
            roads_today += 1;
        }
        self.resting.arrive(moving, self.key);
        self.turn += 1;
    }

    /// The ways out of a place, once it is known how many take them.
    fn ways(&mut self, moving: &mut Movement<'_>, place: PlaceId) -> Range<usize> {
        let stop = &self.stops[place.index()];
        let ways = stop.ways.start as usize..stop.ways.end as usize;
        if stop.known_until < self.turn {
            let Movement { here, people, choices, .. } = moving;
            self.know(here, people, choices, place);
        }
        ways
    }

    #[cold]
    fn know(
        &mut self,
        here: &Surroundings<'_>,
        people: &People,
        choices: &mut Choices,
        place: PlaceId,
    ) {
        let Stop { ways, .. } = &self.stops[place.index()];
        let ways = ways.start as usize..ways.end as usize;
        let leaving = here.chance_of_leaving(place).clamp(0.0, 1.0);
        choices.going(here, people, place, &mut self.shares);
        let mut sum = 0.0;
        for (chance, share) in self.sums[ways].iter_mut().zip(&self.shares) {
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

    /// Lets people who have arrived in a place after so many kilometres decide, and follows those
    /// who go on, one by one.
    fn follow(
        &mut self,
        moving: &mut Movement<'_>,
        (place, km): (PlaceId, f64),
        mut cohort: Cohort,
        stream: &mut Stream,
    ) {
        moving.flows.splits += cohort.people as u64;
        let draws = moving.here.today.draws();
        let ways = self.ways(moving, place);
        let chance = self.sums[ways.clone()].last().map_or(0.0, |sum| *sum);
        let mut labels = stream.clone();
        let people = draws.binomial(cohort.people, chance, stream);
        let mut leavers = cohort.part(people, draws, || labels.fork());
        self.end(moving.people, End::At(place), cohort);
        let mut person = |leavers: &mut Cohort| leavers.part(1.0, draws, || labels.fork());
        let mut walkers = std::mem::take(&mut self.walkers);
        for _ in 0..people as u64 {
            match self.step(ways.clone(), (place, km), chance * stream.uniform()) {
                After::Stop(place, km) => walkers.push((place, km)),
                After::End(end) => self.end(moving.people, end, person(&mut leavers)),
            }
        }
        self.walk(moving, &mut walkers, stream, |follower, moving, end| {
            follower.end(moving.people, end, person(&mut leavers));
        });
        self.walkers = walkers;
    }

    /// Lets people who have arrived in places after so many kilometres decide, each again and again
    /// until the day is over; calls `ended` for each. All take their first decision, then those who
    /// went on their second: the memory that one waits for is then fetched beside that of others.
    fn walk(
        &mut self,
        moving: &mut Movement<'_>,
        walkers: &mut Vec<(PlaceId, f64)>,
        stream: &mut Stream,
        mut ended: impl FnMut(&mut Self, &mut Movement<'_>, End),
    ) {
        for _ in 2..MOST_ROADS_A_DAY {
            let mut walking = 0;
            for nth in 0..walkers.len() {
                let (place, km) = walkers[nth];
                let ways = self.ways(moving, place);
                match self.step(ways, (place, km), stream.uniform()) {
                    After::Stop(place, km) => {
                        walkers[walking] = (place, km);
                        walking += 1;
                    }
                    After::End(end) => ended(self, moving, end),
                }
            }
            walkers.truncate(walking);
            if walking == 0 {
                return;
            }
        }
        walkers.drain(..).for_each(|(place, _)| ended(self, moving, End::At(place)));
    }

    /// What becomes of a person in a place with a number from 0 to 1.
    fn step(&self, ways: Range<usize>, (place, km): (PlaceId, f64), number: f64) -> After {
        match self.choose(ways, number) {
            Some(way) => way.travel(0.0, km),
            None => After::End(End::At(place)),
        }
    }

    /// The way out whose part of the numbers from 0 to 1 this number falls into.
    fn choose(&self, ways: Range<usize>, number: f64) -> Option<Way> {
        let passed = self.sums[ways.clone()].iter().filter(|sum| **sum <= number).count();
        self.ways[ways].get(passed).copied()
    }

    /// Splits a cohort that has arrived; parts of a few people are followed at once, the others
    /// arrive again.
    fn split(
        &mut self,
        moving: &mut Movement<'_>,
        journeys: &mut Journeys,
        (place, roads_today): (PlaceId, u32),
        Arrival { km_today, mut cohort }: Arrival,
    ) {
        let km = f64::from_bits(km_today);
        let turn = mix(journeys.turn, u64::from(roads_today));
        let today = moving.here.today;
        let who = mix(mix(moving.here.who_at(place, &cohort.key).0, km_today), turn);
        let mut stream = today.streams().at(Purpose::Continue, StableKey(who));
        let mut labels = stream.fork();
        let ways = self.ways(moving, place);
        moving.flows.splits += 1;
        let draws = today.draws();
        let mut parts = std::mem::take(&mut self.parts);
        self.weigh(ways.clone());
        let weights = &self.weights;
        draws.multinomial(cohort.people, weights, &mut stream, |way, n| parts.push((way, n)));
        for (way, people) in parts.drain(..) {
            let part = cohort.part(people, draws, || labels.fork());
            let after = match way {
                way if way == ways.len() => After::End(End::At(place)),
                _ if roads_today + 1 >= MOST_ROADS_A_DAY => After::End(End::At(place)),
                way => self.ways[ways.start + way].travel(0.0, km),
            };
            match after {
                After::End(end) => self.end(moving.people, end, part),
                After::Stop(next, km) if people <= MOST_FOLLOWED => {
                    self.follow(moving, (next, km), part, &mut stream);
                }
                After::Stop(next, km) => {
                    let km_today = today.world.situation(draws, next, km);
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

    fn end(&mut self, people: &mut People, end: End, cohort: Cohort) {
        match end {
            End::At(place) => self.resting.add(place, cohort),
            End::On(road, done) => {
                let key = cohort.key.with_done_km(done);
                people.on[road as usize].add(Cohort { key, ..cohort });
            }
        }
    }
}

impl Way {
    fn new(number: usize, road: &Road) -> Self {
        Self { km: road.km, speed: road.max_km_per_day, to: road.to, road: number as u32 }
    }

    /// A day's travel on its road by those who have done so many kilometres of it before, and so
    /// many today.
    fn travel(self, done_before: f64, km_before: f64) -> After {
        let done = done_before + self.speed;
        if done <= self.km {
            return After::End(End::On(self.road, done));
        }
        // The same sum as in `travel`, so that the bits agree.
        let km = km_before + self.speed + (self.km - done);
        if km < self.speed { After::Stop(self.to, km) } else { After::End(End::At(self.to)) }
    }
}

impl Resting {
    fn add(&mut self, place: PlaceId, cohort: Cohort) {
        if cohort.people <= 0.0 {
            return;
        }
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
    fn arrive(&mut self, moving: &mut Movement<'_>, key: Key) {
        for place in self.places.drain(..) {
            let people = std::mem::take(&mut self.people[place.index()]);
            let labels = std::mem::take(&mut self.labels[place.index()]);
            moving.arrive(place, Cohort { key, people, labels });
        }
        for (place, cohort) in self.returned.drain(..) {
            moving.people.rest(place, cohort);
        }
    }
}
