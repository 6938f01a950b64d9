//! # Choice of a route
//! **What**     Those who leave a place choose among the routes that they know of.
//! **Equation** `w = ((s_w + E)/(s_d + km)^p_d · κ)^p_w`, chance w/Σw; E: score of the end, κ: room
//! **Units**    km; scores and weights have none
//! **Reads**    open roads, scores (once a day), occupancy (at that very moment)
//! **Keeps**    only open roads are used; a full camp is not set out for
//! **Source**   flee.md, sections 4.3 to 4.5
//! **Doubts**   people know all distances and how full places are; nobody learns

use super::conditions::Conditions;
use super::network::Network;
use super::people::People;
use super::place_state::PlaceState;
use super::route::{RouteId, Routes};
use super::surroundings::Surroundings;
use super::world::World;
use crate::draw::Weights;
use crate::id::PlaceId;
use crate::math;

/// One route out of a place.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    destination: PlaceId,
    /// The road on which it begins.
    road: usize,
    /// Way points after that road.
    rest: RouteId,
    km: f64,
    /// Weight if there is room at the destination.
    weight: f64,
}

/// All routes out of one place.
#[derive(Clone, Debug, Default)]
struct WaysOut {
    candidates: Vec<Candidate>,
    weights: Vec<f64>,
    /// The same, prepared for draws.
    prepared: Weights,
    /// Whether a destination among them can fill up.
    can_fill: bool,
}

/// People who go: onto which road, to follow which route after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Going {
    pub(super) road: usize,
    pub(super) rest: RouteId,
    pub(super) people: f64,
}

/// How the room that people look at is known: it may have changed since others decided in the same
/// place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// It is as it was for those before, if they too were told so.
    Before,
    /// It may be another.
    Anew,
}

/// What people know of the ways out of each place, kept from day to day until something changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    ways: Vec<WaysOut>,
    scores: Vec<f64>,
    network_version: Option<u64>,
    /// Raised whenever a weight changes.
    version: u64,
    scratch: Vec<f64>,
    prepared: Weights,
    /// The place whose weights are in `prepared`.
    prepared_for: Option<PlaceId>,
}

impl Choices {
    /// Brings routes and weights up to date with the day.
    pub(super) fn update(
        &mut self,
        today: &Conditions<'_>,
        places: &[PlaceState],
        network: &Network,
        routes: &mut Routes,
    ) {
        self.prepared_for = None;
        let scores: Vec<f64> =
            places.iter().enumerate().map(|(number, place)| score(today, place, number)).collect();
        let new_network = self.network_version != Some(network.version);
        if new_network {
            self.network_version = Some(network.version);
            self.find_routes(today.world, places, network, routes);
        }
        if new_network || scores != self.scores {
            self.scores = scores;
            self.weigh(today.world);
        }
    }

    fn find_routes(
        &mut self,
        world: &World,
        places: &[PlaceState],
        network: &Network,
        routes: &mut Routes,
    ) {
        self.ways = (0..places.len())
            .map(|place| {
                let start = PlaceId(place as u32);
                let path = vec![start];
                let mut finder = Finder { world, places, network, path, found: Vec::new() };
                finder.from(start, 0.0, 1);
                let found = finder.found.iter();
                let candidates: Vec<Candidate> =
                    found.map(|route| candidate(world, network, routes, route)).collect();
                let can_fill = world.capacity_can_bind
                    && candidates.iter().any(|c| world.can_fill(c.destination));
                WaysOut { candidates, can_fill, ..WaysOut::default() }
            })
            .collect();
    }

    fn weigh(&mut self, world: &World) {
        self.version += 1;
        let choice = &world.rules().choice;
        for (place, ways) in self.ways.iter_mut().enumerate() {
            for candidate in &mut ways.candidates {
                let end = candidate.destination.index();
                let score = self.scores[end] * attraction(world, place, end);
                let distance = power(choice.softening_km + candidate.km, choice.distance_power);
                candidate.weight =
                    power((choice.weight_softening + score) / distance, choice.weight_power);
            }
            ways.weights = ways.candidates.iter().map(|c| c.weight).collect();
            if !ways.can_fill {
                prune(&mut ways.weights, choice.pruning_threshold);
            }
            ways.prepared.set(&ways.weights);
        }
    }

