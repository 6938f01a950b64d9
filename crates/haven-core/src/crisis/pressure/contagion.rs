//! # Contagion
//! **What**     Neighbours who leave make people leave.
//! **Equation** contagion = 1 − Π (1 − out) over the last 7 days, yesterday and before; out = share of
//!              the residents of linked places who left on that day
//! **Units**    out, contagion: share in [0, 1]
//! **Reads**    yesterday's departures.  **Changes** contagion, the ring of out-shares
//! **Keeps**    7·`alpha_c` < 1 (its range): above it flight feeds itself without a cause
//! **Source**   assumed
//! **Doubts**   neighbours are those along a road; news travels no further, and not by relatives

use super::scene::Scene;
use super::state::Pressure;
use crate::crisis::flows::LeftHome;

/// Days for which neighbours who left are remembered.
pub(super) const MEMORY_DAYS: u32 = 7;

/// Finds today's contagion. `left_home`: who left home yesterday.
pub(super) fn spread(scene: &Scene<'_>, left_home: &LeftHome, pressure: &mut Pressure) {
    let yesterday = scene.today() - 1;
    if yesterday >= 0 {
        let row = pressure.outflow.on_mut(yesterday);
        for place in &scene.now.geography.inside {
            let [mut left, mut there] = [0.0; 2];
            for road in &scene.now.geography.roads[place.index()] {
                let neighbour = left_home.at(road.to);
                left += neighbour[0];
                there += neighbour[1];
            }
            row[place.index()] = if there > 0.0 { left / there } else { 0.0 };
        }
    }
    pressure.contagion.fill(1.0);
    pressure.outflow.each_into(&mut pressure.contagion, |stayed, out| stayed * (1.0 - out));
    pressure.contagion.iter_mut().for_each(|stayed| *stayed = 1.0 - *stayed);
}
