//! Room to work in for pressure, and what is kept because finding it anew would cost more. Nothing of it
//! is worth saving: wherever it is missing it is found anew, to the same bits.

use super::acts::{Act, Means};
use super::fear::Approaches;
use super::harm::Harm;
use super::shock::Normals;
use crate::crisis::scenario::Crisis;

/// Room to work in, and what is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Scratch {
    /// What acts do to those around them; it follows from the inputs alone.
    pub(super) harm: Harm,
    /// Mean numbers of acts.
    pub(super) means: Means,
    /// Who comes near.
    pub(super) approaches: Approaches,
    /// What makes the shocks of some days.
    pub(super) normals: Normals,
    /// Today's acts.
    pub(super) acts: Vec<Act>,
    /// Today's exposure to assaults and air strikes at the place itself, by place.
    pub(super) blasts: Vec<f64>,
}

impl Scratch {
    /// Room for a crisis; nothing is known.
    pub fn new(crisis: &Crisis) -> Self {
        let places = crisis.places.len();
        Self {
            harm: Harm::new(crisis),
            means: Means::default(),
            approaches: Approaches::new(places),
            normals: Normals::default(),
            acts: Vec::new(),
            blasts: vec![0.0; places],
        }
    }
}
