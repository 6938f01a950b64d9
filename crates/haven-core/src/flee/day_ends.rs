//! Where a day's journey ends, for everyone at once.
//!
//! Those who arrive with kilometres to spare decide again, and again, until the day is over. While
//! nothing they look at changes, this is a Markov chain that ends within the day, so the chance of
//! every end is known, and a cohort's evening is *one* multinomial draw instead of one for each
//! stop on the way: the same law, at a cost that does not grow with the number of stops.
//!
//! A stop is (place, kilometres done today). Stops are swept from the most kilometres to the
//! fewest, each the mean of those that follow it, so the table costs (stops × ways out × ends)
//! multiplications. The stops are found once for a network, the chances once for a set of weights.

use super::day::Member;
use super::world::World;
use crate::draw::Weights;
use crate::id::PlaceId;
use std::collections::BTreeMap;

/// A table with more entries than this costs more than it saves.
const MOST_ENTRIES: usize = 400_000;

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
    Stop(usize),
    End(usize),
}

/// A place and the kilometres done today, as bits of a non-negative `f64`.
type StopKey = (u64, PlaceId);

/// Chances of where a day ends, from every stop.
#[derive(Clone, Debug, Default)]
pub(super) struct DayEnds {
    network_version: Option<u64>,
    too_large: bool,
    ends: Vec<End>,
    stops: BTreeMap<StopKey, usize>,
    /// From most kilometres to fewest: the stop's place, and its part of `next`.
    sweep: Vec<(usize, PlaceId, std::ops::Range<usize>)>,
    next: Vec<Next>,
    /// Chances by stop and end (stops × ends).
    chances: Vec<f64>,
    /// Ends that those reach who leave in the morning, and their chances, by place.
    morning: Vec<(Vec<End>, Weights)>,
    /// What the chances were made from: the version of the weights, and the room in each place.
    made_from: Option<(u64, Vec<f64>)>,
}

/// Whether the rules allow a table: a person's evening depends on place and kilometres alone, and
/// every road takes kilometres.
pub(super) fn applies(world: &World) -> bool {
    let rules = world.rules();
    let marker = crate::scenario::PlaceKind::Marker;
    let changes = &world.scenario.timeline.kind_changes;
    rules.choice.awareness.abs() == 1
        && !rules.travel.avoid_short_stints
        && !rules.travel.start_on_foot
        && world.roads.iter().all(|road| road.km > 0.0 && road.walk_probability == 0.0)
        && world.scenario.places.iter().all(|place| place.kind != marker)
        && changes.iter().all(|change| change.kind != marker)
}

/// Whether everyone's day, from the morning on, is drawn from the table, because capacities never
/// bind. Then people leave in [`super::travel`].
pub(super) fn spans_the_day(member: &mut Member<'_>) -> bool {
    !member.world.capacity_can_bind && serves(member)
}

/// Whether journeys are drawn from the table. Where few people move, or the network is large,
/// following them costs less. (The choice must not depend on who moves today: then adding a place
/// would change everybody's luck.)
pub(super) fn serves(member: &mut Member<'_>) -> bool {
    if !member.world.day_ends_apply {
        return false;
    }
    let mut day_ends = std::mem::take(&mut member.day_ends);
    let fits = day_ends.find_stops(member);
    member.day_ends = day_ends;
    fits
}

impl DayEnds {
    /// The ends that `chances` are about.
    pub(super) fn ends(&self) -> &[End] {
        &self.ends
    }

    /// Chance of each end for those who arrive in a place with these kilometres done today.
    pub(super) fn chances(&self, place: PlaceId, km_today: u64) -> &[f64] {
        let stop = self.stops[&(km_today, place)];
        &self.chances[stop * self.ends.len()..][..self.ends.len()]
    }

    /// Possible ends and their chances for those who leave a place in the morning. The likely ones
    /// come first: the draws of the rest are then about few people, and cheap.
    pub(super) fn of_leavers(&self, place: PlaceId) -> (&[End], &Weights) {
        let (ends, chances) = &self.morning[place.index()];
        (ends, chances)
    }

    /// Makes the stops for the network as it is now. Returns whether a table is worth its cost.
    pub(super) fn find_stops(&mut self, member: &Member<'_>) -> bool {
        if self.network_version == Some(member.state.network_version) {
            return !self.too_large;
        }
        *self = Self { network_version: Some(member.state.network_version), ..Self::default() };
        self.find_ends(member.world);
        let mut open: Vec<StopKey> = starts(member.world);
        while let Some((km, place)) = open.pop() {
            if self.stops.contains_key(&(km, place)) {
                continue;
            }
            self.stops.insert((km, place), self.stops.len());
            self.too_large = self.stops.len() * self.ends.len() > MOST_ENTRIES;
            if self.too_large {
                return false;
            }
            let ways = member.choices.roads(place);
            open.extend(ways.filter_map(|road| stop_after(member.world, road, f64::from_bits(km))));
        }
        self.connect(member);
        true
    }

