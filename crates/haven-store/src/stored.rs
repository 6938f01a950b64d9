//! A result and where it is.

use haven_report::Kept;
use std::path::PathBuf;

/// A result that is stored.
#[derive(Debug)]
pub struct Stored<T> {
    /// Its folder.
    pub folder: PathBuf,
    /// Seconds that the verb worked, without reading and writing.
    pub seconds: f64,
    /// What the verb says.
    pub result: T,
}

impl<T> Stored<T> {
    /// What a report says beside the result.
    pub fn kept(&self) -> Kept<'_> {
        Kept { folder: &self.folder, seconds: self.seconds }
    }
}
