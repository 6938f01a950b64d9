//! The rest of a day: from a road on, to where each journey ends today.

use super::choice::{Going, Seen};
use super::cohort::{Cohort, Key};
use super::journey_ends::{End, Ends, JourneyEnds};
use super::journeys::{Arrival, Journeys};
use super::label::Labels;
use super::movement::Movement;
use super::person_by_person::Follower;
use super::road::MOST_ROADS_A_DAY;
use super::route::RouteId;
use super::surroundings::Surroundings;
use super::traveller::Traveller;
use crate::draw::Draws;
use crate::id::{PlaceId, StableKey};
use crate::rng::{Purpose, Stream, mix};

/// Parts of people smaller than this (in expected runs) do not go on today.
const NEGLIGIBLE: f64 = 1e-9;

/// How evenings are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// From the table of [`super::journey_ends`].
    ByTable,
    /// One by one for a few people ([`super::person_by_person`]).
    PersonByPerson,
    /// Road by road, by cohorts.
    ByCohort,
}

impl Manner {
    /// How evenings are drawn today.
    pub(super) fn of_today(moving: &Movement<'_>, journey_ends: &mut JourneyEnds) -> Self {
        let today = &moving.here.today;
        let follows = today.world.is_plain && today.draws() == Draws::Sampled;
        match journey_ends.serve(&moving.here, moving.choices) {
            true => Self::ByTable,
            false if follows => Self::PersonByPerson,
            false => Self::ByCohort,
        }
    }
}

/// Those who travel today, and how.
pub(super) struct RestOfDay<'r, 'm> {
    pub(super) moving: &'r mut Movement<'m>,
    pub(super) manner: Manner,
    pub(super) journeys: Journeys,
    pub(super) journey_ends: &'r mut JourneyEnds,
    pub(super) follower: &'r mut Follower,
}

/// What a cohort has done today.
#[derive(Clone, Copy, Debug, Default)]
struct Done {
    km: f64,
    roads: u32,
}

impl RestOfDay<'_, '_> {
    /// A cohort sets out on its road in the morning.
    pub(super) fn start(&mut self, Traveller { road, cohort }: Traveller) {
        if self.manner == Manner::PersonByPerson {
            let who = self.moving.here.who_on(road, &cohort.key, self.journeys.turn);
            return self.follower.start(self.moving, &mut self.journeys, (road, who), cohort);
        }
        self.travel(road, cohort, Done::default());
    }

    /// Lets everyone who has arrived decide and go on, until all have come to rest: all who have
    /// done one road today, then all who have done two, and so on.
    pub(super) fn finish(&mut self) {
        match self.manner {
            Manner::ByTable => return self.finish_by_table(),
            Manner::PersonByPerson => {
                return self.follower.finish(self.moving, &mut self.journeys);
            }
            Manner::ByCohort => (),
        }
        let mut going = Vec::with_capacity(16);
        let mut roads_today = 1;
        while self.journeys.anyone() {
            for (place, mut arrivals) in self.journeys.take() {
                for arrival in arrivals.drain(..) {
                    going.clear();
                    self.go_on((place, roads_today), arrival, &mut going);
                }
                self.journeys.reuse(arrivals);
            }
            roads_today += 1;
        }
    }

    /// A day's travel on a road: those who walk there go slower.
    fn travel(&mut self, road: usize, mut cohort: Cohort, done: Done) {
        let here = &self.moving.here;
        let rules = &here.today.rules().travel;
        let (usual, walking) = (here.road(road).max_km_per_day, rules.walk_km_per_day);
        if rules.start_on_foot && !cohort.key.has_travelled {
            self.advance(road, cohort, (walking, done));
        } else if here.road(road).walk_probability > 0.0 && usual != walking {
            let walkers = take_walkers(here, (road, self.journeys.turn), &mut cohort, done);
            self.advance(road, walkers, (walking, done));
            self.advance(road, cohort, (usual, done));
        } else {
            self.advance(road, cohort, (usual, done));
        }
    }

    /// Moves a cohort on by one day's travel at a speed. Those with kilometres to spare arrive; the
    /// others are where their day ends.
    fn advance(&mut self, road: usize, mut cohort: Cohort, (speed, before): (f64, Done)) {
        if cohort.people <= 0.0 {
            return;
        }
        let here = self.moving.here;
        let ends = here.road(road);
        let done = cohort.key.done_km() + speed;
        let mut km = before.km + speed;
        if done <= ends.km {
            cohort.key = end_of_day(&here, cohort.key.with_done_km(done), km);
            return self.moving.people.on[road].add(cohort);
        }
        km += ends.km - done;
        cohort.key = cohort.key.with_done_km(0.0);
        cohort.key.has_travelled = here.today.rules().travel.start_on_foot;
        if cohort.key.turned_back {
            cohort.key = end_of_day(&here, Key { turned_back: false, ..cohort.key }, km);
            return self.moving.people.rest(ends.from, cohort);
        }
        if km < speed && before.roads + 1 < MOST_ROADS_A_DAY && cohort.people > NEGLIGIBLE {
            let km_today = here.today.world.situation(here.today.draws(), ends.to, km);
            return self.journeys.arrive(ends.to, Arrival { km_today, cohort });
        }
        cohort.key = end_of_day(&here, cohort.key, km);
        self.moving.arrive(ends.to, cohort);
    }

