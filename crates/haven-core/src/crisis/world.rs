//! A crisis made ready to be played many times: its network, and what follows from the tables alone.

use super::actors::Actors;
use super::borders::HostsBeyond;
use super::conflict::{self, Terrain};
use super::geography::Road;
use super::movement::{FirstPaths, RoadNetwork};
use super::returns::Weekdays;
use super::scenario::{ActorId, Crisis, HomeId, PlaceKind};
use crate::geo::great_circle_km;
use crate::id::{PlaceId, StableKey};

/// A crisis made ready. What-ifs have been applied.
#[derive(Clone, Debug)]
pub struct World {
    crisis: Crisis,
    /// Countries, the home country first, then by code; `Scope::Country` indexes it.
    pub(super) countries: Vec<String>,
    /// Places of each country, in rising order.
    pub(super) places_of: Vec<Vec<PlaceId>>,
    /// Camps, in rising order.
    pub(super) camps: Vec<PlaceId>,
    /// Position in `countries`, by place.
    pub(super) country_of: Vec<u16>,
    /// Ways out, by place.
    pub(super) ways: Vec<Vec<Road>>,
    /// Whether it is in the home country, by place.
    pub(super) at_home: Vec<bool>,
    /// Homes, by place.
    pub(super) homes_at: Vec<Vec<HomeId>>,
    /// Places in the home country, gates not included, in rising order.
    pub(super) inside: Vec<PlaceId>,
    /// Gates, in rising order.
    pub(super) gates: Vec<PlaceId>,
    /// Leaves: actors that hold ground, in rising order.
    pub(super) leaves: Vec<ActorId>,
    /// Whom an actor fights, by actor.
    pub(super) foes: Vec<Actors>,
    /// An actor and its allies, by actor.
    pub(super) friends: Vec<Actors>,
    /// Roads of displaced people.
    pub(super) network: RoadNetwork,
    /// The shortest ways on the first morning.
    pub(super) first_paths: FirstPaths,
    /// Places abroad behind each gate.
    pub(super) hosts_beyond: HostsBeyond,
    /// Stable names for randomness, by place.
    pub(super) keys: Vec<StableKey>,
    /// Stable names for randomness, by home.
    pub(super) home_keys: Vec<StableKey>,
    /// When people go home and leave for elsewhere.
    pub(super) weekdays: Weekdays,
    /// Great-circle km between places inside, up to [`FELT_KM`]: (other, km) by place, itself first.
    pub(super) near: Vec<Vec<(PlaceId, f64)>>,
    /// The ground as the conflict process sees it: roads, distances, sides.
    pub(super) terrain: Terrain,
    /// F⁰: civil supplies that can reach a place in peace, in ordinary roads, by place.
    pub(super) supply_in_peace: Vec<f64>,
}

/// Beyond this distance, km, events are not felt, whatever the kernel: four times its widest prior.
const FELT_KM: f64 = 200.0;

