//! What people read and change while they leave and travel.

use super::choice::{self, Choices, Going, Seen};
use super::cohort::Cohort;
use super::flows::Flows;
use super::people::People;
use super::route::RouteId;
use super::surroundings::Surroundings;
use super::traveller::Leavers;
use crate::id::{PlaceId, StableKey};
use crate::rng::{Purpose, Stream, mix};

/// People on the move: they read their surroundings and the choices, and change where they are.
pub(super) struct Movement<'a> {
    pub(super) here: Surroundings<'a>,
    /// Not changed but for memory of its own.
    pub(super) choices: &'a mut Choices,
    pub(super) people: &'a mut People,
    pub(super) flows: &'a mut Flows,
}

impl Movement<'_> {
    /// A journey ends in a place for today.
    pub(super) fn arrive(&mut self, place: PlaceId, cohort: Cohort) {
        self.flows.arrived[place.index()] += cohort.people;
        self.people.rest(place, cohort);
    }

    /// Takes people off their place.
    pub(super) fn take_off(&mut self, leavers: &Leavers, people: f64) -> Cohort {
        let (here, place) = (&self.here, leavers.place);
        self.people.occupancy[place.index()] -= people;
        let cohort = &mut self.people.at[place.index()].cohorts[leavers.cohort];
        let (key, before) = (cohort.key, cohort.people.to_bits());
        cohort.part(people, here.today.draws(), || {
            let who = mix(here.who_at(place, &key).0, before);
            here.today.streams().at(Purpose::Labels, StableKey(who))
        })
    }

    /// Which ways people take who leave a place now: those who go are added to `going`, the rest
    /// stay.
    pub(super) fn decide(
        &mut self,
        (place, seen): (PlaceId, Seen),
        (people, route): (f64, RouteId),
        stream: &mut Stream,
        going: &mut Vec<Going>,
    ) {
        self.flows.splits += 1;
        let Self { here, people: everyone, choices, .. } = self;
        if route.is_empty() {
            let draws = here.today.draws();
            choices.split(
                here,
                everyone,
                (place, seen),
                |weights, each| draws.multinomial(people, weights, stream, each),
                going,
            );
        } else {
            going.extend(choice::along(here, everyone, (place, route), people));
        }
    }
}
