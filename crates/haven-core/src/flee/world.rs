//! A scenario made ready for Flee's rules: scaled, indexed, with what is the same for all members
//! computed once.

use super::demand::Demand;
use super::observe::PlaceFacts;
use super::road::{Road, roads};
use super::same_rest_of_day::{SameRest, is_plain};
use super::scenario::{ConflictSpawning, Place, PlaceKind, RateMode, Rules, Scenario};
use crate::draw::Draws;
use crate::id::{PlaceId, StableKey};

/// Below this chance of leaving, Flee takes any place that cannot flood for a camp (quirk Q32).
const CAMP_BELOW_MOVE_CHANCE: f64 = 0.005;

/// With at most this many people, order of creation is kept to the day and people who compete for
/// room decide one by one whatever `capacity_batch` says: it is exact, and cheap at this size.
const SMALL_POPULATION: f64 = 20_000.0;

/// A scenario made ready to run. Shared by all members.
#[derive(Clone, Debug)]
pub struct World {
    pub(super) scenario: Scenario,
    pub(super) demand: Demand,
    /// Both directions of link `i` are roads `2i` and `2i+1`.
    pub(super) roads: Vec<Road>,
    pub(super) keys: Vec<StableKey>,
    /// Residents by place, scaled.
    pub(super) residents: Vec<f64>,
    /// Capacity by place on day 0, scaled, less the observed people on day 0 where Flee takes them
    /// off; −1 where it does not apply.
    pub(super) capacity: Vec<f64>,
    pub(super) foreign: Vec<bool>,
    destinations: Vec<PlaceId>,
    /// Countries, the home country first, then by name; `Scope::Country` indexes it.
    countries: Vec<String>,
    /// What outputs need to know of each place.
    pub(super) place_facts: Vec<PlaceFacts>,
    /// Whether any place can fill up; if none can, order of creation has no effect.
    pub(super) capacity_can_bind: bool,
    /// A number of people that no run exceeds.
    pub(super) most_people: f64,
    /// Whether a person's evening depends on place and kilometres alone.
    pub(super) is_plain: bool,
    /// Which kilometres done in a day are alike.
    same_rest: SameRest,
}

impl World {
    /// Makes a scenario ready.
    pub fn new(scenario: &Scenario) -> Self {
        let rules = &scenario.rules;
        let demand = Demand::new(scenario);
        let scale = rules.scale_divisor.0;
        let all = || (0..scenario.places.len()).map(|index| PlaceId(index as u32));
        let first_kinds: Vec<PlaceKind> =
            scenario.places.iter().map(|p| kind_at_start(p, rules)).collect();
        let capacity = all()
            .map(|id| {
                let capacity = scenario.places[id.index()].capacity;
                let scaled = capacity.map_or(-1.0, |people| (people / scale) as f64);
                let counted = rules.spawning.insert_day0
                    && rules.spawning.by_conflict.is_none()
                    && !rules.compatibility.count_day0_once;
                if scaled > 0.0 && counted { scaled - demand.on_day_0(id) } else { scaled }
            })
            .collect();
        let keys: Vec<StableKey> =
            scenario.places.iter().map(|place| StableKey::of(&place.id)).collect();
        let destinations = destinations(scenario, &first_kinds);
        let countries = countries(scenario);
        let mut world = Self {
            place_facts: place_facts(scenario, &countries, &destinations),
            countries: countries.iter().map(|country| marked(scenario, country)).collect(),
            roads: roads(scenario, &keys),
            keys,
            residents: scenario.places.iter().map(|p| (p.residents / scale) as f64).collect(),
            capacity,
            foreign: scenario.places.iter().map(|p| p.country != scenario.home_country).collect(),
            destinations,
            capacity_can_bind: false,
            most_people: 0.0,
            is_plain: false,
            same_rest: SameRest::default(),
            scenario: scenario.clone(),
            demand,
        };
        if !rules.travel.avoid_short_stints {
            let walking = rules.travel.walk_km_per_day;
            world.same_rest = SameRest::new(&world.roads, scenario.places.len(), walking);
        }
        world.most_people = world.people_ever();
        let people = world.most_people;
        let finite = |c: &f64| *c * rules.capacity.scaling >= 1.0;
        world.capacity_can_bind =
            world.capacity.iter().any(|capacity| {
                finite(capacity)
                    && rules.capacity.buffer * capacity * rules.capacity.scaling < people
            }) || scenario.places.iter().any(|p| p.capacity_growth_per_day > 0);
        world.is_plain = is_plain(scenario, &world.roads);
        world
    }

