//! What every result of Haven is.

/// What kind of numbers a run gives.
pub const LABEL: &str = "what-if, not prediction";
