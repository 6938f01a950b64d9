//! `sensitivity`: which uncertain numbers move an answer.

mod crisis;
mod flee;
mod free;
mod manifest;
mod play;
mod request;
mod result;
mod run;

pub use haven_study::sensitivity::{Analysis, Effects, Estimate, Findings, Indices, LEVEL, Method};
pub use request::{SensitivityRequest, default_samples};
pub use result::{Answered, Freed, Sensitivity};
pub use run::sensitivity;
