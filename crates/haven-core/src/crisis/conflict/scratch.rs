//! Room to work in for the conflict process. Nothing in it is worth keeping: it is found anew, to the
//! same bits, wherever it is missing.

use super::flow::Flow;
use super::residual_times::ResidualTimes;
use super::support::Support;
use crate::crisis::scenario::Crisis;

/// Room to work in, and what follows from the inputs alone.
#[derive(Clone, Debug)]
pub struct Scratch {
    /// Of the race of a day.
    pub times: ResidualTimes,
    /// How much strength counts elsewhere.
    pub support: Support,
    /// For flows of supplies.
    pub flow: Flow,
    /// What each place of an actor is due.
    pub dues: Vec<f64>,
    /// Distances from one place, by actor.
    pub row: Vec<f64>,
}

impl Scratch {
    /// Room for a crisis.
    pub fn new(crisis: &Crisis) -> Self {
        let (places, actors) = (crisis.places.len(), crisis.actors.len());
        Self {
            times: ResidualTimes::new(places * actors),
            support: Support::new(places),
            flow: Flow::new(places, crisis.links.len()),
            dues: Vec::new(),
            row: Vec::new(),
        }
    }
}
