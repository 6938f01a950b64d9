//! How good forecasts would have been: from past origins, with what was known then.
//!
//! Data flow one way: [`Known`] (what a day knew) → `play` (the engine from there) → `outlook` (what
//! each candidate expects) → `candidate_posterior` (which candidates have been right) → `rolling` (forecasts and
//! what came).

mod access;
mod candidate;
mod candidate_posterior;
mod cold_start;
mod conflict;
mod flow;
mod known;
mod mixture;
mod outlook;
mod play;
mod rolling;
mod shuffled;
mod summary;
mod totals;

pub use candidate::{Ahead, Method};
pub use cold_start::{ColdCase, ColdPrior, ColdScores, cold_start};
pub use conflict::{Conflict, Pooled, at, group, pooled};
pub use flow::Averaging;
pub use known::{Capacities, InformationLevel, Known, Told};
pub use mixture::{Mixture, Sharing};
pub use rolling::{
    BASELINES, BacktestStopped, Case, HORIZONS_DAYS, ORIGIN_EVERY_DAYS, Plan, backtest, steps,
};
pub use shuffled::with_conflict_shuffled;
pub use summary::{AtHorizon, Scores, skill_beside, summary};
pub use totals::{GivenTotals, given_totals};

#[cfg(test)]
mod tests;
