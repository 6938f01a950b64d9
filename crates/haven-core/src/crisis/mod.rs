//! Haven's own displacement system.

pub mod delay;
pub mod frailty;
pub mod pool;
pub mod quiet;
