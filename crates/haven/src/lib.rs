//! The verbs that every face of Haven shares, and the built-in scenarios.
#![forbid(unsafe_code)]

pub mod builtin;
