//! # Settling and leaving again
//! **What**     Displaced people flee again from where they are, settle in safe places, or move on.
//! **Equation** flee again: chance p of departures; else of the unsettled some do
//!              something (`turns`: with hazard s+m), s/(s+m) of them settle; s = `settle`·room left
//!              where safe, else 0, m = `move_on`·(1 − closure)
//! **Units**    people; rates per day
//! **Reads**    people, ground, pressure.  **Changes** people, `flows.re_departed`
//! **Keeps**    settled people leave only by fleeing again, return, or onward movement; nobody does
//!              two of these things a day, and who came today does none
//! **Source**   model.md §7, settling
//! **Doubts**   the chance to settle does not grow with the time spent somewhere
//!
//! Camps and havens settle people at once as long as there is room; who found none waits there as
//! unsettled and gets room that is freed before newcomers. So a camp holds more people than its
//! capacity only by those who were on their way to it when it filled up: it attracts nobody any
//! more as of the next morning.

use super::Movement;
use crate::crisis::day::Member;
use crate::crisis::departures::{chance_at_turn, chance_of_leaving_again};
use crate::crisis::ledger::Whereabouts;
use crate::crisis::scenario::PlaceKind;
use crate::id::PlaceId;
use crate::rng::Purpose;

impl Movement {
    /// What the displaced people at a place inside do today.
    pub(super) fn settle_or_leave(member: &mut Member<'_>, place: PlaceId) {
        let (settled, unsettled) = (Whereabouts::Settled(place), Whereabouts::Unsettled(place));
        let there = member.state.ledger.count(settled);
        let awake = member.state.ledger.count(unsettled);
        if there <= 0.0 && awake <= 0.0 {
            return;
        }
        let days = member.turn_of(place);
        if days <= 0.0 && (awake <= 0.0 || !member.is_shelter(place)) {
            return;
        }
        let fleeing = flee_again(member, place, [there, awake]);
        let [settle, move_on] = settle(member, (place, days), awake - fleeing[1]);
        if days > 0.0 {
            member.state.clocks.turns.over(place, member.day);
        }
        member.flows.re_departed[place.index()] += fleeing[0] + fleeing[1];
        let (people, leaving) = (&mut member.state.ledger, Whereabouts::Leaving(place));
        people.transfer(settled, leaving, fleeing[0]);
        people.transfer(unsettled, settled, settle);
        people.transfer(unsettled, leaving, fleeing[1] + move_on);
    }
}

/// How many of these (settled, unsettled) flee again.
fn flee_again(member: &Member<'_>, place: PlaceId, there: [f64; 2]) -> [f64; 2] {
    let chance = chance_of_leaving_again(member, place) * (1.0 - member.exits_closed(place));
    if chance <= 0.0 {
        return [0.0; 2];
    }
    let mut stream =
        member.streams().at(Purpose::Redisplace, member.world.geography.keys[place.index()]);
    there.map(|people| member.request.draws.binomial_inverted(people, chance, stream.uniform()))
}

/// How many of the unsettled settle, and how many move on, at a turn for so many days (0: it is no
/// turn, and people only find shelter).
fn settle(member: &Member<'_>, (place, days): (PlaceId, f64), people: f64) -> [f64; 2] {
    if people <= 0.0 {
        return [0.0; 2];
    }
    if member.is_shelter(place) {
        let sheltered = people.min(member.room_left(place));
        let [_, move_on] = compete(member, (place, days), people - sheltered, 0.0);
        return [sheltered, move_on];
    }
    let kind = member.world.crisis().places[place.index()].kind;
    let index = place.index();
    let attacked = !member.state.control.assaulting[index].is_empty();
    let safe = !attacked && member.state.pressure.quiet_days[index] > 0.0;
    let never = matches!(kind, PlaceKind::Hub | PlaceKind::Haven) || !safe;
    let room = member
        .capacity(place)
        .map_or(1.0, |capacity| (1.0 - member.state.ledger.settled[index] / capacity).max(0.0));
    compete(member, (place, days), people, if never { 0.0 } else { room })
}

/// Settling, with this factor of its hazard, against moving on.
fn compete(
    member: &Member<'_>,
    (place, days): (PlaceId, f64),
    people: f64,
    settling: f64,
) -> [f64; 2] {
    let parameters = &member.inputs.parameters;
    let settle = parameters.settle * settling;
    let move_on = parameters.move_on * (1.0 - member.exits_closed(place));
    let hazard = settle + move_on;
    if people <= 0.0 || hazard <= 0.0 || days <= 0.0 {
        return [0.0; 2];
    }
    let (draws, world) = (member.request.draws, member.world);
    let mut stream = member.streams().at(Purpose::Settle, world.geography.keys[place.index()]);
    let active = draws.binomial(people, chance_at_turn(hazard, days), &mut stream);
    let settled = draws.binomial(active, settle / hazard, &mut stream);
    [settled, active - settled]
}
