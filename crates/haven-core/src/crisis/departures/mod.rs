//! # Departures
//! **What**     Residents leave home; displaced people leave where they are not safe.
//! **Equation** D ~ Binomial(n, p), p = 1 − e^(−μa)·R(H+μψ)/R(H), then H ← H + μψ (`frailty`); of
//!              displaced people with σ = 0, μ = 1 and `redisplace`·ψ, on a clock of their own
//! **Units**    n, D: people; p: chance a day; H: pressure withstood
//! **Reads**    pressure, ground, setting.  **Changes** people, clocks, flows
//! **Keeps**    never more than are there; the number who wish to leave is drawn by inversion of
//!              one uniform number a home and day, so that under common numbers more people or a
//!              higher chance never give fewer
//! **Source**   `hazard`, `exits`, `frailty`
//! **Doubts**   persons leave one by one, not by household

mod cumulative_hazard;
mod decision_days;
mod exits;
mod exposure;
mod frailty;
mod hazard;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use cumulative_hazard::CumulativeHazard;
pub(super) use decision_days::chance_at_turn;

use super::day::Member;
use super::ledger::{Leaving, Whereabouts};
use super::scenario::HomeId;
use crate::id::PlaceId;
use crate::rng::Purpose;
use exposure::Exposure;
use hazard::Scene;

/// Residents leave.
pub(super) fn depart(member: &mut Member<'_>) {
    expose(member);
    let world = member.world;
    for place in &world.geography.inside {
        leave_place(member, *place, member.home_turn_of(*place));
        displaced_decide(member, *place, member.turn_of(*place) > 0.0);
    }
}

/// Everybody is exposed to what happens today.
fn expose(member: &mut Member<'_>) {
    let Member { world, inputs, state, request, .. } = member;
    let (homes, exposures) = (&world.crisis().homes, &mut state.clocks.exposures);
    let (pressure, control, parameters) = (&state.pressure, &state.control, &inputs.parameters);
    let scene = Scene { pressure, control, parameters };
    exposures.add(&scene, homes);
    if request.track_causes {
        exposures.add_causes(&scene, homes);
    }
}

/// The chance that a displaced person at a place leaves it today because of what happens there.
pub(super) fn chance_of_leaving_again(member: &Member<'_>, place: PlaceId) -> f64 {
    member.state.clocks.leaving_again[place.index()]
}

/// People at home in a place, trapped or not.
fn residents(member: &Member<'_>, place: PlaceId) -> f64 {
    let (homes, people) = (&member.world.geography.homes_at[place.index()], &member.state.ledger);
    homes.iter().map(|home| people.at_home[home.index()] + people.trapped[home.index()]).sum()
}

/// How many residents leave a place, at a turn for so many days (0: it is no turn).
fn leave_place(member: &mut Member<'_>, place: PlaceId, days: f64) {
    let homes = &member.world.geography.homes_at[place.index()];
    let residents = residents(member, place);
    let mut left = 0.0;
    if residents <= 0.0 {
        forget(member, place);
    } else if days > 0.0 {
        let of_all = member.state.clocks.exposures.take_residents(place);
        let closure = member.exits_closed(place);
        for home in homes {
            left += leave_home(member, (place, *home), of_all, (closure, days));
        }
        member.flows.departed[place.index()] += left;
        member.state.clocks.turns.home_over(place, member.day);
    }
    member.state.left_home.note(place, left, residents);
}

/// Nobody has been exposed at home. Those who return are from tomorrow on.
fn forget(member: &mut Member<'_>, place: PlaceId) {
    let exposures = &mut member.state.clocks.exposures;
    exposures.take_residents(place);
    for home in &member.world.geography.homes_at[place.index()] {
        exposures.take_fear(*home);
        exposures.take_causes(*home);
    }
}

