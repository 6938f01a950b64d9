//! Room to work in, and what is kept because finding it anew would cost more. It is never saved:
//! wherever it is missing, the same is found again, to the last bit.

use super::returns::Returning;
use super::scenario::Crisis;
use super::{borders, conflict, movement, pressure};
use crate::draw::Picks;

/// Room to work in, by process.
#[derive(Clone, Debug)]
pub(super) struct Scratch {
    pub conflict: conflict::Scratch,
    pub pressure: pressure::Scratch,
    /// Pressure that all residents of a place share, by place.
    pub shared: Vec<f64>,
    pub movement: movement::Scratch,
    pub borders: borders::Scratch,
    pub returning: Returning,
    pub picks: Picks,
}

impl Scratch {
    /// Room for a crisis.
    pub fn new(crisis: &Crisis) -> Self {
        Self {
            conflict: conflict::Scratch::new(crisis),
            pressure: pressure::Scratch::new(crisis),
            shared: Vec::new(),
            movement: movement::Scratch::default(),
            borders: borders::Scratch::default(),
            returning: Returning::new(crisis.places.len()),
            picks: Picks::default(),
        }
    }
}
