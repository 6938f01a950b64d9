//! Where a day's journey ends, for everyone at once.
//!
//! Those who arrive with kilometres to spare decide again, and again, until the day is over. While
//! nothing they look at changes, this is a Markov chain that ends within the day, so the chance of
//! every end is known, and a cohort's evening is *one* multinomial draw instead of one for each
//! stop on the way: the same law, at a cost that does not grow with the number of stops.
//!
//! A stop is (place, kilometres done today). The stops are found once for a network. From where
//! anyone starts, chances are carried forward over the stops within reach, from the fewest
//! kilometres to the most, and kept until a place among them changes.

use super::choice::Choices;
use super::people::People;
use super::surroundings::Surroundings;
use super::world::World;
use crate::draw::{Draws, Picks, Weights};
use crate::id::PlaceId;
use std::collections::BTreeSet;

/// With more stops than this few people share one, and following them costs less: in a country of
/// 10,000 places and 50 million people the table took three times as long.
const MOST_STOPS: usize = 20_000;

/// Where a day can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At rest in a place.
    At(PlaceId),
    /// On a road that takes more than a day.
    On(usize),
}

/// What comes after a decision.
#[derive(Clone, Copy, Debug)]
enum Next {
    Stop(u32),
    End(End),
}

/// The kilometres done today, as bits of a non-negative `f64`, and a place.
type StopKey = (u64, PlaceId);

/// A stop and its part of `next`.
#[derive(Clone, Debug)]
struct Stop {
    place: PlaceId,
    next: std::ops::Range<usize>,
}

/// What people do in a place.
#[derive(Clone, Debug, Default)]
struct Decision {
    chance_of_leaving: f64,
    /// Share of the leavers who take each way out; less than 1 in all where some stay.
    shares: Vec<f64>,
    /// When it changed last.
    changed: u64,
}

/// Where the day ends of those who start from one stop.
#[derive(Clone, Debug, Default)]
struct Row {
    /// Stops within reach, from the fewest kilometres to the most; itself first.
    reach: Vec<u32>,
    ends: Vec<End>,
    chances: Weights,
    picks: Picks,
    /// Until when it is known to hold.
    known_until: u64,
}

/// Possible ends and their chances.
pub(super) struct Ends<'a> {
    pub(super) possible: &'a [End],
    pub(super) chances: &'a Weights,
    pub(super) picks: &'a mut Picks,
}

/// Chances of where a day ends, from every stop.
#[derive(Clone, Debug, Default)]
pub(super) struct JourneyEnds {
    network_version: Option<u64>,
    too_large: bool,
    /// From the fewest kilometres to the most.
    stops: Vec<Stop>,
    /// Kilometres done today at each stop in a place, and the stop's number; by place, from the
    /// fewest.
    stops_at: Vec<Vec<(u64, u32)>>,
    next: Vec<Next>,
    decisions: Vec<Decision>,
    /// The version of the weights and the room in each place when `decisions` were made.
    looked_at: Option<(u64, Vec<f64>)>,
    /// Counts the looks at the decisions.
    time: u64,
    /// When a decision changed last.
    changed: u64,
    rows: Vec<Row>,
    /// Number of a stop's row in `rows`, plus 1: of those who leave it in the morning, and of those
    /// who arrive.
    row_of: Vec<[u32; 2]>,
    scratch: Scratch,
}

/// Memory for the making of a row; all zero between uses.
#[derive(Clone, Debug, Default)]
struct Scratch {
    at_stop: Vec<f64>,
    at_place: Vec<f64>,
    on_road: Vec<f64>,
    ends: Vec<End>,
}

impl JourneyEnds {
    /// Whether journeys are drawn from the table, which then fits the network. Where few people
    /// move, or the network is large, following them costs less. (The choice must not depend on who
    /// moves today: then adding a place would change everybody's luck.)
    pub(super) fn serve(&mut self, here: &Surroundings<'_>, choices: &Choices) -> bool {
        let world = here.today.world;
        world.is_plain && world.is_large() && self.find_stops(here, choices)
    }

