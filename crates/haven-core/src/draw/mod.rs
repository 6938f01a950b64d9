//! How many of `n` do a thing that each does with chance `p`: exact samplers, or the mean.
//!
//! Counts are `f64` that hold whole numbers below 2⁵³ in sampled runs and fractions in expected
//! ones, so that both modes share one engine.

mod alias;
mod binomial;
mod draws;
mod factorial;
mod hypergeometric;
mod inversion;
mod multinomial;
mod poisson;
#[cfg(test)]
pub(crate) mod testing;

pub use binomial::binomial;
pub use draws::Draws;
pub use hypergeometric::hypergeometric;
pub use inversion::binomial_by_inversion;
pub use multinomial::{Picks, Weights};
pub use poisson::poisson;
