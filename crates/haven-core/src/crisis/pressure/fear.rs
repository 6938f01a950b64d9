//! # Fear
//! **What**     Fear of the approach of hostile actors, and of those who have just taken the place.
//! **Equation** `fear = 1 − Π_a (1 − ω_ga·exp(−t_a/τ_f))`, `t_a` = km to a / v̂,
//!              v̂ = (n₀·v₀ + km gained in 14 days)/(n₀ + 14), n₀ = 7 days;
//!              `occupation = ω_ga·exp(−days since a took the place/τ_o)`
//! **Units**    t, τ: days; v: km per day; ω: weight in [0, 1] by group and actor
//! **Reads**    ground (`holders`, `km_to`, `km_gained`, `expected_speed`, `captured`), fear of the setting.
//!              **Changes** fear and occupation by home, `fear_at` by place
//! **Keeps**    an actor that holds part of a place, fights beside a holder or is assaulting the
//!              place is not feared as one who approaches: it is there, or assault counts instead
//! **Source**   Kobani 2014 for `tau_f` (E27); ω, n₀, `tau_o` assumed
//! **Doubts**   those who fight no holder are not feared, whatever they think of the residents;
//!              everybody knows the front

use super::scene::Scene;
use super::state::Pressure;
use crate::crisis::actors::Actors;
use crate::crisis::geography::Geography;
use crate::crisis::scenario::ActorId;
use crate::id::PlaceId;
use crate::math;

/// n₀: days for which the expected speed counts against what was seen.
const PRIOR_DAYS: f64 = 7.0;

/// Days over which ground gained is watched (`Control::km_gained`).
const WATCHED_DAYS: f64 = 14.0;

/// Who comes near each place. It is kept from day to day, as on most days nothing changes at most
/// places; without it the same is found anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Approaches {
    /// By place.
    places: Vec<Approach>,
    /// `Control::outlook` and `Control::gains` when that was found last.
    looked_at: [u64; 2],
}

impl Approaches {
    /// Nothing is known.
    pub fn new(places: usize) -> Self {
        Self { places: vec![Approach::default(); places], looked_at: [0; 2] }
    }
}

/// Who comes near a place.
#[derive(Clone, Debug, Default, PartialEq)]
struct Approach {
    holders: Actors,
    assaulting: Actors,
    enemies: Vec<Enemy>,
}

/// One who fights a holder of a place and is not there.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Enemy {
    actor: ActorId,
    km_gained: f64,
    /// `−t/τ_f`; −∞ if there is no way.
    exponent: f64,
    /// `exp(−t/τ_f)`.
    near: f64,
}

/// What may have changed since fear was found last, but for who holds and attacks the place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Nothing,
    Gains,
    All,
}

impl Approach {
    /// Finds who comes near today. Whether anything changed.
    fn look(&mut self, scene: &Scene<'_>, place: PlaceId, change: Change) -> bool {
        let control = scene.control;
        let (holders, assaulting) =
            (control.holders[place.index()], control.assaulting[place.index()]);
        let mut is_new = (holders, assaulting) != (self.holders, self.assaulting);
        if is_new {
            (self.holders, self.assaulting) = (holders, assaulting);
            self.find_enemies(scene.now.geography);
        }
        if change == Change::Nothing && !is_new {
            return false;
        }
        for enemy in &mut self.enemies {
            let at = control.at(place, enemy.actor);
            if change == Change::All || enemy.km_gained != control.km_gained[at] {
                is_new |= enemy.come(scene, at);
            }
        }
        is_new
    }

    fn find_enemies(&mut self, geography: &Geography) {
        let is_enemy = |actor: &ActorId| {
            let is_there =
                geography.friends[actor.index()].meet(self.holders) || self.assaulting.has(*actor);
            !is_there && geography.foes[actor.index()].meet(self.holders)
        };
        let enemy = |actor: &ActorId| Enemy {
            actor: *actor,
            km_gained: f64::NAN,
            exponent: f64::NAN,
            near: 0.0,
        };
        self.enemies.clear();
        self.enemies.extend(geography.leaves.iter().filter(|actor| is_enemy(actor)).map(enemy));
    }
}

impl Enemy {
    /// Finds how near this enemy is, of whom position `at` of the ground tells. Whether that is new.
    fn come(&mut self, scene: &Scene<'_>, at: usize) -> bool {
        let control = scene.control;
        self.km_gained = control.km_gained[at];
        let speed = (PRIOR_DAYS * control.expected_speed[at] + self.km_gained)
            / (PRIOR_DAYS + WATCHED_DAYS);
        let days = if speed > 0.0 { control.km_to[at] / speed } else { f64::INFINITY };
        let exponent = -days / scene.now.parameters().fear_days;
        let is_new = exponent != self.exponent;
        if is_new {
            (self.exponent, self.near) = (exponent, math::exp(exponent));
        }
        is_new
    }
}

/// Finds today's fear.
pub fn fear(scene: &Scene<'_>, approaches: &mut Approaches, pressure: &mut Pressure) {
    let Approaches { places, looked_at } = approaches;
    let now = [scene.control.outlook, scene.control.gains];
    let change = match std::mem::replace(looked_at, now) {
        before if before == now => Change::Nothing,
        [outlook, _] if outlook == now[0] => Change::Gains,
        _ => Change::All,
    };
    for place in &scene.now.geography.inside {
        let approach = &mut places[place.index()];
        let taken = occupier(scene, *place);
        // Occupation is less every day.
        if !approach.look(scene, *place, change) && taken.is_none() {
            continue;
        }
        let mut felt = 0.0;
        for crowd in &scene.felt.crowds[place.index()] {
            let omega = &scene.now.inputs.fear[crowd.group];
            let enemies = approach.enemies.iter();
            let calm = enemies.map(|enemy| 1.0 - omega[enemy.actor.index()] * enemy.near);
            let fear = 1.0 - calm.product::<f64>();
            let occupation = taken.map_or(0.0, |(actor, fresh)| omega[actor.index()] * fresh);
            felt += crowd.share * (1.0 - (1.0 - fear) * (1.0 - occupation));
            if let Some(home) = crowd.home {
                pressure.fear[home.index()] = fear;
                pressure.occupation[home.index()] = occupation;
            }
        }
        pressure.fear_at[place.index()] = felt;
    }
}

/// Who took a place last, and how fresh that is.
fn occupier(scene: &Scene<'_>, place: PlaceId) -> Option<(ActorId, f64)> {
    let capture = scene.control.captured[place.index()]?;
    let days = scene.now.day.saturating_sub(capture.day);
    Some((capture.by, scene.felt.freshness[days as usize]))
}