    /// Makes the stops for the network as it is now. Returns whether they are few enough.
    fn find_stops(&mut self, here: &Surroundings<'_>, choices: &Choices) -> bool {
        let version = Some(here.network.version);
        if self.network_version == version {
            return !self.too_large;
        }
        *self = Self { network_version: version, ..Self::default() };
        let (world, draws) = (here.today.world, here.today.draws());
        let mut open: Vec<StopKey> = starts(world, draws);
        let mut found = BTreeSet::new();
        while let Some((km, place)) = open.pop() {
            if !found.insert((km, place)) {
                continue;
            }
            self.too_large = found.len() > MOST_STOPS;
            if self.too_large {
                return false;
            }
            let km = f64::from_bits(km);
            open.extend(choices.roads(place).filter_map(|road| stop_after(world, draws, road, km)));
        }
        self.connect(here, choices, &found);
        true
    }

    fn connect(&mut self, here: &Surroundings<'_>, choices: &Choices, found: &BTreeSet<StopKey>) {
        let (world, draws) = (here.today.world, here.today.draws());
        self.stops_at = vec![Vec::new(); world.scenario.places.len()];
        for ((km, place), number) in found.iter().zip(0..) {
            self.stops_at[place.index()].push((*km, number));
        }
        for &(km, place) in found {
            let first = self.next.len();
            for road in choices.roads(place) {
                let next = stop_after(world, draws, road, f64::from_bits(km));
                self.next.push(match next {
                    Some(stop) => Next::Stop(self.number(stop)),
                    None => Next::End(end_of(world, road)),
                });
            }
            self.stops.push(Stop { place, next: first..self.next.len() });
        }
        self.row_of = vec![[0; 2]; self.stops.len()];
        let (places, roads) = (world.scenario.places.len(), world.roads.len());
        self.decisions = vec![Decision::default(); places];
        self.scratch = Scratch {
            at_stop: vec![0.0; self.stops.len()],
            at_place: vec![0.0; places],
            on_road: vec![0.0; roads],
            ends: Vec::new(),
        };
    }

    /// Brings what people decide up to date with the weights and the room of this moment.
    pub(super) fn update(
        &mut self,
        here: &Surroundings<'_>,
        people: &People,
        choices: &mut Choices,
    ) {
        let places = (0..here.places.len()).map(|place| PlaceId(place as u32));
        let rooms: Vec<f64> = match here.today.world.capacity_can_bind {
            true => places.map(|place| here.room(people, place)).collect(),
            false => Vec::new(),
        };
        let from = Some((choices.version(), rooms));
        let same_weights = self.looked_at == from;
        self.looked_at = from;
        self.time += 1;
        let mut shares = Vec::new();
        for (place, decision) in self.decisions.iter_mut().enumerate() {
            let id = PlaceId(place as u32);
            let leaving = here.chance_of_leaving(id).clamp(0.0, 1.0);
            if !same_weights {
                choices.going(here, people, id, &mut shares);
                if shares != decision.shares {
                    decision.shares.clone_from(&shares);
                    decision.changed = self.time;
                }
            }
            if leaving != decision.chance_of_leaving {
                (decision.chance_of_leaving, decision.changed) = (leaving, self.time);
            }
            self.changed = self.changed.max(decision.changed);
        }
    }

    /// Possible ends and their chances for those who leave a place in the morning. The likely ones
    /// come first: the draws of the rest are then about few people, and cheap.
    pub(super) fn of_leavers(&mut self, place: PlaceId) -> Ends<'_> {
        self.row(self.number((0, place)), 0)
    }

    /// The same for those who arrive in a place with these kilometres done today.
    pub(super) fn of_arrivals(&mut self, place: PlaceId, km_today: u64) -> Ends<'_> {
        self.row(self.number((km_today, place)), 1)
    }

    fn number(&self, (km, place): StopKey) -> u32 {
        let stops = &self.stops_at[place.index()];
        stops[stops.binary_search_by_key(&km, |stop| stop.0).expect("all stops were found")].1
    }

    fn row(&mut self, start: u32, arriving: usize) -> Ends<'_> {
        let number = &mut self.row_of[start as usize][arriving];
        if *number == 0 {
            self.rows.push(Row { reach: reach(&self.stops, &self.next, start), ..Row::default() });
            *number = self.rows.len() as u32;
        }
        let row = &mut self.rows[*number as usize - 1];
        let changed = |stop: &u32| self.decisions[self.stops[*stop as usize].place.index()].changed;
        if row.known_until < self.changed {
            if row.ends.is_empty() || row.reach.iter().any(|stop| changed(stop) > row.known_until) {
                let Self { stops, next, decisions, .. } = self;
                self.scratch.carry(stops, next, decisions, &row.reach, arriving == 0);
                self.scratch.take(row);
            }
            row.known_until = self.time;
        }
        Ends { possible: &row.ends, chances: &row.chances, picks: &mut row.picks }
    }
}

