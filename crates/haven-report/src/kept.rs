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

impl Kept<'_> {
    /// Its folder for documents, which are UTF-8 whatever folders are called.
    pub(crate) fn folder(&self) -> String {
        self.folder.to_string_lossy().into_owned()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn a_folder_whose_name_is_not_utf8_has_a_text() {
        let folder = Path::new(OsStr::from_bytes(b"out\xe9"));
        assert_eq!(Kept { folder, seconds: 0.0 }.folder(), "out\u{fffd}");
    }
}
