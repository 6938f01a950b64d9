//! Where places lie, how they are joined, who lives there and who fights whom: what follows from the
//! tables of a scenario alone.

mod road;
mod road_distance;

pub use road::Road;
pub use road_distance::RoadDistances;

use super::actors::Actors;
use super::scenario::{ActorId, Crisis, Home, HomeId, PlaceKind};
use crate::geo::great_circle_km;
use crate::id::{PlaceId, StableKey};

/// Plain facts of a crisis, found once. Lists by place and by actor are as long as the scenario's.
#[derive(Clone, Debug)]
pub struct Geography {
    /// Countries, the home country first, then by code; `Scope::Country` indexes it.
    pub countries: Vec<String>,
    /// Places of each country, in rising order.
    pub places_of: Vec<Vec<PlaceId>>,
    /// Position in `countries`, by place.
    pub country_of: Vec<u16>,
    /// Whether it is in the home country, by place.
    pub at_home: Vec<bool>,
    /// Places in the home country, gates not included, in rising order.
    pub inside: Vec<PlaceId>,
    /// Gates, in rising order.
    pub gates: Vec<PlaceId>,
    /// Camps, in rising order.
    pub camps: Vec<PlaceId>,
    /// Camps of each country, in rising order.
    pub camps_of: Vec<Vec<PlaceId>>,
    /// Places of each country where room for displaced people has a limit, in rising order.
    pub limited_of: Vec<Vec<PlaceId>>,
    /// Those of all countries, in rising order.
    pub limited: Vec<PlaceId>,
    /// Homes, by place.
    pub homes_at: Vec<Vec<HomeId>>,
    /// Roads out of a place, by place.
    pub roads: Vec<Vec<Road>>,
    /// Great-circle km between places inside, up to [`FELT_KM`]: (other, km) by place, itself first.
    pub near: Vec<Vec<(PlaceId, f64)>>,
    /// Leaves: actors that hold ground, in rising order.
    pub leaves: Vec<ActorId>,
    /// Whom an actor fights, by actor.
    pub foes: Vec<Actors>,
    /// An actor and its allies, by actor.
    pub friends: Vec<Actors>,
    /// Stable names for randomness, by country.
    pub country_keys: Vec<StableKey>,
    /// Stable names for randomness, by place.
    pub keys: Vec<StableKey>,
    /// Stable names for randomness, by home.
    pub home_keys: Vec<StableKey>,
    /// Stable names for randomness, by actor.
    pub actor_keys: Vec<StableKey>,
}

/// Beyond this distance, km, events are not felt, whatever the kernel: four times its widest prior.
const FELT_KM: f64 = 200.0;

impl Geography {
    /// Finds the facts of a crisis.
    ///
    /// # Panics
    /// Never for a crisis that was checked.
    pub fn new(crisis: &Crisis) -> Self {
        let places = &crisis.places;
        let all = || (0..places.len() as u32).map(PlaceId);
        let is = |kind: PlaceKind| move |place: &PlaceId| places[place.index()].kind == kind;
        let is_gate = is(PlaceKind::Crossing);
        let inside: Vec<_> =
            all().filter(|place| crisis.is_at_home(*place) && !is_gate(place)).collect();
        let countries = crisis.countries();
        let country_of = country_of(crisis, &countries);
        let mut places_of = vec![Vec::new(); countries.len()];
        all().for_each(|place| places_of[usize::from(country_of[place.index()])].push(place));
        let is_limited = |place: &PlaceId| places[place.index()].capacity.is_some();
        let actors = || (0..crisis.actors.len() as u16).map(ActorId);
        let set = |is_in: &dyn Fn(ActorId) -> bool| {
            actors().filter(|actor| is_in(*actor)).fold(Actors::default(), Actors::with)
        };
        Self {
            country_keys: countries.iter().map(|code| StableKey::of(code)).collect(),
            countries,
            camps_of: among(&places_of, is(PlaceKind::Camp)),
            limited_of: among(&places_of, is_limited),
            limited: all().filter(is_limited).collect(),
            places_of,
            country_of,
            at_home: all().map(|place| crisis.is_at_home(place)).collect(),
            gates: all().filter(is_gate).collect(),
            camps: all().filter(is(PlaceKind::Camp)).collect(),
            homes_at: homes_at(crisis),
            roads: roads(crisis),
            near: near(crisis, &inside),
            inside,
            leaves: actors().filter(|actor| !crisis.is_umbrella(*actor)).collect(),
            foes: actors().map(|one| set(&|other| crisis.are_hostile(one, other))).collect(),
            friends: actors().map(|one| set(&|other| crisis.are_allied(one, other))).collect(),
            keys: places.iter().map(|place| StableKey::of(&place.id)).collect(),
            home_keys: crisis.homes.iter().map(|home| home_key(crisis, home)).collect(),
            actor_keys: crisis.actors.iter().map(|actor| StableKey::of(&actor.id)).collect(),
        }
    }
}

/// Those of some lists of places that are of a kind.
fn among(lists: &[Vec<PlaceId>], is: impl Fn(&PlaceId) -> bool) -> Vec<Vec<PlaceId>> {
    lists.iter().map(|list| list.iter().copied().filter(|place| is(place)).collect()).collect()
}

fn country_of(crisis: &Crisis, countries: &[String]) -> Vec<u16> {
    let position = |code: &String| countries.iter().position(|country| country == code);
    let of_place = |code| position(code).expect("every place's country is listed") as u16;
    crisis.places.iter().map(|place| of_place(&place.country)).collect()
}

fn homes_at(crisis: &Crisis) -> Vec<Vec<HomeId>> {
    let mut homes_at = vec![Vec::new(); crisis.places.len()];
    for (index, home) in crisis.homes.iter().enumerate() {
        homes_at[home.place.index()].push(HomeId(index as u32));
    }
    homes_at
}

fn home_key(crisis: &Crisis, home: &Home) -> StableKey {
    let (place, group) = (&crisis.places[home.place.index()].id, &crisis.groups[home.group].id);
    StableKey::of(&format!("{place}:{group}"))
}

fn roads(crisis: &Crisis) -> Vec<Vec<Road>> {
    let mut roads = vec![Vec::new(); crisis.places.len()];
    for (index, link) in crisis.links.iter().enumerate() {
        for (from, to) in [(link.from, link.to), (link.to, link.from)] {
            roads[from.index()].push(Road { to, km: link.km, link: index as u32 });
        }
    }
    roads
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
