//! # Support
//! **What**     The strength that reaches a contest, and how fast each party takes the place with it.
//! **Equation** `S = Σ_j s_j·exp(−d_j/ρ)` over ground of the actor's side that is joined to the place by
//!   a way over such ground; allies count by their weight
//! **Units**    d, ρ: km; s, S: strength (units that only compare); hazard: per day
//! **Reads**    fronts, areas, holders, cut links, strengths, speeds.  **Changes** hazards of parties
//! **Keeps**    a siege keeps help away from those who hold the place, not those who come to take it
//! **Source**   model description
//! **Doubts**   Strength farther away than five times ρ supports nobody.

use super::Conflict;
use super::contest;
use super::fronts::STEPS;
use super::scene::Scene;
use crate::crisis::actors::Actors;
use crate::crisis::control::Control;
use crate::crisis::scenario::ActorId;
use crate::id::PlaceId;

/// Strength farther away than so many times ρ (e⁻⁵ = .7 % of it) supports nobody.
const FARTHEST: f64 = 5.0;

/// What support needs to remember. It follows from the setting alone.
#[derive(Clone, Debug)]
pub struct Support {
    /// By place: the places near enough to support it, and their weight in support. Empty until
    /// somebody fights for it.
    near: Vec<Vec<(PlaceId, f64)>>,
    /// Areas next to the contest that is looked at.
    touched: Vec<u16>,
}

impl Support {
    /// Nobody has fought yet.
    pub fn new(places: usize) -> Self {
        Self { near: vec![Vec::new(); places], touched: Vec::new() }
    }

    /// Weighs distances to a place, if that has not been done.
    fn weigh(&mut self, scene: &Scene<'_>, place: PlaceId) {
        let near = &mut self.near[place.index()];
        if near.is_empty() {
            let support_km = scene.inputs.parameters.support_km;
            let list = scene.terrain().nearest[place.index()].iter();
            let felt = list.take_while(|(_, km)| *km <= FARTHEST * support_km);
            near.extend(felt.map(|(place, km)| (*place, contest::support(*km, support_km))));
        }
    }
}

impl Conflict {
    /// Weighs all contests as strengths and speeds are now.
    pub(super) fn appraise(&mut self, scene: &Scene<'_>, control: &Control) {
        for index in 0..self.fronts.contests.len() {
            self.appraise_contest(scene, control, index);
        }
    }

    /// Weighs one contest, by position: speeds, then hazards. Inside a split place all holders
    /// fight at the speed of the fastest of them.
    pub(super) fn appraise_contest(&mut self, scene: &Scene<'_>, control: &Control, index: usize) {
        let contest = self.fronts.contests[index].clone();
        let change = self.changed[contest.place.index()];
        self.support.weigh(scene, contest.place);
        let (mut total, mut fastest) = (0.0, 0.0_f64);
        for index in contest.parties.clone() {
            let actor = self.fronts.parties[index].actor;
            let strength = self.strength_for(scene, control, (contest.place, actor));
            let party = &mut self.fronts.parties[index];
            party.km_per_day = self.campaigns.speed(scene, change, contest.place, actor);
            party.hazard = contest::weight(strength, scene.inputs.parameters.decisiveness);
            total += party.hazard;
            fastest = fastest.max(party.km_per_day);
        }
        for party in &mut self.fronts.parties[contest.parties] {
            let (speed, steps) =
                if contest.split { (fastest, STEPS) } else { (party.km_per_day, 1.0) };
            let hazard = contest::hazard(speed, party.km, party.hazard, total);
            party.hazard = if party.attacks { steps * hazard } else { 0.0 };
        }
    }

    /// S: the support that an actor has for a contest.
    fn strength_for(
        &mut self,
        scene: &Scene<'_>,
        control: &Control,
        (place, actor): (PlaceId, ActorId),
    ) -> f64 {
        let (cut, at) = (&self.supply.cut, &self.strength.at);
        let area = &self.fronts.area[self.strength.cell(actor, PlaceId(0))..];
        let ways = scene.terrain().roads[place.index()].iter();
        let comes = !control.holders[place.index()].has(actor);
        let joined = ways.filter(|way| comes || cut[way.link as usize] < 1.0);
        let Support { near, touched } = &mut self.support;
        touched.clear();
        touched.push(area[place.index()]);
        touched.extend(joined.map(|way| area[way.to.index()]));
        let side = scene.world.friends[actor.index()];
        let ally_weight = scene.inputs.parameters.ally_weight;
        let mut strength = 0.0;
        for (from, weight) in &near[place.index()] {
            let area = area[from.index()];
            if area == 0 || !touched.contains(&area) {
                continue;
            }
            for friend in Actors(side.0 & control.holders[from.index()].0).iter() {
                let weight = if friend == actor { *weight } else { weight * ally_weight };
                strength += at[self.strength.cell(friend, *from)] * weight;
            }
        }
        strength
    }
}
