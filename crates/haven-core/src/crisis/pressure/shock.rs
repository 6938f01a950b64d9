//! # Shock
//! **What**     Place-days differ beyond what is modelled: rumours, truces, weather.
//! **Equation** ε = exp(x − sd²/2), x ← φ·x + √(1−φ²)·sd·z, z standard normal; so mean ε is 1
//! **Units**    sd: of the logarithm; φ: correlation from one day to the next
//! **Changes**  shock.  In expected runs ε = 1
//! **Keeps**    one number a place and day, whatever happens there
//! **Source**   assumed
//! **Doubts**   places next to each other are independent

use super::{Pressure, Scene};
use crate::rng::Purpose;
use crate::run::Draws;
use crate::special::normal_quantile;

/// The least uniform number that a normal one is made of; 0 would give an infinite one.
const LEAST: f64 = f64::EPSILON / 2.0;

/// Finds today's shocks.
pub(super) fn draw(scene: &Scene<'_>, pressure: &mut Pressure) {
    if scene.draws == Draws::Expected {
        return pressure.shock.fill(1.0);
    }
    let (sd, memory) = (scene.setting.parameters.shock, scene.setting.parameters.shock_memory);
    let (kept, fresh) =
        if scene.streams.day == 0 { (0.0, 1.0) } else { (memory, (1.0 - memory * memory).sqrt()) };
    for place in &scene.world.inside {
        let place = place.index();
        let uniform = scene.streams.at(Purpose::Shock, scene.world.keys[place]).uniform();
        let state = &mut pressure.memory.shock[place];
        *state = kept * *state + fresh * sd * normal_quantile(uniform.max(LEAST));
        pressure.shock[place] = (*state - sd * sd / 2.0).exp();
    }
}
