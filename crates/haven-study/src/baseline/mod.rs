//! Simple forecasts that a model has to beat, as members, so that they are scored like the model's.
//!
//! Each sees only reports up to its origin; which of those were *published* by then is the caller's
//! affair. One family forecasts a series alone ([`persistence()`], [`damped_trend()`], [`theta()`]); the
//! other shares out a given total among series ([`fixed_shares()`], [`lagged_shares()`],
//! [`capacity_proportional()`]). Both are dressed with their own errors in the past (`dressing.rs`).

mod capacity_proportional;
mod damped_trend;
mod dressing;
mod fixed_shares;
mod history;
mod lagged_shares;
mod persistence;
mod series;
mod sharing;
mod theta;

pub use capacity_proportional::{Room, capacity_proportional};
pub use damped_trend::damped_trend;
pub use fixed_shares::fixed_shares;
pub use history::{BadHistory, History, Report};
pub use lagged_shares::lagged_shares;
pub use persistence::persistence;
pub use theta::theta;

/// What is asked of a baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Day on which the forecast is made: the last that it may know of.
    pub origin: i64,
    /// Days ahead.
    pub horizon_days: u32,
    /// How many members.
    pub members: u32,
}

impl Ask {
    /// The day that is forecast.
    pub fn target(&self) -> i64 {
        self.origin + i64::from(self.horizon_days)
    }
}

#[cfg(test)]
mod tests;
