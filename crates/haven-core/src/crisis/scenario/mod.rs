//! What is known and assumed about a crisis: places, actors, who holds what, gates, and what-ifs.
//!
//! A [`Crisis`] has been checked: every id in it is valid. Readers (in `haven-io`) make it. Days
//! count from its `start`, which is day 0; a day before it is negative.

mod actor;
mod campaign;
mod combine;
mod control;
mod crisis;
mod crossing;
mod event;
mod fact;
mod factor;
mod group;
mod haven;
mod measure;
mod need;
mod place;
mod question;
mod relations;
mod scale;
mod what_if;

pub use crate::scope::Scope;
pub use actor::{Actor, ActorId, SupplySource};
pub use campaign::{Campaign, CampaignKind};
pub use control::{ControlRow, ControlStatus};
pub use crisis::Crisis;
pub use crossing::{CrossingPeriod, GateState};
pub use event::{DatedValue, Event, EventKind};
pub use fact::{Basis, Fact};
pub use factor::Factor;
pub use group::{Group, Home, HomeId};
pub use haven::Haven;
pub use measure::{Measure, Observation};
pub use need::Need;
pub use place::{Link, Place, PlaceKind};
pub use question::{Claim, Combination};
pub use what_if::{Axis, Change, NotApplicable, WhatIf};
