//! Which series of a crisis are kept of each member.

use haven_core::crisis::World;
use haven_core::crisis::scenario::{Measure, Place, PlaceKind, Scope};
use haven_core::id::PlaceId;
use haven_core::series::Recording;

/// What a series counts, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What.
    pub measure: Measure,
    /// Where.
    pub scope: Scope,
}

/// How much is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The system, countries, every place abroad, camps and havens: everybody is in a row of a
    /// country, and who is abroad in a row of a place.
    Destinations,
    /// Every measure at every place.
    Everything,
}

/// The series of this detail, in the order of outputs: the system, countries, places.
pub fn recording(world: &World, detail: Detail) -> Recording<Key> {
    let mut series = Vec::new();
    let mut keep = |measures: &[Measure], scope| {
        series.extend(measures.iter().map(|measure| Key { measure: *measure, scope }));
    };
    keep(&Measure::ALL, Scope::System);
    keep(&IN_HOME_COUNTRY, Scope::Country(0));
    for country in 1..world.countries().len() as u16 {
        keep(&ABROAD, Scope::Country(country));
    }
    for (index, place) in world.crisis().places.iter().enumerate() {
        let id = PlaceId(index as u32);
        keep(measures(world, place.kind, id, detail), Scope::Place(id));
        if is_limited(place) {
            keep(&[Measure::BeyondCapacity], Scope::Place(id));
        }
    }
    Recording { series, days: world.crisis().days }
}

/// Displaced people of the home country, and their parts.
const IN_HOME_COUNTRY: [Measure; 5] = [
    Measure::Stock,
    Measure::InHaven,
    Measure::InCamp,
    Measure::OutsideCamps,
    Measure::BeyondCapacity,
];
/// Displaced people of another country and their parts, those who wait at its gates included.
const ABROAD: [Measure; 8] = [
    Measure::Crossed,
    Measure::Stock,
    Measure::InCamp,
    Measure::OutsideCamps,
    Measure::Waiting,
    Measure::BeyondCapacity,
    Measure::Registered,
    Measure::Onward,
];
/// Those who wait are on the near side, those outside camps on the far side; `Stock` is both.
const AT_GATES: [Measure; 5] = [
    Measure::Crossed,
    Measure::CrossedIrregularly,
    Measure::Waiting,
    Measure::OutsideCamps,
    Measure::Stock,
];
const AT_HOMES: [Measure; 8] = [
    Measure::Residents,
    Measure::Departed,
    Measure::ReDeparted,
    Measure::Internal,
    Measure::InHaven,
    Measure::InCamp,
    Measure::Trapped,
    Measure::Returned,
];

fn measures(world: &World, kind: PlaceKind, place: PlaceId, detail: Detail) -> &'static [Measure] {
    let takes_in = matches!(kind, PlaceKind::Host | PlaceKind::Camp | PlaceKind::Haven);
    match (kind, detail) {
        (PlaceKind::Crossing, _) => &AT_GATES,
        (_, Detail::Everything) if world.crisis().is_at_home(place) => &AT_HOMES,
        (_, Detail::Everything) => &[Measure::Stock, Measure::Onward],
        (_, Detail::Destinations) if takes_in || !world.crisis().is_at_home(place) => {
            &[Measure::Stock]
        }
        (_, Detail::Destinations) => &[],
    }
}

/// Whether people may find no room in a place.
fn is_limited(place: &Place) -> bool {
    place.capacity.is_some() && place.kind != PlaceKind::Crossing
}

/// The name of a scope in files: `total`, a country's code, or a place's id.
pub fn scope_name(world: &World, scope: Scope) -> &str {
    match scope {
        Scope::System => "total",
        Scope::Country(country) => &world.countries()[usize::from(country)],
        Scope::Place(place) => &world.crisis().places[place.index()].id,
    }
}
