//! Plays the points of a batch, on all threads, in the order of the points.

use super::study::{Batch, Played, Point};
use crate::workers;

/// Plays one point, or says why it cannot be played.
pub type Model<'m, E> = dyn Fn(&Point) -> Result<Played, E> + Sync + 'm;

/// What the model answers at each point, on the current thread pool.
///
/// # Errors
/// The first point, in order, that cannot be played.
pub fn play<E: Send>(batch: &Batch, model: &Model<'_, E>) -> Result<Vec<Played>, E> {
    workers::each(&batch.points, model).into_iter().collect()
}
