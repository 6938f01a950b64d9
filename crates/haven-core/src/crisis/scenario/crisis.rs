//! Everything that is known and assumed about a crisis.

use super::{
    Actor, ActorId, Axis, Campaign, Claim, Combination, ControlRow, CrossingPeriod, DatedValue,
    Event, Fact, Factor, Group, Haven, Home, Link, Need, Observation, Place, PlaceKind,
    SupplySource,
};
use crate::crisis::parameter::Priors;
use crate::id::PlaceId;
use jiff::civil::Date;

/// A checked crisis.
#[derive(Clone, Debug, PartialEq)]
pub struct Crisis {
    /// Title for people.
    pub title: String,
    /// One paragraph for people; may be empty.
    pub summary: String,
    /// The date of day 0.
    pub start: Date,
    /// Days from `start` for which control and events come from the tables; from day `origin` on
    /// they are projected. Facts dated later than it may not be used, but for what-ifs.
    pub origin: u32,
    /// Number of days simulated, `0..days`.
    pub days: u32,
    /// Country (ISO 3166 alpha-3) that people flee; all others are abroad.
    pub home_country: String,
    /// Places, sorted by id; `PlaceId` indexes it.
    pub places: Vec<Place>,
    /// Links; each can be travelled both ways. Every way abroad passes a place of kind crossing.
    pub links: Vec<Link>,
    /// Armed actors; `ActorId` indexes it.
    pub actors: Vec<Actor>,
    /// Groups of the population; at least one.
    pub groups: Vec<Group>,
    /// Who lives where; `HomeId` indexes it.
    pub homes: Vec<Home>,
    /// Who held what, by day, in rising order of days. Every place of the home country has a row
    /// that holds on day 0.
    pub control: Vec<ControlRow>,
    /// Intentions of actors.
    pub campaigns: Vec<Campaign>,
    /// Where strength and civil supplies come from.
    pub supply_sources: Vec<SupplySource>,
    /// States of the gates. Of several periods that hold on one day the last one counts.
    pub crossings: Vec<CrossingPeriod>,
    /// Protected areas.
    pub havens: Vec<Haven>,
    /// Violence before the origin.
    pub events: Vec<Event>,
    /// Share of buildings damaged, by place and day.
    pub damage: Vec<DatedValue>,
    /// Hardship in services (0 none, 1 worst), by place and day.
    pub services: Vec<DatedValue>,
    /// What was counted.
    pub observations: Vec<Observation>,
    /// What people need, and who they are, for planning; may be empty.
    pub needs: Vec<Need>,
    /// Priors of the parameters.
    pub priors: Priors,
    /// Axes of what-ifs.
    pub axes: Vec<Axis>,
    /// What is multiplied in every combination of what-ifs ([`Crisis::with`]).
    pub factors: Vec<Factor>,
    /// Combinations of what-ifs with names: what `compare` shows. The first is what the others are
    /// compared with. Empty: the scenario as it stands, and each what-if by itself.
    pub combinations: Vec<Combination>,
    /// The statement that the scenario examines, if it does.
    pub claim: Option<Claim>,
    /// Where every number is from, for people to read.
    pub facts: Vec<Fact>,
    /// What the scenario cannot tell, in sentences.
    pub limits: Vec<String>,
    /// Licences and attributions of its data.
    pub licences: Vec<String>,
}

impl Crisis {
    /// The place with this id, if any.
    pub fn place(&self, id: &str) -> Option<PlaceId> {
        self.places.iter().position(|place| place.id == id).map(|index| PlaceId(index as u32))
    }

    /// The place that people call so: by its id, else by its name, else by another name of it; upper and
    /// lower case are the same.
    pub fn place_called(&self, text: &str) -> Option<PlaceId> {
        let lower = text.to_lowercase();
        let is = |name: &String| name.to_lowercase() == lower;
        let by_name = |place: &Place| is(&place.name) || is(&place.id);
        let by_another = |place: &Place| place.alt_names.iter().any(is);
        let places = || self.places.iter();
        let found = places().position(|place| place.id == text);
        let found = found.or_else(|| places().position(by_name));
        let found = found.or_else(|| places().position(by_another));
        found.map(|index| PlaceId(index as u32))
    }

    /// The actor with this id, if any.
    pub fn actor(&self, id: &str) -> Option<ActorId> {
        self.actors.iter().position(|actor| actor.id == id).map(|index| ActorId(index as u16))
    }

    /// Codes of countries, the one that people flee first, then in the order of codes.
    pub fn countries(&self) -> Vec<String> {
        let mut countries: Vec<_> = self.places.iter().map(|place| place.country.clone()).collect();
        countries.sort_unstable();
        countries.dedup();
        countries.retain(|country| *country != self.home_country);
        countries.insert(0, self.home_country.clone());
        countries
    }

    /// Gates, in the order of places.
    pub fn gates(&self) -> impl Iterator<Item = PlaceId> {
        let places = self.places.iter().enumerate();
        let gates = places.filter(|(_, place)| place.kind == PlaceKind::Crossing);
        gates.map(|(index, _)| PlaceId(index as u32))
    }

    /// Which period of a gate holds on a day, by position in `crossings`: of several the last one.
    /// None: it is closed.
    pub fn gate_on(&self, gate: PlaceId, day: i64) -> Option<usize> {
        self.crossings
            .iter()
            .rposition(|period| period.place == gate && period.from <= day && day < period.until)
    }

    /// Whether a place is in the country that people flee.
    pub fn is_at_home(&self, place: PlaceId) -> bool {
        self.places[place.index()].country == self.home_country
    }
}
