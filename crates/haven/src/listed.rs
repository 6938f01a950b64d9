//! `places` and `actors`: what a scenario has, by id and name, for those who write what-ifs. Nothing is said
//! of armed actors' strength.

use crate::changed::{add_what_ifs, no_what_ifs};
use crate::failure::Failure;
use crate::source::{self, Reading, ScenarioRequest};
use crate::sources::Sources;
use haven_core::crisis::scenario::{Crisis, CrossingPeriod, GateState, PlaceKind};
use haven_core::flee::scenario::PlaceKind as FleeKind;
use haven_core::id::PlaceId;
use jiff::Span;
use serde::Serialize;

/// The places of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Places {
    /// Title of the scenario.
    pub title: String,
    /// In the order of their ids; those of a Flee folder in the order of its table.
    pub places: Vec<ListedPlace>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListedPlace {
    /// By which tables and what-ifs name it.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Other names.
    pub alt_names: Vec<String>,
    /// What it is: the word of `places.csv`, or of a Flee folder.
    pub kind: &'static str,
    /// ISO 3166 alpha-3, or as a Flee folder writes it.
    pub country: String,
    /// First-level administrative area.
    pub admin1: String,
    /// Degrees (WGS 84).
    pub latitude: f64,
    /// Degrees (WGS 84).
    pub longitude: f64,
    /// Of a gate of a crisis: its states, in the order of the table. Of several that hold on a day the last
    /// one counts; on days without one it is closed.
    pub states: Option<Vec<ListedState>>,
}

/// A state of a gate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListedState {
    /// First day, ISO 8601.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The word of `crossings.csv`.
    pub state: &'static str,
    /// People let through a day: median, and the interval of nine members in ten. None if it is closed.
    pub quota_per_day: Option<[f64; 3]>,
}

/// The armed actors of a crisis.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Actors {
    /// Title of the scenario.
    pub title: String,
    /// In the order of their ids.
    pub actors: Vec<ListedActor>,
}

/// An armed actor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListedActor {
    /// By which tables and what-ifs name it.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// `umbrella`: a name for several, which does nothing by itself; else `actor`.
    pub kind: &'static str,
    /// Id of the umbrella that it is part of.
    pub part_of: Option<String>,
}

/// Lists the places of a scenario.
///
/// # Errors
/// If there is no such scenario, or it has errors.
pub fn places(
    request: &ScenarioRequest,
    what_if_files: &[String],
    sources: &dyn Sources,
) -> Result<Places, Failure> {
    let reading = read(request, what_if_files, sources)?;
    if let Some(scenario) = reading.scenario {
        let place = |place: &haven_core::flee::scenario::Place| ListedPlace {
            id: place.id.clone(),
            name: place.name.clone(),
            alt_names: Vec::new(),
            kind: flee_kind(place.kind),
            country: place.country.clone(),
            admin1: place.region.clone(),
            latitude: place.latitude,
            longitude: place.longitude,
            states: None,
        };
        return Ok(Places {
            title: scenario.title.clone(),
            places: scenario.places.iter().map(place).collect(),
        });
    }
    let crisis = reading.crisis.ok_or(Failure::BadScenario(reading.problems))?;
    let ids = (0..crisis.places.len() as u32).map(PlaceId);
    let places = ids.map(|id| listed(&crisis, id)).collect();
    Ok(Places { title: crisis.title.clone(), places })
}

/// Lists the armed actors of a crisis.
///
/// # Errors
/// If there is no such scenario, it is none with actors, or it has errors.
pub fn actors(request: &ScenarioRequest, sources: &dyn Sources) -> Result<Actors, Failure> {
    let reading = read(request, &[], sources)?;
    if reading.scenario.is_some() {
        return Err(no_what_ifs());
    }
    let crisis = reading.crisis.ok_or(Failure::BadScenario(reading.problems))?;
    let actor = |actor: &haven_core::crisis::scenario::Actor| ListedActor {
        id: actor.id.clone(),
        name: actor.name.clone(),
        kind: match crisis.actor(&actor.id) {
            Some(id) if crisis.is_umbrella(id) => "umbrella",
            _ => "actor",
        },
        part_of: actor.parent.map(|parent| crisis.actors[parent.index()].id.clone()),
    };
    Ok(Actors { title: crisis.title.clone(), actors: crisis.actors.iter().map(actor).collect() })
}

/// Reads a scenario without errors, and what-ifs with it, whose mistakes are errors too.
fn read(
    request: &ScenarioRequest,
    what_if_files: &[String],
    sources: &dyn Sources,
) -> Result<Reading, Failure> {
    let mut reading = source::read(request, sources)?;
    if reading.stopping(&request.accept).next().is_some() {
        return Err(Failure::BadScenario(reading.problems));
    }
    for name in what_if_files {
        let crisis = reading.crisis.as_mut().ok_or_else(no_what_ifs)?;
        let problems = add_what_ifs(crisis, name, sources)?;
        if problems.iter().any(|problem| source::stops(problem, &request.accept)) {
            return Err(Failure::BadScenario(problems));
        }
    }
    Ok(reading)
}

