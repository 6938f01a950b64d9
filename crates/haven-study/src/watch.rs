//! How far a study is, and whether it should stop: shared with whoever waits for it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Counters that another thread can read while a study runs, and a flag that it can raise.
#[derive(Debug, Default)]
pub struct Watch {
    stop: AtomicBool,
    days_done: AtomicU64,
    days_total: AtomicU64,
}

impl Watch {
    /// Asks the study to stop. Members that are complete stay.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Says how many member-days there will be.
    pub fn expect(&self, member_days: u64) {
        self.days_total.store(member_days, Ordering::Relaxed);
    }

    /// Counts one simulated day of one member.
    pub fn day_done(&self) {
        self.days_done.fetch_add(1, Ordering::Relaxed);
    }

    /// Member-days done and expected; expected is 0 until the study knows.
    pub fn member_days(&self) -> (u64, u64) {
        (self.days_done.load(Ordering::Relaxed), self.days_total.load(Ordering::Relaxed))
    }
}
