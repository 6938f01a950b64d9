//! Where people go, by which way, and who settles.

use super::day::Member;
use super::people::Leaving;
use super::scenario::HomeId;

/// Ways under today's control, found anew when it changes.
#[derive(Clone, Debug, Default)]
pub struct Routes {}

/// People who leave home today choose where to go and set out (called by departures).
/// `trapped`: they are those who were held back so far.
pub(super) fn set_out_from_home(
    _member: &mut Member<'_>,
    _home: HomeId,
    _trapped: bool,
    _leaving: &Leaving<'_>,
) {
}

/// Displaced people leave dangerous places, settle, move on, and travel.
pub(super) fn travel(_member: &mut Member<'_>) {}
