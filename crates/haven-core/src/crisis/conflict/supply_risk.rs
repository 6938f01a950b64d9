//! # Supply at risk
//! **What**     How much of a place's supplies comes over roads that an enemy could cut soon.
//! **Equation** risk = 1 − F(without roads with an end within `reach` of hostile ground)/F, 0 if F = 0,
//!   F = maxflow(sources → place); of a split place the mean over its holders
//! **Units**    F: ordinary roads; risk: 1
//! **Reads**    holders, distances, roads, sources, siege campaigns.  **Changes** nothing
//! **Keeps**    a source at the place itself is never at risk
//! **Source**   model.md §4
//! **Doubts**   An enemy within reach may have no wish to cut the road.

use super::flow::{Flow, SupplyNetwork};
use super::scene::Scene;
use super::supply::Supply;
use super::supply_roads::{Side, SupplyRoads, carries};
use crate::crisis::control::Control;
use crate::id::PlaceId;

impl Supply {
    /// Share of the supplies that is at risk, by place.
    pub fn at_risk(&self, scene: &Scene<'_>, control: &Control) -> Vec<f64> {
        let (crisis, reach_km) = (scene.now.crisis, scene.now.parameters().reach_km);
        let network = SupplyNetwork::of(&scene.now);
        let mut flow = Flow::new(crisis.places.len(), crisis.links.len());
        let mut roads = SupplyRoads::new(crisis.places.len(), crisis.links.len());
        let carries = carries(scene, control, &self.cut);
        let mut risk = vec![0.0; crisis.places.len()];
        for (holders, side) in Side::all(scene, control) {
            let near = |end: PlaceId| {
                let foes = side.foes.iter().map(|foe| control.km_to[control.at(end, foe)]);
                foes.fold(f64::INFINITY, f64::min) <= reach_km
            };
            let here: Vec<(PlaceId, f64)> = side.shares(control, holders).collect();
            roads.open(&side, control, &carries);
            let mut flows = |roads: &SupplyRoads| -> Vec<f64> {
                let mut most = |at| roads.flow(network, (at, f64::INFINITY), &mut flow);
                here.iter().map(|(at, _)| roads.own(*at) + most(*at)).collect()
            };
            let all = flows(&roads);
            for (capacity, link) in roads.capacity.iter_mut().zip(&crisis.links) {
                if near(link.from) || near(link.to) {
                    *capacity = 0.0;
                }
            }
            let safe = flows(&roads);
            for (((place, share), all), safe) in here.iter().zip(all).zip(safe) {
                risk[place.index()] += if all > 0.0 { share * (1.0 - safe / all) } else { 0.0 };
            }
        }
        risk
    }
}
