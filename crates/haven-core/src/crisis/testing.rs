//! Small crises for tests, built by name.

use super::parameter::{self, Priors};
use super::request::{Advance, Request};
use super::scenario::{
    Actor, ActorId, Campaign, CampaignKind, ControlRow, ControlStatus, Crisis, Group, Home, Link,
    Place, PlaceKind,
};
use crate::draw::Draws;
use crate::id::PlaceId;
use crate::prior::Prior;

/// Degrees of a kilometre on the equator of a sphere of radius 6,371 km, where test places lie.
const DEGREES_PER_KM: f64 = 1.0 / 111.194_926_644_558_73;

/// The country in which test crises happen.
pub const HOME: &str = "AAA";

/// A place `x_km` east and `y_km` north of a point on the equator.
pub fn place(id: &str, kind: PlaceKind, country: &str, [x_km, y_km]: [f64; 2]) -> Place {
    Place {
        id: id.into(),
        name: id.into(),
        alt_names: Vec::new(),
        kind,
        country: country.into(),
        admin1: String::new(),
        latitude: y_km * DEGREES_PER_KM,
        longitude: x_km * DEGREES_PER_KM,
        residents: Prior::Fixed(0.0),
        shared_draw: None,
        share_left: Prior::Fixed(1.0),
        displaced_at_start: 0.0,
        capacity: None,
        capacity_per_day: 0.0,
        attraction: 1.0,
    }
}

/// A town at home.
pub fn town(id: &str, at_km: [f64; 2], residents: f64) -> Place {
    let town = place(id, PlaceKind::Settlement, HOME, at_km);
    Place { residents: Prior::Fixed(residents), ..town }
}

/// A crisis under construction. Everything that is named must have been added before.
pub struct CrisisBuilder {
    /// What there is so far, for what the methods do not cover.
    pub crisis: Crisis,
}

impl CrisisBuilder {
    /// Places, without links, actors or control; all projected. Every town with residents is a
    /// home of the one group, which fears nobody.
    pub fn new(days: u32, mut places: Vec<Place>) -> Self {
        places.sort_by(|a, b| a.id.cmp(&b.id));
        let homes = places.iter().enumerate();
        let homes = homes.filter(|(_, place)| place.residents.median() > 0.0);
        let home = |index: usize| Home { place: PlaceId(index as u32), group: 0, share: 1.0 };
        let homes = homes.map(|(index, _)| home(index)).collect();
        let group = Group { id: "everyone".into(), mobility: 1.0, fear: Vec::new() };
        let crisis = Crisis {
            title: "test".into(),
            summary: String::new(),
            start: "2014-01-01".parse().expect("a date"),
            origin: 0,
            days,
            home_country: HOME.into(),
            places,
            links: Vec::new(),
            actors: Vec::new(),
            groups: vec![group],
            homes,
            control: Vec::new(),
            campaigns: Vec::new(),
            supply_sources: Vec::new(),
            crossings: Vec::new(),
            havens: Vec::new(),
            events: Vec::new(),
            damage: Vec::new(),
            services: Vec::new(),
            observations: Vec::new(),
            needs: Vec::new(),
            priors: Priors::default(),
            axes: Vec::new(),
            factors: Vec::new(),
            combinations: Vec::new(),
            claim: None,
            facts: Vec::new(),
            limits: Vec::new(),
            licences: Vec::new(),
        };
        Self { crisis }
    }

    /// Towns `0..n` in a row, named a, b, c, …, with a road between neighbours.
    pub fn chain(days: u32, n: u8, km: f64) -> Self {
        let name = |index: u8| char::from(b'a' + index).to_string();
        let towns = (0..n).map(|index| town(&name(index), [f64::from(index) * km, 0.0], 1_000.0));
        let roads = 1..n;
        roads.fold(Self::new(days, towns.collect()), |stage, index| {
            stage.link(&name(index - 1), &name(index), km)
        })
    }

    /// The place with this id.
    pub fn at(&self, place: &str) -> PlaceId {
        self.crisis.place(place).expect("the place was added before")
    }

    /// The actor with this id.
    pub fn who(&self, actor: &str) -> ActorId {
        self.crisis.actor(actor).expect("the actor was added before")
    }

    /// A road.
    pub fn link(mut self, from: &str, to: &str, km: f64) -> Self {
        let (from, to) = (self.at(from), self.at(to));
        self.crisis.links.push(Link { from, to, km, supply_capacity: 1.0 });
        self
    }

    /// An actor, at peace with everybody, feared by nobody.
    pub fn actor(mut self, id: &str, strength: f64) -> Self {
        self.crisis.actors.push(Actor {
            id: id.into(),
            name: id.into(),
            parent: None,
            allies: Vec::new(),
            hostile_to: Vec::new(),
            strength: Prior::Fixed(strength),
            conduct: Prior::Fixed(1.0),
            exit_closure: Prior::Fixed(0.0),
        });
        self.crisis.groups.iter_mut().for_each(|group| group.fear.push(Some(Prior::Fixed(0.0))));
        self
    }

    /// Two actors fight each other.
    pub fn hostile(mut self, one: &str, other: &str) -> Self {
        let (one, other) = (self.who(one), self.who(other));
        self.crisis.actors[one.index()].hostile_to.push(other);
        self
    }

    /// Two actors fight side by side.
    pub fn allied(mut self, one: &str, other: &str) -> Self {
        let (one, other) = (self.who(one), self.who(other));
        self.crisis.actors[one.index()].allies.push(other);
        self
    }

    /// Every group fears an actor by ω.
    pub fn feared(mut self, actor: &str, omega: f64) -> Self {
        let index = self.who(actor).index();
        self.crisis
            .groups
            .iter_mut()
            .for_each(|group| group.fear[index] = Some(Prior::Fixed(omega)));
        self
    }

    /// Places that an actor holds from the start.
    pub fn holds(self, actor: &str, places: &[&str]) -> Self {
        places.iter().fold(self, |stage, place| stage.control(0, place, &[(actor, 1.0)]))
    }

    /// Who holds a place from a day on.
    pub fn control(mut self, day: i64, place: &str, shares: &[(&str, f64)]) -> Self {
        let place = self.at(place);
        let shares = shares.iter().map(|(actor, share)| (self.who(actor), *share)).collect();
        let row = ControlRow { day, place, shares, status: ControlStatus::Held };
        self.crisis.control.push(row);
        self.crisis.control.sort_by_key(|row| row.day);
        self
    }

    /// A campaign from day `from` to the end, announced on its first day.
    pub fn campaign(mut self, kind: CampaignKind, actor: &str, objectives: &[&str]) -> Self {
        let objectives = objectives.iter().map(|place| self.at(place)).collect();
        self.crisis.campaigns.push(Campaign {
            id: format!("{actor}_{}", self.crisis.campaigns.len()),
            actor: self.who(actor),
            kind,
            target: None,
            objectives,
            announced: 0,
            from: 0,
            until: i64::from(self.crisis.days),
            km_per_day: None,
            intensity: Prior::Fixed(1.0),
            days_to_take: None,
            tempo: 1.0,
        });
        self
    }

    /// A parameter, by key, is known.
    pub fn parameter(mut self, key: &str, value: f64) -> Self {
        let position = parameter::position(key).expect("a parameter of this key is declared");
        self.crisis.priors.set(position, Prior::Fixed(value));
        self
    }
}

/// A request for a sampled member.
pub fn request(member: u32, advance: Advance) -> Request {
    Request {
        seed: 2014,
        member,
        draws: Draws::Sampled,
        advance,
        track_causes: false,
        track_routes: false,
    }
}
