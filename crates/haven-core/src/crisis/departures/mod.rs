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

mod clocks;
mod exits;
mod hazard;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
mod turns;

pub use clocks::Clocks;
pub(super) use exits::closure;
pub(super) use turns::chance_at_turn;

use super::day::Member;
use super::people::{Leaving, Whereabouts};
use super::scenario::HomeId;
use crate::id::PlaceId;
use crate::rng::Purpose;
use clocks::Exposure;
use hazard::{Hazard, Scene};

/// Residents leave.
pub(super) fn depart(member: &mut Member<'_>) {
    let world = member.world;
    for place in &world.inside {
        leave_place(member, *place);
        expose_displaced(member, *place);
    }
}

/// The chance that a displaced person at a place leaves it today because of what happens there.
pub(super) fn chance_of_leaving_again(member: &Member<'_>, place: PlaceId) -> f64 {
    member.state.clocks.leaving_again[place.index()]
}

fn leave_place(member: &mut Member<'_>, place: PlaceId) {
    let homes = &member.world.homes_at[place.index()];
    let people = &member.state.people;
    let residents: f64 =
        homes.iter().map(|home| people.at_home[home.index()] + people.trapped[home.index()]).sum();
    let mut left = 0.0;
    if residents > 0.0 {
        for home in homes {
            let hazard = Hazard::at_home(&scene(member), place, *home);
            member.state.clocks.turns.exposure[home.index()].add(&hazard);
        }
        let days = member.home_turn_of(place);
        if days > 0.0 {
            let closure = exits::closure(member, place);
            for home in homes {
                left += leave_home(member, (place, *home), days, closure);
            }
            member.state.clocks.turns.home_over(place, member.day);
        }
    }
    member.flows.departed[place.index()] += left;
    member.state.pressure.note_departures(place, left, residents);
}

/// How many leave one home at a turn for so many days.
fn leave_home(
    member: &mut Member<'_>,
    (place, home): (PlaceId, HomeId),
    days: f64,
    closure: f64,
) -> f64 {
    let hazard = std::mem::take(&mut member.state.clocks.turns.exposure[home.index()]);
    let clock = member.state.clocks.home[home.index()];
    let wish = wish_to_leave(member, home, &hazard);
    let trapped = member.state.people.trapped[home.index()];
    if wish <= 0.0 && trapped <= 0.0 {
        return 0.0;
    }
    // Where nothing is closed and nobody is trapped, no luck is needed to get out.
    let (out, released) = if closure <= 0.0 && trapped <= 0.0 {
        (wish, 0.0)
    } else {
        get_out(member, (place, home), wish, (closure, days))
    };
    let told_apart = member.request.track_causes && out + released > 0.0;
    let frailty = if told_apart { member.state.clocks.frailty.mean_frailty(clock) } else { 1.0 };
    let shares = hazard.shares(frailty);
    set_out(member, home, false, out, &shares);
    set_out(member, home, true, released, &shares);
    out + released
}

/// How many of those who wish to leave a home get out, and how many who were trapped.
fn get_out(
    member: &mut Member<'_>,
    (place, home): (PlaceId, HomeId),
    wish: f64,
    (closure, days): (f64, f64),
) -> (f64, f64) {
    let mut luck = member.streams().at(Purpose::Exit, member.world.home_keys[home.index()]);
    let [now, later, calm] = [(); 3].map(|()| luck.uniform());
    let quiet_days = member.state.pressure.quiet_days[place.index()].min(days);
    let released = exits::release(member, home, (closure, [days, quiet_days]), [later, calm]);
    let out = member.request.draws.binomial_inverted(wish, 1.0 - closure, now);
    if wish > out {
        member.state.people.trap(home, wish - out);
    }
    (out, released)
}

/// How many of those at home come to wish to leave today. Their clock goes on.
fn wish_to_leave(member: &mut Member<'_>, home: HomeId, hazard: &Hazard) -> f64 {
    let index = home.index();
    let uniform = member.streams().at(Purpose::Home, member.world.home_keys[index]).uniform();
    let clocks = &mut member.state.clocks;
    let mobility = clocks.mobility[index];
    let (pressure, assault) = (mobility * hazard.pressure(), mobility * hazard.assault());
    let chance = clocks.frailty.chance_of_leaving(clocks.home[index], pressure, assault);
    let at_home = member.state.people.at_home[index];
    let wish = member.request.draws.binomial_inverted(at_home, chance, uniform);
    clocks.note_gone(home, wish);
    clocks.home[index] += pressure;
    wish
}

fn set_out(member: &mut Member<'_>, home: HomeId, trapped: bool, people: f64, shares: &[f64]) {
    if people > 0.0 {
        let place = member.world.crisis().homes[home.index()].place;
        let leaving = Leaving { people, shares };
        member.state.people.depart(home, trapped, Whereabouts::Leaving(place), &leaving);
    }
}

/// Displaced people at a place: if it is their turn, their chance of leaving it today, and then
/// their clock.
fn expose_displaced(member: &mut Member<'_>, place: PlaceId) {
    let index = place.index();
    let there = member.state.people.unsettled[index] + member.state.people.settled[index];
    if there <= 0.0 {
        let clocks = &mut member.state.clocks;
        (clocks.displaced[index], clocks.leaving_again[index]) = (0.0, 0.0);
        clocks.exposure[index] = Exposure::default();
        return;
    }
    let is_turn = member.turn_of(place) > 0.0;
    let hazard = Hazard::of_displaced(&scene(member), place);
    let redisplace = member.setting.parameters.redisplace;
    let clocks = &mut member.state.clocks;
    let exposure = &mut clocks.exposure[index];
    exposure.pressure += redisplace * hazard.pressure();
    exposure.assault += hazard.assault();
    if !is_turn {
        clocks.leaving_again[index] = 0.0;
        return;
    }
    let Exposure { pressure, assault } = std::mem::take(exposure);
    let (frailty, clock) = (clocks.frailty_of_displaced(), clocks.displaced[index]);
    clocks.leaving_again[index] = frailty.chance_of_leaving(clock, pressure, assault);
    clocks.displaced[index] += pressure;
}

fn scene<'a>(member: &'a Member<'_>) -> Scene<'a> {
    let (state, parameters) = (&member.state, &member.setting.parameters);
    Scene { pressure: &state.pressure, ground: &state.ground, parameters }
}
