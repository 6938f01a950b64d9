//! # Departures
//! **What**     Residents leave home; displaced people leave where they are not safe.
//! **Equation** D ~ Binomial(n, p), p = 1 − e^(−μa)·R(H+μψ)/R(H), then H ← H + μψ (`frailty`); of
//!              displaced people with σ = 0, μ = 1 and `redisplace`·ψ, on a clock of their own
//! **Units**    n, D: people; p: chance a day; H: pressure withstood
//! **Reads**    all that is fixed today, dispositions, rhythm, control, pressure.
//!              **Changes** cumulative hazard, decision days, ledger, flows, who left home
//! **Keeps**    never more than are there; the number who wish to leave is drawn by inversion of
//!              one uniform number a home and day, so that under common numbers more people or a
//!              higher chance never give fewer
//! **Source**   `hazard`, `exits`, `frailty`
//! **Doubts**   persons leave one by one, not by household

mod cumulative_hazard;
mod decision_days;
mod dispositions;
mod exits;
mod exposure;
mod frailty;
mod hazard;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use cumulative_hazard::CumulativeHazard;
pub use decision_days::{DecisionDays, Rhythm, chance_at_turn};
pub use dispositions::Dispositions;

use super::conditions::Conditions;
use super::control::Control;
use super::flows::{Flows, LeftHome};
use super::ledger::{Leaving, Ledger, Whereabouts};
use super::pressure::Pressure;
use super::scenario::HomeId;
use crate::id::PlaceId;
use crate::rng::Purpose;
use exposure::Exposure;
use hazard::Threat;

/// What people decide by.
#[derive(Clone, Copy)]
pub struct Motives<'a> {
    /// How readily they leave.
    pub dispositions: &'a Dispositions,
    /// How often they decide.
    pub rhythm: &'a Rhythm,
    /// Who holds what, and who attacks.
    pub control: &'a Control,
    /// What drives people out.
    pub pressure: &'a Pressure,
}

/// What departures change.
pub struct Departing<'a> {
    /// What people have withstood.
    pub hazard: &'a mut CumulativeHazard,
    /// When people decided last.
    pub decided: &'a mut DecisionDays,
    /// Who is where.
    pub ledger: &'a mut Ledger,
    /// What moves today.
    pub flows: &'a mut Flows,
    /// What the neighbours will hear.
    pub left_home: &'a mut LeftHome,
}

/// Residents leave. `shared`: room to work in.
pub fn depart(
    now: &Conditions<'_>,
    motives: &Motives<'_>,
    departing: &mut Departing<'_>,
    shared: &mut Vec<f64>,
) {
    expose(now, motives, departing.hazard, shared);
    let Motives { rhythm, control, .. } = *motives;
    for place in &now.geography.inside {
        let seen = (control, &departing.hazard.exposures);
        let days = rhythm.turn_of_residents(now, seen, departing.decided, *place);
        leave_place(now, motives, departing, *place, days);
        let seen = (control, &*departing.ledger);
        let is_turn = rhythm.turn_of_displaced(now, seen, departing.decided, *place) > 0.0;
        displaced_decide(motives.dispositions, departing, *place, is_turn);
    }
}

/// Everybody is exposed to what happens today.
fn expose(
    now: &Conditions<'_>,
    motives: &Motives<'_>,
    hazard: &mut CumulativeHazard,
    shared: &mut Vec<f64>,
) {
    let (homes, exposures) = (&now.crisis.homes, &mut hazard.exposures);
    let threat = motives.threat(now);
    exposures.add(&threat, homes, shared);
    if now.request.track_causes {
        exposures.add_causes(&threat, homes);
    }
}

