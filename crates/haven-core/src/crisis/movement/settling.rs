//! # Settling and leaving again
//! **What**     Displaced people flee again from where they are, settle in safe places, or move on.
//! **Equation** flee again: chance p of departures; else of the unsettled some do
//!              something (`decision_days`: with hazard s+m), s/(s+m) of them settle; s = `settle`·room left
//!              where safe, else 0, m = `move_on`·(1 − closure)
//! **Units**    people; rates per day
//! **Reads**    all that is fixed today, surroundings.  **Changes** ledger, decision days,
//!              `flows.re_departed`
//! **Keeps**    settled people leave only by fleeing again, return, or onward movement; nobody does
//!              two of these things a day, and who came today does none
//! **Source**   model.md §7, settling
//! **Doubts**   the chance to settle does not grow with the time spent somewhere
//!
//! Camps and havens settle people at once as long as there is room; who found none waits there as
//! unsettled and gets room that is freed before newcomers. So a camp holds more people than its
//! capacity only by those who were on their way to it when it filled up: it attracts nobody any
//! more as of the next morning.

use super::surroundings::{Moving, Surroundings};
use crate::crisis::conditions::Conditions;
use crate::crisis::departures::chance_at_turn;
use crate::crisis::destination::share_left;
use crate::crisis::ledger::{Ledger, Whereabouts};
use crate::crisis::scenario::PlaceKind;
use crate::id::PlaceId;
use crate::rng::Purpose;

/// What the displaced people at a place inside do today.
pub(super) fn settle_or_leave(
    now: &Conditions<'_>,
    around: &Surroundings<'_>,
    Moving { ledger, flows, decided, .. }: &mut Moving<'_>,
    place: PlaceId,
) {
    let (settled, unsettled) = (Whereabouts::Settled(place), Whereabouts::Unsettled(place));
    let (there, awake) = (ledger.count(settled), ledger.count(unsettled));
    if there <= 0.0 && awake <= 0.0 {
        return;
    }
    let days = around.rhythm.turn_of_displaced(now, (around.control, ledger), decided, place);
    if days <= 0.0 && (awake <= 0.0 || !around.is_shelter(now, place)) {
        return;
    }
    let fleeing = flee_again(now, around, place, [there, awake]);
    let [settle, move_on] = settle(now, around, ledger, (place, days), awake - fleeing[1]);
    if days > 0.0 {
        decided.over(place, now.day);
    }
    flows.re_departed[place.index()] += fleeing[0] + fleeing[1];
    let leaving = Whereabouts::Leaving(place);
    ledger.transfer(settled, leaving, fleeing[0]);
    ledger.transfer(unsettled, settled, settle);
    ledger.transfer(unsettled, leaving, fleeing[1] + move_on);
}

/// How many of these (settled, unsettled) flee again.
fn flee_again(
    now: &Conditions<'_>,
    around: &Surroundings<'_>,
    place: PlaceId,
    there: [f64; 2],
) -> [f64; 2] {
    let closure = around.control.exits_closed(&now.inputs.exit_closure, place);
    let chance = around.hazard.chance_of_leaving_again(place) * (1.0 - closure);
    if chance <= 0.0 {
        return [0.0; 2];
    }
    let mut stream = now.streams().at(Purpose::Redisplace, now.geography.keys[place.index()]);
    there.map(|people| now.draws().binomial_inverted(people, chance, stream.uniform()))
}

/// How many of the unsettled settle, and how many move on, at a turn for so many days (0: it is no
/// turn, and people only find shelter).
fn settle(
    now: &Conditions<'_>,
    around: &Surroundings<'_>,
    ledger: &Ledger,
    (place, days): (PlaceId, f64),
    people: f64,
) -> [f64; 2] {
    if people <= 0.0 {
        return [0.0; 2];
    }
    if around.is_shelter(now, place) {
        let sheltered = people.min(around.room_left(now, ledger, place));
        let [_, move_on] = compete(now, around, (place, days), people - sheltered, 0.0);
        return [sheltered, move_on];
    }
    let index = place.index();
    let safe = !around.control.is_attacked(place) && around.pressure.quiet_days[index] > 0.0;
    let never = matches!(now.kind(place), PlaceKind::Hub | PlaceKind::Haven) || !safe;
    let room = now.capacity(place).map_or(1.0, |room| share_left(ledger.settled[index], room));
    compete(now, around, (place, days), people, if never { 0.0 } else { room })
}

/// Settling, with this factor of its hazard, against moving on.
fn compete(
    now: &Conditions<'_>,
    around: &Surroundings<'_>,
    (place, days): (PlaceId, f64),
    people: f64,
    settling: f64,
) -> [f64; 2] {
    let (parameters, draws) = (now.parameters(), now.draws());
    let settle = parameters.settle * settling;
    let closure = around.control.exits_closed(&now.inputs.exit_closure, place);
    let move_on = parameters.move_on * (1.0 - closure);
    let hazard = settle + move_on;
    if people <= 0.0 || hazard <= 0.0 || days <= 0.0 {
        return [0.0; 2];
    }
    let mut stream = now.streams().at(Purpose::Settle, now.geography.keys[place.index()]);
    let active = draws.binomial(people, chance_at_turn(hazard, days), &mut stream);
    let settled = draws.binomial(active, settle / hazard, &mut stream);
    [settled, active - settled]
}
