//! Reading a file that may be a folder, a pipe or a device in place of a file.

use std::path::Path;
use std::{fs, io};

/// No file that people bring is larger.
pub const LARGEST_BYTES: u64 = 1 << 28;

/// The bytes of a file.
///
/// # Errors
/// If there is none, if it cannot be read, if it is a folder, a pipe or a device, from which one could
/// read for ever, or if it is larger than anything that a scenario needs.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let found = match fs::metadata(path) {
        Err(_) if fs::symlink_metadata(path).is_ok() => {
            return Err(io::Error::other("it is a link that leads to no file"));
        }
        found => found?,
    };
    if found.is_dir() {
        return Err(io::Error::other("it is a folder"));
    }
    if !found.is_file() {
        return Err(io::Error::other("it is a pipe or a device, not a file"));
    }
    match found.len() {
        0..=LARGEST_BYTES => fs::read(path),
        size => Err(io::Error::other(format!("{size} bytes are more than a scenario needs"))),
    }
}

/// [`read`], as text.
///
/// # Errors
/// As for [`read`], and if the text is not UTF-8.
pub fn text(path: &Path) -> io::Result<String> {
    String::from_utf8(read(path)?)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_are_read() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(text(&here.join("Cargo.toml")).unwrap().contains("haven-io"));
        assert_eq!(read(here).unwrap_err().to_string(), "it is a folder");
        let none = read(&here.join("none")).unwrap_err();
        assert_eq!(none.kind(), io::ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_nothing_is_named() {
        let link = std::env::temp_dir().join(format!("haven-link-{}", std::process::id()));
        std::os::unix::fs::symlink(link.with_extension("none"), &link).unwrap();
        let refused = read(&link).unwrap_err().to_string();
        fs::remove_file(&link).unwrap();
        assert_eq!(refused, "it is a link that leads to no file");
    }

    #[cfg(unix)]
    #[test]
    fn devices_are_not_read() {
        for device in ["/dev/zero", "/dev/null"] {
            let refused = read(Path::new(device)).unwrap_err().to_string();
            assert_eq!(refused, "it is a pipe or a device, not a file");
        }
    }
}
