//! Who holds what: observed up to the origin, projected after it.

use super::day::{Member, Request};
use super::ground::Ground;
use super::setting::Setting;
use super::world::World;

/// Memory of the conflict process.
#[derive(Clone, Debug)]
pub struct Conflict {}

impl Conflict {
    /// The conflict and the ground on the morning of day 0.
    pub(super) fn start(_world: &World, _setting: &Setting, _request: &Request) -> (Self, Ground) {
        unimplemented!()
    }
}

/// Plays today's fighting.
pub(super) fn play(_member: &mut Member<'_>) {}