    /// Weights of the routes out of a place at this moment.
    fn weights_now(&mut self, here: &Surroundings<'_>, people: &People, place: PlaceId) -> &[f64] {
        let ways = &self.ways[place.index()];
        if !ways.can_fill {
            return &ways.weights;
        }
        let choice = &here.today.rules().choice;
        self.scratch.clear();
        self.scratch.extend(ways.candidates.iter().map(|candidate| {
            candidate.weight * power(here.room(people, candidate.destination), choice.weight_power)
        }));
        prune(&mut self.scratch, choice.pruning_threshold);
        &self.scratch
    }

    /// Splits people who leave a place without a route over the ways out. Adds those who go to
    /// `going`; the others stay, because no way leads on or the camp they chose is full.
    pub(super) fn split(
        &mut self,
        here: &Surroundings<'_>,
        people: &People,
        (place, seen): (PlaceId, Seen),
        multinomial: impl FnOnce(&Weights, &mut dyn FnMut(usize, f64)),
        going: &mut Vec<Going>,
    ) {
        let known = seen == Seen::Before && self.prepared_for == Some(place);
        if self.ways[place.index()].can_fill && !known {
            self.weights_now(here, people, place);
            self.prepared.set(&self.scratch);
            self.prepared_for = (seen == Seen::Before).then_some(place);
        }
        let ways = &self.ways[place.index()];
        let weights = if ways.can_fill { &self.prepared } else { &ways.prepared };
        multinomial(weights, &mut |index, count| {
            let Candidate { destination, road, rest, .. } = ways.candidates[index];
            if !(ways.can_fill && is_full_camp(here, people, destination)) {
                going.push(Going { road, rest, people: count });
            }
        });
    }

    /// Share of those who leave `place` who choose to end in `destination`, now.
    pub(super) fn share(
        &mut self,
        here: &Surroundings<'_>,
        people: &People,
        place: PlaceId,
        destination: PlaceId,
    ) -> f64 {
        let weights = self.weights_now(here, people, place);
        let total: f64 = weights.iter().sum();
        let weights = weights.to_vec();
        let ways = &self.ways[place.index()];
        let there =
            ways.candidates.iter().zip(&weights).filter(|(c, _)| c.destination == destination);
        there.map(|(_, weight)| weight).sum::<f64>() / total.max(f64::MIN_POSITIVE)
    }

    /// Share of the leavers who take each way out of a place now; 0 where they find it full.
    /// Written into `shares`.
    pub(super) fn going(
        &mut self,
        here: &Surroundings<'_>,
        people: &People,
        place: PlaceId,
        shares: &mut Vec<f64>,
    ) {
        shares.clear();
        shares.extend_from_slice(self.weights_now(here, people, place));
        let total: f64 = shares.iter().sum();
        let alike = !(total > 0.0 && total.is_finite());
        let each = 1.0 / shares.len() as f64;
        for (candidate, share) in self.ways[place.index()].candidates.iter().zip(shares) {
            *share = match is_full_camp(here, people, candidate.destination) {
                true => 0.0,
                false if alike => each,
                false => *share / total,
            };
        }
    }

    /// First roads of the ways out of a place.
    pub(super) fn roads(&self, place: PlaceId) -> impl Iterator<Item = usize> + '_ {
        self.ways[place.index()].candidates.iter().map(|candidate| candidate.road)
    }

    /// Changes whenever a weight does.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// Whether a route out of `place` ends in one of the marked places.
    pub(super) fn leads_to_any(&self, place: PlaceId, marked: &[bool]) -> bool {
        let candidates = &self.ways[place.index()].candidates;
        candidates.iter().any(|candidate| marked[candidate.destination.index()])
    }
}

/// People who follow a route already: onto its first road, if that is open and its end has room.
pub(super) fn along(
    here: &Surroundings<'_>,
    everyone: &People,
    (place, route): (PlaceId, RouteId),
    people: f64,
) -> Option<Going> {
    let route = here.routes.get(route)?;
    let road = first_road(here.today.world, here.network, place, route.next)?;
    (!is_full_camp(here, everyone, route.destination)).then_some(Going {
        road,
        rest: route.rest,
        people,
    })
}

fn is_full_camp(here: &Surroundings<'_>, people: &People, place: PlaceId) -> bool {
    here.today.world.capacity_can_bind
        && here.places[place.index()].camp
        && here.room(people, place) < 0.5
}

fn candidate(
    world: &World,
    network: &Network,
    routes: &mut Routes,
    (way_points, km): &(Vec<PlaceId>, f64),
) -> Candidate {
    let (start, first) = (way_points[0], way_points[1]);
    Candidate {
        destination: way_points[way_points.len() - 1],
        road: first_road(world, network, start, first).expect("routes are made of open roads"),
        rest: routes.id(&way_points[2..], &world.keys),
        km: *km,
        weight: 0.0,
    }
}

