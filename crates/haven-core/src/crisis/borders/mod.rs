//! Gates and their queues, protected areas, hosts abroad and their registers.

use super::day::Member;
use super::setting::Setting;
use super::world::World;
use crate::id::PlaceId;

/// Gates today.
#[derive(Clone, Debug, Default)]
pub struct Gates {
    /// Factor of the attraction of going abroad, by place (1 where it is no gate): its state and
    /// the known waiting time.
    pub weight: Vec<f64>,
}

impl Gates {
    pub(super) fn start(_world: &World) -> Self {
        Self::default()
    }
}

/// Protected areas today.
#[derive(Clone, Debug, Default)]
pub struct Havens {
    /// Factor of a place's attraction as (part of) a haven, by place; 0 where there is none.
    pub weight: Vec<f64>,
}

impl Havens {
    pub(super) fn start(_world: &World) -> Self {
        Self::default()
    }

    /// Whether a place is in a haven that is open.
    pub fn protects(&self, _place: PlaceId) -> bool {
        false
    }
}

/// Registers of the countries abroad.
#[derive(Clone, Debug, Default)]
pub struct Registers {}

impl Registers {
    pub(super) fn start(_world: &World, _setting: &Setting) -> Self {
        Self::default()
    }

    /// What the register of a country shows.
    pub fn registered(&self, _country: usize) -> f64 {
        0.0
    }
}

/// Gates and havens open, close, and are judged by what is known this morning.
pub(super) fn open(_member: &mut Member<'_>) {}

/// People at gates pass, wait, or give up; those who pass find hosts.
pub(super) fn pass(_member: &mut Member<'_>) {}

/// Arrivals abroad are registered.
pub(super) fn register(_member: &mut Member<'_>) {}
