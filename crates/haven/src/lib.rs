//! haven
#![forbid(unsafe_code)]
