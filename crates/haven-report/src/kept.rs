//! Where a result is, and how long it took: what a report says beside the result itself.

use std::path::Path;

/// Where a result is kept.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// Its folder.
    pub folder: &'a Path,
    /// Seconds that the verb worked, without reading and writing.
    pub seconds: f64,
}
