//! `sensitivity`: which uncertain numbers move an answer.

mod crisis;
mod flee;
mod free;
mod freed;
mod manifest;
mod play;
mod request;
mod result;
mod run;

pub use freed::Freed;
pub use haven_study::sensitivity::{Effects, Estimate, Indices, LEVEL, Method};
pub use manifest::{Design, StudyManifest};
pub use request::{SensitivityRequest, default_samples};
pub use result::{Answered, Found, Moves, Question, Sensitivity, Unit};
pub use run::sensitivity;
