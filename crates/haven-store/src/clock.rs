//! When a verb was asked for, when its work began, and how long it took.

use haven_io::writers::manifest::Timings;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::time::Instant;

/// Today, in UTC: the day on which a request is made.
pub fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// The clock of one verb.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Time at which it was asked for.
    started: Timestamp,
    asked: Instant,
    began: Instant,
}

impl Clock {
    /// A verb is asked for.
    pub fn start() -> Self {
        let now = Instant::now();
        Self { started: Timestamp::now(), asked: now, began: now }
    }

    /// Everything has been read: the work begins.
    pub fn begin(&mut self) {
        self.began = Instant::now();
    }

    /// Seconds since the work began.
    pub fn running_seconds(&self) -> f64 {
        self.began.elapsed().as_secs_f64()
    }

    /// What a manifest says of it, when the work has taken so many seconds.
    pub fn timings(&self, running_seconds: f64, threads: usize) -> Timings {
        Timings {
            started: Some(self.started.to_string()),
            finished: Some(Timestamp::now().to_string()),
            reading_seconds: (self.began - self.asked).as_secs_f64(),
            running_seconds,
            threads,
        }
    }
}
