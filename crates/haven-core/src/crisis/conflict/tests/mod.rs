//! The conflict process as a whole.

mod advances;
mod kept;
mod laws;
mod sieges;
