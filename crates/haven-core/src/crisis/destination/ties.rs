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

use crate::crisis::conditions::Conditions;
use crate::crisis::control::Control;
use crate::crisis::ledger::{InTransfer, Ledger, Whereabouts, sum};
use crate::crisis::scenario::ActorId;
use crate::id::PlaceId;
use crate::math;

/// Share of each home among those who choose (not those whose home is unknown).
type Mix = Vec<(usize, f64)>;

/// Multiplies the weights of these places by the factors of affinity and ties, if any is on, for
/// those who are leaving a place.
pub fn weigh_ties(
    now: &Conditions<'_>,
    (control, ledger): (&Control, &Ledger),
    leaving: PlaceId,
    places: &[PlaceId],
    weights: &mut [f64],
) {
    let (affinity, ties) = (now.parameters().affinity > 0.0, now.parameters().host_ties > 0.0);
    if !affinity && !ties {
        return;
    }
    let mix = parts(ledger.origins(Whereabouts::Leaving(leaving)));
    let fear = mean_fear(now, &mix);
    for (weight, place) in weights.iter_mut().zip(places) {
        let at_ease = if affinity { at_ease(now, control, *place, &fear) } else { 1.0 };
        *weight *= at_ease * if ties { drawn_by_kin(now, ledger, *place, &mix) } else { 1.0 };
    }
}

/// The factor of host ties for people in transfer, by place; all 1 if it is off.
pub fn kin_factors(
    now: &Conditions<'_>,
    ledger: &Ledger,
    people: &InTransfer,
    places: impl Iterator<Item = PlaceId>,
) -> Vec<f64> {
    if now.parameters().host_ties <= 0.0 {
        return places.map(|_| 1.0).collect();
    }
    let mix = parts(people.origins());
    places.map(|place| drawn_by_kin(now, ledger, place, &mix)).collect()
}

/// The share of each home in a composition.
fn parts(origins: &[f32]) -> Mix {
    let all = sum(origins);
    let homes = origins[..origins.len() - 1].iter();
    let shares = homes.map(|people| f64::from(*people) / all).enumerate();
    shares.filter(|(_, share)| *share > 0.0).collect()
}

/// ω̄, by actor.
fn mean_fear(now: &Conditions<'_>, mix: &Mix) -> Vec<f64> {
    let mut mean = vec![0.0; now.crisis.actors.len()];
    for (home, share) in mix {
        let fear = &now.inputs.fear[now.crisis.homes[*home].group];
        mean.iter_mut().zip(fear).for_each(|(mean, fear)| *mean += share * fear);
    }
    mean
}

fn at_ease(now: &Conditions<'_>, control: &Control, place: PlaceId, fear: &[f64]) -> f64 {
    let holders = control.holders[place.index()];
    let feared = |actor: ActorId| control.share[control.at(place, actor)] * fear[actor.index()];
    1.0 - now.parameters().affinity * holders.iter().map(feared).sum::<f64>()
}

fn drawn_by_kin(now: &Conditions<'_>, ledger: &Ledger, place: PlaceId, mix: &Mix) -> f64 {
    let kin = if now.is_gate(place) {
        let country = now.geography.country_of[place.index()];
        let there = now.geography.places_of[usize::from(country)].iter();
        there.map(|other| kin_at(ledger, *other, mix)).sum()
    } else {
        kin_at(ledger, place, mix)
    };
    let parameters = now.parameters();
    math::powf(1.0 + kin / parameters.host_ties_scale, parameters.host_ties)
}

/// Displaced people at a place from the homes of those who choose: the mean over them.
fn kin_at(ledger: &Ledger, place: PlaceId, mix: &Mix) -> f64 {
    let from = |home: usize| {
        let at = [Whereabouts::Settled(place), Whereabouts::Unsettled(place)];
        at.map(|at| f64::from(ledger.origins(at)[home])).iter().sum::<f64>()
    };
    mix.iter().map(|(home, share)| share * from(*home)).sum()
}
