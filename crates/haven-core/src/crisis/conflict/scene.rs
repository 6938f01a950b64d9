//! What a process of the conflict may read: everything that is fixed in a run.

use super::terrain::Terrain;
use crate::crisis::inputs::Inputs;
use crate::crisis::request::Request;
use crate::crisis::scenario::Crisis;
use crate::crisis::world::World;

/// One day of one run, without what changes.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub world: &'a World,
    pub inputs: &'a Inputs,
    pub request: &'a Request,
    pub day: u32,
}

impl<'a> Scene<'a> {
    /// What is known of the crisis.
    pub fn crisis(&self) -> &'a Crisis {
        self.world.crisis()
    }

    /// The ground that never changes.
    pub fn terrain(&self) -> &'a Terrain {
        &self.world.terrain
    }

    /// Whether control comes from the tables today.
    pub fn is_observed(&self) -> bool {
        self.day < self.crisis().origin
    }
}
