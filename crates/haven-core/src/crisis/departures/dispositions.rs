//! How readily the people of each home leave: what follows from the inputs of a member alone.

use super::frailty::Frailty;
use crate::crisis::conditions::Conditions;
use crate::math;

/// How readily people leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispositions {
    /// μ by home: mobility, with a mean of 1 over all residents.
    pub(super) mobility: Vec<f64>,
    /// How differently residents respond.
    pub(super) frailty: Frailty,
}

impl Dispositions {
    /// Those of a member.
    pub fn new(now: &Conditions<'_>) -> Self {
        let parameters = now.parameters();
        let frailty =
            Frailty { theta: math::powi(parameters.frailty_cv, 2), stayers: parameters.stayers };
        Self { mobility: mobility(now), frailty }
    }

    /// Displaced people are not told apart by whether they would never flee: they have fled.
    pub(super) fn frailty_of_displaced(&self) -> Frailty {
        Frailty { stayers: 0.0, ..self.frailty }
    }
}

/// Mobility by home, relative to the mean over residents.
fn mobility(now: &Conditions<'_>) -> Vec<f64> {
    let (crisis, residents) = (now.crisis, &now.inputs.residents);
    let raw = || crisis.homes.iter().map(|home| crisis.groups[home.group].mobility);
    let people: f64 = residents.iter().sum();
    let sum: f64 = raw().zip(residents).map(|(mobility, people)| mobility * people).sum();
    let mean = if sum > 0.0 { sum / people } else { 1.0 };
    raw().map(|mobility| mobility / mean).collect()
}