/// How many leave one home at a turn for so many days. `of_all`: what all at the place have been exposed
/// to.
fn leave_home(
    member: &mut Member<'_>,
    (place, home): (PlaceId, HomeId),
    of_all: Exposure,
    (closure, days): (f64, f64),
) -> f64 {
    let exposures = &mut member.state.clocks.exposures;
    let exposure = Exposure { pressure: of_all.pressure + exposures.take_fear(home), ..of_all };
    let causes = member.request.track_causes.then(|| exposures.take_causes(home));
    let clock = member.state.clocks.home[home.index()];
    let wish = wish_to_leave(member, home, exposure);
    let trapped = member.state.ledger.trapped[home.index()];
    if wish <= 0.0 && trapped <= 0.0 {
        return 0.0;
    }
    // Where nothing is closed and nobody is trapped, no luck is needed to get out.
    let (out, released) = if closure <= 0.0 && trapped <= 0.0 {
        (wish, 0.0)
    } else {
        get_out(member, (place, home), wish, (closure, days))
    };
    if out + released > 0.0 {
        let frailty = || member.state.clocks.frailty.mean_frailty(clock);
        let shares = causes.map(|causes| causes.shares(frailty()));
        let shares = shares.as_ref().map_or(&[][..], |shares| &shares[..]);
        set_out(member, home, [out, released], shares);
    }
    out + released
}

/// How many of those who wish to leave a home get out, and how many who were trapped.
fn get_out(
    member: &mut Member<'_>,
    (place, home): (PlaceId, HomeId),
    wish: f64,
    (closure, days): (f64, f64),
) -> (f64, f64) {
    let mut luck =
        member.streams().at(Purpose::Exit, member.world.geography.home_keys[home.index()]);
    let [now, later, calm] = [(); 3].map(|()| luck.uniform());
    let quiet_days = member.state.pressure.quiet_days[place.index()].min(days);
    let released = exits::release(member, home, (closure, [days, quiet_days]), [later, calm]);
    let out = member.request.draws.binomial_inverted(wish, 1.0 - closure, now);
    if wish > out {
        member.state.ledger.trap(home, wish - out);
    }
    (out, released)
}

/// How many of those at home come to wish to leave today. Their clock goes on.
fn wish_to_leave(member: &mut Member<'_>, home: HomeId, exposure: Exposure) -> f64 {
    let index = home.index();
    let uniform =
        member.streams().at(Purpose::Home, member.world.geography.home_keys[index]).uniform();
    let clocks = &mut member.state.clocks;
    let mobility = clocks.mobility[index];
    let (pressure, assault) = (mobility * exposure.pressure, mobility * exposure.assault);
    let chance = clocks.frailty.chance_of_leaving(clocks.home[index], pressure, assault);
    let at_home = member.state.ledger.at_home[index];
    let wish = member.request.draws.binomial_inverted(at_home, chance, uniform);
    clocks.note_gone(home, wish);
    clocks.home[index] += pressure;
    wish
}

/// People set out from a home, and others who were trapped there; shares of their causes, if these are
/// told apart.
fn set_out(member: &mut Member<'_>, home: HomeId, people: [f64; 2], shares: &[f64]) {
    let place = member.world.crisis().homes[home.index()].place;
    for (trapped, people) in [false, true].into_iter().zip(people) {
        if people > 0.0 {
            let leaving = Leaving { people, shares };
            member.state.ledger.depart(home, trapped, Whereabouts::Leaving(place), &leaving);
        }
    }
}

/// Displaced people at a place: if it is their turn, their chance of leaving it today, and then
/// their clock.
fn displaced_decide(member: &mut Member<'_>, place: PlaceId, is_turn: bool) {
    let index = place.index();
    let there = member.state.ledger.unsettled[index] + member.state.ledger.settled[index];
    let clocks = &mut member.state.clocks;
    clocks.leaving_again[index] = 0.0;
    if there <= 0.0 {
        clocks.displaced[index] = 0.0;
        clocks.exposures.take_displaced(place);
    } else if is_turn {
        let Exposure { pressure, assault } = clocks.exposures.take_displaced(place);
        let (frailty, clock) = (clocks.frailty_of_displaced(), clocks.displaced[index]);
        clocks.leaving_again[index] = frailty.chance_of_leaving(clock, pressure, assault);
        clocks.displaced[index] += pressure;
    }
}
