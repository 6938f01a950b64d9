//! Which series of a crisis are kept of each member.

use haven_core::crisis::World;
use haven_core::crisis::scenario::{Measure, PlaceKind, Scope};
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
    /// The system, countries, gates, hosts, camps and havens.
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
    for country in 1..world.countries().len() as u16 {
        keep(&[Measure::Crossed, Measure::Stock, Measure::Registered], Scope::Country(country));
    }
    for (index, place) in world.crisis().places.iter().enumerate() {
        let id = PlaceId(index as u32);
        keep(measures(world, place.kind, id, detail), Scope::Place(id));
    }
    Recording { series, days: world.crisis().days }
}

const AT_GATES: [Measure; 3] = [Measure::Crossed, Measure::CrossedIrregularly, Measure::Waiting];
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
    match (kind, detail) {
        (PlaceKind::Crossing, _) => &AT_GATES,
        (PlaceKind::Host | PlaceKind::Camp | PlaceKind::Haven, Detail::Destinations) => {
            &[Measure::Stock]
        }
        (_, Detail::Destinations) => &[],
        (_, Detail::Everything) if world.crisis().is_at_home(place) => &AT_HOMES,
        (_, Detail::Everything) => &[Measure::Stock, Measure::Onward],
    }
}

/// The name of a scope in files: `total`, a country's code, or a place's id.
pub fn scope_name(world: &World, scope: Scope) -> &str {
    match scope {
        Scope::System => "total",
        Scope::Country(country) => &world.countries()[usize::from(country)],
        Scope::Place(place) => &world.crisis().places[place.index()].id,
    }
}
