//! # Movement
//! **What**     Where people go, by which way, and who settles.
//! **Reads**    all that is fixed today, the road network, control, pressure, gates, havens, the chances
//!              of leaving again.
//!              **Changes** ledger, flows, decision days, the paths that people know

mod attraction;
mod first_paths;
mod front_roads;
mod network;
mod paths;
mod scratch;
mod settling;
mod shelter;
mod shortest_paths;
mod surroundings;
#[cfg(test)]
mod tests;
mod travel;
mod travel_times;
mod weights;

pub use attraction::usual_attraction;
pub use first_paths::FirstPaths;
pub use network::RoadNetwork;
pub use paths::Paths;
pub use scratch::Scratch;
pub use surroundings::{Moving, Surroundings};

use super::conditions::Conditions;
use super::ledger::Whereabouts;
use crate::rng::Purpose;

/// Displaced people leave dangerous places, settle and move on; they and those who left home today
/// set out; and whose journey ends today arrives.
pub fn travel(
    now: &Conditions<'_>,
    around: &Surroundings<'_>,
    moving: &mut Moving<'_>,
    scratch: &mut Scratch,
) {
    moving.paths.update(around.network, around.control, &now.geography.foes);
    around.judge(now, moving.ledger, &mut scratch.attraction);
    for place in &now.geography.inside {
        settling::settle_or_leave(now, around, moving, *place);
        if moving.ledger.count(Whereabouts::Leaving(*place)) > 0.0 {
            let key = now.geography.keys[place.index()];
            let mut stream = now.streams().at(Purpose::Destination, key);
            travel::set_out(now, around, moving, (*place, &mut stream), scratch);
        }
    }
    moving.ledger.mix();
    travel::arrive(now, around, moving);
}
