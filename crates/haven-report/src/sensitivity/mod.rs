//! What moves an answer: for the terminal and as JSON.

mod json;
mod ranking;
mod table;
mod text;

pub use json::{sensitivity_document, sensitivity_json};
pub use text::sensitivity_text;
