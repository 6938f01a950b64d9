//! What moves an answer, for the terminal.

mod ranking;
mod text;
#[cfg(test)]
mod text_tests;

pub use text::sensitivity_text;
