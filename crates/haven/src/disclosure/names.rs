//! Ids and names of what arrivals are told apart by.

use crate::country::country_name;
use haven_core::crisis::scenario::Crisis;
use haven_core::crisis::{Cause, Route};
use haven_core::id::PlaceId;
use jiff::Span;
use jiff::civil::Date;

/// What nobody knows of people, as an id.
pub const UNKNOWN: &str = "unknown";

/// Where people lived, as far as that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin<'c> {
    /// The place.
    Place(PlaceId),
    /// Its administrative area, while people may be on their ways.
    Area(&'c str),
    /// They were displaced before the start.
    Unknown,
}

impl<'c> Origin<'c> {
    /// Of a home, by its position in `Crisis::homes`.
    pub fn of(crisis: &'c Crisis, home: usize, is_sensitive: bool) -> Self {
        match crisis.homes.get(home).map(|home| home.place) {
            Some(place) if is_sensitive => Self::Area(&crisis.places[place.index()].admin1),
            Some(place) => Self::Place(place),
            None => Self::Unknown,
        }
    }
}

/// An id, and the name for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As tables have it.
    pub id: String,
    /// For people.
    pub name: String,
}

impl Name {
    fn new(id: &str, name: impl Into<String>) -> Self {
        Self { id: id.to_owned(), name: name.into() }
    }
}

/// The names of a crisis.
pub struct Names<'c> {
    crisis: &'c Crisis,
    gates: Vec<PlaceId>,
}

impl<'c> Names<'c> {
    /// Of this one.
    pub fn of(crisis: &'c Crisis) -> Self {
        Self { crisis, gates: crisis.gates().collect() }
    }

    /// How many gates there are.
    pub fn gates(&self) -> usize {
        self.gates.len()
    }

    /// The place of a gate, by its position among them.
    pub fn gate_place(&self, gate: usize) -> PlaceId {
        self.gates[gate]
    }

    /// Of a place.
    pub fn place(&self, place: PlaceId) -> Name {
        let place = &self.crisis.places[place.index()];
        Name::new(&place.id, &place.name)
    }

    /// Of an origin.
    pub fn origin(&self, origin: Origin<'_>) -> Name {
        match origin {
            Origin::Place(place) => self.place(place),
            Origin::Area(area) => Name::new(area, area),
            Origin::Unknown => Name::new(UNKNOWN, "home not known (displaced before the start)"),
        }
    }

    /// Of a gate, by its position among them, with its country.
    pub fn gate(&self, gate: usize) -> Name {
        let place = &self.crisis.places[self.gates[gate].index()];
        Name::new(&place.id, format!("{} ({})", place.name, country_name(&place.country)))
    }

    /// Of the places of a route, in the order of the journey.
    pub fn along(&self, route: Route) -> Vec<Name> {
        route.places().map(|place| self.place(place)).collect()
    }

    /// Of a route to a gate, on one line.
    pub fn route(&self, gate: usize, route: Route) -> Name {
        let mut stops = self.along(route);
        stops.push(self.gate(gate));
        let ids: Vec<&str> = stops.iter().map(|stop| stop.id.as_str()).collect();
        let names: Vec<&str> = stops.iter().map(|stop| stop.name.as_str()).collect();
        Name::new(&ids.join(" > "), names.join(" → "))
    }

    /// Of a week from 0: its first day.
    pub fn week(&self, week: usize) -> Name {
        let first: Date = self.crisis.start.saturating_add(Span::new().days(week as i64 * 7));
        Name::new(&first.to_string(), format!("week from {}", first.strftime("%-d %B %Y")))
    }
}

/// Of a cause.
pub fn cause(cause: Option<Cause>) -> Name {
    match cause {
        None => Name::new(UNKNOWN, "not known (displaced before the start)"),
        Some(cause) => Name::new(cause.name(), in_words(cause)),
    }
}

/// Why people leave.
fn in_words(cause: Cause) -> &'static str {
    match cause {
        Cause::Assault => "Ground attack on their place",
        Cause::Violence => "Shelling and bombing",
        Cause::Fear => "Fear of an advance",
        Cause::Occupation => "Fear after a capture",
        Cause::Siege => "Siege: supplies cut off",
        Cause::Damage => "Homes newly destroyed",
        Cause::Contagion => "Neighbours left",
        Cause::Services => "Hardship in services",
        Cause::Other => "Anything else (not modelled)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changed::tests::aleppo;

    fn name(id: &str, name: &str) -> Name {
        Name::new(id, name)
    }

    #[test]
    fn origins_are_places_or_while_that_is_sensitive_their_areas() {
        let crisis = aleppo();
        let names = Names::of(&crisis);
        let home = &crisis.places[crisis.homes[0].place.index()];
        let told = |home, is_sensitive| names.origin(Origin::of(&crisis, home, is_sensitive));
        assert_eq!(told(0, false), name(&home.id, &home.name));
        assert_eq!(told(0, true), name(&home.admin1, &home.admin1));
        assert_eq!(told(crisis.homes.len(), true).id, "unknown");
    }

    #[test]
    fn gates_routes_weeks_and_causes_have_ids_and_names() {
        let crisis = aleppo();
        let names = Names::of(&crisis);
        let gate = crisis.gates().position(|gate| crisis.places[gate.index()].id == "oncupinar");
        let gate = gate.expect("the built-in crisis has it");
        assert_eq!(names.gate(gate), name("oncupinar", "Oncupinar crossing (Turkey)"));
        let azaz = crisis.place_called("azaz").expect("the built-in crisis has it");
        let route = Route::backwards([azaz].into_iter());
        let expected = name("azaz > oncupinar", "Azaz → Oncupinar crossing (Turkey)");
        assert_eq!(names.route(gate, route), expected);
        assert_eq!(names.week(2), name("2014-12-02", "week from 2 December 2014"));
        assert_eq!(cause(Some(Cause::Fear)), name("fear", "Fear of an advance"));
        assert_eq!(cause(None).id, "unknown");
        let words: std::collections::BTreeSet<&str> =
            Cause::ALL.into_iter().map(in_words).collect();
        assert_eq!(words.len(), Cause::ALL.len());
    }
}