    /// Whether so many people move that shortcuts pay which cost something up front.
    pub(super) fn is_large(&self) -> bool {
        self.most_people > SMALL_POPULATION
    }

    /// Whether people compete for room one by one.
    pub(super) fn one_by_one(&self) -> bool {
        self.rules().capacity.batch == 0.0 || !self.is_large()
    }

    /// The scenario it was made from.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The places whose people are reported, in order: camps on day 0.
    pub fn destinations(&self) -> &[PlaceId] {
        &self.destinations
    }

    /// Countries, the home country first, then by name; one that is called like a place is marked.
    pub fn countries(&self) -> &[String] {
        &self.countries
    }

    /// Observed people at a place on a day, interpolated, scaled and truncated as Flee does;
    /// `None` if no series counts it.
    pub fn observed(&self, place: PlaceId, day: u32) -> Option<f64> {
        self.demand.observed(place, day)
    }

    /// A number of people that a run does not exceed.
    fn people_ever(&self) -> f64 {
        let setting_out = match self.scenario.rules.spawning.by_conflict {
            Some(by_conflict) => self.set_out_by_conflict(by_conflict),
            None => self.demand.setting_out.iter().sum::<f64>(),
        };
        let day_0: f64 = self.destinations.iter().map(|id| self.on_day_0(*id)).sum();
        let listed =
            self.scenario.listed_people.iter().map(|(_, people)| *people as f64).sum::<f64>();
        day_0 + listed + setting_out
    }

    /// More people than a rate per conflict can make set out: with every place that is ever in
    /// conflict at its strongest all the time, and room for luck.
    fn set_out_by_conflict(&self, by_conflict: ConflictSpawning) -> f64 {
        let timeline = &self.scenario.timeline;
        let places = self.scenario.places.iter().enumerate();
        let per_day: f64 = places
            .map(|(index, place)| {
                let id = PlaceId(index as u32);
                let table = timeline.conflicts.iter().filter(|conflict| conflict.place == id);
                let table = table.flat_map(|conflict| conflict.intensity.iter().copied());
                let change = timeline.kind_changes.iter().filter(|change| change.place == id);
                let strongest = table.chain(change.map(|change| change.intensity));
                let at_start =
                    if place.kind == PlaceKind::Conflict { place.initial_intensity } else { 0.0 };
                let people = match by_conflict.mode {
                    RateMode::PopulationRatio => self.residents[index],
                    RateMode::Constant | RateMode::Poisson => 1.0,
                };
                by_conflict.rate_per_day * people * strongest.fold(at_start, f64::max)
            })
            .sum();
        1.5 * per_day * f64::from(self.scenario.days) + 1_000.0
    }

    /// People put into a destination on day 0.
    pub(super) fn on_day_0(&self, place: PlaceId) -> f64 {
        let spawning = &self.scenario.rules.spawning;
        if spawning.empty_camps_on_day0 {
            return 0.0;
        }
        let observed = if spawning.insert_day0 { self.demand.on_day_0(place) } else { 0.0 };
        (observed + self.scenario.places[place.index()].initial_displaced as f64).max(0.0)
    }

    /// Capacity of a place while people move on a day. It grows from day 0 on, a town's from −1.
    pub(super) fn capacity_on(&self, place: usize, day: u32) -> f64 {
        let growth = self.scenario.places[place].capacity_growth_per_day as f64;
        self.capacity[place] + growth * (f64::from(day) + 1.0)
    }

