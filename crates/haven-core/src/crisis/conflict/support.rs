//! How much strength at one place counts at another.

use super::contest;
use super::scene::Scene;
use crate::id::PlaceId;

/// Strength farther away than so many times ρ (e⁻⁵ = .7 % of it) supports nobody.
const FARTHEST: f64 = 5.0;

/// What support needs to remember. It follows from the setting alone.
#[derive(Clone, Debug)]
pub struct Support {
    /// By place: the places near enough to support it, and their weight in support. Empty until
    /// somebody fights for it.
    pub near: Vec<Vec<(PlaceId, f64)>>,
    /// Areas next to the contest that is looked at.
    pub touched: Vec<u16>,
}

impl Support {
    /// Nobody has fought yet.
    pub fn new(places: usize) -> Self {
        Self { near: vec![Vec::new(); places], touched: Vec::new() }
    }

    /// Weighs distances to a place, if that has not been done.
    pub fn weigh(&mut self, scene: &Scene<'_>, place: PlaceId) {
        let near = &mut self.near[place.index()];
        if near.is_empty() {
            let support_km = scene.now.parameters().support_km;
            let list = scene.terrain.nearest[place.index()].iter();
            let felt = list.take_while(|(_, km)| *km <= FARTHEST * support_km);
            near.extend(felt.map(|(place, km)| (*place, contest::support(*km, support_km))));
        }
    }
}
