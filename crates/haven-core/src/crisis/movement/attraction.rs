//! # Attraction of destinations
//! **What**     How much each place inside and each gate attracts displaced people this morning.
//! **Equation** town: attraction·(residents / `TOWN`)^`size_power`; camp: `camp_weight`·attraction;
//!              gate: `abroad_weight`·attraction·weight of its state and queue; a protected area
//!              adds its own weight; all times the room that is left, 1 − ways cut × siege, and
//!              e^(−`phi`·fear) if on; 0 for junctions and for places under assault
//! **Units**    relative to an ordinary town of 60,000 people
//! **Reads**    places, residents, gates, havens, ground, pressure, people.  **Changes** only itself
//! **Keeps**    nobody seeks a full place; values of the morning hold all day
//! **Source**   model.md §7; room as in Flee 3; `TOWN`: assumed
//! **Doubts**   everyone knows every camp's room and every gate's queue
//!
//! A place under assault gets nobody who could go elsewhere: no factor, as people do not choose a
//! battle. The front factor is for those who have to pass it.

use crate::crisis::day::Member;
use crate::crisis::destination::room_factor;
use crate::crisis::scenario::PlaceKind;
use crate::id::PlaceId;

/// Residents of a town whose attraction is 1.
const TOWN: f64 = 60_000.0;

/// Attraction by node of the network.
#[derive(Clone, Debug, Default)]
pub(super) struct Attraction {
    /// Without room, gates, havens and dangers.
    usual: Vec<f64>,
    /// This morning.
    pub today: Vec<f64>,
}

impl Attraction {
    /// Judges all destinations by what is known this morning.
    pub fn judge(&mut self, member: &Member<'_>) {
        let nodes = member.world.network.nodes();
        if self.usual.is_empty() {
            self.usual = nodes.iter().map(|place| usual(member, *place)).collect();
        }
        let judged = nodes.iter().zip(&self.usual);
        self.today.clear();
        self.today.extend(judged.map(|(place, usual)| today(member, *place, *usual)));
    }
}

fn usual(member: &Member<'_>, id: PlaceId) -> f64 {
    let place = &member.world.crisis().places[id.index()];
    let parameters = &member.inputs.parameters;
    place.attraction
        * match place.kind {
            PlaceKind::Hub | PlaceKind::Haven => 0.0,
            PlaceKind::Crossing => parameters.abroad_weight,
            PlaceKind::Camp => parameters.camp_weight,
            PlaceKind::Settlement | PlaceKind::District | PlaceKind::Host => {
                let homes = member.world.geography.homes_at[id.index()].iter();
                let residents: f64 = homes.map(|home| member.inputs.residents[home.index()]).sum();
                (residents / TOWN).powf(parameters.size_power)
            }
        }
}

fn today(member: &Member<'_>, place: PlaceId, usual: f64) -> f64 {
    let (state, index) = (&member.state, place.index());
    if !state.control.assaulting[index].is_empty() {
        return 0.0;
    }
    let room = member
        .capacity(place)
        .map_or(1.0, |capacity| room_factor(member.displaced_at(place), capacity));
    // Where people cannot get out they cannot get in: see `departures::exits`.
    let open = 1.0 - state.control.exits_cut[index] * state.control.siege[index];
    let fear = member.inputs.parameters.fear_on_the_way;
    let calm = if fear > 0.0 { (-fear * state.pressure.fear_at[index]).exp() } else { 1.0 };
    (usual * state.gates.weight[index] + state.havens.weight[index]) * room * open * calm
}