/// The stops that can follow one, and itself, in order.
fn reach(stops: &[Stop], next: &[Next], start: u32) -> Vec<u32> {
    let mut reached = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(stop) = open.pop() {
        for next in &next[stops[stop as usize].next.clone()] {
            if let Next::Stop(after) = *next
                && reached.insert(after)
            {
                open.push(after);
            }
        }
    }
    reached.into_iter().collect()
}

impl Scratch {
    /// Carries a chance of 1 from the first stop within reach to the ends; in the morning all leave.
    fn carry(
        &mut self,
        stops: &[Stop],
        next: &[Next],
        decisions: &[Decision],
        reach: &[u32],
        morning: bool,
    ) {
        self.at_stop[reach[0] as usize] = 1.0;
        for (nth, stop) in reach.iter().enumerate() {
            let chance = std::mem::take(&mut self.at_stop[*stop as usize]);
            let Stop { place, next: range } = &stops[*stop as usize];
            let Decision { chance_of_leaving, shares, .. } = &decisions[place.index()];
            let leaving = if morning && nth == 0 { chance } else { chance * chance_of_leaving };
            let mut staying = chance - leaving * shares.iter().sum::<f64>();
            // What rounding leaves is nobody.
            staying = if staying > chance * 1e-14 { staying } else { 0.0 };
            self.end(End::At(*place), staying);
            for (next, share) in next[range.clone()].iter().zip(shares) {
                match *next {
                    Next::End(end) => self.end(end, leaving * share),
                    Next::Stop(after) => self.at_stop[after as usize] += leaving * share,
                }
            }
        }
    }

    fn end(&mut self, end: End, chance: f64) {
        let sum = match end {
            End::At(place) => &mut self.at_place[place.index()],
            End::On(road) => &mut self.on_road[road],
        };
        if *sum == 0.0 && chance > 0.0 {
            self.ends.push(end);
        }
        *sum += chance;
    }

    /// Moves the chances of all ends to a row, the likeliest first.
    fn take(&mut self, row: &mut Row) {
        let mut chance = |end: End| match end {
            End::At(place) => std::mem::take(&mut self.at_place[place.index()]),
            End::On(road) => std::mem::take(&mut self.on_road[road]),
        };
        let mut likely: Vec<(End, f64)> =
            self.ends.drain(..).map(|end| (end, chance(end))).collect();
        likely.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        row.ends.clear();
        row.ends.extend(likely.iter().map(|(end, _)| *end));
        let chances: Vec<f64> = likely.iter().map(|(_, chance)| *chance).collect();
        row.chances.set(&chances);
        row.picks = Picks::default();
    }
}

fn end_of(world: &World, road: usize) -> End {
    let ends = world.roads[road];
    if ends.km < ends.max_km_per_day { End::At(ends.to) } else { End::On(road) }
}

/// Every stop at which a day's journey can begin: mornings in a place, and the end of a road after
/// any number of days on it.
fn starts(world: &World, draws: Draws) -> Vec<StopKey> {
    let mornings = (0..world.scenario.places.len()).map(|place| (0, PlaceId(place as u32)));
    let arrivals = world.roads.iter().map(|road| {
        let mut done = road.max_km_per_day;
        while done <= road.km {
            done += road.max_km_per_day;
        }
        // The same sum as in `travel`, so that the bits agree.
        let km = road.max_km_per_day + (road.km - done);
        (world.situation(draws, road.to, km), road.to)
    });
    mornings.chain(arrivals).collect()
}

/// The stop at the end of a road, if it is reached today with kilometres to spare.
fn stop_after(world: &World, draws: Draws, road: usize, km_today: f64) -> Option<StopKey> {
    let road = world.roads[road];
    let speed = road.max_km_per_day;
    let km = km_today + speed + (road.km - speed);
    (speed > road.km && km < speed).then(|| (world.situation(draws, road.to, km), road.to))
}
