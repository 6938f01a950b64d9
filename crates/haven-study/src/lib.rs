//! Many runs: ensembles, and what is learnt from them.
//!
//! A study is a state machine: `next_batch` says what to run next, `absorb` takes the results. The
//! verbs (crate `haven`) do the writing, so a study never sees a file.
#![forbid(unsafe_code)]

pub mod backtest;
pub mod baseline;
pub mod calibrate;
pub mod crisis;
pub mod ensemble;
pub mod score;
pub mod sensitivity;
pub mod skill;
pub mod spread;
pub mod watch;
pub mod workers;
