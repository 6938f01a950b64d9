//! What moves an answer: for the terminal and as JSON.

mod json;
mod ranking;
mod table;
mod text;

pub(crate) use json::document;
pub use json::sensitivity_json;
pub use text::sensitivity_text;
