//! What is fixed while a day is simulated: all processes may read it, none changes it.

use super::geography::Geography;
use super::inputs::Inputs;
use super::parameter::Parameters;
use super::request::Request;
use super::scenario::{Crisis, PlaceKind};
use crate::draw::Draws;
use crate::id::PlaceId;
use crate::rng::Streams;

/// One day of one run, without what changes.
#[derive(Clone, Copy)]
pub struct Conditions<'a> {
    /// What is known of the crisis.
    pub crisis: &'a Crisis,
    /// Plain facts that follow from it.
    pub geography: &'a Geography,
    /// What this member takes to be true.
    pub inputs: &'a Inputs,
    /// What the run is asked for.
    pub request: &'a Request,
    /// The day, from 0.
    pub day: u32,
}

impl<'a> Conditions<'a> {
    /// The parameters of this member.
    pub fn parameters(&self) -> &'a Parameters {
        &self.inputs.parameters
    }

    /// Sampled or expected.
    pub fn draws(&self) -> Draws {
        self.request.draws
    }

    /// Today's randomness.
    pub fn streams(&self) -> Streams {
        Streams { seed: self.request.seed, member: self.request.member, day: self.day }
    }

    /// Whether control, violence and damage of a day come from tables.
    pub fn is_observed(&self, day: i64) -> bool {
        day < i64::from(self.crisis.origin)
    }

    /// What a place is.
    pub fn kind(&self, place: PlaceId) -> PlaceKind {
        self.crisis.places[place.index()].kind
    }

    /// Whether a place is a gate.
    pub fn is_gate(&self, place: PlaceId) -> bool {
        self.kind(place) == PlaceKind::Crossing
    }

    /// Today's room of a place for displaced people in all, if that has a limit. Of protected areas
    /// see `borders::Havens::room_left`.
    pub fn capacity(&self, place: PlaceId) -> Option<f64> {
        self.crisis.places[place.index()].capacity_on(self.day)
    }
}