impl World {
    /// Makes a crisis ready.
    ///
    /// # Panics
    /// Never for a crisis that was checked.
    pub fn new(crisis: &Crisis) -> Self {
        let places = &crisis.places;
        let all = || (0..places.len() as u32).map(PlaceId);
        let is_gate = |place: &PlaceId| places[place.index()].kind == PlaceKind::Crossing;
        let inside: Vec<_> =
            all().filter(|place| crisis.is_at_home(*place) && !is_gate(place)).collect();
        let countries = crisis.countries();
        let country_of: Vec<u16> = places
            .iter()
            .map(|place| {
                let found = countries.iter().position(|country| *country == place.country);
                found.expect("every place's country is listed") as u16
            })
            .collect();
        let mut places_of = vec![Vec::new(); countries.len()];
        all().for_each(|place| places_of[usize::from(country_of[place.index()])].push(place));
        let is_camp = |place: &PlaceId| places[place.index()].kind == PlaceKind::Camp;
        let mut homes_at = vec![Vec::new(); places.len()];
        for (index, home) in crisis.homes.iter().enumerate() {
            homes_at[home.place.index()].push(HomeId(index as u32));
        }
        let home_key = |home: &super::scenario::Home| {
            let (place, group) = (&places[home.place.index()].id, &crisis.groups[home.group].id);
            StableKey::of(&format!("{place}:{group}"))
        };
        let ways = ways(crisis);
        let actors = || (0..crisis.actors.len() as u16).map(ActorId);
        let set = |is_in: &dyn Fn(ActorId) -> bool| {
            actors().filter(|actor| is_in(*actor)).fold(Actors::default(), Actors::with)
        };
        let gates: Vec<_> = all().filter(is_gate).collect();
        let at_home: Vec<bool> = all().map(|place| crisis.is_at_home(place)).collect();
        let keys: Vec<_> = places.iter().map(|place| StableKey::of(&place.id)).collect();
        let home_keys: Vec<_> = crisis.homes.iter().map(home_key).collect();
        let network = RoadNetwork::new(crisis, &inside, &gates, &ways);
        let foes: Vec<_> =
            actors().map(|one| set(&|other| crisis.are_hostile(one, other))).collect();
        Self {
            first_paths: FirstPaths::new(&network, &conflict::first_control(crisis), &foes),
            terrain: Terrain::new(crisis, &inside, &ways),
            supply_in_peace: conflict::in_peace(crisis, &ways, &inside),
            weekdays: Weekdays::new(&home_keys, &keys, &at_home),
            at_home,
            country_of,
            countries,
            places_of,
            camps: all().filter(is_camp).collect(),
            network,
            hosts_beyond: HostsBeyond::new(crisis, &gates, &ways),
            ways,
            homes_at,
            near: near(crisis, &inside),
            inside,
            leaves: actors().filter(|actor| !crisis.is_umbrella(*actor)).collect(),
            friends: actors().map(|one| set(&|other| crisis.are_allied(one, other))).collect(),
            foes,
            gates,
            keys,
            home_keys,
            crisis: by_day(crisis.clone()),
        }
    }

    /// What it was made from.
    pub fn crisis(&self) -> &Crisis {
        &self.crisis
    }

    /// Gates, in the order of places.
    pub fn gates(&self) -> &[PlaceId] {
        &self.gates
    }

    /// Whether a place is a gate.
    pub(super) fn is_gate(&self, place: PlaceId) -> bool {
        self.crisis.places[place.index()].kind == PlaceKind::Crossing
    }

    /// Countries, the home country first.
    pub fn countries(&self) -> &[String] {
        &self.countries
    }
}

/// Dated tables in the order of days, so that those of a day are found at once.
fn by_day(mut crisis: Crisis) -> Crisis {
    crisis.events.sort_by_key(|event| event.day);
    crisis.damage.sort_by_key(|row| row.day);
    crisis.services.sort_by_key(|row| row.day);
    crisis
}

fn ways(crisis: &Crisis) -> Vec<Vec<Road>> {
    let mut ways = vec![Vec::new(); crisis.places.len()];
    for (index, link) in crisis.links.iter().enumerate() {
        for (from, to) in [(link.from, link.to), (link.to, link.from)] {
            ways[from.index()].push(Road { to, km: link.km, link: index as u32 });
        }
    }
    ways
}

fn near(crisis: &Crisis, inside: &[PlaceId]) -> Vec<Vec<(PlaceId, f64)>> {
    let at = |place: PlaceId| {
        let place = &crisis.places[place.index()];
        [place.latitude, place.longitude]
    };
    let mut near = vec![Vec::new(); crisis.places.len()];
    for here in inside {
        let list = &mut near[here.index()];
        list.push((*here, 0.0));
        for other in inside.iter().filter(|other| *other != here) {
            let km = great_circle_km(at(*here), at(*other));
            if km <= FELT_KM {
                list.push((*other, km));
            }
        }
    }
    near
}
