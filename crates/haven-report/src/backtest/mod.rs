//! A backtest as text, as JSON and as pictures.

mod json;
mod picture;
mod text;

pub use json::backtest_json;
pub use picture::backtest_picture;
pub use text::backtest_text;