    fn find_ends(&mut self, world: &World) {
        let places = 0..world.scenario.places.len();
        self.ends = places.map(|place| End::At(PlaceId(place as u32))).collect();
        let long = |road: &usize| world.roads[*road].km >= world.roads[*road].max_km_per_day;
        self.ends.extend((0..world.roads.len()).filter(long).map(End::On));
    }

    fn connect(&mut self, member: &Member<'_>) {
        for (&(km, place), &stop) in self.stops.iter().rev() {
            let first = self.next.len();
            for road in member.choices.roads(place) {
                let next = stop_after(member.world, road, f64::from_bits(km));
                self.next.push(match next {
                    Some(stop) => Next::Stop(self.stops[&stop]),
                    None => Next::End(self.end_of(member.world, road)),
                });
            }
            self.sweep.push((stop, place, first..self.next.len()));
        }
    }

    fn end_of(&self, world: &World, road: usize) -> usize {
        let ends = world.roads[road];
        if ends.km < ends.max_km_per_day {
            return ends.to.index();
        }
        let on = End::On(road);
        self.ends.iter().position(|end| *end == on).expect("every long road is an end")
    }

    /// Brings the chances up to date with the weights and the room of this moment.
    pub(super) fn update(&mut self, member: &mut Member<'_>) {
        let rooms: Vec<f64> = match member.world.capacity_can_bind {
            true => (0..member.state.ground.len())
                .map(|place| {
                    super::choice::room(member.world, &member.state, PlaceId(place as u32))
                })
                .collect(),
            false => Vec::new(),
        };
        let from = (member.choices.version(), rooms);
        if self.made_from.as_ref() == Some(&from) {
            return;
        }
        self.made_from = Some(from);
        let shares: Vec<Vec<f64>> =
            (0..member.state.ground.len()).map(|place| shares(member, place)).collect();
        let ends = self.ends.len();
        self.chances.clear();
        self.chances.resize(self.stops.len() * ends, 0.0);
        self.morning.resize(member.state.ground.len(), Default::default());
        let mut row = vec![0.0; ends];
        let sweep = std::mem::take(&mut self.sweep);
        for (stop, place, next) in &sweep {
            row.fill(0.0);
            let shares = &shares[place.index()];
            row[place.index()] = 1.0 - shares.iter().sum::<f64>();
            for (next, chance) in self.next[next.clone()].iter().zip(shares) {
                match *next {
                    Next::End(end) => row[end] += chance,
                    Next::Stop(after) => {
                        let after = &self.chances[after * ends..][..ends];
                        row.iter_mut().zip(after).for_each(|(sum, x)| *sum += chance * x);
                    }
                }
            }
            self.morning_of(*stop, *place, &row);
            let leaving = super::leave::chance_of_leaving(member, *place).clamp(0.0, 1.0);
            for chance in &mut row {
                *chance *= leaving;
            }
            row[place.index()] += 1.0 - leaving;
            self.chances[stop * ends..][..ends].copy_from_slice(&row);
        }
        self.sweep = sweep;
    }

    /// Keeps the row of those who leave a place before the day's first kilometre.
    fn morning_of(&mut self, stop: usize, place: PlaceId, row: &[f64]) {
        if self.stops.get(&(0, place)) == Some(&stop) {
            let possible = self.ends.iter().copied().zip(row.iter().copied());
            let mut likely: Vec<(End, f64)> =
                possible.filter(|(_, chance)| *chance > 0.0).collect();
            likely.sort_by(|(_, one), (_, other)| other.total_cmp(one));
            let (ends, chances): (Vec<End>, Vec<f64>) = likely.into_iter().unzip();
            self.morning[place.index()] = (ends, Weights::new(&chances));
        }
    }
}

/// Share of the leavers who take each way out of a place; they sum to less than 1 where some find
/// their destination full and stay.
fn shares(member: &mut Member<'_>, place: usize) -> Vec<f64> {
    let Member { choices, world, state, .. } = member;
    choices.going(world, state, PlaceId(place as u32))
}

/// Every stop at which a day's journey can begin: mornings in a place, and the end of a road after
/// any number of days on it.
fn starts(world: &World) -> Vec<StopKey> {
    let mornings = (0..world.scenario.places.len()).map(|place| (0, PlaceId(place as u32)));
    let arrivals = world.roads.iter().map(|road| {
        let mut done = road.max_km_per_day;
        while done <= road.km {
            done += road.max_km_per_day;
        }
        // The same sum as in `travel`, so that the bits agree.
        let km = road.max_km_per_day + (road.km - done);
        (km.max(0.0).to_bits(), road.to)
    });
    mornings.chain(arrivals).collect()
}

/// The stop at the end of a road, if it is reached today with kilometres to spare.
fn stop_after(world: &World, road: usize, km_today: f64) -> Option<StopKey> {
    let road = world.roads[road];
    let speed = road.max_km_per_day;
    let km = km_today + speed + (road.km - speed);
    (speed > road.km && km < speed).then(|| (km.max(0.0).to_bits(), road.to))
}
