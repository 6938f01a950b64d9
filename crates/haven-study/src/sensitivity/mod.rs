//! Which inputs move an answer: variance shares (Sobol) and screening (Morris).
//!
//! Every input is a uniform number in (0, 1); whoever runs the model turns it into a parameter through
//! its prior. A design consists of rows, each of which says something about every input: a row of
//! Saltelli's matrices, or one of Morris's trajectories. All points of a row are played as the same
//! member, so that an input that does nothing does *exactly* nothing; rows are different members, so
//! that no result rests on one member's luck. What luck makes is measured beside: some rows begin
//! with the same point played by further members.
//!
//! Columns are Latin hypercubes at the addresses of the inputs' names, not a Sobol sequence: it needs
//! no table of direction numbers, takes any number of inputs (a crisis has more than a hundred, hence
//! more than two hundred columns, where a short stretch of a Sobol sequence is no better spread), and
//! freeing one more input moves no other. Any of its rows is a fair sample by itself, so a study that
//! is stopped keeps the rows that are complete.

mod columns;
pub mod crisis;
mod effects;
pub mod flee;
mod indices;
mod luck;
mod play;
mod resample;
mod saltelli;
mod study;
#[cfg(test)]
mod test_functions;
#[cfg(test)]
mod tests;
mod trajectories;

pub use effects::Effects;
pub use indices::Indices;
pub use play::{Model, play};
pub use resample::{Estimate, LEVEL};
pub use study::{Analysis, Batch, Findings, Method, Plan, Played, Point, Repeats, Study};
pub use trajectories::STEP;
