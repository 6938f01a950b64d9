//! How far forecasts are from what was counted.
//!
//! Every score is a loss: 0 is perfect (but for the log score, which has no best value) and less is
//! better. What a loss is worth beside a baseline's is in [`crate::skill`].

mod ard;
mod forecast;
mod mass;

pub use ard::{Ard, ScoredDay};
pub use forecast::{BadForecast, Forecast, LEVELS};
