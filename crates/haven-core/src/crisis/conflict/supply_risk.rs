//! # Supply at risk
//! **What**     How much of a place's supplies comes over roads that an enemy could cut soon.
//! **Equation** risk = 1 − F(without roads with an end within `reach` of hostile ground)/F, 0 if F = 0,
//!   F = maxflow(sources → place); of a split place the mean over its holders
//! **Units**    F: ordinary roads; risk: 1
//! **Reads**    holders, distances, roads, sources, siege campaigns.  **Changes** nothing
//! **Keeps**    a source at the place itself is never at risk
//! **Source**   model.md §4
//! **Doubts**   An enemy within reach may have no wish to cut the road.

use super::flow::Network;
use super::supply::Supply;
use super::supply_roads::{Roads, Side, carries};
use crate::crisis::ground::Ground;
use crate::crisis::world::World;
use crate::id::PlaceId;

impl Supply {
    /// Share of the supplies that is at risk, by place.
    pub fn at_risk(&self, world: &World, ground: &Ground, reach_km: f64) -> Vec<f64> {
        let crisis = world.crisis();
        let network = Network { ways: &world.ways, links: &crisis.links };
        let mut roads = Roads::new(crisis.places.len(), crisis.links.len());
        let carries = carries(world, ground, &self.cut);
        let mut risk = vec![0.0; crisis.places.len()];
        for (holders, side) in Side::all(world, ground) {
            let near = |end: PlaceId| {
                let foes = side.foes.iter().map(|foe| ground.km_to[ground.at(end, foe)]);
                foes.fold(f64::INFINITY, f64::min) <= reach_km
            };
            let here: Vec<(PlaceId, f64)> = side.shares(ground, holders).collect();
            roads.open(&side, ground, &carries);
            let flows = |roads: &mut Roads| -> Vec<f64> {
                let all = here.iter();
                all.map(|(at, _)| roads.own(*at) + roads.flow(network, *at, f64::INFINITY))
                    .collect()
            };
            let all = flows(&mut roads);
            for (capacity, link) in roads.capacity.iter_mut().zip(&crisis.links) {
                if near(link.from) || near(link.to) {
                    *capacity = 0.0;
                }
            }
            let safe = flows(&mut roads);
            for (((place, share), all), safe) in here.iter().zip(all).zip(safe) {
                risk[place.index()] += if all > 0.0 { share * (1.0 - safe / all) } else { 0.0 };
            }
        }
        risk
    }
}
