//! haven-io
#![forbid(unsafe_code)]
