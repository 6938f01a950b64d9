//! What pressure is found from: all that is fixed today, and who holds what.

use super::crowds::Crowd;
use super::kernel::Kernel;
use crate::crisis::conditions::Conditions;
use crate::crisis::control::Control;

/// One day of one run, as civilians look at it.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// All that is fixed today.
    pub now: Conditions<'a>,
    /// What of the inputs is felt, by place.
    pub felt: &'a Felt,
    /// Who holds what, and who attacks.
    pub control: &'a Control,
}

/// What follows from the inputs of a member, found once. Lists are by place unless they say otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Felt {
    /// How far away violence is felt.
    pub(super) kernel: Kernel,
    /// Share of residents near a ground attack, if there is one.
    pub(super) near_attack: Vec<f64>,
    /// Who feels.
    pub(super) crowds: Vec<Vec<Crowd>>,
    /// How fresh the capture of a place is so many days later: `exp(−days/τ_o)`.
    pub(super) freshness: Vec<f64>,
}

impl Scene<'_> {
    /// Whether violence and damage on a day come from tables.
    pub fn is_observed(&self, day: i64) -> bool {
        self.now.is_observed(day)
    }

    /// Today, as days are counted in tables.
    pub fn today(&self) -> i64 {
        i64::from(self.now.day)
    }
}