impl<'a> Motives<'a> {
    /// What hazards are made of.
    fn threat(&self, now: &Conditions<'a>) -> Threat<'a> {
        Threat { pressure: self.pressure, control: self.control, parameters: now.parameters() }
    }
}

/// How many residents leave a place, at a turn for so many days (0: it is no turn).
fn leave_place(
    now: &Conditions<'_>,
    motives: &Motives<'_>,
    departing: &mut Departing<'_>,
    place: PlaceId,
    days: f64,
) {
    let homes = &now.geography.homes_at[place.index()];
    let residents = departing.ledger.residents_at(homes);
    let mut left = 0.0;
    if residents <= 0.0 {
        forget(departing.hazard, place, homes);
    } else if days > 0.0 {
        let of_all = departing.hazard.exposures.take_residents(place);
        let closure = motives.control.exits_closed(&now.inputs.exit_closure, place);
        let quiet_days = motives.pressure.quiet_days[place.index()].min(days);
        let turn = Turn { of_all, closure, days, quiet_days };
        for home in homes {
            left += leave_home(now, motives.dispositions, departing, *home, turn);
        }
        departing.flows.departed[place.index()] += left;
        departing.decided.home_over(place, now.day);
    }
    departing.left_home.note(place, left, residents);
}

/// What residents of a place have in common at a turn.
#[derive(Clone, Copy)]
struct Turn {
    /// What all of them have been exposed to.
    of_all: Exposure,
    /// Share of those who wish to leave who cannot.
    closure: f64,
    /// Days for which they decide.
    days: f64,
    /// How many of them were quiet.
    quiet_days: f64,
}

/// Nobody has been exposed at home. Those who return are from tomorrow on.
fn forget(hazard: &mut CumulativeHazard, place: PlaceId, homes: &[HomeId]) {
    let exposures = &mut hazard.exposures;
    exposures.take_residents(place);
    for home in homes {
        exposures.take_fear(*home);
        exposures.take_causes(*home);
    }
}

/// How many leave one home at a turn.
fn leave_home(
    now: &Conditions<'_>,
    dispositions: &Dispositions,
    departing: &mut Departing<'_>,
    home: HomeId,
    turn: Turn,
) -> f64 {
    let exposures = &mut departing.hazard.exposures;
    let pressure = turn.of_all.pressure + exposures.take_fear(home);
    let exposure = Exposure { pressure, ..turn.of_all };
    let causes = now.request.track_causes.then(|| exposures.take_causes(home));
    let clock = departing.hazard.home[home.index()];
    let wish = wish_to_leave(now, dispositions, departing, home, exposure);
    let trapped = departing.ledger.trapped[home.index()];
    if wish <= 0.0 && trapped <= 0.0 {
        return 0.0;
    }
    // Where nothing is closed and nobody is trapped, no luck is needed to get out.
    let (out, released) = if turn.closure <= 0.0 && trapped <= 0.0 {
        (wish, 0.0)
    } else {
        get_out(now, departing.ledger, home, wish, turn)
    };
    if out + released > 0.0 {
        let frailty = || dispositions.frailty.mean_frailty(clock);
        let shares = causes.map(|causes| causes.shares(frailty()));
        let shares = shares.as_ref().map_or(&[][..], |shares| &shares[..]);
        set_out(now, departing.ledger, home, [out, released], shares);
    }
    out + released
}

/// How many of those who wish to leave a home get out, and how many who were trapped.
fn get_out(
    now: &Conditions<'_>,
    ledger: &mut Ledger,
    home: HomeId,
    wish: f64,
    Turn { closure, days, quiet_days, .. }: Turn,
) -> (f64, f64) {
    let key = now.geography.home_keys[home.index()];
    let mut luck = now.streams().at(Purpose::Exit, key);
    let [at_once, later, calm] = [(); 3].map(|()| luck.uniform());
    let released = exits::release(now, ledger, home, (closure, [days, quiet_days]), [later, calm]);
    let out = now.draws().binomial_inverted(wish, 1.0 - closure, at_once);
    if wish > out {
        ledger.trap(home, wish - out);
    }
    (out, released)
}

/// How many of those at home come to wish to leave today. Their clock goes on.
fn wish_to_leave(
    now: &Conditions<'_>,
    dispositions: &Dispositions,
    departing: &mut Departing<'_>,
    home: HomeId,
    exposure: Exposure,
) -> f64 {
    let index = home.index();
    let uniform = now.streams().at(Purpose::Home, now.geography.home_keys[index]).uniform();
    let Dispositions { mobility, frailty } = dispositions;
    let mobility = mobility[index];
    let (pressure, assault) = (mobility * exposure.pressure, mobility * exposure.assault);
    let hazard = &mut *departing.hazard;
    let chance = frailty.chance_of_leaving(hazard.home[index], pressure, assault);
    let at_home = departing.ledger.at_home[index];
    let wish = now.draws().binomial_inverted(at_home, chance, uniform);
    hazard.note_gone(home, wish);
    hazard.home[index] += pressure;
    wish
}

/// People set out from a home, and others who were trapped there; shares of their causes, if these are
/// told apart.
fn set_out(
    now: &Conditions<'_>,
    ledger: &mut Ledger,
    home: HomeId,
    people: [f64; 2],
    shares: &[f64],
) {
    let place = now.crisis.homes[home.index()].place;
    for (trapped, people) in [false, true].into_iter().zip(people) {
        if people > 0.0 {
            let leaving = Leaving { people, shares };
            ledger.depart(home, trapped, Whereabouts::Leaving(place), &leaving);
        }
    }
}

/// Displaced people at a place: if it is their turn, their chance of leaving it today, and then
/// their clock.
fn displaced_decide(
    dispositions: &Dispositions,
    departing: &mut Departing<'_>,
    place: PlaceId,
    is_turn: bool,
) {
    let index = place.index();
    let (ledger, hazard) = (&departing.ledger, &mut *departing.hazard);
    let there = ledger.unsettled[index] + ledger.settled[index];
    hazard.leaving_again[index] = 0.0;
    if there <= 0.0 {
        hazard.displaced[index] = 0.0;
        hazard.exposures.take_displaced(place);
    } else if is_turn {
        let Exposure { pressure, assault } = hazard.exposures.take_displaced(place);
        let (frailty, clock) = (dispositions.frailty_of_displaced(), hazard.displaced[index]);
        hazard.leaving_again[index] = frailty.chance_of_leaving(clock, pressure, assault);
        hazard.displaced[index] += pressure;
    }
}
