//! A seed for those who gave none.

use std::hash::{BuildHasher, RandomState};

/// A seed that differs from run to run, short enough to be typed again.
pub fn invent() -> u64 {
    RandomState::new().hash_one(std::process::id()) % 1_000_000
}
