//! What an observer can ask of a day: every measure of the glossary, in every scope.

use super::control::Control;
use super::flows::Flows;
use super::inputs::Inputs;
use super::ledger::Ledger;
use super::request::Request;
use super::scenario::{Measure, PlaceKind, Scope};
use super::state::State;
use super::world::World;
use crate::id::PlaceId;

/// One day as an observer sees it, after everything that happened on it.
pub struct Today<'a> {
    /// The day, from 0.
    pub day: u32,
    pub(super) world: &'a World,
    pub(super) request: &'a Request,
    pub(super) state: &'a State,
    /// What moved today.
    pub flows: &'a Flows,
    /// What this member takes to be true.
    pub inputs: &'a Inputs,
}

impl Today<'_> {
    /// Who holds what.
    pub fn control(&self) -> &Control {
        &self.state.control
    }

    /// Share of each place's supplies that comes over roads within reach of an enemy, by place. It is
    /// found anew at every call.
    pub fn supply_at_risk(&self) -> Vec<f64> {
        let now = self.world.on(self.inputs, self.request, self.day);
        self.state.conflict.supply_at_risk(&self.world.scene(now), &self.state.control)
    }

    /// The gates, in the order of places.
    pub fn gates(&self) -> &[PlaceId] {
        &self.world.geography.gates
    }

    /// People who used each link (position in `Crisis::links`) so far, in either direction.
    pub fn used_roads(&self) -> Vec<f64> {
        self.state.paths.used(&self.world.network)
    }

    /// Who is where.
    pub fn ledger(&self) -> &Ledger {
        &self.state.ledger
    }

    /// The number of people for a measure in a scope; 0 where the measure makes no sense.
    pub fn value(&self, measure: Measure, scope: Scope) -> f64 {
        match (measure, scope) {
            (Measure::OnRoad, Scope::System) => self.state.ledger.on_road(),
            (Measure::OnwardSoFar, Scope::System) => self.state.ledger.onward,
            (Measure::Registered, Scope::Country(country)) => {
                self.state.registers.registered(usize::from(country))
            }
            (Measure::Registered, Scope::System) => (0..self.world.geography.countries.len())
                .map(|at| self.state.registers.registered(at))
                .sum(),
            (Measure::OnRoad | Measure::OnwardSoFar, _)
            | (Measure::Registered, Scope::Place(_)) => 0.0,
            (_, Scope::Place(place)) => self.at(measure, place),
            (_, Scope::System) => self.in_all(measure),
            (_, Scope::Country(country)) => {
                self.sum(measure, self.counted_in(measure, usize::from(country)).iter().copied())
            }
        }
    }

    /// Places of a country where a measure may be more than 0: what is 0 changes no sum.
    fn counted_in(&self, measure: Measure, country: usize) -> &[PlaceId] {
        let geography = &self.world.geography;
        match measure {
            Measure::InCamp => &geography.camps_of[country],
            Measure::BeyondCapacity => &geography.limited_of[country],
            _ => &geography.places_of[country],
        }
    }

    /// A measure of the whole system. What does not depend on the kind of a place is summed at once.
    fn in_all(&self, measure: Measure) -> f64 {
        let (people, flows) = (&self.state.ledger, self.flows);
        let sum = |lists: &[&Vec<f64>]| lists.iter().map(|list| total(list.iter().copied())).sum();
        match measure {
            Measure::Residents => sum(&[&people.at_home, &people.trapped]),
            Measure::Trapped => sum(&[&people.trapped]),
            Measure::Stock => sum(&[&people.waiting, &people.settled, &people.unsettled]),
            Measure::Departed => sum(&[&flows.departed]),
            Measure::ReDeparted => sum(&[&flows.re_departed]),
            Measure::Crossed => sum(&[&flows.crossed]),
            Measure::CrossedIrregularly => sum(&[&flows.crossed_irregularly]),
            Measure::Returned => sum(&[&flows.returned]),
            Measure::Onward => sum(&[&flows.onward]),
            Measure::Waiting => sum(&[&people.waiting]),
            Measure::InCamp => self.sum(measure, self.world.geography.camps.iter().copied()),
            Measure::InHaven | Measure::Internal => {
                self.sum(measure, self.world.geography.places_of[0].iter().copied())
            }
            Measure::OutsideCamps => self.sum(measure, self.everywhere()),
            Measure::BeyondCapacity => {
                self.sum(measure, self.world.geography.limited.iter().copied())
            }
            Measure::OnRoad | Measure::Registered | Measure::OnwardSoFar => 0.0,
        }
    }

    fn everywhere(&self) -> impl Iterator<Item = PlaceId> {
        (0..self.world.crisis().places.len() as u32).map(PlaceId)
    }

    /// A measure of these places together. What it is asked of which place is told before the places
    /// are gone through: that is most of what an observer costs.
    fn sum(&self, measure: Measure, places: impl Iterator<Item = PlaceId>) -> f64 {
        match measure {
            Measure::InHaven => self.displaced_where(places, |at| self.state.havens.protects(at)),
            Measure::InCamp => self.displaced_where(places, |at| self.is_camp(at)),
            Measure::Internal => self.displaced_where(places, |at| self.is_internal(at)),
            Measure::OutsideCamps => self.displaced_where(places, |at| self.is_outside_camps(at)),
            Measure::BeyondCapacity => total(places.map(|at| self.beyond_capacity(at))),
            _ => total(places.map(|at| self.at(measure, at))),
        }
    }

    /// Displaced people at those of these places that are counted.
    fn displaced_where(
        &self,
        places: impl Iterator<Item = PlaceId>,
        is_counted: impl Fn(PlaceId) -> bool,
    ) -> f64 {
        let some = places.map(|place| (place, self.displaced(place)));
        let counted = some.filter(|(place, people)| *people > 0.0 && is_counted(*place));
        total(counted.map(|(_, people)| people))
    }

    fn at(&self, measure: Measure, place: PlaceId) -> f64 {
        let (people, index) = (&self.state.ledger, place.index());
        match measure {
            Measure::Residents => self.residents(place),
            Measure::Trapped => self.trapped(place),
            Measure::Departed => self.flows.departed[index],
            Measure::ReDeparted => self.flows.re_departed[index],
            Measure::Crossed => self.flows.crossed[index],
            Measure::CrossedIrregularly => self.flows.crossed_irregularly[index],
            Measure::Returned => self.flows.returned[index],
            Measure::Onward => self.flows.onward[index],
            Measure::Waiting => people.waiting[index],
            Measure::Stock => people.waiting[index] + self.displaced(place),
            Measure::Internal => self.displaced_if(place, self.is_internal(place)),
            Measure::InHaven => self.displaced_if(place, self.state.havens.protects(place)),
            Measure::InCamp => self.displaced_if(place, self.is_camp(place)),
            Measure::OutsideCamps => self.displaced_if(place, self.is_outside_camps(place)),
            Measure::BeyondCapacity => self.beyond_capacity(place),
            Measure::OnRoad | Measure::Registered | Measure::OnwardSoFar => 0.0,
        }
    }

    fn residents(&self, place: PlaceId) -> f64 {
        let ledger = &self.state.ledger;
        let homes = &self.world.geography.homes_at[place.index()];
        ledger.free_at(homes) + ledger.trapped_at(homes)
    }

    fn trapped(&self, place: PlaceId) -> f64 {
        self.state.ledger.trapped_at(&self.world.geography.homes_at[place.index()])
    }

    fn displaced(&self, place: PlaceId) -> f64 {
        self.state.ledger.displaced_at(place)
    }

    fn displaced_if(&self, place: PlaceId, counted: bool) -> f64 {
        if counted { self.displaced(place) } else { 0.0 }
    }

    /// A place is counted once: in a haven if it is in one, else as a camp, else as internal.
    fn is_camp(&self, place: PlaceId) -> bool {
        let kind = self.world.crisis().places[place.index()].kind;
        kind == PlaceKind::Camp && !self.state.havens.protects(place)
    }

    fn is_internal(&self, place: PlaceId) -> bool {
        self.world.geography.at_home[place.index()] && self.is_outside_camps(place)
    }

    fn is_outside_camps(&self, place: PlaceId) -> bool {
        !self.is_camp(place) && !self.state.havens.protects(place)
    }

    fn beyond_capacity(&self, place: PlaceId) -> f64 {
        let people = self.displaced(place);
        if people <= 0.0 {
            return 0.0;
        }
        let capacity = self.world.crisis().places[place.index()].capacity_on(self.day);
        capacity.map_or(0.0, |capacity| (people - capacity.floor()).max(0.0))
    }
}

/// A sum that is 0, not −0, when there is nothing.
fn total(people: impl Iterator<Item = f64>) -> f64 {
    people.fold(0.0, |all, people| all + people)
}
