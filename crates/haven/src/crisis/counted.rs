//! Where arrivals are counted: in a country, through a gate, or at a host abroad.

use super::compare::abroad;
use crate::country::country_name;
use crate::failure::Failure;
use haven_core::crisis::World;
use haven_core::crisis::scenario::{Crisis, Scope};
use haven_core::id::PlaceId;
use haven_io::nearest::nearest;

/// Where arrivals are counted.
#[derive(Clone, Copy)]
pub struct Counted {
    /// The country or the gate; everywhere abroad if the scenario asks about no country.
    pub scope: Scope,
    /// The host abroad, if it is one.
    pub host: Option<PlaceId>,
}

/// Where the place of this name is; without one the country that the scenario asks about.
///
/// # Errors
/// If nothing abroad is called so.
pub fn counted(crisis: &Crisis, place: Option<&str>) -> Result<Counted, Failure> {
    let Some(text) = place else {
        let scope = abroad(crisis).map_or(Scope::System, |(country, _)| Scope::Country(country));
        return Ok(Counted { scope, host: None });
    };
    let lower = text.to_lowercase();
    let countries = crisis.countries();
    let country = countries.iter().position(|code| {
        code.to_lowercase() == lower || country_name(code).to_lowercase() == lower
    });
    match country {
        Some(0) => return Err(inside(text)),
        Some(country) => {
            return Ok(Counted { scope: Scope::Country(country as u16), host: None });
        }
        None => {}
    }
    let found = crisis.place_called(text).ok_or_else(|| unknown(crisis, text))?;
    if crisis.gates().any(|gate| gate == found) {
        return Ok(Counted { scope: Scope::Place(found), host: None });
    }
    if crisis.is_at_home(found) {
        return Err(inside(text));
    }
    Ok(Counted { scope: Scope::Place(found), host: Some(found) })
}

/// Nobody arrives there.
fn inside(text: &str) -> Failure {
    let message = format!("`{text}` is inside the country: arrivals are told apart abroad only");
    let hint = "name a country, a gate or a town abroad; `haven places` lists them".to_owned();
    Failure::bad_request_with(message, Some(hint))
}

/// Nothing is called so.
fn unknown(crisis: &Crisis, text: &str) -> Failure {
    let countries = crisis.countries();
    let names = crisis.places.iter().flat_map(|place| {
        [&place.id, &place.name].into_iter().chain(&place.alt_names).map(String::as_str)
    });
    let countries = countries.iter().flat_map(|code| [code.as_str(), country_name(code)]);
    let hint = match nearest(text, names.chain(countries)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`haven places` lists what there is".to_owned(),
    };
    Failure::bad_request_with(format!("`{text}` is no country and no place"), Some(hint))
}

/// The country, if it is one.
pub fn country(scope: Scope) -> Option<u16> {
    match scope {
        Scope::Country(country) => Some(country),
        _ => None,
    }
}

/// In words: "in Turkey", "through" a gate, or "at" a town.
pub fn name(crisis: &Crisis, counted: Counted) -> String {
    match counted.scope {
        Scope::System => "in all countries abroad".to_owned(),
        Scope::Country(country) => {
            format!("in {}", country_name(&crisis.countries()[usize::from(country)]))
        }
        Scope::Place(place) => {
            let by = if counted.host.is_some() { "at" } else { "through" };
            format!("{by} {}", crisis.places[place.index()].name)
        }
    }
}

/// Whether those who come through a gate are counted; of a host, those through every gate of its country.
pub fn counts(world: &World, counted: Counted, gate: PlaceId) -> bool {
    let country = |place: PlaceId| &world.crisis().places[place.index()].country;
    match (counted.scope, counted.host) {
        (_, Some(host)) => country(gate) == country(host),
        (Scope::System, _) => true,
        (Scope::Place(asked), _) => gate == asked,
        (Scope::Country(asked), _) => *country(gate) == world.countries()[usize::from(asked)],
    }
}
