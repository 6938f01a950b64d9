//! How long everybody who attacks has still to wait today.

use super::scene::Scene;
use crate::crisis::scenario::ActorId;
use crate::id::{PlaceId, StableKey};
use crate::math;
use crate::rng::{Purpose, mix};

/// Unit exponential times that are left today.
#[derive(Clone, Debug)]
pub struct ResidualTimes {
    /// By place and actor; negative: not drawn today.
    pub left: Vec<f64>,
    /// Wins today, by place and actor.
    pub wins: Vec<u32>,
}

impl ResidualTimes {
    /// None has been drawn.
    pub fn new(cells: usize) -> Self {
        Self { left: vec![-1.0; cells], wins: vec![0; cells] }
    }

    /// A new day.
    pub fn start_day(&mut self) {
        self.left.fill(-1.0);
        self.wins.fill(0);
    }

    /// The time left to an actor at a place.
    pub fn at(
        &mut self,
        scene: &Scene<'_>,
        cell: usize,
        (place, actor): (PlaceId, ActorId),
    ) -> f64 {
        if self.left[cell] < 0.0 {
            self.left[cell] = unit_time(uniform(scene, (place, actor), self.wins[cell]));
        }
        self.left[cell]
    }
}

/// 1 − u of an actor at a place who has won there so many times today.
pub fn uniform(scene: &Scene<'_>, (place, actor): (PlaceId, ActorId), wins: u32) -> f64 {
    let geography = scene.now.geography;
    let names = [geography.keys[place.index()], geography.actor_keys[actor.index()]];
    let key = mix(mix(names[0].0, names[1].0), u64::from(wins));
    scene.now.streams().at(Purpose::Contest, StableKey(key)).uniform()
}

/// −ln u of 1 − u.
pub fn unit_time(uniform: f64) -> f64 {
    -math::ln(1.0 - uniform)
}
