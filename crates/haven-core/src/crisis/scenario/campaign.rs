//! What actors set out to do.

use super::ActorId;
use crate::id::PlaceId;
use crate::prior::Prior;

/// An intention of an actor, for a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    /// Unique, stable identifier.
    pub id: String,
    /// Who.
    pub actor: ActorId,
    /// What it does.
    pub kind: CampaignKind,
    /// Against whom; `None`: all whom it fights.
    pub target: Option<ActorId>,
    /// Places it is about, in the order in which they are to be taken.
    pub objectives: Vec<PlaceId>,
    /// First day on which it can be seen coming (statements, build-up): warning time counts from it.
    pub announced: i64,
    /// First day.
    pub from: i64,
    /// First day on which it is over.
    pub until: i64,
    /// Speed of an advance, km per day; `None`: the parameter `v_c`.
    pub km_per_day: Option<Prior>,
    /// Intensity of air strikes and sieges, 1 is usual.
    pub intensity: Prior,
    /// If the objectives are taken for certain (the *achieved* answer): days from `from` until the
    /// last one is. `None`: km over speed.
    pub days_to_take: Option<Prior>,
    /// Times as fast as the speed and the days to take say; above 0, 1 unless a what-if changes it.
    pub tempo: f64,
}

/// Kinds of campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CampaignKind {
    /// Takes ground.
    Advance,
    /// Strikes from the air.
    Air,
    /// Cuts places off without assaulting them.
    Siege,
}