    /// Those who have arrived decide: some go on at once, the others rest here.
    fn go_on(
        &mut self,
        (place, roads): (PlaceId, u32),
        Arrival { km_today, mut cohort }: Arrival,
        going: &mut Vec<Going>,
    ) {
        let here = self.moving.here;
        let (km, key) = (f64::from_bits(km_today), cohort.key);
        let turn = mix(self.journeys.turn, u64::from(roads));
        let who = mix(mix(here.who_at(place, &key).0, km_today), turn);
        let (streams, draws) = (here.today.streams(), here.today.draws());
        let mut stream = streams.at(Purpose::Continue, StableKey(who));
        self.moving.flows.splits += 1;
        let chance = chance_of_going_on(&here, place, &key, km);
        let people = draws.binomial(cohort.people, chance, &mut stream);
        self.moving.decide((place, Seen::Anew), (people, key.route), &mut stream, going);
        let mut cannot = people;
        for (nth, going) in going.iter().enumerate() {
            let labels = || streams.at(Purpose::Labels, StableKey(mix(who, nth as u64 + 1)));
            let part = cohort.part(going.people, draws, labels);
            cannot -= going.people;
            let part = Cohort { key: Key { route: going.rest, ..key }, ..part };
            self.travel(going.road, part, Done { km, roads });
        }
        cohort.key = end_of_day(&here, key, km);
        if cannot > 0.0 && !key.route.is_empty() {
            let part = cohort.part(cannot, draws, || streams.at(Purpose::Labels, StableKey(who)));
            let key = Key { route: RouteId::NONE, ..cohort.key };
            self.moving.arrive(place, Cohort { key, ..part });
        }
        self.moving.arrive(place, cohort);
    }

    /// Draws where the day ends for everyone who has arrived.
    fn finish_by_table(&mut self) {
        let Movement { here, people, choices, .. } = &mut *self.moving;
        self.journey_ends.update(here, people, choices);
        let mut alike = vec![0.0; here.places.len()];
        for (place, arrivals) in self.journeys.take() {
            for Arrival { km_today, cohort } in arrivals {
                let here = &self.moving.here;
                let who = mix(here.who_at(place, &cohort.key).0, km_today);
                let who = StableKey(mix(who, self.journeys.turn));
                let mut stream = here.today.streams().at(Purpose::Continue, who);
                let ends = self.journey_ends.of_arrivals(place, km_today);
                end_day(self.moving, ends, cohort, &mut stream, &mut alike);
            }
        }
        arrive_alike(self.moving, &alike);
    }
}

fn take_walkers(
    here: &Surroundings<'_>,
    (road, turn): (usize, u64),
    cohort: &mut Cohort,
    done: Done,
) -> Cohort {
    let before = mix(done.km.to_bits(), u64::from(done.roads));
    let who = here.who_on(road, &cohort.key, mix(turn, before));
    let draws = here.today.draws();
    let mut stream = here.today.streams().at(Purpose::Walk, who);
    let people = draws.binomial(cohort.people, here.road(road).walk_probability, &mut stream);
    cohort.part(people, draws, || stream.fork())
}

/// The key of people whose travel ends for today after so many kilometres.
fn end_of_day(here: &Surroundings<'_>, key: Key, km: f64) -> Key {
    let rules = &here.today.rules().travel;
    if !rules.avoid_short_stints {
        return key;
    }
    key.after_travel(km / rules.max_km_per_day, here.today.recency_steps())
}

/// Chance that those go on today who have just arrived.
fn chance_of_going_on(here: &Surroundings<'_>, place: PlaceId, key: &Key, km: f64) -> f64 {
    let rules = &here.today.rules().travel;
    let travelled_little = || 0.5 * (key.recency() + km / rules.max_km_per_day) < 0.5;
    let town = here.places[place.index()].town;
    if !key.route.is_empty() || (rules.avoid_short_stints && town && travelled_little()) {
        1.0
    } else {
        here.chance_of_leaving(place)
    }
}

/// Spreads a cohort over the ends of its day. People whom nothing tells apart are only counted in
/// the places where they come to rest, in `alike`.
pub(super) fn end_day(
    moving: &mut Movement<'_>,
    Ends { possible, chances, picks }: Ends<'_>,
    mut cohort: Cohort,
    stream: &mut Stream,
    alike: &mut [f64],
) {
    moving.flows.splits += 1;
    let mut labels = stream.clone();
    let draws = moving.here.today.draws();
    let plain = cohort.key == Key::default() && !cohort.labels.is_tracked();
    draws.multinomial_kept(cohort.people, (chances, picks), stream, |end, people| {
        match possible[end] {
            End::At(place) if plain => alike[place.index()] += people,
            End::At(place) => moving.arrive(place, cohort.part(people, draws, || labels.fork())),
            End::On(road) => {
                let part = cohort.part(people, draws, || labels.fork());
                let key = part.key.with_done_km(moving.here.road(road).max_km_per_day);
                moving.people.on[road].add(Cohort { key, ..part });
            }
        }
    });
}

/// So many people whom nothing tells apart come to rest in each place.
pub(super) fn arrive_alike(moving: &mut Movement<'_>, alike: &[f64]) {
    for (place, people) in alike.iter().enumerate().filter(|(_, people)| **people > 0.0) {
        let cohort = Cohort { key: Key::default(), people: *people, labels: Labels::default() };
        moving.arrive(PlaceId(place as u32), cohort);
    }
}
