//! # Strength
//! **What**     Where an actor's strength is: it comes in at sources, goes to fronts, is worn down
//!   from the air, decays where it is cut off, and is lost and paid with places.
//! **Equation** `s_j ← s_j + f·(T·w_j/Σw − s_j)` over supplied places, w = share·(1 + bonus·[front]);
//!   air: s ← s·e^{−β·intensity};  cut off: s ← g + (s − g)·e^{−δ};  T changes with what comes and goes.
//! **Units**    s, T, g: strength (units that only compare); f, β, δ: per day
//! **Reads**    shares, fronts, who is supplied.  **Changes** strengths
//! **Keeps**    strength is never negative; what is cut off is in no pool
//! **Source**   model description; numbers assumed
//! **Doubts**   Strength in the pool reaches every supplied place, also if no road joins them.

use crate::crisis::control::Control;
use crate::crisis::scenario::ActorId;
use crate::id::PlaceId;
use crate::math;

/// Strengths of all actors. Lists by actor and place have rows of actors × columns of places.
#[derive(Clone, Debug, PartialEq)]
pub struct Strength {
    /// Number of columns.
    places: usize,
    /// Strength at a place, by actor and place.
    pub at: Vec<f64>,
    /// T: strength that can go where it is needed, by actor: all that is not cut off, whether
    /// already at a place or on the way.
    pub pool: Vec<f64>,
    /// What would hold out at a place that is cut off, by actor and place; none if it is supplied.
    garrison: Vec<Option<f64>>,
    /// Places where an actor held ground when the day began, by actor, in rising order. All its
    /// strength is there, for it comes to a place overnight and goes when the place is lost.
    held: Vec<Vec<PlaceId>>,
}

/// The share of a pool of strength that a place is due, before normalisation.
pub fn claim(share: f64, at_front: bool, bonus: f64) -> f64 {
    share * if at_front { 1.0 + bonus } else { 1.0 }
}

/// What is left of strength that is cut off after a day.
pub fn beleaguered(strength: f64, garrison: f64, decay: f64) -> f64 {
    if strength > garrison {
        garrison + (strength - garrison) * math::exp(-decay)
    } else {
        strength
    }
}

/// What air strikes of an intensity leave of strength after a day.
pub fn after_strikes(strength: f64, attrition: f64, intensity: f64) -> f64 {
    strength * math::exp(-attrition * intensity)
}

impl Strength {
    /// Nobody is anywhere yet.
    pub fn new(places: usize, pool: &[f64]) -> Self {
        let cells = places * pool.len();
        let (at, garrison) = (vec![0.0; cells], vec![None; cells]);
        Self { places, at, pool: pool.to_vec(), garrison, held: vec![Vec::new(); pool.len()] }
    }

    /// Ground has changed hands: finds who holds ground where among the places `inside`.
    pub fn settle(&mut self, control: &Control, inside: &[PlaceId]) {
        self.held.iter_mut().for_each(Vec::clear);
        for place in inside {
            for holder in control.holders[place.index()].iter() {
                self.held[holder.index()].push(*place);
            }
        }
    }

    /// Position in lists by actor and place.
    pub fn cell(&self, actor: ActorId, place: PlaceId) -> usize {
        actor.index() * self.places + place.index()
    }

    /// Moves a part `flow` of the way to where each supplied place of an actor is due. `faces`
    /// says where it faces an enemy, by actor and place; `dues` is room to work in.
    pub fn flow(
        &mut self,
        control: &Control,
        (actor, faces): (ActorId, &[bool]),
        (flow, bonus): (f64, f64),
        dues: &mut Vec<f64>,
    ) {
        let first = self.cell(actor, PlaceId(0));
        let held = &self.held[actor.index()];
        dues.clear();
        dues.extend(held.iter().map(|place| {
            let cell = first + place.index();
            let share = control.share[control.at(*place, actor)];
            if self.garrison[cell].is_none() { claim(share, faces[cell], bonus) } else { 0.0 }
        }));
        let total: f64 = dues.iter().sum();
        if total <= 0.0 {
            return;
        }
        let scale = self.pool[actor.index()] / total;
        for (place, due) in held.iter().zip(&*dues) {
            let cell = first + place.index();
            if self.garrison[cell].is_none() {
                let strength = &mut self.at[cell];
                *strength += flow * (scale * due - *strength);
            }
        }
    }

    /// Air strikes on everything an actor has.
    pub fn strike(&mut self, actor: ActorId, attrition: f64, intensity: f64) {
        let left = after_strikes(1.0, attrition, intensity);
        self.pool[actor.index()] *= left;
        self.each(actor, |strength, _| *strength *= left);
    }

    /// A day without supplies, wherever an actor is cut off.
    pub fn wither(&mut self, actor: ActorId, decay: f64) {
        self.each(actor, |strength, garrison| {
            if let Some(garrison) = garrison {
                *strength = beleaguered(*strength, garrison, decay);
            }
        });
    }

    /// Changes an actor's strength wherever it has some.
    fn each(&mut self, actor: ActorId, change: impl Fn(&mut f64, Option<f64>)) {
        let first = self.cell(actor, PlaceId(0));
        for place in &self.held[actor.index()] {
            let cell = first + place.index();
            change(&mut self.at[cell], self.garrison[cell]);
        }
    }

    /// A place of an actor is cut off or not from today on. `holds_out` is the share that a
    /// garrison is of what is there when it is cut off.
    pub fn set_supplied(&mut self, actor: ActorId, place: PlaceId, supplied: bool, holds_out: f64) {
        let cell = self.cell(actor, place);
        match (self.garrison[cell], supplied) {
            (None, false) => {
                self.garrison[cell] = Some(holds_out * self.at[cell]);
                let left = self.pool[actor.index()] - self.at[cell];
                self.pool[actor.index()] = left.max(0.0);
            }
            (Some(_), true) => {
                self.garrison[cell] = None;
                self.pool[actor.index()] += self.at[cell];
            }
            _ => {}
        }
    }

    /// An actor loses a place and a share of what it had there; the rest retreats to its pool or,
    /// if the place was cut off, to the `refuges`, and is lost if there are none. What it had there.
    pub fn lose(&mut self, actor: ActorId, place: PlaceId, loss: f64, refuges: &[PlaceId]) -> f64 {
        let cell = self.cell(actor, place);
        let had = std::mem::take(&mut self.at[cell]);
        if self.garrison[cell].take().is_none() {
            let left = self.pool[actor.index()] - loss * had;
            self.pool[actor.index()] = left.max(0.0);
            return had;
        }
        let cells = refuges.iter().map(|refuge| self.cell(actor, *refuge));
        let cells: Vec<_> = cells.filter(|cell| self.garrison[*cell].is_some()).collect();
        for cell in &cells {
            self.at[*cell] += (1.0 - loss) * had / cells.len() as f64;
        }
        had
    }

    /// The price of a place, at most half of the pool, taken from it and from all supplied places
    /// alike.
    pub fn pay(&mut self, actor: ActorId, price: f64) {
        let pool = self.pool[actor.index()];
        if pool <= 0.0 {
            return;
        }
        let left = 1.0 - price.min(0.5 * pool) / pool;
        self.pool[actor.index()] *= left;
        self.each(actor, |strength, garrison| {
            if garrison.is_none() {
                *strength *= left;
            }
        });
    }
}
