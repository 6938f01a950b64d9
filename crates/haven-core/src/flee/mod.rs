//! Flee 3's rules of displacement, on cohorts.
//!
//! People choose a neighbouring place again at every stop, by attractiveness over distance; camps
//! fill up; roads close. The rules are those of Flee 3 (Suleimenova, Groen and others; reference
//! commit `02cd2cbd`), sampled exactly by cohort: what is drawn person by person there is one
//! binomial or multinomial draw here, except near a capacity that can bind, where the order in
//! which people decide matters (`creation_order`).
//!
//! A [`scenario::Scenario`] says what is simulated; a [`World`] makes it ready; a [`Run`] plays one
//! member of an ensemble, a day at a time. What is fixed while a day is played is `conditions`, and
//! while people move `surroundings`; what changes from day to day is `state`; `run` keeps what only
//! saves time. Each process says in its signature which parts it reads and which it changes.
//!
//! # Floors
//! - `scenario`: what is simulated
//! - `request`, `observe`: what is asked for, and what is seen of it
//! - `road`, `same_rest_of_day`, `series`, `demand`, `world`: made ready once for all members
//! - `conditions`: what is fixed on a day
//! - `label`, `route`, `cohort`, `people`: who is where
//! - `flows`: what happened today
//! - `place_state`, `network`, `creation_order`, `state`: what else changes from day to day
//! - `timeline`, `departures`, `end_of_day`: processes before and after people move
//! - `surroundings`, `choice`, `traveller`, `movement`: what those who move read and change
//! - `risk`, `journeys`, `journey_ends`: who can meet whom, and where journeys end
//! - `leave`: the process before the roads
//! - `person_by_person`, `rest_of_day`, `travel`: the process on the roads
//! - `run`: the order of the day
//! - `evening`: runs that are kept, resumed and branched

mod choice;
mod cohort;
mod conditions;
mod creation_order;
mod demand;
mod departures;
mod end_of_day;
mod evening;
mod flows;
mod journey_ends;
mod journeys;
mod label;
mod leave;
mod movement;
mod network;
mod observe;
mod people;
mod person_by_person;
mod place_state;
mod request;
mod rest_of_day;
mod risk;
mod road;
mod route;
mod run;
mod same_rest_of_day;
pub mod scenario;
mod series;
mod state;
mod surroundings;
mod timeline;
mod travel;
mod traveller;
mod world;

pub use evening::{Evening, NotResumable};
pub use observe::{LabelledStock, Measure, Observer, PlaceFacts, SeriesKey, Today};
pub use request::{Request, Stopped, Track};
pub use run::Run;
pub use world::World;
