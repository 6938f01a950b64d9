//! # Observed control
//! **What**     Until the origin, who holds what follows the table.
//! **Reads**    rows of the table.  **Changes** shares, memory of changes
//! **Keeps**    rows of day 0 and before make the first morning; rows from the origin on are not used
//! **Source**   control.csv of the scenario
//! **Doubts**   Between rows nothing changes.

use super::campaign::Change;
use super::scene::Scene;
use super::seize::note_capture;
use super::state::Conflict;
use crate::crisis::control::Control;

/// Carries out the rows of today.
pub fn follow(scene: &Scene<'_>, conflict: &mut Conflict, control: &mut Control) {
    let today = i64::from(scene.now.day);
    let rows = scene.now.crisis.control.iter().filter(|row| row.day == today && today > 0);
    for row in rows {
        conflict.declared[row.place.index()] = Some(row.status);
        let before = control.holders[row.place.index()];
        let Some(winner) = control.set(row) else { continue };
        let change = Change { day: scene.now.day, winner, loser: None, km_per_day: 0.0 };
        conflict.changed[row.place.index()] = Some(change);
        let holders = control.holders[row.place.index()];
        if holders != before {
            note_capture(scene, control, (row.place, winner));
        }
    }
}
