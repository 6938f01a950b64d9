//! # Attraction of destinations
//! **What**     How much each place inside and each gate attracts displaced people this morning.
//! **Equation** town: attraction·(residents / `TOWN`)^`size_power`; camp: `camp_weight`·attraction;
//!              gate: `abroad_weight`·attraction·weight of its state and queue; a protected area
//!              adds its own weight; all times the room that is left, 1 − ways cut × siege, and
//!              e^(−`phi`·fear) if on; 0 for junctions and for places under assault
//! **Units**    relative to an ordinary town of 60,000 people
//! **Reads**    all that is fixed today, gates, havens, control, pressure, ledger.  **Returns** attraction
//! **Keeps**    nobody seeks a full place; values of the morning hold all day
//! **Source**   model.md §7; room as in Flee 3; `TOWN`: assumed
//! **Doubts**   everyone knows every camp's room and every gate's queue
//!
//! A place under assault gets nobody who could go elsewhere: no factor, as people do not choose a
//! battle. The front factor is for those who have to pass it.

use super::network::RoadNetwork;
use super::surroundings::Surroundings;
use crate::crisis::conditions::Conditions;
use crate::crisis::destination::room_factor;
use crate::crisis::ledger::Ledger;
use crate::crisis::scenario::PlaceKind;
use crate::id::PlaceId;
use crate::math;

/// Residents of a town whose attraction is 1.
const TOWN: f64 = 60_000.0;

/// Attraction without room, gates, havens and dangers, by node; it follows from the inputs alone.
pub fn usual_attraction(now: &Conditions<'_>, network: &RoadNetwork) -> Vec<f64> {
    network.nodes().iter().map(|place| usual(now, *place)).collect()
}

fn usual(now: &Conditions<'_>, id: PlaceId) -> f64 {
    let place = &now.crisis.places[id.index()];
    let parameters = now.parameters();
    place.attraction
        * match place.kind {
            PlaceKind::Hub | PlaceKind::Haven => 0.0,
            PlaceKind::Crossing => parameters.abroad_weight,
            PlaceKind::Camp => parameters.camp_weight,
            PlaceKind::Settlement | PlaceKind::District | PlaceKind::Host => {
                let homes = now.geography.homes_at[id.index()].iter();
                let residents: f64 = homes.map(|home| now.inputs.residents[home.index()]).sum();
                math::powf(residents / TOWN, parameters.size_power)
            }
        }
}

impl Surroundings<'_> {
    /// Judges all destinations by what is known this morning: `attraction`, by node.
    pub(super) fn judge(&self, now: &Conditions<'_>, ledger: &Ledger, attraction: &mut Vec<f64>) {
        let judged = self.network.nodes().iter().zip(self.usual);
        attraction.clear();
        attraction.extend(judged.map(|(place, usual)| self.today(now, ledger, *place, *usual)));
    }

    fn today(&self, now: &Conditions<'_>, ledger: &Ledger, place: PlaceId, usual: f64) -> f64 {
        let (control, index) = (self.control, place.index());
        if control.is_attacked(place) {
            return 0.0;
        }
        let room = now
            .capacity(place)
            .map_or(1.0, |capacity| room_factor(ledger.displaced_at(place), capacity));
        // Where people cannot get out they cannot get in: see `Control::exits_closed`.
        let open = 1.0 - control.exits_cut[index] * control.siege[index];
        let fear = now.parameters().fear_on_the_way;
        let calm = if fear > 0.0 { math::exp(-fear * self.pressure.fear_at[index]) } else { 1.0 };
        (usual * self.gates.weight[index] + self.havens.weight[index]) * room * open * calm
    }
}
