//! Where everybody is on the last day: each person in one group.

use super::headline::{Quantity, quantity, value};
use super::play::Played;
use haven_core::crisis::scenario::{Measure, Place, PlaceKind, Scope};
use haven_core::id::PlaceId;
use haven_study::crisis::recording::{Key, scope_name};

/// Everybody, in groups that add up member by member, and so in their means.
#[derive(Clone, Debug)]
pub struct Whereabouts {
    /// Those at home, the displaced of each country, those on the road, those who left the system.
    pub groups: Vec<Group>,
    /// Those in each country for whom there is no room where they are; they are in the groups too.
    pub beyond_capacity: Vec<(Scope, Quantity)>,
    /// All of them together: as many as on the first day.
    pub everybody: Quantity,
}

/// People who are in the same situation.
#[derive(Clone, Debug)]
pub struct Group {
    /// In which.
    pub measure: Measure,
    /// In which country, if in one; else everywhere.
    pub scope: Scope,
    /// How many.
    pub people: Quantity,
    /// At which places, if they are abroad: those with people in any member, most first.
    pub places: Vec<(PlaceId, Quantity)>,
}

impl Whereabouts {
    /// Where everybody is after what was played.
    pub fn of(played: &Played) -> Self {
        let home = Scope::Country(0);
        let mut groups = vec![group(played, Measure::Residents, Scope::System)];
        let inside = [Measure::InHaven, Measure::InCamp, Measure::OutsideCamps];
        groups.extend(inside.map(|measure| group(played, measure, home)));
        for country in 1..played.world.countries().len() as u16 {
            let abroad = [Measure::InCamp, Measure::OutsideCamps, Measure::Waiting];
            groups.extend(abroad.map(|measure| group(played, measure, Scope::Country(country))));
        }
        groups.extend(
            [Measure::OnRoad, Measure::OnwardSoFar]
                .map(|measure| group(played, measure, Scope::System)),
        );
        let countries = (0..played.world.countries().len() as u16).map(Scope::Country);
        let beyond = |scope| (scope, counted(played, Measure::BeyondCapacity, scope));
        let sum = |at: usize| groups.iter().map(|group| group.people.values[at]).sum();
        let everybody = (0..played.members.len()).map(sum).collect();
        Self {
            beyond_capacity: countries.map(beyond).collect(),
            everybody: quantity("everybody", "Everybody", everybody),
            groups,
        }
    }
}

fn group(played: &Played, measure: Measure, scope: Scope) -> Group {
    let people = counted(played, measure, scope);
    Group { measure, scope, people, places: places(played, measure, scope) }
}

/// How many there are on the last day.
fn counted(played: &Played, measure: Measure, scope: Scope) -> Quantity {
    let people = value(played, Key { measure, scope }, played.plan.recording.days - 1);
    let title = match scope {
        Scope::Place(place) => played.world.crisis().places[place.index()].name.as_str(),
        scope => scope_name(&played.world, scope),
    };
    quantity(scope_name(&played.world, scope), title, people)
}

/// The places of a country abroad at which the people of a group are.
fn places(played: &Played, measure: Measure, scope: Scope) -> Vec<(PlaceId, Quantity)> {
    let Scope::Country(country @ 1..) = scope else { return Vec::new() };
    let crisis = played.world.crisis();
    let code = &played.world.countries()[usize::from(country)];
    let at = |(index, place): (usize, &Place)| {
        if place.country != *code {
            return None;
        }
        let (kind, id) = (place.kind, PlaceId(index as u32));
        let kept = match (measure, kind) {
            (Measure::Waiting | Measure::OutsideCamps, PlaceKind::Crossing) => measure,
            (Measure::InCamp, PlaceKind::Camp) => Measure::Stock,
            (Measure::OutsideCamps, kind) if kind != PlaceKind::Camp => Measure::Stock,
            _ => return None,
        };
        let people = counted(played, kept, Scope::Place(id));
        (people.spread.mean > 0.0).then_some((id, people))
    };
    let mut places: Vec<_> = crisis.places.iter().enumerate().filter_map(at).collect();
    places.sort_by(|(_, one), (_, other)| other.spread.mean.total_cmp(&one.spread.mean));
    places
}
