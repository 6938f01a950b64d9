//! What moves an answer, for the terminal.

mod ranking;
mod text;

pub use text::sensitivity_text;
