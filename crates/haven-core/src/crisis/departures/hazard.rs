//! # Hazard of leaving
//! **What**     What drives people out of a place today, each cause apart.
//! **Equation** `ψ = ε·(α_v·violence + α_f·(fear + occupation) + α_s·siege + α_d·new damage +
//!              α_c·contagion + α_h·services) + λ_0`;  `a = α_a·assault`
//! **Units**    per day
//! **Reads**    pressure, siege of the ground, parameters.  **Returns** terms in the order of
//!              [`Cause::ALL`]
//! **Keeps**    pressure and assault apart: frailty and stayers act on pressure alone

use crate::crisis::control::Control;
use crate::crisis::parameter::Parameters;
use crate::crisis::pressure::{Cause, Pressure};
use crate::crisis::scenario::HomeId;
use crate::id::PlaceId;

/// Number of causes.
const CAUSES: usize = Cause::ALL.len();

/// Hazards of leaving, per day, of people of average mobility, in the order of [`Cause::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Hazard([f64; CAUSES]);

impl Hazard {
    /// Of the residents of a home.
    pub(super) fn at_home(threat: &Threat<'_>, place: PlaceId, home: HomeId) -> Self {
        let (pressure, by, index) = (threat.pressure, threat.parameters, place.index());
        let [fear, occupation] = [pressure.fear[home.index()], pressure.occupation[home.index()]];
        let shock = pressure.shock[index];
        Self([
            by.assault_departure * pressure.assault[index],
            shock * by.violence_departure * pressure.violence[index],
            shock * by.fear_departure * fear,
            shock * by.fear_departure * occupation,
            shock * by.siege_departure * threat.control.siege[index],
            shock * by.damage_departure * pressure.new_damage[index],
            shock * by.contagion_departure * pressure.contagion[index],
            shock * by.hardship_departure * pressure.services[index],
            by.base_departure,
        ])
    }

    /// Hazards of another day are added.
    pub(super) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, hazard)| *sum += hazard);
    }

    /// a: hazard of assault.
    #[cfg(test)]
    pub(super) fn assault(&self) -> f64 {
        self.0[0]
    }

    /// ψ: hazard of everything else.
    #[cfg(test)]
    pub(super) fn pressure(&self) -> f64 {
        self.0[1..].iter().sum()
    }

    /// Shares of the causes of those who leave today, exact for hazards that are constant in a
    /// day: frailty multiplies all pressure alike, by its mean among those who are still there.
    /// Without any hazard (the trapped may leave on such a day) the cause is not known.
    pub(super) fn shares(&self, mean_frailty: f64) -> [f64; CAUSES] {
        let mut shares = self.0;
        shares[1..].iter_mut().for_each(|share| *share *= mean_frailty);
        let total: f64 = shares.iter().sum();
        if total > 0.0 {
            shares = shares.map(|share| share / total);
        } else {
            shares[CAUSES - 1] = 1.0;
        }
        shares
    }
}

/// What hazards are made of.
#[derive(Clone, Copy)]
pub(super) struct Threat<'a> {
    pub(super) pressure: &'a Pressure,
    pub(super) control: &'a Control,
    pub(super) parameters: &'a Parameters,
}

impl Threat<'_> {
    /// ψ but for fear and occupation, by place: all people at a place share it.
    pub(super) fn shared(&self, hazards: &mut [f64]) {
        let (pressure, by) = (self.pressure, self.parameters);
        let blows = pressure.violence.iter().zip(&pressure.new_damage);
        let strains = pressure.contagion.iter().zip(&pressure.services).zip(&self.control.siege);
        let causes = blows.zip(strains).zip(&pressure.shock);
        for (hazard, cause) in hazards.iter_mut().zip(causes) {
            let (((violence, damage), ((contagion, services), siege)), shock) = cause;
            let all = by.violence_departure * violence
                + by.siege_departure * siege
                + by.damage_departure * damage
                + by.contagion_departure * contagion
                + by.hardship_departure * services;
            *hazard = shock * all + by.base_departure;
        }
    }
}
