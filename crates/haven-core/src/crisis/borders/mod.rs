//! # Borders
//! **What**     Gates and their queues, protected areas, hosts abroad and their registers.
//! **Reads**    all that is fixed today, hosts behind gates, control, ledger.
//!              **Changes** gates, havens, ledger, flows, cumulative hazard (of those who arrive), registers

mod gates;
mod havens;
mod hosts;
mod queue;
mod registers;
mod registration_delay;
mod scratch;
#[cfg(test)]
mod tests;

pub use gates::{Crossing, Gates, Impatience};
pub use havens::Havens;
pub use hosts::{HostAttraction, Hosts, HostsBeyond};
pub use registers::{Registers, register, registration};
pub use registration_delay::Registration;
pub use scratch::Scratch;

use super::conditions::Conditions;
use super::control::Control;
use super::departures::{CumulativeHazard, Dispositions};
use super::ledger::Ledger;

/// Gates and havens open, close, and are judged by what is known this morning.
pub fn open(
    now: &Conditions<'_>,
    control: &Control,
    ledger: &Ledger,
    gates: &mut Gates,
    havens: &mut Havens,
) {
    gates::open(now, gates);
    havens::open(now, control, ledger, havens);
}

/// People at gates pass, wait, or give up; those who pass find hosts. Whoever arrived today at a place
/// inside joins those who are exposed there.
pub fn pass(
    now: &Conditions<'_>,
    gates: (&[Impatience], Hosts<'_>),
    crossing: &mut Crossing<'_>,
    (hazard, dispositions): (&mut CumulativeHazard, &Dispositions),
    scratch: &mut Scratch,
) {
    gates::pass(now, gates, crossing, scratch);
    for place in &now.geography.inside {
        let arrived = crossing.flows.arrived[place.index()];
        if arrived > 0.0 {
            let there = (crossing.ledger.displaced_at(*place) - arrived).max(0.0);
            hazard.merge_displaced(dispositions, *place, there, arrived);
        }
    }
}
