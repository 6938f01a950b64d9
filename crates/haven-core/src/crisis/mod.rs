//! Haven's own displacement system: actors hold ground and fight over it, civilians flee violence
//! and the approach of those they fear, and find gates, queues, camps and havens on their way.
//!
//! A [`scenario::Crisis`] says what is known; a [`World`] makes it ready; [`World::run`] plays a
//! member of an ensemble, whose uncertain numbers are its [`inputs::Inputs`].

#[cfg(test)]
mod accounting;
mod actors;
mod borders;
mod conditions;
mod conflict;
#[cfg(test)]
mod contracts;
mod control;
mod departures;
mod derived;
mod destination;
mod evening;
mod flows;
mod geography;
#[cfg(test)]
mod laws;
mod ledger;
mod movement;
mod observe;
mod pressure;
mod request;
mod returns;
mod run;
mod scratch;
mod state;
#[cfg(test)]
pub(crate) mod testing;
mod world;

pub mod counts;
pub mod inputs;
pub mod parameter;
pub mod scenario;

pub use actors::Actors;
pub use control::{Capture, Control};
pub use evening::{Evening, NotResumable};
pub use flows::Flows;
pub use ledger::{ByRoute, Ledger, Route, Whereabouts};
pub use observe::Today;
pub use pressure::Cause;
pub use request::{Advance, Request};
pub use run::Run;
pub use world::World;
