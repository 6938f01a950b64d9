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

use crate::crisis::actors::Actors;
use crate::crisis::day::Member;
use crate::crisis::ledger::{InTransfer, Whereabouts, sum};
use crate::crisis::scenario::{ActorId, PlaceKind};
use crate::id::PlaceId;

/// Share of each home among those who choose (not those whose home is unknown).
type Mix = Vec<(usize, f64)>;

/// Multiplies the weights of nodes by the factors of affinity and ties.
pub fn weigh_ties(member: &Member<'_>, leaving: &[f32], weights: &mut [f64]) {
    let parameters = &member.inputs.parameters;
    let (affinity, ties) = (parameters.affinity > 0.0, parameters.host_ties > 0.0);
    let mix = parts(leaving);
    let fear = mean_fear(member, &mix);
    for (weight, place) in weights.iter_mut().zip(member.world.network.nodes()) {
        let at_ease = if affinity { at_ease(member, *place, &fear) } else { 1.0 };
        *weight *= at_ease * if ties { drawn_by_kin(member, *place, &mix) } else { 1.0 };
    }
}

/// The factor of host ties for a band, by place; all 1 if it is off.
pub fn kin_factors(
    member: &Member<'_>,
    band: &InTransfer,
    places: impl Iterator<Item = PlaceId>,
) -> Vec<f64> {
    if member.inputs.parameters.host_ties <= 0.0 {
        return places.map(|_| 1.0).collect();
    }
    let mix = parts(band.origins());
    places.map(|place| drawn_by_kin(member, place, &mix)).collect()
}

/// The share of each home in a composition.
fn parts(origins: &[f32]) -> Mix {
    let all = sum(origins);
    let homes = origins[..origins.len() - 1].iter();
    let shares = homes.map(|people| f64::from(*people) / all).enumerate();
    shares.filter(|(_, share)| *share > 0.0).collect()
}

/// ω̄, by actor.
fn mean_fear(member: &Member<'_>, mix: &Mix) -> Vec<f64> {
    let crisis = member.world.crisis();
    let mut mean = vec![0.0; crisis.actors.len()];
    for (home, share) in mix {
        let fear = &member.inputs.fear[crisis.homes[*home].group];
        mean.iter_mut().zip(fear).for_each(|(mean, fear)| *mean += share * fear);
    }
    mean
}

fn at_ease(member: &Member<'_>, place: PlaceId, fear: &[f64]) -> f64 {
    let control = &member.state.control;
    let holders: Actors = control.holders[place.index()];
    let feared = |actor: ActorId| control.share[control.at(place, actor)] * fear[actor.index()];
    1.0 - member.inputs.parameters.affinity * holders.iter().map(feared).sum::<f64>()
}

fn drawn_by_kin(member: &Member<'_>, place: PlaceId, mix: &Mix) -> f64 {
    let world = member.world;
    let is_gate = world.crisis().places[place.index()].kind == PlaceKind::Crossing;
    let kin = if is_gate {
        let country = world.geography.country_of[place.index()];
        let places = (0..world.geography.country_of.len() as u32).map(PlaceId);
        let there = places.filter(|other| world.geography.country_of[other.index()] == country);
        there.map(|other| kin_at(member, other, mix)).sum()
    } else {
        kin_at(member, place, mix)
    };
    let parameters = &member.inputs.parameters;
    (1.0 + kin / parameters.host_ties_scale).powf(parameters.host_ties)
}

/// Displaced people at a place from the homes of those who choose: the mean over them.
fn kin_at(member: &Member<'_>, place: PlaceId, mix: &Mix) -> f64 {
    let people = &member.state.ledger;
    let from = |home: usize| {
        let at = [Whereabouts::Settled(place), Whereabouts::Unsettled(place)];
        at.map(|at| f64::from(people.origins(at)[home])).iter().sum::<f64>()
    };
    mix.iter().map(|(home, share)| share * from(*home)).sum()
}
