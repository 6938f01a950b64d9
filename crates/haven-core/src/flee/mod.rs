//! Flee 3's rules of displacement, on cohorts.
//!
//! People choose a neighbouring place again at every stop, by attractiveness over distance; camps
//! fill up; roads close. The rules are those of Flee 3 (Suleimenova, Groen and others; reference
//! commit `02cd2cbd`), sampled exactly by cohort: what is drawn person by person there is one
//! binomial or multinomial draw here, except near a capacity that can bind, where the order in
//! which people decide matters (`order`).

mod choice;
mod cohort;
mod day;
mod day_ends;
mod demand;
mod departures;
mod evening;
mod follow;
mod ground;
mod journeys;
mod label;
mod leave;
mod night;
mod observe;
mod order;
mod request;
mod risk;
mod route;
pub mod scenario;
mod series;
mod state;
mod timeline;
mod travel;
mod world;

pub use observe::{LabelledStock, Measure, Observer, PlaceFacts, SeriesKey, Today};
pub use request::{Request, Stopped, Track};
pub use world::World;