/// The first open road to a neighbour: of parallel ones always the same is taken (quirk Q8).
fn first_road(world: &World, network: &Network, place: PlaceId, next: PlaceId) -> Option<usize> {
    network.open[place.index()].iter().copied().find(|road| world.roads[*road].to == next)
}

/// Enumerates simple paths of up to `awareness` hops. Markers cost distance but no awareness, and
/// no route ends there.
struct Finder<'s> {
    world: &'s World,
    places: &'s [PlaceState],
    network: &'s Network,
    path: Vec<PlaceId>,
    found: Vec<(Vec<PlaceId>, f64)>,
}

impl Finder<'_> {
    fn from(&mut self, place: PlaceId, km_before: f64, step: i64) {
        for &road in &self.network.open[place.index()] {
            let road = self.world.roads[road];
            let before = &self.path[..self.path.len() - 1];
            if !before.contains(&road.to) {
                self.explore(road.to, km_before + road.km, step);
            }
        }
    }

    fn explore(&mut self, end: PlaceId, km: f64, step: i64) {
        self.path.push(end);
        let marker = self.places[end.index()].marker;
        if !marker {
            self.found.push((self.path.clone(), km));
        }
        let step = step - i64::from(marker);
        if self.world.rules().choice.awareness > step {
            self.from(end, km, step + 1);
        }
        self.path.pop();
    }
}

/// How attractive a place is to everyone.
fn score(today: &Conditions<'_>, place: &PlaceState, number: usize) -> f64 {
    let rules = today.rules();
    let mut score = if today.world.foreign[number] { rules.weights.foreign } else { 1.0 };
    if place.camp {
        score *= rules.weights.camp;
    }
    if place.intensity > 0.0 {
        let age = place.decay(&rules.spawning, today.day);
        score *= power(rules.weights.conflict, age * place.intensity);
    }
    if rules.weights.use_population && !place.camp {
        score *= power(place.residents.max(1.0), rules.weights.population_power);
    }
    score
}

/// Factor of attractiveness that depends on where one is: discount by great-circle distance.
fn attraction(world: &World, here: usize, there: usize) -> f64 {
    let weights = &world.rules().weights;
    if !weights.stay_close_to_home {
        return 1.0;
    }
    let position = |place: usize| {
        let place = &world.scenario.places[place];
        match world.rules().compatibility.swapped_coordinates {
            true => (place.longitude, place.latitude),
            false => (place.latitude, place.longitude),
        }
    };
    1.0 / power(
        great_circle_km(position(here), position(there)).max(1.0),
        weights.home_distance_power,
    )
}

/// Haversine distance between (latitude, longitude) pairs in degrees, on a sphere of 6371 km.
fn great_circle_km(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (lat1, lat2) = (one.0.to_radians(), other.0.to_radians());
    let (dlat, dlon) = (lat2 - lat1, (other.1 - one.1).to_radians());
    let h = math::powi(math::sin(dlat / 2.0), 2)
        + math::cos(lat1) * math::cos(lat2) * math::powi(math::sin(dlon / 2.0), 2);
    2.0 * 6371.0 * math::asin(h.sqrt().min(1.0))
}

/// `base^exponent`, without the cost where the exponent is 1.
fn power(base: f64, exponent: f64) -> f64 {
    if exponent == 1.0 { base } else { math::powf(base, exponent) }
}

/// Drops routes lighter than the heaviest over `threshold`.
fn prune(weights: &mut [f64], threshold: f64) {
    if threshold < 1.001 {
        return;
    }
    let heaviest = weights.iter().copied().fold(0.0, f64::max);
    weights
        .iter_mut()
        .filter(|weight| **weight < heaviest / threshold)
        .for_each(|weight| *weight = 0.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pruning_keeps_what_is_heavy_enough() {
        let mut weights = [1.0, 8.0, 4.0, 12.0];
        prune(&mut weights, 2.0);
        assert_eq!(weights, [0.0, 8.0, 0.0, 12.0]);
        let mut weights = [1.0, 8.0, 9.0, 12.0];
        prune(&mut weights, 1.1);
        assert_eq!(weights, [0.0, 0.0, 0.0, 12.0]);
    }

    #[test]
    fn the_great_circle_is_right_to_a_per_mille() {
        // Bamako to Gao, 948.2 km on the sphere.
        let km = great_circle_km((12.6392, -8.0029), (16.2717, -0.0447));
        assert!((km - 948.0).abs() < 2.0, "{km}");
    }
}
