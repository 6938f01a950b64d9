//! The conflict process as a whole.

mod advances;
mod laws;
mod sieges;
