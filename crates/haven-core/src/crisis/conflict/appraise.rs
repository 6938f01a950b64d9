//! # Support
//! **What**     The strength that reaches a contest, and how fast each party takes the place with it.
//! **Equation** `S = Σ_j s_j·exp(−d_j/ρ)` over ground of the actor's side that is joined to the place by
//!   a way over such ground; allies count by their weight
//! **Units**    d, ρ: km; s, S: strength (units that only compare); hazard: per day
//! **Reads**    fronts, areas, holders, cut links, strengths, speeds.  **Changes** hazards of parties
//! **Keeps**    a siege keeps help away from those who hold the place, not those who come to take it
//! **Source**   model description
//! **Doubts**   Strength farther away than five times ρ supports nobody.

use super::contest;
use super::fronts::STEPS;
use super::scene::Scene;
use super::state::Conflict;
use super::support::Support;
use crate::crisis::actors::Actors;
use crate::crisis::control::Control;
use crate::crisis::scenario::ActorId;
use crate::id::PlaceId;

impl Conflict {
    /// Weighs all contests as strengths and speeds are now.
    pub(super) fn appraise(&mut self, scene: &Scene<'_>, control: &Control, support: &mut Support) {
        for index in 0..self.fronts.contests.len() {
            self.appraise_contest(scene, control, index, support);
        }
    }

    /// Weighs one contest, by position: speeds, then hazards. Inside a split place all holders
    /// fight at the speed of the fastest of them.
    pub(super) fn appraise_contest(
        &mut self,
        scene: &Scene<'_>,
        control: &Control,
        index: usize,
        support: &mut Support,
    ) {
        let contest = self.fronts.contests[index].clone();
        let change = self.changed[contest.place.index()];
        support.weigh(scene, contest.place);
        let (mut total, mut fastest) = (0.0, 0.0_f64);
        for index in contest.parties.clone() {
            let actor = self.fronts.parties[index].actor;
            let strength = self.strength_for(scene, control, (contest.place, actor), support);
            let party = &mut self.fronts.parties[index];
            [party.km_per_day, party.km_per_day_of_win] =
                self.campaigns.speeds(scene, change, contest.place, actor);
            party.hazard = contest::weight(strength, scene.now.parameters().decisiveness);
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
        &self,
        scene: &Scene<'_>,
        control: &Control,
        (place, actor): (PlaceId, ActorId),
        support: &mut Support,
    ) -> f64 {
        let (cut, at) = (&self.supply.cut, &self.strength.at);
        let area = &self.fronts.area[self.strength.cell(actor, PlaceId(0))..];
        let roads = scene.terrain.roads[place.index()].iter();
        let comes = !control.holders[place.index()].has(actor);
        let joined = roads.filter(|road| comes || cut[road.link as usize] < 1.0);
        let Support { near, touched } = support;
        touched.clear();
        touched.push(area[place.index()]);
        touched.extend(joined.map(|road| area[road.to.index()]));
        let side = scene.now.geography.friends[actor.index()];
        let ally_weight = scene.now.parameters().ally_weight;
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
