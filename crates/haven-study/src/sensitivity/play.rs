//! Plays the points of a batch, on all threads, in the order of the points.

use super::study::{Batch, Point};
use rayon::prelude::*;

/// What the model answers at a point; `None` where it was stopped.
pub type Played = Option<Vec<f64>>;

/// Plays one point, or says why it cannot be played.
pub type Model<'m, E> = dyn Fn(&Point) -> Result<Played, E> + Sync + 'm;

/// What the model answers at each point, on the current thread pool.
///
/// # Errors
/// The first point, in order, that cannot be played.
pub fn play<E: Send>(batch: &Batch, model: &Model<'_, E>) -> Result<Vec<Played>, E> {
    let played: Vec<Result<Played, E>> = batch.points.par_iter().map(model).collect();
    played.into_iter().collect()
}