    /// Whether a place can ever be full.
    pub(super) fn can_fill(&self, place: PlaceId) -> bool {
        self.capacity[place.index()] * self.rules().capacity.scaling >= 1.0
            || self.scenario.places[place.index()].capacity_growth_per_day > 0
    }

    /// Kilometres done today by those who arrive in a place, as bits of a non-negative `f64` that
    /// are the same for all who are in the same situation.
    pub(super) fn situation(&self, draws: Draws, place: PlaceId, km: f64) -> u64 {
        let km = km.max(0.0);
        // Expected runs visit every situation: whole kilometres let the fractions meet.
        let km = if draws == Draws::Expected { km.round() } else { km };
        self.same_rest.alike(place, km).to_bits()
    }

    /// The label of people from an origin and a group.
    pub(super) fn label(&self, origin: u32, group: u32) -> u32 {
        origin * self.groups() + group
    }

    /// Origin and group of a label.
    pub(super) fn origin_and_group(&self, label: u32) -> (u32, u32) {
        (label / self.groups(), label % self.groups())
    }

    fn groups(&self) -> u32 {
        self.scenario.groups.len().max(1) as u32
    }

    pub(super) fn rules(&self) -> &Rules {
        &self.scenario.rules
    }
}

/// The kind of a place when the run starts: Flee takes places that are hardly left for camps.
pub(super) fn kind_at_start(place: &Place, rules: &Rules) -> PlaceKind {
    let chance = match place.kind {
        PlaceKind::Conflict => rules.move_chances.conflict,
        PlaceKind::Town => rules.move_chances.default,
        _ => return place.kind,
    };
    if chance < CAMP_BELOW_MOVE_CHANCE { PlaceKind::Camp } else { place.kind }
}

fn destinations(scenario: &Scenario, kinds: &[PlaceKind]) -> Vec<PlaceId> {
    // Changes of kind on day 0 come after the list is made, but `closures` of day 0 do not count
    // either: the list is fixed before the first day.
    (0..scenario.places.len())
        .filter(|index| matches!(kinds[*index], PlaceKind::Camp | PlaceKind::IdpCamp))
        .map(|index| PlaceId(index as u32))
        .collect()
}

fn countries(scenario: &Scenario) -> Vec<String> {
    let mut abroad: Vec<&String> = scenario.places.iter().map(|place| &place.country).collect();
    abroad.sort_unstable();
    abroad.dedup();
    abroad.retain(|country| **country != scenario.home_country);
    [&scenario.home_country].into_iter().chain(abroad).cloned().collect()
}

/// A country's name in outputs, where it stands in the column of places. In Flee folders a camp may
/// stand for a country and bear its name.
fn marked(scenario: &Scenario, country: &str) -> String {
    let is_place = scenario.places.iter().any(|place| place.id == *country);
    if is_place { format!("{country} (country)") } else { country.to_owned() }
}

fn place_facts(
    scenario: &Scenario,
    countries: &[String],
    destinations: &[PlaceId],
) -> Vec<PlaceFacts> {
    let scale = scenario.rules.scale_divisor.0;
    let facts = |(index, place): (usize, &Place)| {
        let country = countries.iter().position(|country| *country == place.country);
        let limit = place.capacity.filter(|people| *people > 0);
        let capacity = |people: u64| (people / scale) as f64 * scenario.rules.capacity.scaling;
        let growth = place.capacity_growth_per_day as f64 * scenario.rules.capacity.scaling;
        PlaceFacts {
            country: country.expect("every place's country is listed") as u16,
            is_destination: destinations.contains(&PlaceId(index as u32)),
            capacity: limit.map(|people| capacity(people) + growth),
            capacity_per_day: growth,
        }
    };
    scenario.places.iter().enumerate().map(facts).collect()
}
