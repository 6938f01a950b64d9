//! # Affinity and host ties
//! **What**     People go where those rule whom they do not fear, and where people from their home
//!              already are. Both are off by default and then cost nothing.
//! **Equation** affinity: 1 − `affinity`·Σ share·ω̄ over actors;
//!              ties: (1 + stock of the same homes there / `host_ties_scale`)^`eta`
//! **Units**    factors; stock: people; ω̄: fear of an actor, mean over those who choose
//! **Reads**    ground.share, fear, compositions.  **Changes** the weights of a choice
//! **Keeps**    `eta` < 1: at 1 or more, whoever came first would get everybody in the end
//! **Source**   model.md §7
//! **Doubts**   stocks are expected ones, as homes are not drawn; behind a gate all of its country
//!              counts

use super::Movement;
use super::travel::Who;
use crate::crisis::day::Member;
use crate::crisis::ground::Actors;
use crate::crisis::people::{Band, Whereabouts};
use crate::crisis::scenario::{ActorId, PlaceKind};
use crate::id::PlaceId;

/// Share of each home among those who choose (not those whose home is unknown).
type Mix = Vec<(usize, f64)>;

impl Movement {
    /// Weighs the destinations of those who leave a node, the ways from which are known.
    pub(super) fn weigh(&mut self, member: &Member<'_>, from: usize, who: &Who<'_>) {
        let parameters = &member.setting.parameters;
        let (affinity, ties) = (parameters.affinity > 0.0, parameters.host_ties > 0.0);
        let (deterrence, wishes) = (self.routes.deterrence(from), &self.attraction.today);
        let weights = deterrence.iter().zip(wishes).map(|(ways, wish)| ways * wish);
        if !(affinity || ties) {
            if self.choice.of != Some(from) {
                self.choice.weigh(weights);
                self.choice.of = Some(from);
            }
            return;
        }
        let mix = mix(member, who);
        let fear = mean_fear(member, &mix);
        let places = member.world.network.nodes().iter();
        self.choice.weigh(weights.zip(places).map(|(weight, place)| {
            let at_ease = if affinity { at_ease(member, *place, &fear) } else { 1.0 };
            weight * at_ease * if ties { drawn_by_kin(member, *place, &mix) } else { 1.0 }
        }));
    }
}

/// The factor of host ties for a band, by place; all 1 if it is off.
pub(in crate::crisis) fn kin_factors(
    member: &Member<'_>,
    band: &Band,
    places: impl Iterator<Item = PlaceId>,
) -> Vec<f64> {
    if member.setting.parameters.host_ties <= 0.0 {
        return places.map(|_| 1.0).collect();
    }
    let mix = parts(band.composition(), member.state.people.causes());
    places.map(|place| drawn_by_kin(member, place, &mix)).collect()
}

fn mix(member: &Member<'_>, who: &Who<'_>) -> Mix {
    let people = &member.state.people;
    let composition = match who {
        Who::FromHome { home, .. } => return vec![(home.index(), 1.0)],
        Who::Band(band) => band.composition(),
        Who::Party(party) => people.composition(Whereabouts::Road(*party)),
    };
    parts(composition, people.causes())
}

/// The share of each home in a composition.
fn parts(composition: &[f64], causes: usize) -> Mix {
    let all: f64 = composition.iter().sum();
    let homes = composition[..composition.len() - 1].chunks_exact(causes);
    let shares = homes.map(|parts| parts.iter().sum::<f64>() / all).enumerate();
    shares.filter(|(_, share)| *share > 0.0).collect()
}

/// ω̄, by actor.
fn mean_fear(member: &Member<'_>, mix: &Mix) -> Vec<f64> {
    let crisis = member.world.crisis();
    let mut mean = vec![0.0; crisis.actors.len()];
    for (home, share) in mix {
        let fear = &member.setting.fear[crisis.homes[*home].group];
        mean.iter_mut().zip(fear).for_each(|(mean, fear)| *mean += share * fear);
    }
    mean
}

fn at_ease(member: &Member<'_>, place: PlaceId, fear: &[f64]) -> f64 {
    let ground = &member.state.ground;
    let holders: Actors = ground.holders[place.index()];
    let feared = |actor: ActorId| ground.share[ground.at(place, actor)] * fear[actor.index()];
    1.0 - member.setting.parameters.affinity * holders.iter().map(feared).sum::<f64>()
}

fn drawn_by_kin(member: &Member<'_>, place: PlaceId, mix: &Mix) -> f64 {
    let world = member.world;
    let is_gate = world.crisis().places[place.index()].kind == PlaceKind::Crossing;
    let kin = if is_gate {
        let country = world.country_of[place.index()];
        let places = (0..world.country_of.len() as u32).map(PlaceId);
        let there = places.filter(|other| world.country_of[other.index()] == country);
        there.map(|other| kin_at(member, other, mix)).sum()
    } else {
        kin_at(member, place, mix)
    };
    let parameters = &member.setting.parameters;
    (1.0 + kin / parameters.host_ties_scale).powf(parameters.host_ties)
}

/// Displaced people at a place from the homes of those who choose: the mean over them.
fn kin_at(member: &Member<'_>, place: PlaceId, mix: &Mix) -> f64 {
    let people = &member.state.people;
    let causes = people.causes();
    let from = |home: usize| {
        let at = [Whereabouts::Settled(place), Whereabouts::Unsettled(place)];
        let parts = home * causes..(home + 1) * causes;
        at.map(|at| people.composition(at)[parts.clone()].iter().sum::<f64>()).iter().sum::<f64>()
    };
    mix.iter().map(|(home, share)| share * from(*home)).sum()
}
