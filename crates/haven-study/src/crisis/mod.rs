//! Ensembles of a crisis, and what is read from them: spreads, paired differences, what planners
//! need, and explanations.

pub mod ensemble;
pub mod explained;
pub mod paired;
pub mod parts;
pub mod planning;
pub mod reach;
pub mod recorded;
pub mod recording;
