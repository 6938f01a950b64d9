//! Where people go: what those who move inside the country and those who cross a border share.

mod groups;
mod room;
mod ties;

pub use groups::Chosen;
pub use room::{room_factor, share_left};
pub use ties::{kin_factors, weigh_ties};
