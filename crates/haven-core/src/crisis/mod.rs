//! Haven's own displacement system: actors hold ground and fight over it, civilians flee violence
//! and the approach of those they fear, and find gates, queues, camps and havens on their way.
//!
//! A [`scenario::Crisis`] says what is known; a [`World`] makes it ready; [`World::run`] plays a
//! member of an ensemble, whose uncertain numbers are its [`setting::Setting`].

mod borders;
mod by_route;
mod compositions;
mod conflict;
mod day;
mod departures;
mod flows;
mod ground;
#[cfg(test)]
mod laws;
mod movement;
mod people;
mod pressure;
mod returns;
mod state;
#[cfg(test)]
pub(crate) mod testing;
mod today;
mod world;

pub mod delay;
pub mod frailty;
pub mod parameter;
pub mod pool;
pub mod quiet;
mod road;
pub mod scenario;
pub mod setting;

pub use by_route::{Parties, Route};
pub use day::{Advance, Request, Today};
pub use flows::Flows;
pub use ground::{Actors, Capture, Ground};
pub use people::People;
pub use pressure::Cause;
pub use world::World;
