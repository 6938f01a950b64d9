//! Folders for tests.

use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// A manifest that lists no files, as version 0.1.0 wrote it.
pub fn manifest() -> Value {
    serde_json::from_str(include_str!("../tests/old/run-0.1.0-flee.json")).expect("it is JSON")
}

/// A folder of one test alone, removed at its end.
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// A folder for the test with this name.
    pub fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!(
            "haven-store-{test}-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        ));
        fs::create_dir_all(&path).expect("a folder for a test");
        Self(path)
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Names in it, hidden ones included, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("it is there").flatten();
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
