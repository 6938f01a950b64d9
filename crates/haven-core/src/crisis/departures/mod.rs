//! Who leaves home today, and who would but cannot.

use super::day::Member;
use super::setting::Setting;
use super::world::World;

/// Clocks of frailty: pressure that people have withstood so far.
#[derive(Clone, Debug)]
pub struct Clocks {
    /// H by home.
    pub home: Vec<f64>,
    /// H of the displaced people at a place, by place.
    pub displaced: Vec<f64>,
}

impl Clocks {
    /// The clocks at the origin: those left of the pre-war residents have withstood much.
    pub(super) fn start(_world: &World, _setting: &Setting) -> Self {
        Self { home: Vec::new(), displaced: Vec::new() }
    }
}

/// Residents leave.
pub(super) fn depart(_member: &mut Member<'_>) {}
