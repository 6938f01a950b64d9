//! # Contagion
//! **What**     Neighbours who leave make people leave.
//! **Equation** contagion = 1 − Π (1 − out) over the last 7 days, yesterday and before; out = share of
//!              the residents of linked places who left on that day
//! **Units**    out, contagion: share in [0, 1]
//! **Reads**    yesterday's departures.  **Changes** contagion, the ring of out-shares
//! **Keeps**    7·`alpha_c` < 1 (its range): above it flight feeds itself without a cause
//! **Source**   assumed
//! **Doubts**   neighbours are those along a road; news travels no further, and not by relatives

use super::{Pressure, Scene};

/// Days for which neighbours who left are remembered.
pub(in crate::crisis) const MEMORY_DAYS: u32 = 7;

/// Finds today's contagion.
pub(super) fn spread(scene: &Scene<'_>, pressure: &mut Pressure) {
    let yesterday = i64::from(scene.streams.day) - 1;
    let memory = &mut pressure.memory;
    if yesterday >= 0 {
        let row = memory.outflow.on_mut(yesterday);
        for place in &scene.world.inside {
            let [mut left, mut there] = [0.0; 2];
            for way in &scene.world.ways[place.index()] {
                let neighbour = memory.departed[way.to.index()];
                left += neighbour[0];
                there += neighbour[1];
            }
            row[place.index()] = if there > 0.0 { left / there } else { 0.0 };
        }
    }
    pressure.contagion.fill(1.0);
    memory.outflow.each_into(&mut pressure.contagion, |stayed, out| stayed * (1.0 - out));
    pressure.contagion.iter_mut().for_each(|stayed| *stayed = 1.0 - *stayed);
}
