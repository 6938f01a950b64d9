//! Flee 3's rules of displacement, on cohorts.
//!
//! People choose a neighbouring place again at every stop, by attractiveness over distance; camps
//! fill up; roads close. The rules are those of Flee 3 (Suleimenova, Groen and others; reference
//! commit `02cd2cbd`), sampled exactly by cohort: what is drawn person by person there is one
//! binomial or multinomial draw here, except near a capacity that can bind, where the order in
//! which people decide matters (`creation_order`).

mod choice;
mod cohort;
mod conditions;
mod creation_order;
mod demand;
mod departures;
mod end_of_day;
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
mod saved;
pub mod scenario;
mod series;
mod state;
mod surroundings;
mod timeline;
mod travel;
mod traveller;
mod world;

pub use observe::{LabelledStock, Measure, Observer, PlaceFacts, SeriesKey, Today};
pub use request::{Request, Stopped, Track};
pub use run::Run;
pub use saved::{CannotResume, Saved};
pub use world::World;
