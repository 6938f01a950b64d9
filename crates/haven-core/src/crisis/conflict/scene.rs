//! What the conflict process may read: everything that is fixed in a run.

use super::terrain::Terrain;
use crate::crisis::conditions::Conditions;

/// One day of one run, without what changes.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// All that is fixed today.
    pub now: Conditions<'a>,
    /// The country as armed forces see it.
    pub terrain: &'a Terrain,
    /// F⁰: civil supplies that can reach a place in peace, in ordinary roads, by place.
    pub in_peace: &'a [f64],
}

impl Scene<'_> {
    /// Whether control comes from the tables today.
    pub fn is_observed(&self) -> bool {
        self.now.is_observed(i64::from(self.now.day))
    }
}
