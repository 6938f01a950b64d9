//! Haven's own displacement system: actors hold ground and fight over it, civilians flee violence
//! and the approach of those they fear, and find gates, queues, camps and havens on their way.
//!
//! A [`scenario::Crisis`] says what is known; a [`World`] makes it ready; [`World::run`] plays a
//! member of an ensemble, whose uncertain numbers are its [`inputs::Inputs`].
//!
//! # Floors
//! Each imports only from those before it; `cargo xtask tidy` holds them to that.
//!
//! - `parameter`: every uncertain parameter, declared once
//! - `scenario`: what is known
//! - `request`: what a run is asked for
//! - `inputs`: what one member takes to be true
//! - `actors`: sets of actors
//! - `geography`: plain facts about places, gates and roads
//! - `conditions`: all that is fixed on a day
//! - `control`: who holds what
//! - `ledger`: people, by whereabouts
//! - `flows`: who moved today
//! - `destination`: how places are chosen, and their room
//! - `conflict`: who fights whom, and where
//! - `pressure`: what civilians are exposed to
//! - `departures`: who leaves
//! - `borders`: gates, queues, hosts and protected areas
//! - `movement`: who travels where
//! - `returns`: who goes home, or on
//! - `world`: the scenario made ready
//! - `derived`: what a member makes of it once
//! - `state`: what changes daily
//! - `scratch`: memory that no result depends on
//! - `observe`: what an observer sees of a day
//! - `run`: the order of the day
//! - `evening`: a run kept, and gone on with
//! - `counts`: what a recorded number counts

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
