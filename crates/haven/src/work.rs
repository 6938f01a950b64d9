//! What a verb is given to work with.

use crate::sources::Sources;
use haven_study::watch::Watch;
use haven_study::workers::Workers;

/// Threads, files, and whoever follows the work and may stop it.
#[derive(Clone, Copy)]
pub struct Work<'a> {
    /// The threads. How many there are changes no number.
    pub workers: &'a Workers,
    /// Sees how far the work is, and can stop it.
    pub watch: &'a Watch,
    /// Where the files are that the request names.
    pub sources: &'a dyn Sources,
}
