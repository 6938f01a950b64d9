//! Gates and their queues, protected areas, hosts abroad and their registers.

mod gates;
mod havens;
mod hosts;
mod queue;
mod registers;
mod registration_delay;
#[cfg(test)]
mod tests;

pub use gates::Gates;
pub use havens::Havens;
pub(super) use hosts::HostsBeyond;
pub use registers::Registers;

use super::day::Member;

/// Gates and havens open, close, and are judged by what is known this morning.
pub(super) fn open(member: &mut Member<'_>) {
    gates::open(member);
    havens::open(member);
}

/// People at gates pass, wait, or give up; those who pass find hosts.
pub(super) fn pass(member: &mut Member<'_>) {
    gates::pass(member);
    for place in &member.world.geography.inside {
        let arrived = member.flows.arrived[place.index()];
        if arrived > 0.0 {
            let there = (member.displaced_at(*place) - arrived).max(0.0);
            member.state.clocks.merge_displaced(*place, there, arrived);
        }
    }
}

/// Arrivals abroad are registered.
pub(super) fn register(member: &mut Member<'_>) {
    registers::register(member);
}
