//! A backtest as text and as pictures.

mod picture;
mod text;

pub use picture::backtest_picture;
pub use text::backtest_text;
