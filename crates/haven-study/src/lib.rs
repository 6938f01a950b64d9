//! haven-study
#![forbid(unsafe_code)]
