//! What a calibration learns from, how it is judged, and what it says when it is done or stopped.

mod events;
mod flee;
mod likelihood;
mod verb;

use super::{CalibrateRequest, CalibrationMethod};
use crate::source::ScenarioRequest;

/// A calibration of a scenario with 10 particles.
fn request(source: &str) -> CalibrateRequest {
    CalibrateRequest {
        scenario: ScenarioRequest { source: source.to_owned(), ..ScenarioRequest::default() },
        method: CalibrationMethod::Smc,
        particles: 10,
        seed: 7,
        free: Vec::new(),
        until: None,
        events: None,
        threads: Some(1),
    }
}

/// The same that learns up to a day or a date.
fn until(source: &str, text: &str) -> CalibrateRequest {
    CalibrateRequest { until: Some(text.to_owned()), ..request(source) }
}

/// Texts of one's own.
fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