fn listed(crisis: &Crisis, id: PlaceId) -> ListedPlace {
    let place = &crisis.places[id.index()];
    let is_gate = place.kind == PlaceKind::Crossing;
    let periods = crisis.crossings.iter().filter(|period| period.place == id);
    ListedPlace {
        id: place.id.clone(),
        name: place.name.clone(),
        alt_names: place.alt_names.clone(),
        kind: kind(place.kind),
        country: place.country.clone(),
        admin1: place.admin1.clone(),
        latitude: place.latitude,
        longitude: place.longitude,
        states: is_gate.then(|| periods.map(|period| state(crisis, period)).collect()),
    }
}

fn state(crisis: &Crisis, period: &CrossingPeriod) -> ListedState {
    let day = |day: i64| crisis.start.saturating_add(Span::new().days(day)).to_string();
    let quota = [0.5, 0.05, 0.95].map(|share| period.quota_per_day.quantile(share));
    ListedState {
        from: day(period.from),
        to: day(period.until - 1),
        state: match period.state {
            GateState::Open => "open",
            GateState::Limited => "limited",
            GateState::Medical => "medical",
            GateState::Closed => "closed",
            GateState::Informal => "informal",
        },
        quota_per_day: (period.state != GateState::Closed).then_some(quota),
    }
}

fn kind(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Settlement => "settlement",
        PlaceKind::District => "district",
        PlaceKind::Crossing => "crossing",
        PlaceKind::Camp => "camp",
        PlaceKind::Haven => "haven",
        PlaceKind::Host => "host",
        PlaceKind::Hub => "hub",
    }
}

fn flee_kind(kind: FleeKind) -> &'static str {
    match kind {
        FleeKind::Camp => "camp",
        FleeKind::IdpCamp => "idpcamp",
        FleeKind::Conflict => "conflict_zone",
        FleeKind::ForwardingHub => "forwarding_hub",
        FleeKind::Marker => "marker",
        FleeKind::FloodZone => "flood_zone",
        FleeKind::Town => "town",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::BuiltIn;
    use GateState::{Closed, Informal, Limited, Medical, Open};

    fn of(source: &str) -> ScenarioRequest {
        ScenarioRequest { source: source.to_owned(), ..ScenarioRequest::default() }
    }

    #[test]
    fn gates_are_listed_with_their_states_and_what_they_let_through() {
        let found = places(&of("aleppo-2014"), &[], &BuiltIn).unwrap();
        let (gates, others): (Vec<_>, Vec<_>) =
            found.places.iter().partition(|place| place.kind == "crossing");
        assert!(!gates.is_empty() && others.iter().all(|place| place.states.is_none()));
        for state in gates.iter().flat_map(|gate| gate.states.iter().flatten()) {
            assert_eq!(state.quota_per_day.is_none(), state.state == "closed", "{state:?}");
            assert!(state.from <= state.to, "{state:?}");
            let ordered = |[median, low, high]: [f64; 3]| low <= median && median <= high;
            assert!(state.quota_per_day.is_none_or(ordered), "{state:?}");
        }
    }

    #[test]
    fn actors_are_listed_without_a_word_of_their_strength() {
        let found = actors(&of("aleppo-2014"), &BuiltIn).unwrap();
        assert!(found.actors.iter().any(|actor| actor.part_of.is_some()));
        let told = serde_json::to_string(&found).unwrap();
        assert!(!told.contains("strength"), "{told}");
    }

    #[test]
    fn a_scenario_without_actors_has_places_and_no_actors() {
        let refused = actors(&of("first-steps"), &BuiltIn).unwrap_err().to_string();
        assert!(refused.contains("no actors"), "{refused}");
        assert_eq!(places(&of("first-steps"), &[], &BuiltIn).unwrap().places.len(), 6);
    }

    #[test]
    fn kinds_and_states_have_the_words_of_the_tables() {
        let crisis = crate::crisis::tests::two_gates();
        let told = |gate_state: GateState| {
            let period = CrossingPeriod {
                from: 2,
                until: 5,
                state: gate_state,
                ..crisis.crossings[0].clone()
            };
            let listed = state(&crisis, &period);
            // From 1 June on: days 2 to 4.
            assert_eq!((listed.from.as_str(), listed.to.as_str()), ("2031-06-03", "2031-06-05"));
            (listed.state, listed.quota_per_day)
        };
        let quota = Some([900.0; 3]);
        let expected = [
            ("open", quota),
            ("limited", quota),
            ("medical", quota),
            ("informal", quota),
            ("closed", None),
        ];
        assert_eq!([Open, Limited, Medical, Informal, Closed].map(told), expected);
        let kinds = [
            PlaceKind::Settlement,
            PlaceKind::District,
            PlaceKind::Crossing,
            PlaceKind::Camp,
            PlaceKind::Haven,
            PlaceKind::Host,
            PlaceKind::Hub,
        ];
        assert_eq!(
            kinds.map(kind),
            ["settlement", "district", "crossing", "camp", "haven", "host", "hub"]
        );
        let kinds = [
            FleeKind::Camp,
            FleeKind::IdpCamp,
            FleeKind::Conflict,
            FleeKind::ForwardingHub,
            FleeKind::Marker,
            FleeKind::FloodZone,
            FleeKind::Town,
        ];
        let words =
            ["camp", "idpcamp", "conflict_zone", "forwarding_hub", "marker", "flood_zone", "town"];
        assert_eq!(kinds.map(flee_kind), words);
    }
}
